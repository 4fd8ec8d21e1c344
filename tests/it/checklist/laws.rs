//! The laws of each danger, proven on plans of every size, for every app, and on plans that break them.

use opsec::checklist::template::{
    Aspect, Condition, Danger, Destination, MessageKind, Paper, Scope, StepKind, Template,
};
use opsec::checklist::{Group, Plan, Violation, laws, objections, violations};
use opsec::rate::{Gates, assess};
use opsec::review::leaving::Part;
use opsec::review::{PlatformKind, Status};
use opsec::{data, yaml};
use proptest::prelude::*;

use crate::support::bundled::{TODAY, moves, review, reviews};

fn group(danger: Danger, from: &[&str], to: &str, members: u32) -> Group<'static> {
    let profile = data::profiles().get(danger.id()).unwrap();
    let from = from.iter().map(|id| review(id)).collect();
    Group { profile, members, from, to: review(to), start: TODAY }
}

/// Returns the template after a change of one file.
fn changed(file: &str, from: &str, to: &str) -> Template {
    let mut files = moves();
    let text = &mut files.iter_mut().find(|(name, _)| name == file).unwrap().1;
    assert!(text.contains(from), "{file}: the change found nothing to change: {from}");
    *text = text.replace(from, to);
    yaml::template(&files).unwrap_or_else(|found| panic!("{found:?}"))
}

/// Returns what a plan for forty breaks after a change of its playbook.
fn broken(danger: Danger, from: &str, to: &str) -> Vec<Violation> {
    let template = changed(&format!("{}.yaml", danger.id()), from, to);
    let plan = Plan::new(&template, group(danger, &["discord", "slack"], "signal", 40)).unwrap();
    violations(&plan)
}

/// A plan of some danger, size, start and apps keeps every law of that danger.
fn keeps_the_laws(
    danger: Danger,
    apps: &[usize],
    destination: usize,
    members: u32,
    days: i32,
) -> Result<(), TestCaseError> {
    let (reviews, template) = (reviews(), data::template());
    let start = TODAY.checked_add(jiff::Span::new().days(days)).unwrap();
    let from = apps.iter().map(|index| reviews[*index]).collect();
    let profile = data::profiles().get(danger.id()).unwrap();
    let group = Group { profile, members, from, to: reviews[destination], start };
    let plan = Plan::new(template, group).unwrap();
    prop_assert_eq!(violations(&plan), []);
    // Dates never run backwards in the order printed either, and nothing is due at once.
    let first = start.checked_add(jiff::Span::new().days(i64::from(plan.playbook.pace.first_days))).unwrap();
    prop_assert!(plan.steps.windows(2).all(|pair| pair[0].due <= pair[1].due));
    prop_assert!(plan.steps.iter().all(|step| step.due >= first));
    // Nothing of the playbook is lost: every step of this size is there, once for every app.
    let chosen = plan.playbook.steps.iter().filter(|step| step.size.fits(members));
    let expected: usize = chosen.map(|step| if step.scope == Scope::Platform { apps.len() } else { 1 }).sum();
    prop_assert_eq!(plan.steps.len(), expected);
    prop_assert!(plan.admins == members.min(3) || plan.admins > 3);
    prop_assert!(plan.quorum.is_none_or(|quorum| quorum >= 1 && quorum <= members));
    let laws = laws(danger);
    for step in &plan.steps {
        let deletes = step.template.kind == StepKind::Deletion;
        prop_assert!(!deletes || laws.deletes, "{} deletes in {danger:?}", step.id);
        prop_assert!(!step.template.leaving.is_some_and(|part| laws.no_parts.contains(&part)));
        if let (true, Some(go)) = (deletes, plan.cut_over()) {
            let quiet = i64::from(plan.playbook.pace.quiet_days);
            prop_assert!(step.due >= go.checked_add(jiff::Span::new().days(quiet)).unwrap(), "{}", step.id);
        }
        if step.template.avoids_holidays {
            let day = (step.due.month(), step.due.day());
            prop_assert!(day < (12, 19) && day > (1, 6), "{} on {}", step.id, step.due);
        }
    }
    let wanted =
        |kind| template.messages.iter().any(|message| message.kind == kind && sends(&plan, &message.id));
    for kind in laws.no_messages {
        prop_assert!(!wanted(*kind), "{danger:?} sends {kind:?}");
    }
    Ok(())
}

fn sends(plan: &Plan<'_>, message: &str) -> bool {
    plan.steps.iter().any(|step| step.template.messages.iter().any(|id| *id == *message))
}

fn apps() -> impl Strategy<Value = Vec<usize>> {
    proptest::sample::subsequence((0..19_usize).collect::<Vec<_>>(), 1..4)
}

/// One property test for each danger: a failure names its danger.
macro_rules! dangers {
    ($($test:ident: $danger:expr,)*) => {
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(128))]
            $(#[test]
            fn $test(
                apps in apps(),
                destination in 0_usize..19,
                members in prop_oneof![2_u32..12, 2_u32..5000],
                days in 0_i32..4000,
            ) {
                keeps_the_laws($danger, &apps, destination, members, days)?;
            })*
        }
    };
}

dangers! {
    every_plan_for_friends_keeps_their_laws: Danger::Friends,
    every_plan_for_a_team_keeps_its_laws: Danger::Team,
    every_plan_for_organising_keeps_its_laws: Danger::Organising,
    every_plan_for_journalists_keeps_their_laws: Danger::Journalist,
    every_plan_for_activists_keeps_their_laws: Danger::Activist,
}

#[test]
fn the_same_thing_is_settled_in_the_way_of_each_danger() {
    use Condition::{CopyOpened, CopyUnwanted, KeepAsked, KeepRecords, KeepRule};
    let ways = |danger| (laws(danger).keep, laws(danger).copy);
    assert_eq!(ways(Danger::Friends), (KeepAsked, CopyOpened));
    assert_eq!(ways(Danger::Team), (KeepRecords, CopyOpened));
    for danger in [Danger::Organising, Danger::Journalist, Danger::Activist] {
        assert_eq!(ways(danger), (KeepRule, CopyUnwanted));
        assert!(laws(danger).no_messages.contains(&MessageKind::Announcement), "{danger:?}");
        assert!(laws(danger).no_parts.contains(&Part::Export), "{danger:?}");
        assert_eq!(data::template().playbook(danger).unwrap().paper, Paper::Card);
    }
    assert!(!laws(Danger::Organising).deletes);
}

#[test]
fn a_deletion_before_anything_that_must_be_settled_is_found_out() {
    let cases = [
        (Danger::Friends, "settles: [keep-asked]", Condition::KeepAsked),
        (Danger::Friends, "settles: [copy-opened]", Condition::CopyOpened),
        (Danger::Friends, "settles: [arrived-enough]", Condition::ArrivedEnough),
        (Danger::Friends, "settles: [second-yes]", Condition::SecondYes),
        (Danger::Team, "settles: [keep-records]", Condition::KeepRecords),
        (Danger::Team, "settles: [arrived-all]", Condition::ArrivedAll),
        (Danger::Journalist, "settles: [keep-rule]", Condition::KeepRule),
        (Danger::Journalist, "settles: [copy-unwanted]", Condition::CopyUnwanted),
        (Danger::Activist, "settles: [keep-rule]", Condition::KeepRule),
        (Danger::Activist, "settles: [copy-unwanted]", Condition::CopyUnwanted),
        (Danger::Activist, "settles: [arrived-ready]", Condition::ArrivedReady),
    ];
    for (danger, settles, missing) in cases {
        let found = broken(danger, settles, "settles: []");
        let is_missed = |violation: &Violation| {
            matches!(violation, Violation::Unguarded { step, condition }
                if *condition == missing && step.starts_with("delete-"))
        };
        assert!(found.iter().any(is_missed), "{danger:?}: {missing:?} is not missed: {found:?}");
    }
}

#[test]
fn someone_let_in_too_early_is_found_out() {
    let cases = [
        (Danger::Friends, "settles: [recognized]", Condition::Recognized),
        (Danger::Team, "settles: [vouched-by-two]", Condition::VouchedByTwo),
        (Danger::Organising, "settles: [vouched-by-two]", Condition::VouchedByTwo),
        (Danger::Organising, "settles: [old-secured]", Condition::OldSecured),
        (Danger::Activist, "settles: [vouched-by-two]", Condition::VouchedByTwo),
    ];
    for (danger, settles, missing) in cases {
        let found = broken(danger, settles, "settles: []");
        assert!(
            found.contains(&Violation::Unguarded { step: "add".into(), condition: missing }),
            "{danger:?}: {found:?}"
        );
    }
    let template = changed("shared.yaml", "settles: [phones-fit]", "settles: []");
    for danger in Danger::ALL {
        let plan = Plan::new(&template, group(danger, &["discord"], "signal", 12)).unwrap();
        let early = Violation::Unguarded { step: "add".into(), condition: Condition::PhonesFit };
        assert!(violations(&plan).contains(&early), "{danger:?}");
    }
}

#[test]
fn the_way_of_another_danger_is_found_out() {
    let found = broken(Danger::Activist, "settles: [keep-rule]", "settles: [keep-rule, keep-asked]");
    let wrong = Violation::WrongWay { step: "standing-rule".into(), condition: Condition::KeepAsked };
    assert!(found.contains(&wrong), "{found:?}");
    let found = broken(Danger::Activist, "settles: [copy-unwanted]", "settles: [copy-opened]");
    assert!(found.iter().any(|violation| matches!(violation, Violation::WrongWay { .. })), "{found:?}");
}

#[test]
fn what_is_never_done_is_found_out() {
    let forbidden = |step: &str| Violation::Forbidden { step: step.into() };
    for danger in [Danger::Organising, Danger::Journalist, Danger::Activist] {
        // An announcement, words in a profile, a letter.
        for message in ["announcement", "last-notice", "words", "access-gdpr", "erasure-ccpa"] {
            let text = format!("    - id: review\n      messages: [{message}]\n");
            let found = broken(danger, "    - id: review\n", &text);
            assert!(found.contains(&forbidden("review")), "{danger:?} {message}: {found:?}");
        }
        let export = "    - {id: taken, phase: leave, scope: platform, role: member, minutes: 1, title: Copy, brief: \
                      Copy., leaving: export}\n    - id: review\n";
        let found = broken(danger, "    - id: review\n", export);
        assert!(found.contains(&forbidden("taken-discord")), "{danger:?}: {found:?}");
    }
    let deletion = "    - {use: delete-account, needs: [ready]}\n    - id: review\n";
    let found = broken(Danger::Organising, "    - id: review\n", deletion);
    assert!(found.contains(&forbidden("delete-account-slack")), "{found:?}");
}

#[test]
fn an_announcement_before_the_accounts_are_secured_is_found_out() {
    let found = broken(
        Danger::Friends,
        "      needs: [why, secure]\n      days: 7",
        "      needs: [why]\n      days: 7",
    );
    let early = Violation::Unguarded { step: "help".into(), condition: Condition::OldSecured };
    assert!(found.contains(&early), "{found:?}");
}

#[test]
fn a_step_cannot_need_one_that_stands_below_it() {
    let mut files = moves();
    let text = &mut files.iter_mut().find(|(name, _)| name == "friends.yaml").unwrap().1;
    *text = text.replacen("needs: [why, secure]", "needs: [review]", 1);
    let problem = yaml::template(&files).unwrap_err().swap_remove(0);
    assert!(problem.message.contains("review") && problem.position.is_some(), "{problem}");
}

#[test]
fn mistakes_in_the_data_are_named_with_their_file_and_position() {
    for (file, from, to, word) in [
        ("friends.yaml", "schema: 2", "schema: 1", "schema"),
        ("friends.yaml", "phase: today", "phase: dream", "dream"),
        ("friends.yaml", "kind: gate\n", "kind: ordinary\n", "gate"),
        ("friends.yaml", "{quorum} of", "{quarum} of", "quarum"),
        ("friends.yaml", "claims: [eff-plan", "claims: [eff-plun", "eff-plun"),
        ("friends.yaml", "messages: [announcement]", "messages: [announcment]", "announcment"),
        ("friends.yaml", "{use: residue,", "{use: residua,", "residua"),
        ("friends.yaml", "destinations: [signal", "destinations: [signil", "signil"),
        ("friends.yaml", "boxes: [lost-phone", "boxes: [lost-fone", "lost-fone"),
        ("friends.yaml", "    - id: help\n", "    - id: why\n", "why"),
        ("friends.yaml", "      minutes: 90\n", "", "minutes"),
        ("friends.yaml", "danger: friends", "danger: team", "team"),
        ("team.yaml", "quiet_days: 14", "quiet_days: 4000", "quiet_days"),
        ("signal.yaml", "  - id: signal-username\n", "  - id: signal-install\n", "signal-install"),
        ("shared.yaml", "phases:\n", "fases:\n", "fases"),
    ] {
        let mut files = moves();
        let text = &mut files.iter_mut().find(|(name, _)| name == file).unwrap().1;
        assert!(text.contains(from), "{file}: {from} is not there");
        *text = text.replacen(from, to, 1);
        let problem = &yaml::template(&files).unwrap_err()[0];
        let shown = problem.to_string();
        assert!(problem.position.is_some() && shown.contains(word), "{from} → {to}: {problem}");
    }
}

#[test]
fn only_what_the_gates_clear_and_we_can_explain_is_taken_as_a_destination() {
    let (rubric, profiles, template) = (data::rubric(), data::profiles(), data::template());
    for profile in &profiles.0 {
        for review in reviews().into_iter().filter(|review| review.kind == PlatformKind::Chat) {
            let assessment = assess(review, rubric, profile, TODAY);
            let is_explained = template.destination(&review.id).is_some_and(Destination::is_complete);
            let clear = matches!(assessment.gates, Gates::Open) && review.status == Status::Active;
            let found = objections(template, &assessment, &[]);
            assert_eq!(found.is_empty(), clear && is_explained, "{} {}", profile.id, review.id);
        }
    }
}

#[test]
fn every_destination_has_instructions_for_all_that_a_group_needs() {
    let template = data::template();
    for (danger, playbook) in &template.playbooks {
        for id in &playbook.destinations {
            let app = template.destination(id).unwrap();
            assert!(app.is_complete(), "{danger:?} offers {id}, and some of it is not explained");
            assert!(*danger != Danger::Activist || app.aspects.contains_key(&Aspect::Tor), "{id}");
        }
    }
}
