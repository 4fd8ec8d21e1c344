//! The laws of gates: an answer opens one, opens it on a condition, closes it, or leaves it not known.

use opsec::rate::{Assessment, Gate, Gates, Profile, assess, destinations, instead, standings};
use opsec::review::{Collection, Given, Review, Status};
use opsec::{data, yaml};
use proptest::prelude::*;
use proptest::sample::Index;

use super::laws::{PROFILES, QUESTIONS, choices, gate_openness, review_of, with};
use crate::support::bundled::{TODAY, reviews, text};

/// What a gate makes of an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Verdict {
    Open,
    Partly,
    NotKnown,
    Closed,
}

/// What a gate must make of an answer that isn't old, read from the profile alone.
fn expected(gate: &Gate, review: &Review) -> Verdict {
    match review.answer(&gate.question).map(|answer| &answer.given) {
        Some(Given::Option(option, _)) if gate.open.contains(option) => Verdict::Open,
        Some(Given::Option(option, _)) if gate.partly.contains(option) => Verdict::Partly,
        Some(Given::Option(..)) => Verdict::Closed,
        _ => Verdict::NotKnown,
    }
}

/// The profile with an option more of one of its gates under `partly`, and perhaps no longer under `open`.
fn with_partly(profile: &Profile, gate: Index, option: Index) -> Profile {
    let mut profile = profile.clone();
    let gate = gate.index(profile.gates.len());
    let gate = &mut profile.gates[gate];
    let options = &data::rubric().question(&gate.question).unwrap().options;
    let option = &options[option.index(options.len())].id;
    gate.open.retain(|open| open != option);
    gate.partly.push(option.clone());
    profile
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_verdict_is_the_worst_of_the_gates_and_names_just_those(
        choices in choices(),
        whose in 0..PROFILES,
    ) {
        let profile = &data::profiles().0[whose];
        let review = review_of(data::rubric(), &choices, TODAY);
        let gates = assess(&review, data::rubric(), profile, TODAY).gates;
        let of = |wanted: Verdict| -> Vec<&str> {
            let found = profile.gates.iter().filter(|gate| expected(gate, &review) == wanted);
            found.map(|gate| gate.question.as_str()).collect()
        };
        let (closed, not_known, partly) = (of(Verdict::Closed), of(Verdict::NotKnown), of(Verdict::Partly));
        let (id, named) = if !closed.is_empty() {
            ("closed", closed)
        } else if !not_known.is_empty() {
            ("not-known", not_known)
        } else if partly.is_empty() {
            ("open", partly)
        } else {
            ("conditional", partly)
        };
        prop_assert_eq!(gates.id(), id);
        let reasons: Vec<_> = gates.reasons().iter().map(|reason| reason.gate.question.as_str()).collect();
        prop_assert_eq!(reasons, named);
        prop_assert_eq!(gates.lets_pass(), ["open", "conditional"].contains(&id));
        prop_assert!(!gates.is_open() || gates.lets_pass());
    }

    #[test]
    fn more_conditions_never_open_a_gate(
        choices in choices(),
        whose in 0..PROFILES,
        gate: Index,
        option: Index,
    ) {
        let profile = &data::profiles().0[whose];
        let changed = with_partly(profile, gate, option);
        let review = review_of(data::rubric(), &choices, TODAY);
        let before = assess(&review, data::rubric(), profile, TODAY).gates;
        let after = assess(&review, data::rubric(), &changed, TODAY).gates;
        prop_assert!(!after.is_open() || before.is_open());
        // Nor do they tell what isn't known.
        prop_assert!(!matches!(before, Gates::NotKnown(_)) || matches!(after, Gates::NotKnown(_)));
    }

    #[test]
    fn an_app_that_may_shut_down_passes_for_nobody(choices in choices(), whose in 0..PROFILES) {
        let profile = &data::profiles().0[whose];
        let review = Review { status: Status::AtRisk, ..review_of(data::rubric(), &choices, TODAY) };
        let gates = assess(&review, data::rubric(), profile, TODAY).gates;
        prop_assert!(matches!(gates, Gates::AtRisk) && !gates.lets_pass() && !gates.is_open());
        prop_assert_eq!((gates.id(), gates.reasons().len()), ("closed", 0));
        let reviews = Collection::new([review]).unwrap();
        prop_assert!(destinations(&reviews, data::rubric(), profile, TODAY).is_empty());
    }

    #[test]
    fn a_condition_is_never_worse_than_not_knowing_nor_that_than_a_closed_gate(
        all in prop::collection::vec(choices(), 1..20),
        whose in 0..PROFILES,
    ) {
        let (rubric, profile) = (data::rubric(), &data::profiles().0[whose]);
        let reviews: Vec<_> = all.iter().map(|choices| review_of(rubric, choices, TODAY)).collect();
        let assessments = reviews.iter().map(|review| assess(review, rubric, profile, TODAY));
        let standings = standings(assessments.collect(), rubric);
        let graded: Vec<_> = standings.iter().filter_map(|standing| {
            Some((gate_openness(&standing.assessment.gates), standing.rank?))
        }).collect();
        prop_assert!(graded.is_sorted_by(|(earlier, _), (later, _)| earlier >= later));
        for (better, above) in &graded {
            prop_assert!(graded.iter().all(|(worse, below)| worse >= better || above < below));
        }
    }

    #[test]
    fn what_has_no_score_never_changes_one(
        choices in choices(),
        at: Index,
        choice in prop::option::of(any::<Index>()),
        whose in 0..PROFILES,
    ) {
        let (rubric, profile) = (data::rubric(), &data::profiles().0[whose]);
        let questions = rubric.questions().enumerate();
        let unscored: Vec<_> = questions.filter(|(_, question)| question.points == 0).collect();
        let (at, _) = unscored[at.index(unscored.len())];
        let before = review_of(rubric, &choices, TODAY);
        let after = review_of(rubric, &with(choices, at, choice), TODAY);
        let (before, after) = (assess(&before, rubric, profile, TODAY), assess(&after, rubric, profile, TODAY));
        prop_assert_eq!(before.parts.len(), 2);
        prop_assert_eq!(after.parts.len(), 2);
        for (before, after) in before.parts.iter().zip(&after.parts) {
            prop_assert!(before.part.scored);
            prop_assert_eq!((before.interval, before.letter), (after.interval, after.letter));
            prop_assert_eq!((before.answered, before.asked), (after.answered, after.asked));
        }
    }
}

#[test]
fn the_counts_of_these_laws_are_those_of_the_data() {
    assert_eq!((data::rubric().questions().count(), data::profiles().0.len()), (QUESTIONS, PROFILES));
}

#[test]
fn every_condition_is_said_and_no_option_is_open_twice() {
    for profile in &data::profiles().0 {
        for gate in &profile.gates {
            let name = format!("{} {}", profile.id, gate.question);
            let but = gate.but.text(opsec::language::Language::English);
            assert_eq!(gate.partly.is_empty(), but.is_empty(), "{name}");
            assert!(gate.open.iter().all(|open| !gate.partly.contains(open)), "{name}");
            // It's said after "works, but".
            assert!(!but.ends_with('.') && !but.starts_with("but"), "{name}: {but}");
        }
    }
}

#[test]
fn nothing_is_offered_that_has_a_worse_verdict_or_no_better_score() {
    let (rubric, all) = (data::rubric(), data::reviews());
    for profile in &data::profiles().0 {
        for review in reviews() {
            let this = assess(review, rubric, profile, TODAY);
            let own = gate_openness(&this.gates);
            for other in instead(&this, all, rubric, profile, TODAY) {
                let theirs = gate_openness(&other.assessment.gates);
                let low = |assessment: &Assessment<'_>| {
                    assessment
                        .part("protection")
                        .and_then(|score| score.interval)
                        .map(|interval| interval.low)
                };
                let is_better = theirs > own || low(&other.assessment) > low(&this);
                let name = format!("{} instead of {}", other.assessment.review.id, review.id);
                assert!(theirs >= own && is_better, "{name} for {}", profile.id);
            }
        }
    }
}

#[test]
fn an_old_answer_opens_no_gate_not_even_on_a_condition() {
    let later = jiff::civil::date(2040, 1, 1);
    for profile in &data::profiles().0 {
        for review in reviews() {
            assert!(!assess(review, data::rubric(), profile, later).gates.lets_pass(), "{}", review.id);
        }
    }
}

#[test]
fn profiles_that_contradict_themselves_are_refused() {
    let profiles = text("profiles.yaml");
    let refused = |from: &str, to: &str| {
        assert!(profiles.contains(from), "{from}");
        let changed = profiles.replacen(from, to, 1);
        yaml::profiles("p.yaml", &changed, data::rubric()).unwrap_err().to_string()
    };
    let vanish = "partly: [retention, none]";
    assert!(
        refused(vanish, "partly: [retention, timer]").contains("`timer` of `daily.vanish` is already open")
    );
    assert!(refused(vanish, "partly: [never]").contains("no option `never`"));
    assert!(refused(vanish, "partly: []").contains("both `partly` and `but`, or neither"));
    let rubric = text("rubric.yaml");
    let points = rubric.replacen("        group: daily\n", "        group: daily\n        points: 5\n", 1);
    assert!(yaml::rubric("r.yaml", &points).unwrap_err().to_string().contains("its part has no score"));
    let scored = rubric.replacen("scored: false", "scored: true", 1);
    assert!(yaml::rubric("r.yaml", &scored).unwrap_err().to_string().contains("must be worth between"));
}
