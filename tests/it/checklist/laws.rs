//! The laws of a plan: its order, its gates, and the data it is made of.

use std::collections::BTreeSet;

use opsec::checklist::{Breach, Group, Plan, breaches, objections};
use opsec::policy::migration::{Kind, Migration};
use opsec::policy::{MIGRATION, Status};
use opsec::rate::{Gates, assess};
use proptest::prelude::*;

use crate::support::bundled::{Bundled, TODAY, bundled, review};

fn group(profile: &str, from: &[&str], to: &str, members: u32) -> Group<'static> {
    let profile = bundled().profiles.get(profile).unwrap();
    let from = from.iter().map(|id| review(id)).collect();
    Group { profile, members, from, to: review(to), start: TODAY }
}

/// The plan of a typical group by changed data.
fn plan_by(change: impl Fn(&str) -> String) -> Vec<Breach> {
    let text = change(MIGRATION);
    assert_ne!(text, MIGRATION, "the change found nothing to change");
    let migration = Migration::read("changed.yaml", &text).unwrap_or_else(|problem| panic!("{problem}"));
    let plan = Plan::new(&migration, group("friends", &["discord", "slack"], "signal", 40)).unwrap();
    breaches(&plan.steps)
}

#[test]
fn every_fact_has_a_source_and_is_used_and_every_home_is_reviewed() {
    let migration = &bundled().migration;
    let mut used: BTreeSet<&str> = BTreeSet::new();
    used.extend(migration.steps().flat_map(|step| &step.claims).map(String::as_str));
    used.extend(migration.signs.iter().flat_map(|sign| &sign.claims).map(String::as_str));
    used.extend(migration.channels.iter().flat_map(|channel| &channel.claims).map(String::as_str));
    used.extend(migration.messages.iter().flat_map(|message| &message.claims).map(String::as_str));
    for home in &migration.homes {
        assert!(!review(&home.id).answers.is_empty(), "{}", home.id);
        used.extend(home.aspects.values().flat_map(|said| &said.claims).map(String::as_str));
        used.extend(home.limit.iter().flat_map(|limit| &limit.claims).map(String::as_str));
    }
    for claim in &migration.claims {
        assert!(used.contains(claim.id.as_str()), "nothing leans on {}", claim.id);
        assert!(!claim.sources.is_empty() && claim.checked <= migration.date, "{}", claim.id);
        for source in &claim.sources {
            assert!(source.url.starts_with("https://") && source.section.is_some(), "{}", claim.id);
        }
        assert!(claim.note.english().len() > 20 && claim.note.english().len() < 400, "{}", claim.id);
    }
}

#[test]
fn the_places_people_leave_tell_how_with_sources() {
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
        for part in ["export", "messages", "community", "account", "residue", "contact"] {
            assert!(leaving.part(part).is_some(), "{id} says nothing of {part}, not even unknown");
        }
        assert!(leaving.order.last().is_some_and(|last| last != "export"), "{id}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_plan_keeps_the_laws(
        profile in 0usize..4,
        places in proptest::sample::subsequence((0..19usize).collect::<Vec<_>>(), 1..4),
        home in 0usize..19,
        members in 2u32..5000,
        days in 0i32..4000,
    ) {
        let Bundled { profiles, reviews, migration, .. } = bundled();
        let start = TODAY.checked_add(jiff::Span::new().days(days)).unwrap();
        let from = places.iter().map(|place| &reviews[*place]).collect();
        let group = Group { profile: &profiles.0[profile], members, from, to: &reviews[home], start };
        let plan = Plan::new(migration, group).unwrap();
        prop_assert_eq!(breaches(&plan.steps), []);
        // Dates never run backwards in the order printed either.
        prop_assert!(plan.steps.windows(2).all(|pair| pair[0].due <= pair[1].due));
        prop_assert!(plan.steps.iter().all(|step| step.due >= start));
        // Nothing of the data is lost: every step of this risk is there, once for every place.
        let chosen = migration.steps().filter(|step| plan.concerns(&step.risk));
        let expected: usize = chosen
            .map(|step| if step.scope == opsec::policy::migration::Scope::Platform { places.len() } else { 1 })
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
        let is =
            |breach: &Breach| matches!(breach, Breach::Unguarded { gate: missing, .. } if *missing == gate);
        assert!(found.iter().any(is), "{gate} is not missed: {found:?}");
    }
    // The quorum guards in three ways; all of them must go before it is missing.
    let found = plan_by(|text| {
        text.replace("residue, quorum, no-hold", "residue, no-hold")
            .replace("needs: [quorum, last-notice]", "needs: []")
            .replace("needs: [quorum]", "needs: []")
    });
    assert!(
        found.iter().any(|breach| matches!(breach, Breach::Unguarded { gate: "quorum", .. })),
        "{found:?}"
    );
}

#[test]
fn an_invitation_before_verification_is_found_out() {
    let found = plan_by(|text| text.replace("needs: [verified]\n", "needs: [group]\n"));
    assert!(found.contains(&Breach::Unguarded { step: "invite".into(), gate: "verified" }), "{found:?}");
}

#[test]
fn a_step_cannot_need_one_that_stands_below_it() {
    let text = MIGRATION.replacen("needs: [questions]", "needs: [wipe]", 1);
    let problem = Migration::read("m.yaml", &text).unwrap_err();
    assert!(problem.message.contains("wipe") && problem.place.is_some(), "{problem}");
}

#[test]
fn mistakes_in_the_data_are_named() {
    for (from, to, word) in [
        ("schema: 1", "schema: 2", "schema"),
        ("phase: decide", "phase: dream", "dream"),
        ("kind: gate\n", "kind: ordinary\n", "gate"),
        ("{quorum} of", "{quarum} of", "quarum"),
        ("claims: [eff-plan]", "claims: [eff-plun]", "eff-plun"),
        ("messages: [announcement]", "messages: [announcment]", "announcment"),
        ("  - id: rate\n", "  - id: roles\n", "roles"),
        ("pace:\n", "pase:\n", "pase"),
    ] {
        let text = MIGRATION.replacen(from, to, 1);
        assert_ne!(text, MIGRATION, "{from} is not there");
        let problem = Migration::read("m.yaml", &text).unwrap_err().to_string();
        assert!(problem.contains(word), "{from} → {to}: {problem}");
    }
}

#[test]
fn only_what_the_gates_clear_is_taken_as_a_home() {
    let Bundled { rubric, profiles, reviews, .. } = bundled();
    for profile in &profiles.0 {
        for review in reviews.iter().filter(|review| review.kind == opsec::policy::Kind::Chat) {
            let assessment = assess(review, rubric, profile, TODAY);
            let clear = matches!(assessment.gates, Gates::Open) && review.status == Status::Active;
            assert_eq!(objections(&assessment, &[]).is_empty(), clear, "{} {}", profile.id, review.id);
        }
    }
}

#[test]
fn every_kind_of_step_is_there() {
    let kinds: BTreeSet<_> = bundled().migration.steps().map(|step| format!("{:?}", step.kind)).collect();
    assert_eq!(kinds.len(), [Kind::Ordinary, Kind::Gate, Kind::Invitation, Kind::Deletion].len());
}
