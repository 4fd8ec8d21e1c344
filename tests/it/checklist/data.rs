//! The data of the plans: every fact has a proven source and is used, and every app can be left.

use std::collections::BTreeSet;

use opsec::checklist::template::{Danger, Template};
use opsec::data;
use opsec::language::{Language, Text};
use opsec::review::leaving::{Part, Step};

use crate::support::bundled::review;

/// The ids of every fact that something leans on.
fn used(template: &Template) -> BTreeSet<&str> {
    let playbooks = template.playbooks.values();
    let of_playbooks = playbooks.flat_map(|playbook| {
        let steps = playbook.steps.iter().flat_map(|step| &step.claims);
        let rules = playbook.rules.iter().chain([&playbook.opening]).flat_map(|rule| &rule.claims);
        steps.chain(rules).chain(playbook.left_out.iter().flat_map(|left| &left.claims))
    });
    let of_apps = template.destinations.iter().flat_map(|app| {
        let limit = app.limit.iter().flat_map(|limit| &limit.claims);
        app.aspects.values().flat_map(|aspect| &aspect.claims).chain(limit)
    });
    let others = template.signs.iter().flat_map(|sign| &sign.claims);
    let others = others.chain(template.messages.iter().flat_map(|message| &message.claims));
    let others = others.chain(template.boxes.iter().flat_map(|incident| &incident.claims));
    of_playbooks.chain(of_apps).chain(others).map(Text::as_str).collect()
}

#[test]
fn every_fact_has_a_source_with_its_sentence_and_is_used() {
    let template = data::template();
    let used = used(template);
    for claim in &template.claims {
        assert!(used.contains(claim.id.as_str()), "nothing leans on {}", claim.id);
        assert!(!claim.sources.is_empty() && claim.checked <= template.date, "{}", claim.id);
        for source in &claim.sources {
            let is_described = source.section.is_some() && source.title.is_some();
            assert!(source.url.starts_with("http") && is_described, "{}: {}", claim.id, source.url);
        }
        let proven = claim.sources.iter().any(|source| !source.evidence.is_empty());
        assert!(proven, "no sentence of a source proves {}", claim.id);
        assert!((21..=320).contains(&claim.note.text(Language::English).chars().count()), "{}", claim.id);
    }
}

#[test]
fn every_text_of_an_app_and_every_card_leans_on_facts() {
    let template = data::template();
    for app in &template.destinations {
        assert!(!review(&app.id).answers.is_empty(), "{}", app.id);
        for (aspect, text) in &app.aspects {
            assert!(!text.claims.is_empty(), "{} {aspect:?}", app.id);
            assert!(text.text.text(Language::English).chars().count() <= 680, "{} {aspect:?}", app.id);
        }
    }
    let in_use: BTreeSet<_> = template.playbooks.values().flat_map(|playbook| &playbook.boxes).collect();
    for incident in &template.boxes {
        assert!(in_use.contains(&incident.id), "no plan has the card {}", incident.id);
        assert!(!incident.claims.is_empty(), "{}", incident.id);
        let lines = incident.text.text(Language::English).lines().count();
        assert!((4..=9).contains(&lines), "{} has {lines} lines", incident.id);
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
        "simplex",
        "briar",
    ] {
        let leaving = review(id).leaving.as_ref().unwrap_or_else(|| panic!("{id} tells nothing of leaving"));
        for part in Part::ALL {
            let step = leaving.step(part);
            assert!(step.is_some(), "{id} says nothing of {}, not even unknown", part.id());
            if let Some(Step::Known { evidence, .. }) = step {
                assert!(evidence.is_proven(), "{id}: no sentence proves {}", part.id());
                assert!(evidence.note.chars().count() <= 400, "{id}: {} is too long", part.id());
            }
        }
        assert!(leaving.order.last().is_some_and(|last| *last != Part::Export), "{id}");
    }
}

#[test]
fn a_wait_a_link_and_a_way_back_are_told_apart() {
    let days = |id: &str, part| match review(id).leaving.as_ref().unwrap().step(part) {
        Some(Step::Known { wait_days, link_days, grace_days, .. }) => (*wait_days, *link_days, *grace_days),
        other => panic!("{id}: {other:?}"),
    };
    assert_eq!(days("discord", Part::Export), (Some(30), Some(30), None));
    // What support called the time to complete a deletion is no promise that one can come back.
    assert_eq!(days("discord", Part::Account), (Some(15), None, None));
    assert_eq!(days("x", Part::Account).2, Some(30));
    let order = &review("slack").leaving.as_ref().unwrap().order;
    let place = |part| order.iter().position(|other| *other == part);
    assert!(
        place(Part::Community) < place(Part::Account),
        "the owner closes Slack before anyone is switched off"
    );
}

#[test]
fn what_a_plan_leaves_out_has_a_reason_in_every_danger() {
    let template = data::template();
    let all: BTreeSet<&str> = template
        .playbooks
        .values()
        .flat_map(|playbook| playbook.steps.iter().map(|step| step.id.as_str()))
        .collect();
    for danger in Danger::ALL {
        let playbook = template.playbook(danger).unwrap();
        let done: BTreeSet<&str> = playbook.steps.iter().map(|step| step.id.as_str()).collect();
        let explained: BTreeSet<&str> =
            playbook.left_out.iter().flat_map(|left| &left.steps).map(Text::as_str).collect();
        let unexplained: Vec<_> = all.difference(&done).filter(|id| !explained.contains(*id)).collect();
        assert!(unexplained.is_empty(), "{danger:?} says nothing of {unexplained:?}");
        let both: Vec<_> = done.intersection(&explained).collect();
        assert!(both.is_empty(), "{danger:?} does {both:?} and says why not");
        let unknown: Vec<_> = explained.difference(&all).collect();
        assert!(unknown.is_empty(), "{danger:?} explains {unknown:?}, which no plan has");
    }
}
