//! Requirements of the bundled rubric, profiles and reviews, and of the ratings they give.

use opsec::rate::{Assessment, assess, destinations, instead, standings};
use opsec::review::{Confidence, Lookup, PlatformKind, Review, Status, advise};
use opsec::{data, yaml};

use crate::support::bundled::{TODAY, review, review_files, reviews, text, texts};

fn low(assessment: &Assessment<'_>) -> u64 {
    assessment.part("protection").unwrap().interval.unwrap().low.tenths()
}

#[test]
fn the_bundled_reviews_are_those_of_the_folder() {
    let ids: Vec<_> = reviews().iter().map(|review| format!("{}.yaml", review.id)).collect();
    assert_eq!(ids, review_files());
}

#[test]
fn every_bundled_review_is_what_its_file_says_today_and_needs_no_advice() {
    for file in review_files() {
        let text = text(&format!("platforms/{file}"));
        let review =
            yaml::review(&file, &text, data::rubric(), TODAY).unwrap_or_else(|found| panic!("{found:?}"));
        assert_eq!(data::reviews().get(&review.id), Some(&review));
        assert_eq!(advise(&review, data::rubric()), [], "{file}");
        assert!(
            review
                .evidence()
                .all(|evidence| evidence.confidence != Confidence::Disputed || !evidence.note.is_empty())
        );
    }
}

#[test]
fn the_rest_of_the_bundled_data_is_what_its_files_say() {
    assert_eq!(&yaml::rubric("rubric.yaml", &text("rubric.yaml")).unwrap(), data::rubric());
    let profiles = yaml::profiles("profiles.yaml", &text("profiles.yaml"), data::rubric());
    assert_eq!(&profiles.unwrap(), data::profiles());
    let template = yaml::template(&texts("moves")).unwrap();
    assert_eq!(format!("{template:?}"), format!("{:?}", data::template()));
    let newest = reviews().into_iter().filter_map(Review::reviewed).max();
    assert_eq!(Some(data::DATE), newest.max(data::rubric().date));
    assert!(data::DATE <= TODAY);
}

#[test]
fn a_name_is_found_without_its_review_and_stands_for_the_same() {
    for name in ["discord", "Twitter DMs", "FB Messenger", "element", "discrod", "nothing at all"] {
        match (data::find(name), data::reviews().lookup(name)) {
            (Lookup::Found(id), Lookup::Found(review)) => assert_eq!(review.id, id),
            (Lookup::Missing(near), Lookup::Missing(others)) => assert_eq!(near, others),
            (one, other) => panic!("{name}: {one:?}, {other:?}"),
        }
    }
}

#[test]
fn every_question_says_how_to_judge() {
    for question in data::rubric().questions() {
        let judge = question.judge.as_ref().map(|judge| judge.text(opsec::language::Language::English));
        let judge = judge.unwrap_or_default();
        assert!(judge.len() > 80, "{}: {judge}", question.id);
        // What it names between backticks are its own options.
        for named in judge.split('`').skip(1).step_by(2).filter(|named| *named != "na") {
            assert!(question.option(named).is_some(), "{}: {named}", question.id);
        }
    }
}

#[test]
fn the_parts_of_the_rubric_are_worth_a_hundred_points_each_or_have_no_score() {
    for part in &data::rubric().parts {
        let points = part.questions.iter().map(|question| question.points).sum::<u32>();
        assert_eq!(points, if part.scored { 100 } else { 0 }, "{}", part.id);
    }
    let unscored: Vec<_> = data::rubric().parts.iter().filter(|part| !part.scored).collect();
    assert!(matches!(unscored[..], [part] if part.id == "daily"));
}

#[test]
fn facts_of_daily_use_are_asked_of_chats_only_and_each_chat_has_them() {
    let daily = data::rubric().parts.iter().find(|part| !part.scored).unwrap();
    for question in &daily.questions {
        assert_eq!(question.applies_to, [PlatformKind::Chat], "{}", question.id);
    }
    for review in reviews().into_iter().filter(|review| !review.answers.is_empty()) {
        let answered =
            daily.questions.iter().filter(|question| review.answer(&question.id).is_some()).count();
        let is_chat = review.kind == PlatformKind::Chat;
        assert_eq!(answered, if is_chat { daily.questions.len() } else { 0 }, "{}", review.id);
    }
}

#[test]
fn group_questions_weigh_more_than_direct_ones() {
    let rubric = data::rubric();
    assert!(rubric.question("e2ee.group").unwrap().points > rubric.question("e2ee.direct").unwrap().points);
}

#[test]
fn no_option_is_named_like_a_yaml_boolean() {
    let rubric = data::rubric();
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
    let collection = data::reviews();
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
            Lookup::Found(review) => assert_eq!(review.id, id),
            Lookup::Missing(_) => panic!("{typed} is not found"),
        }
    }
    let Lookup::Missing(near) = collection.lookup("discrod") else { panic!("found a misspelling") };
    assert_eq!(near.first(), Some(&"discord"));
}

#[test]
fn the_order_that_must_come_out_by_itself() {
    let rubric = data::rubric();
    let collection = data::reviews();
    for profile in &data::profiles().0 {
        let low = |id: &str| low(&assess(collection.get(id).unwrap(), rubric, profile, TODAY));
        assert!(low("signal") > low("whatsapp"), "{}", profile.id);
        assert!(low("whatsapp") > low("discord"), "{}", profile.id);
        assert!(low("telegram") < low("signal"), "{}", profile.id);
    }
}

#[test]
fn what_is_offered_for_each_profile_passes_its_gates() {
    for profile in &data::profiles().0 {
        let destinations = destinations(data::reviews(), data::rubric(), profile, TODAY);
        assert!(!destinations.is_empty(), "{} has nowhere to go", profile.id);
        for destination in &destinations {
            assert!(destination.assessment.gates.lets_pass());
            assert_eq!(destination.assessment.review.status, Status::Active);
        }
        let discord = assess(review("discord"), data::rubric(), profile, TODAY);
        let instead = instead(&discord, data::reviews(), data::rubric(), profile, TODAY);
        assert!((1..=3).contains(&instead.len()), "{}", profile.id);
    }
}

#[test]
fn what_cannot_be_graded_never_stands_above_what_can() {
    let (rubric, profiles) = (data::rubric(), data::profiles());
    let all = reviews().into_iter().map(|review| assess(review, rubric, &profiles.0[0], TODAY)).collect();
    let ranked: Vec<_> = standings(all, rubric).iter().map(|standing| standing.rank.is_some()).collect();
    assert!(ranked.is_sorted_by(|earlier, later| earlier >= later));
}

#[test]
fn only_chats_get_a_protection_score() {
    let (rubric, profiles) = (data::rubric(), data::profiles());
    for review in reviews().into_iter().filter(|review| review.kind != PlatformKind::Chat) {
        let assessment = assess(review, rubric, &profiles.0[0], TODAY);
        assert!(assessment.part("protection").is_none());
        assert_eq!(assessment.gates.id(), "none");
    }
}
