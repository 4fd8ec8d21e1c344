//! A deletion never comes too early: the order in which each app is left, and its waits.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::{Date, date};
use opsec::checklist::template::Pace;
use opsec::checklist::{Danger, Group, Plan, PlanError, Violation, violations};
use opsec::data;
use opsec::review::leaving::{Leaving, Part, Step};
use opsec::review::{Confidence, Evidence, Review};
use proptest::prelude::*;

use crate::support::bundled::{TODAY, review, reviews};

/// A chat app that is left in this order.
fn left_in(order: &[Part], after_account: bool) -> Review {
    let leaving = Leaving {
        order: order.to_vec(),
        after_account: after_account.then(|| "The owner keeps the account.".into()),
        ..Leaving::default()
    };
    Review { leaving: Some(leaving), ..Review::unnamed("zz", "ZZ") }
}

fn plan<'a>(from: &'a [&'a Review], danger: Danger) -> Plan<'a> {
    let profile = data::profiles().get(danger.id()).unwrap();
    let group = Group { profile, members: 9, from: from.to_vec(), to: review("signal"), start: TODAY };
    Plan::new(data::template(), group).unwrap()
}

/// The parts that are deleted, in the order of the plan.
fn deleted(plan: &Plan<'_>) -> Vec<Part> {
    let steps = plan.steps.iter().filter(|step| step.id.starts_with("delete-"));
    steps.filter_map(|step| step.template.leaving).collect()
}

#[test]
fn every_bundled_review_deletes_the_account_last_unless_it_says_why_not() {
    for app in reviews() {
        let order = app.leaving.as_ref().map_or_else(|| Part::USUAL_ORDER.to_vec(), Leaving::whole_order);
        let is_last = order.last() == Some(&Part::Account);
        let says_why = app.leaving.as_ref().is_some_and(|leaving| leaving.after_account.is_some());
        assert_ne!(is_last, says_why, "{}", app.id);
        for danger in Danger::ALL {
            let from = [app];
            let plan = plan(&from, danger);
            assert_eq!(violations(&plan), [], "{}", app.id);
            // A danger in which accounts stay, or nothing is deleted, has the rest in the same order.
            let deleted = deleted(&plan);
            let expected: Vec<_> = order[1..].iter().copied().filter(|part| deleted.contains(part)).collect();
            assert_eq!(deleted, expected, "{}", app.id);
        }
    }
}

#[test]
fn an_order_that_says_less_than_all_keeps_the_rest_before_the_account() {
    let app = left_in(&[Part::Account], false);
    let from = [&app];
    let deleted = deleted(&plan(&from, Danger::Friends));
    assert_eq!(deleted, [Part::Messages, Part::Community, Part::Account]);
}

fn orders() -> impl Strategy<Value = Vec<Part>> {
    prop::collection::vec(prop::sample::select(&Part::ALL[..]), 0..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_the_order_an_account_that_goes_too_early_is_found_out(
        order in orders(),
        after_account: bool,
        other in 0_usize..19,
        danger in prop::sample::select(&[Danger::Friends, Danger::Activist][..]),
    ) {
        let app = left_in(&order, after_account);
        let leaving = app.leaving.as_ref().unwrap();
        let from = [&app, reviews()[other]];
        let plan = plan(&from, danger);
        let whole = leaving.whole_order();
        let account = whole.iter().position(|part| *part == Part::Account).unwrap();
        // The export comes before every deletion by a gate of its own.
        let too_late = whole[account + 1..].iter().filter(|part| **part != Part::Export);
        let unsaid = too_late.filter(|part| !leaving.is_after_account(**part)).count();
        let found = violations(&plan);
        prop_assert_eq!(found.len(), unsaid, "{:?}", found);
        let is_named = |found: &Violation| found.step() == "delete-account-zz";
        prop_assert!(found.iter().all(is_named), "{:?}", found);
    }

    #[test]
    fn no_number_makes_a_plan_panic_or_run_backwards(
        days: Option<u32>,
        grace_days in prop::option::of(prop_oneof![Just(u32::MAX), Just(u32::MAX - 13), any::<u32>(), 0_u32..4000]),
        waits in prop_oneof![Just(0_u32), Just(u32::MAX), 0_u32..4000],
        pace in (1_u32.., 1_u32.., any::<u32>(), any::<u32>()),
        minutes: u32,
        times: u32,
        people in 1_u32..,
        members in 2_u32..=100_000,
        start in prop_oneof![Just(Date::MIN), Just(Date::MAX), Just(TODAY)],
    ) {
        let app = waiting(days, grace_days);
        let mut template = data::template().clone();
        let playbook = template.playbooks.get_mut(&Danger::Friends).unwrap();
        playbook.pace = Pace {
            members_a_day: NonZeroU32::new(pace.0).unwrap(),
            members_an_admin: NonZeroU32::new(pace.1).unwrap(),
            quorum_percent: Some(pace.2),
            export_days: pace.3,
            quiet_days: waits,
            first_days: waits,
        };
        for step in &mut playbook.steps {
            (step.days, step.minutes, step.times) = (waits, minutes, times);
        }
        for limit in template.destinations.iter_mut().filter_map(|destination| destination.limit.as_mut()) {
            limit.people = NonZeroU32::new(people).unwrap();
        }
        let (profile, from) = (data::profiles().get("friends").unwrap(), vec![&app]);
        let group = Group { profile, members, from, to: review("signal"), start };
        match Plan::new(&template, group) {
            Err(error) => prop_assert_eq!(error, PlanError::DateOutOfRange),
            Ok(plan) => {
                prop_assert_eq!(violations(&plan), []);
                prop_assert!(plan.steps.windows(2).all(|pair| pair[0].due <= pair[1].due));
                prop_assert!(plan.quorum.is_none_or(|quorum| quorum <= members));
                let _ = (plan.minutes(), plan.minutes_each(opsec::checklist::template::Role::Member));
            }
        }
    }
}

/// An app whose export and account take so long.
fn waiting(days: Option<u32>, grace_days: Option<u32>) -> Review {
    let evidence = Evidence {
        note: "Ask.".into(),
        sources: Vec::new(),
        checked: date(2026, 1, 1),
        confidence: Confidence::High,
    };
    let step = |wait_days, grace_days| Step::Known {
        evidence: evidence.clone(),
        wait_days,
        link_days: None,
        grace_days,
        holds: None,
        place: None,
    };
    let steps = BTreeMap::from([(Part::Export, step(days, None)), (Part::Account, step(None, grace_days))]);
    let leaving = Leaving { steps, ..Leaving::default() };
    Review { leaving: Some(leaving), ..Review::unnamed("zz", "ZZ") }
}

#[test]
fn a_longer_wait_never_ends_earlier() {
    let end = |grace| {
        let app = waiting(Some(1), Some(grace));
        let from = [&app];
        plan(&from, Danger::Friends).end()
    };
    let ends: Vec<_> = [0, 1, 14, 365, 3650, 100_000].into_iter().map(end).collect();
    assert!(ends.is_sorted() && ends[3] > ends[2] && ends[5] > ends[4], "{ends:?}");
}
