//! The laws of the engine, and a comparison with PrivacySpy's published scores.

use jiff::civil::{Date, date};
use opsec::rate::{Assessment, Gates, assess};
use opsec::review::rubric::NotApplicable;
use opsec::review::{Given, Review, Rubric};
use opsec::{data, yaml};
use proptest::prelude::*;

use crate::support::bundled::{TODAY, review, text};

/// How many questions the bundled rubric has.
pub(super) const QUESTIONS: usize = 47;
/// How many profiles there are.
pub(super) const PROFILES: usize = 5;

/// A review of the bundled rubric, as one number per question: which option, or none.
pub(super) fn review_of(rubric: &Rubric, choices: &[Option<prop::sample::Index>], checked: Date) -> Review {
    let mut text =
        String::from("schema: 2\nid: made-up\nname: Made up\nkind: chat\nstatus: active\nanswers:\n");
    for (question, choice) in rubric.questions().zip(choices) {
        let answer = match choice {
            None => "unknown: nobody looked".to_owned(),
            Some(index) => {
                let option = &question.options[index.index(question.options.len())].id;
                format!(
                    "option: {option}, note: n, sources: [{{url: 'https://a.example', published: undated, seen: {checked}}}], checked: {checked}"
                )
            }
        };
        text.extend([format!("  - {{question: {}, {answer}}}\n", question.id)]);
    }
    yaml::review("made-up.yaml", &text, rubric, Date::MAX).unwrap()
}

pub(super) fn choices() -> impl Strategy<Value = Vec<Option<prop::sample::Index>>> {
    prop::collection::vec(prop::option::weighted(0.8, any::<prop::sample::Index>()), QUESTIONS)
}

pub(super) fn gate_openness(gates: &Gates<'_>) -> u8 {
    match gates {
        Gates::Open => 3,
        Gates::Conditional(_) => 2,
        Gates::NotKnown(_) => 1,
        Gates::Closed(_) | Gates::AtRisk | Gates::None => 0,
    }
}

/// Each part's interval of both assessments, side by side, as exact scores.
fn intervals<'a>(
    left: &'a Assessment<'_>,
    right: &'a Assessment<'_>,
) -> impl Iterator<Item = (opsec::rate::Interval, opsec::rate::Interval)> + 'a {
    left.parts.iter().zip(&right.parts).map(|(left, right)| (left.interval.unwrap(), right.interval.unwrap()))
}

pub(super) fn with(
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
        at in 0_usize..QUESTIONS,
        one: prop::sample::Index,
        two: prop::sample::Index,
        whose in 0_usize..PROFILES,
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
        at in 0_usize..QUESTIONS,
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
    fn growing_old_never_improves_anything(choices in choices(), months in 0_i64..120, whose in 0_usize..PROFILES) {
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

/// The folder of PrivacySpy's questions and answers.
const PRIVACYSPY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/privacyspy");

fn text_of_privacyspy() -> String {
    std::fs::read_to_string(format!("{PRIVACYSPY}/rubric.yaml")).unwrap()
}

/// The engine, given PrivacySpy's questions and answers, gives exactly its published scores.
#[test]
fn privacyspys_questions_and_answers_give_its_scores() {
    let rubric = yaml::rubric("rubric.yaml", &text_of_privacyspy()).unwrap();
    let profile = data::profiles().0[0].clone().for_rubric(&rubric);
    for (id, expected) in
        [("discord", 42), ("slack", 43), ("signal", 80), ("telegram", 88), ("whatsapp", 47), ("twitter", 54)]
    {
        let text = std::fs::read_to_string(format!("{PRIVACYSPY}/reviews/{id}.yaml")).unwrap();
        let review = yaml::review(id, &text, &rubric, TODAY).unwrap();
        let assessment = assess(&review, &rubric, &profile, TODAY);
        let interval = assessment.parts[0].interval.unwrap();
        assert_eq!(interval.tenths(), (expected, expected), "{id}");
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

/// The review with "cannot apply" instead of the answer at this place.
fn without(mut review: Review, at: usize) -> Review {
    review.answers[at].given = Given::NotApplicable("no such thing".into());
    review
}

/// The place of a letter among all, from the best; no letter is the last.
fn place(rubric: &Rubric, letter: Option<&str>) -> usize {
    let letters = &rubric.grading.letters;
    letters.iter().position(|other| Some(other.letter.as_str()) == letter).unwrap_or(letters.len())
}

/// Whether one app is certainly better than another.
fn is_above(one: &Review, other: &Review, profile: &opsec::rate::Profile) -> bool {
    let assess = |review| assess(review, data::rubric(), profile, TODAY);
    let standings = opsec::rate::standings(vec![assess(one), assess(other)], data::rubric());
    let rank = |review: &Review| standings.iter().find(|found| found.assessment.review.id == review.id)?.rank;
    rank(one).zip(rank(other)).is_some_and(|(one, other)| one < other)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_cannot_apply_never_improves_anything(
        choices in choices(),
        at in 0_usize..QUESTIONS,
        whose in 0_usize..PROFILES,
    ) {
        let rubric = data::rubric();
        let profile = &data::profiles().0[whose];
        let answered = review_of(rubric, &choices, TODAY);
        let question = answered.answers[at].question.clone();
        let not_applicable = without(answered.clone(), at);
        let unknown = review_of(rubric, &with(choices, at, None), TODAY);
        let (before, after) =
            (assess(&answered, rubric, profile, TODAY), assess(&not_applicable, rubric, profile, TODAY));
        let unknown = assess(&unknown, rubric, profile, TODAY);
        for (before, after) in before.parts.iter().zip(&after.parts) {
            prop_assert!(after.interval.unwrap().low <= before.interval.unwrap().low);
            prop_assert!(place(rubric, after.letter) >= place(rubric, before.letter));
            prop_assert!(after.answered <= before.answered);
        }
        // It is worth exactly what not knowing is worth, at a gate too: a closed gate is no longer known to be
        // closed, but nothing opens one.
        for (unknown, after) in unknown.parts.iter().zip(&after.parts) {
            prop_assert_eq!(after.interval, unknown.interval);
            prop_assert_eq!((after.letter, after.answered), (unknown.letter, unknown.answered));
        }
        prop_assert_eq!(after.gates.id(), unknown.gates.id());
        prop_assert!(gate_openness(&after.gates) < 2 || after.gates.id() == before.gates.id());
        let is_gate = profile.gates.iter().any(|gate| gate.question == question);
        prop_assert!(!is_gate || !after.gates.lets_pass());
        // Nor does it come to stand above an app that it stood below, while its gates say the same.
        if after.gates.id() == before.gates.id() {
            for other in data::reviews().iter() {
                prop_assert!(!is_above(&not_applicable, other, profile) || is_above(&answered, other, profile));
            }
        }
    }
}

#[test]
fn a_review_that_says_nothing_can_apply_is_neither_private_enough_nor_graded() {
    let rubric = data::rubric();
    let mut text = String::from("schema: 2\nid: a\nname: A\nkind: chat\nstatus: active\nanswers:\n");
    text.extend(
        rubric.questions().map(|question| format!("  - {{question: {}, na: no such thing}}\n", question.id)),
    );
    let review = yaml::review("a.yaml", &text, rubric, TODAY).unwrap();
    for profile in &data::profiles().0 {
        let assessment = assess(&review, rubric, profile, TODAY);
        assert_eq!(assessment.gates.id(), "not-known");
        for score in &assessment.parts {
            assert_eq!((score.letter, score.answered), (None, 0));
        }
    }
}

#[test]
fn what_cannot_apply_is_unknown_unless_the_rubric_says_it_scores() {
    assert!(data::rubric().questions().all(|question| question.na == NotApplicable::Unknown));
    let rubric = yaml::rubric("rubric.yaml", &text_of_privacyspy()).unwrap();
    assert!(rubric.questions().all(|question| question.na == NotApplicable::Scores));
    let profile = data::profiles().0[0].clone().for_rubric(&rubric);
    let mut text = String::from("schema: 2\nid: a\nname: A\nkind: chat\nstatus: active\nanswers:\n");
    text.extend(
        rubric.questions().map(|question| format!("  - {{question: {}, na: no such thing}}\n", question.id)),
    );
    let review = yaml::review("a.yaml", &text, &rubric, TODAY).unwrap();
    let assessment = assess(&review, &rubric, &profile, TODAY);
    assert_eq!(assessment.parts[0].interval.unwrap().to_string(), "10.0");
    assert_eq!(assessment.parts[0].answered, rubric.questions().count());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn ranks_and_ties_are_what_comparing_each_with_each_gives(all in prop::collection::vec(choices(), 1..30)) {
        let (rubric, profile) = (data::rubric(), &data::profiles().0[0]);
        let reviews: Vec<_> = all.iter().enumerate().map(|(number, choices)| {
            let review = review_of(rubric, choices, TODAY);
            Review { id: format!("r{number:02}").into(), ..review }
        }).collect();
        let assessments: Vec<_> = reviews.iter().map(|review| assess(review, rubric, profile, TODAY)).collect();
        let place = |assessment: &Assessment<'_>| {
            let score = assessment.part("protection").unwrap();
            (3 - gate_openness(&assessment.gates), score.letter.and(score.interval))
        };
        let places: Vec<_> = assessments.iter().map(place).collect();
        let standings = opsec::rate::standings(assessments, rubric);
        for standing in &standings {
            let (gate, own) = place(&standing.assessment);
            let better = places.iter().filter(|(other, theirs)| theirs.is_some_and(|theirs| {
                *other < gate || (*other == gate && own.is_some_and(|own| theirs.low > own.high))
            }));
            prop_assert_eq!(standing.rank, own.map(|_| 1 + better.count()));
            let tied = standings.iter().filter(|other| {
                other.assessment.review.id != standing.assessment.review.id && standing.is_tied_with(other)
            });
            let tied: Vec<_> = tied.map(|other| other.assessment.review.id.as_str()).collect();
            prop_assert_eq!(standing.tied, tied.len());
            prop_assert_eq!(standing.ties.len(), tied.len().min(opsec::rate::MOST_TIES));
            prop_assert!(standing.ties.iter().all(|id| tied.contains(id)));
        }
    }
}
