//! The laws of a plan: its order, its gates, and the data it is made of.

use std::collections::BTreeSet;

use opsec::checklist::template::{Scope, StepKind};
use opsec::checklist::{Group, Plan, Violation, objections, violations};
use opsec::language::{Language, Text};
use opsec::rate::{Gates, assess};
use opsec::review::leaving::Part;
use opsec::review::{PlatformKind, Status};
use opsec::{data, yaml};
use proptest::prelude::*;

use crate::support::bundled::{TODAY, review, reviews, text};

const TEMPLATE: &str = "migration.yaml";

fn group(profile: &str, from: &[&str], to: &str, members: u32) -> Group<'static> {
    let profile = data::profiles().get(profile).unwrap();
    let from = from.iter().map(|id| review(id)).collect();
    Group { profile, members, from, to: review(to), start: TODAY }
}

/// Returns the violations of a typical group's plan after a change of the data.
fn plan_by(change: impl Fn(&str) -> String) -> Vec<Violation> {
    let before = text(TEMPLATE);
    let after = change(&before);
    assert_ne!(after, before, "the change found nothing to change");
    let template = yaml::template("changed.yaml", &after).unwrap_or_else(|found| panic!("{found:?}"));
    let plan = Plan::new(&template, group("friends", &["discord", "slack"], "signal", 40)).unwrap();
    violations(&plan.steps)
}

#[test]
fn every_fact_has_a_source_and_is_used_and_every_destination_is_reviewed() {
    let template = data::template();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    used.extend(template.steps.iter().flat_map(|step| &step.claims).map(Text::as_str));
    used.extend(template.signs.iter().flat_map(|sign| &sign.claims).map(Text::as_str));
    used.extend(template.channels.iter().flat_map(|channel| &channel.claims).map(Text::as_str));
    used.extend(template.messages.iter().flat_map(|message| &message.claims).map(Text::as_str));
    for destination in &template.destinations {
        assert!(!review(&destination.id).answers.is_empty(), "{}", destination.id);
        used.extend(destination.aspects.values().flat_map(|guidance| &guidance.claims).map(Text::as_str));
        used.extend(destination.limit.iter().flat_map(|limit| &limit.claims).map(Text::as_str));
    }
    for claim in &template.claims {
        assert!(used.contains(claim.id.as_str()), "nothing leans on {}", claim.id);
        assert!(!claim.sources.is_empty() && claim.checked <= template.date, "{}", claim.id);
        for source in &claim.sources {
            assert!(source.url.starts_with("https://") && source.section.is_some(), "{}", claim.id);
        }
        assert!((21..400).contains(&claim.note.text(Language::English).len()), "{}", claim.id);
    }
}

#[test]
fn the_apps_people_leave_have_instructions_with_sources() {
    for id in [
        "discord",
        "slack",
        "x",
        "whatsapp",
        "messenger",
        "imessage",
        "telegram",
        "signal",
        "keybase",
        "matrix",
        "linkedin",
    ] {
        let leaving = review(id).leaving.as_ref().unwrap_or_else(|| panic!("{id} tells nothing of leaving"));
        for part in Part::ALL {
            assert!(leaving.step(part).is_some(), "{id} says nothing of {}, not even unknown", part.id());
        }
        assert!(leaving.order.last().is_some_and(|last| *last != Part::Export), "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_plan_keeps_the_laws(
        profile in 0usize..4,
        apps in proptest::sample::subsequence((0..19usize).collect::<Vec<_>>(), 1..4),
        destination in 0usize..19,
        members in 2u32..5000,
        days in 0i32..4000,
    ) {
        let (profiles, reviews, template) = (data::profiles(), reviews(), data::template());
        let start = TODAY.checked_add(jiff::Span::new().days(days)).unwrap();
        let from = apps.iter().map(|index| reviews[*index]).collect();
        let group = Group { profile: &profiles.0[profile], members, from, to: reviews[destination], start };
        let plan = Plan::new(template, group).unwrap();
        prop_assert_eq!(violations(&plan.steps), []);
        // Dates never run backwards in the order printed either.
        prop_assert!(plan.steps.windows(2).all(|pair| pair[0].due <= pair[1].due));
        prop_assert!(plan.steps.iter().all(|step| step.due >= start));
        // Nothing of the data is lost: every step of this risk is there, once for every app.
        let chosen = template.steps.iter().filter(|step| plan.concerns(&step.risk));
        let expected: usize = chosen
            .map(|step| if step.scope == Scope::Platform { apps.len() } else { 1 })
            .sum();
        prop_assert_eq!(plan.steps.len(), expected);
        prop_assert!(plan.verifiers >= 2 && plan.verifiers.is_multiple_of(2));
        prop_assert!(plan.quorum >= 1 && plan.quorum <= members);
    }
}

#[test]
fn a_deletion_without_one_of_its_gates_is_found_out() {
    for (gate, with, without) in [
        (
            "export-received",
            "[export-received, residue, quorum, no-hold, close-door]",
            "[residue, quorum, no-hold, close-door]",
        ),
        (
            "no-hold",
            "[export-received, residue, quorum, no-hold, close-door]",
            "[export-received, residue, quorum, close-door]",
        ),
        ("second-yes", "needs: [second-yes, old-messages]", "needs: [old-messages]"),
    ] {
        let found = plan_by(|text| text.replace(with, without));
        let unguarded = found.iter().any(|violation| match violation {
            Violation::Unguarded { gate: missing, .. } => *missing == gate,
            _ => false,
        });
        assert!(unguarded, "{gate} is not missed: {found:?}");
    }
    // The quorum guards in three ways; all of them must go before it is missing.
    let found = plan_by(|text| {
        text.replace("residue, quorum, no-hold", "residue, no-hold")
            .replace("needs: [quorum, last-notice]", "needs: []")
            .replace("needs: [quorum]", "needs: []")
    });
    assert!(
        found.iter().any(|violation| matches!(violation, Violation::Unguarded { gate: "quorum", .. })),
        "{found:?}"
    );
}

#[test]
fn an_invitation_before_verification_is_found_out() {
    let found = plan_by(|text| text.replace("needs: [verified]\n", "needs: [group]\n"));
    assert!(found.contains(&Violation::Unguarded { step: "invite".into(), gate: "verified" }), "{found:?}");
}

#[test]
fn a_step_cannot_need_one_that_stands_below_it() {
    let text = text(TEMPLATE).replacen("needs: [questions]", "needs: [wipe]", 1);
    let problem = yaml::template("m.yaml", &text).unwrap_err().swap_remove(0);
    assert!(problem.message.contains("wipe") && problem.position.is_some(), "{problem}");
}

#[test]
fn mistakes_in_the_data_are_named_with_their_position() {
    let before = text(TEMPLATE);
    for (from, to, word) in [
        ("schema: 2", "schema: 1", "schema"),
        ("phase: decide", "phase: dream", "dream"),
        ("kind: gate\n", "kind: ordinary\n", "gate"),
        ("{quorum} of", "{quarum} of", "quarum"),
        ("claims: [eff-plan]", "claims: [eff-plun]", "eff-plun"),
        ("messages: [announcement]", "messages: [announcment]", "announcment"),
        ("  - id: rate\n", "  - id: roles\n", "roles"),
        ("pace:\n", "pase:\n", "pase"),
    ] {
        let changed = before.replacen(from, to, 1);
        assert_ne!(changed, before, "{from} is not there");
        let problem = &yaml::template("m.yaml", &changed).unwrap_err()[0];
        assert!(problem.position.is_some() && problem.to_string().contains(word), "{from} → {to}: {problem}");
    }
}

#[test]
fn only_what_the_gates_clear_is_taken_as_a_destination() {
    let (rubric, profiles) = (data::rubric(), data::profiles());
    for profile in &profiles.0 {
        for review in reviews().into_iter().filter(|review| review.kind == PlatformKind::Chat) {
            let assessment = assess(review, rubric, profile, TODAY);
            let clear = matches!(assessment.gates, Gates::Open) && review.status == Status::Active;
            assert_eq!(objections(&assessment, &[]).is_empty(), clear, "{} {}", profile.id, review.id);
        }
    }
}

#[test]
fn every_kind_of_step_is_there() {
    let kinds: BTreeSet<_> = data::template().steps.iter().map(|step| format!("{:?}", step.kind)).collect();
    assert_eq!(
        kinds.len(),
        [StepKind::Ordinary, StepKind::Gate, StepKind::Invitation, StepKind::Deletion].len()
    );
}
