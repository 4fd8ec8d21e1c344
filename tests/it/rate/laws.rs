//! The laws of the engine, and a comparison with PrivacySpy's published scores.

use jiff::civil::{Date, date};
use opsec::rate::{Assessment, Gates, assess};
use opsec::review::rubric::NotApplicable;
use opsec::review::{Given, Review, Rubric};
use opsec::{data, yaml};
use proptest::prelude::*;

use crate::support::bundled::{TODAY, review, text};

/// A review of the bundled rubric, as one number per question: which option, or none.
fn review_of(rubric: &Rubric, choices: &[Option<prop::sample::Index>], checked: Date) -> Review {
    let mut text =
        String::from("schema: 1\nid: made-up\nname: Made up\nkind: chat\nstatus: active\nanswers:\n");
    for (question, choice) in rubric.questions().zip(choices) {
        let answer = match choice {
            None => "unknown: nobody looked".to_owned(),
            Some(index) => {
                let option = &question.options[index.index(question.options.len())].id;
                format!(
                    "option: {option}, note: n, sources: [{{url: 'https://a.example', date: 2026-01-01}}], checked: {checked}"
                )
            }
        };
        text.extend([format!("  - {{question: {}, {answer}}}\n", question.id)]);
    }
    yaml::review("made-up.yaml", &text, rubric, Date::MAX).unwrap()
}

fn choices() -> impl Strategy<Value = Vec<Option<prop::sample::Index>>> {
    prop::collection::vec(prop::option::weighted(0.8, any::<prop::sample::Index>()), 41)
}

fn gate_openness(gates: &Gates<'_>) -> u8 {
    match gates {
        Gates::Open => 2,
        Gates::NotKnown(_) => 1,
        Gates::Closed(_) | Gates::None => 0,
    }
}

/// Each part's interval of both assessments, side by side, as exact scores.
fn intervals<'a>(
    left: &'a Assessment<'_>,
    right: &'a Assessment<'_>,
) -> impl Iterator<Item = (opsec::rate::Interval, opsec::rate::Interval)> + 'a {
    left.parts.iter().zip(&right.parts).map(|(left, right)| (left.interval.unwrap(), right.interval.unwrap()))
}

fn with(
    mut choices: Vec<Option<prop::sample::Index>>,
    at: usize,
    choice: Option<prop::sample::Index>,
) -> Vec<Option<prop::sample::Index>> {
    choices[at] = choice;
    choices
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_better_answer_never_lowers_a_score(
        choices in choices(),
        at in 0_usize..41,
        one: prop::sample::Index,
        two: prop::sample::Index,
        whose in 0_usize..4,
    ) {
        let rubric = data::rubric();
        let profile = &data::profiles().0[whose];
        let options = &rubric.questions().nth(at).unwrap().options;
        let percent = |index: prop::sample::Index| options[index.index(options.len())].percent;
        let (worse, better) = if percent(one) <= percent(two) { (one, two) } else { (two, one) };
        let before = review_of(rubric, &with(choices.clone(), at, Some(worse)), TODAY);
        let after = review_of(rubric, &with(choices, at, Some(better)), TODAY);
        let (before, after) = (assess(&before, rubric, profile, TODAY), assess(&after, rubric, profile, TODAY));
        for (before, after) in intervals(&before, &after) {
            prop_assert!(after.low >= before.low && after.high >= before.high);
        }
    }

    #[test]
    fn not_knowing_only_widens_and_the_interval_holds_every_completion(
        choices in choices(),
        at in 0_usize..41,
        choice: prop::sample::Index,
    ) {
        let rubric = data::rubric();
        let profile = &data::profiles().0[0];
        let unknown = review_of(rubric, &with(choices.clone(), at, None), TODAY);
        let completed = review_of(rubric, &with(choices, at, Some(choice)), TODAY);
        let unknown = assess(&unknown, rubric, profile, TODAY);
        let completed = assess(&completed, rubric, profile, TODAY);
        for (unknown, completed) in intervals(&unknown, &completed) {
            prop_assert!(unknown.low <= completed.low && completed.high <= unknown.high);
        }
    }

    #[test]
    fn growing_old_never_improves_anything(choices in choices(), months in 0_i64..120, whose in 0_usize..4) {
        let rubric = data::rubric();
        let profile = &data::profiles().0[whose];
        let review = review_of(rubric, &choices, TODAY);
        let later = TODAY.checked_add(jiff::Span::new().months(months)).unwrap();
        let (fresh, old) = (assess(&review, rubric, profile, TODAY), assess(&review, rubric, profile, later));
        for (fresh, old) in intervals(&fresh, &old) {
            prop_assert!(old.low <= fresh.low);
            prop_assert!(old.high <= fresh.high);
        }
        prop_assert!(gate_openness(&old.gates) <= gate_openness(&fresh.gates));
    }
}

/// The engine, given PrivacySpy's questions and answers, gives exactly its published scores.
#[test]
fn privacyspys_questions_and_answers_give_its_scores() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/privacyspy");
    let text = std::fs::read_to_string(format!("{folder}/rubric.yaml")).unwrap();
    let rubric = yaml::rubric("rubric.yaml", &text).unwrap();
    let profile = data::profiles().0[0].clone().for_rubric(&rubric);
    for (id, expected) in
        [("discord", 42), ("slack", 43), ("signal", 80), ("telegram", 88), ("whatsapp", 47), ("twitter", 54)]
    {
        let text = std::fs::read_to_string(format!("{folder}/reviews/{id}.yaml")).unwrap();
        let review = yaml::review(id, &text, &rubric, TODAY).unwrap();
        let assessment = assess(&review, &rubric, &profile, TODAY);
        let interval = assessment.parts[0].interval.unwrap();
        assert_eq!((interval.low.tenths(), interval.high.tenths()), (expected, expected), "{id}");
    }
}

#[test]
fn an_expired_answer_that_closed_a_gate_keeps_it_closed() {
    let rubric = data::rubric();
    let profile = &data::profiles().0[0];
    let later = date(2031, 1, 1);
    assert_eq!(assess(review("discord"), rubric, profile, later).gates.id(), "closed");
    assert_eq!(assess(review("signal"), rubric, profile, later).gates.id(), "not-known");
}

#[test]
fn what_a_program_suggested_is_not_scored() {
    let rubric = data::rubric();
    let text = text("platforms/signal.yaml").replace("origin: reviewed", "origin: machine-suggested");
    let review = yaml::review("signal.yaml", &text, rubric, TODAY).unwrap();
    let assessment = assess(&review, rubric, &data::profiles().0[0], TODAY);
    assert_eq!(assessment.gates.id(), "not-known");
    assert!(assessment.parts.iter().all(|score| score.letter.is_none() && score.answered == 0));
}

#[test]
fn what_cannot_apply_leaves_the_sum_unless_the_rubric_says_it_scores() {
    let rubric = data::rubric();
    assert!(rubric.questions().all(|question| question.na == NotApplicable::Leaves));
    let profile = &data::profiles().0[0];
    let text = |answer: &str| {
        format!(
            "schema: 1\nid: a\nname: A\nkind: chat\nstatus: active\nanswers:\n  - {{question: e2ee.calls, {answer}}}\n"
        )
    };
    let review = |answer: &str| yaml::review("a.yaml", &text(answer), rubric, TODAY).unwrap();
    let (unknown, na) = (review("unknown: nobody looked"), review("na: it has no calls"));
    assert!(matches!(na.answers[0].given, Given::NotApplicable(_)));
    let (unknown, na) = (assess(&unknown, rubric, profile, TODAY), assess(&na, rubric, profile, TODAY));
    assert_eq!(na.parts[0].answered, 1);
    assert_eq!(unknown.parts[0].answered, 0);
}
