//! The laws of the engine, and what must come out of the data by itself.

use jiff::civil::{Date, date};
use opsec::policy::{
    Collection, Confidence, Given, Kind, NotApplicable, PLATFORMS, PROFILES, Profile, Profiles, RUBRIC,
    Review, Rubric, Status, advise,
};
use opsec::rate::{Assessment, Gates, assess, better_places, homes, standings};
use proptest::prelude::*;

/// The day the bundled data is judged on in these tests.
const TODAY: Date = date(2026, 11, 26);

fn rubric() -> Rubric {
    Rubric::read("rubric.yaml", RUBRIC).unwrap()
}

fn profiles(rubric: &Rubric) -> Profiles {
    Profiles::read("profiles.yaml", PROFILES, rubric).unwrap()
}

fn reviews(rubric: &Rubric) -> Vec<(String, Review)> {
    let read = |(name, text): &(&str, &str)| {
        let review =
            Review::read(name, text, rubric, TODAY).unwrap_or_else(|problems| panic!("{problems:?}"));
        ((*name).to_owned(), review)
    };
    PLATFORMS.iter().map(read).collect()
}

fn low(assessment: &Assessment<'_>) -> u64 {
    assessment.part("protection").unwrap().interval.unwrap().low.tenths()
}

#[test]
fn the_list_of_bundled_reviews_is_the_folder() {
    let mut files: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/policies/platforms"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let listed: Vec<_> = PLATFORMS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, files);
}

#[test]
fn every_bundled_review_is_sound_named_after_its_file_and_needs_no_advice() {
    let rubric = rubric();
    let reviews = reviews(&rubric);
    for (file, review) in &reviews {
        assert_eq!(*file, format!("{}.yaml", review.id));
        assert_eq!(advise(review, &rubric), [], "{file}");
        assert!(
            review
                .evidence()
                .all(|evidence| evidence.confidence != Confidence::Disputed || !evidence.note.is_empty())
        );
    }
    Collection::new(reviews).unwrap();
}

#[test]
fn the_parts_of_the_rubric_are_worth_a_hundred_points_each() {
    for part in &rubric().parts {
        assert_eq!(part.questions.iter().map(|question| question.points).sum::<u32>(), 100, "{}", part.id);
    }
}

#[test]
fn group_questions_weigh_more_than_direct_ones() {
    let rubric = rubric();
    assert!(rubric.question("e2ee.group").unwrap().points > rubric.question("e2ee.direct").unwrap().points);
}

#[test]
fn no_option_is_named_like_a_yaml_boolean() {
    let rubric = rubric();
    for option in rubric.questions().flat_map(|question| &question.options) {
        assert!(
            !["yes", "no", "on", "off", "true", "false", "y", "n"].contains(&option.id.as_str()),
            "{}",
            option.id
        );
    }
}

#[test]
fn the_platforms_the_guide_needs_are_reviewed_and_their_other_names_resolve() {
    let rubric = rubric();
    let collection = Collection::new(reviews(&rubric)).unwrap();
    for (typed, id) in [
        ("discord", "discord"),
        ("slack", "slack"),
        ("x", "x"),
        ("twitter", "x"),
        ("Twitter DMs", "x"),
        ("whatsapp", "whatsapp"),
        ("fb messenger", "messenger"),
        ("imessage", "imessage"),
        ("telegram", "telegram"),
        ("signal", "signal"),
        ("keybase", "keybase"),
        ("leapchat", "leapchat"),
        ("element", "matrix"),
        ("linkedin", "linkedin"),
        ("simplex", "simplex"),
        ("briar", "briar"),
        ("onetimesecret", "onetimesecret"),
        ("firefox-send", "firefox-send"),
        ("protonmail", "proton-mail"),
        ("gmail", "gmail"),
        ("tor", "tor-browser"),
    ] {
        match collection.lookup(typed) {
            opsec::policy::Lookup::Found(review) => assert_eq!(review.id, id),
            opsec::policy::Lookup::Missing(_) => panic!("{typed} is not found"),
        }
    }
    let opsec::policy::Lookup::Missing(near) = collection.lookup("discrod") else {
        panic!("found a misspelling")
    };
    assert_eq!(near.first(), Some(&"discord"));
}

#[test]
fn the_order_that_must_come_out_by_itself() {
    let rubric = rubric();
    let profiles = profiles(&rubric);
    let collection = Collection::new(reviews(&rubric)).unwrap();
    for profile in &profiles.0 {
        let low = |id: &str| low(&assess(collection.get(id).unwrap(), &rubric, profile, TODAY));
        assert!(low("signal") > low("whatsapp"), "{}", profile.id);
        assert!(low("whatsapp") > low("discord"), "{}", profile.id);
        assert!(low("telegram") < low("signal"), "{}", profile.id);
    }
}

#[test]
fn the_home_offered_for_each_profile_passes_its_gates() {
    let rubric = rubric();
    let profiles = profiles(&rubric);
    let reviews = reviews(&rubric);
    for profile in &profiles.0 {
        let all =
            || reviews.iter().map(|(_, review)| assess(review, &rubric, profile, TODAY)).collect::<Vec<_>>();
        let homes = homes(all(), &rubric);
        assert!(!homes.is_empty(), "{} has no home", profile.id);
        for home in &homes {
            assert!(home.assessment.gates.is_open());
            assert_eq!(home.assessment.review.status, Status::Active);
        }
        let discord = all().into_iter().find(|assessment| assessment.review.id == "discord").unwrap();
        assert!(!better_places(&discord, homes, &rubric).is_empty(), "{}", profile.id);
    }
}

#[test]
fn what_cannot_be_graded_never_stands_above_what_can() {
    let rubric = rubric();
    let profiles = profiles(&rubric);
    let reviews = reviews(&rubric);
    let all = reviews.iter().map(|(_, review)| assess(review, &rubric, &profiles.0[0], TODAY)).collect();
    let ranked: Vec<_> = standings(all, &rubric).iter().map(|standing| standing.rank.is_some()).collect();
    assert!(ranked.is_sorted_by(|earlier, later| earlier >= later));
}

/// The engine, given PrivacySpy's questions and answers, gives exactly its published scores.
#[test]
fn privacyspys_questions_and_answers_give_its_scores() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/privacyspy");
    let text = std::fs::read_to_string(format!("{folder}/rubric.yaml")).unwrap();
    let rubric = Rubric::read("rubric.yaml", &text).unwrap();
    let ours = self::rubric();
    let profile = profiles(&ours).0.swap_remove(0).for_rubric(&rubric);
    for (id, expected) in
        [("discord", 42), ("slack", 43), ("signal", 80), ("telegram", 88), ("whatsapp", 47), ("twitter", 54)]
    {
        let text = std::fs::read_to_string(format!("{folder}/reviews/{id}.yaml")).unwrap();
        let review = Review::read(id, &text, &rubric, TODAY).unwrap();
        let assessment = assess(&review, &rubric, &profile, TODAY);
        let interval = assessment.parts[0].interval.unwrap();
        assert_eq!((interval.low.tenths(), interval.high.tenths()), (expected, expected), "{id}");
    }
}

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
    Review::read("made-up.yaml", &text, rubric, Date::MAX).unwrap()
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
    fn a_better_answer_never_lowers_a_score(choices in choices(), at in 0_usize..41, one: prop::sample::Index, two: prop::sample::Index, whose in 0_usize..4) {
        let rubric = rubric();
        let profile: &Profile = &profiles(&rubric).0[whose];
        let options = &rubric.questions().nth(at).unwrap().options;
        let percent = |index: prop::sample::Index| options[index.index(options.len())].percent;
        let (worse, better) = if percent(one) <= percent(two) { (one, two) } else { (two, one) };
        let before = review_of(&rubric, &with(choices.clone(), at, Some(worse)), TODAY);
        let after = review_of(&rubric, &with(choices, at, Some(better)), TODAY);
        let (before, after) = (assess(&before, &rubric, profile, TODAY), assess(&after, &rubric, profile, TODAY));
        for (before, after) in intervals(&before, &after) {
            prop_assert!(after.low >= before.low && after.high >= before.high);
        }
    }

    #[test]
    fn not_knowing_only_widens_and_the_interval_holds_every_completion(choices in choices(), at in 0_usize..41, choice: prop::sample::Index) {
        let rubric = rubric();
        let profile = &profiles(&rubric).0[0];
        let unknown = review_of(&rubric, &with(choices.clone(), at, None), TODAY);
        let completed = review_of(&rubric, &with(choices, at, Some(choice)), TODAY);
        let (unknown, completed) = (assess(&unknown, &rubric, profile, TODAY), assess(&completed, &rubric, profile, TODAY));
        for (unknown, completed) in intervals(&unknown, &completed) {
            prop_assert!(unknown.low <= completed.low && completed.high <= unknown.high);
        }
    }

    #[test]
    fn growing_old_never_improves_anything(choices in choices(), months in 0_i64..120, whose in 0_usize..4) {
        let rubric = rubric();
        let profile = &profiles(&rubric).0[whose];
        let review = review_of(&rubric, &choices, TODAY);
        let later = TODAY.checked_add(jiff::Span::new().months(months)).unwrap();
        let (fresh, old) = (assess(&review, &rubric, profile, TODAY), assess(&review, &rubric, profile, later));
        for (fresh, old) in intervals(&fresh, &old) {
            prop_assert!(old.low <= fresh.low);
            prop_assert!(old.high <= fresh.high);
        }
        prop_assert!(gate_openness(&old.gates) <= gate_openness(&fresh.gates));
    }
}

#[test]
fn an_expired_answer_that_closed_a_gate_keeps_it_closed() {
    let rubric = rubric();
    let profile = &profiles(&rubric).0[0];
    let reviews = reviews(&rubric);
    let review = |id: &str| &reviews.iter().find(|(_, review)| review.id == id).unwrap().1;
    let later = date(2031, 1, 1);
    assert_eq!(assess(review("discord"), &rubric, profile, later).gates.id(), "closed");
    assert_eq!(assess(review("signal"), &rubric, profile, later).gates.id(), "not-known");
}

#[test]
fn what_a_program_suggested_is_not_scored() {
    let rubric = rubric();
    let text = PLATFORMS.iter().find(|(name, _)| *name == "signal.yaml").unwrap().1;
    let text = text.replace("origin: reviewed", "origin: machine-suggested");
    let review = Review::read("signal.yaml", &text, &rubric, TODAY).unwrap();
    let profiles = profiles(&rubric);
    let assessment = assess(&review, &rubric, &profiles.0[0], TODAY);
    assert_eq!(assessment.gates.id(), "not-known");
    assert!(assessment.parts.iter().all(|score| score.letter.is_none() && score.answered == 0));
}

#[test]
fn what_cannot_apply_leaves_the_sum_unless_the_rubric_says_it_scores() {
    let rubric = rubric();
    assert!(rubric.questions().all(|question| question.na == NotApplicable::Leaves));
    let profile = &profiles(&rubric).0[0];
    let text = |answer: &str| {
        format!(
            "schema: 1\nid: a\nname: A\nkind: chat\nstatus: active\nanswers:\n  - {{question: e2ee.calls, {answer}}}\n"
        )
    };
    let review = |answer: &str| Review::read("a.yaml", &text(answer), &rubric, TODAY).unwrap();
    let (unknown, na) = (review("unknown: nobody looked"), review("na: it has no calls"));
    assert!(matches!(na.answers[0].given, Given::NotApplicable(_)));
    let (unknown, na) = (assess(&unknown, &rubric, profile, TODAY), assess(&na, &rubric, profile, TODAY));
    assert_eq!(na.parts[0].answered, 1);
    assert_eq!(unknown.parts[0].answered, 0);
}

#[test]
fn only_chats_get_a_protection_score() {
    let rubric = rubric();
    let profiles = profiles(&rubric);
    for (_, review) in reviews(&rubric).iter().filter(|(_, review)| review.kind != Kind::Chat) {
        let assessment = assess(review, &rubric, &profiles.0[0], TODAY);
        assert!(assessment.part("protection").is_none());
        assert_eq!(assessment.gates.id(), "none");
    }
}
