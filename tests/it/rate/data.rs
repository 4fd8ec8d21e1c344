//! What must hold of the bundled rubric, profiles and reviews, and what must come out of them.

use opsec::policy::{Confidence, Kind, Lookup, PLATFORMS, Status, advise};
use opsec::rate::{Assessment, assess, better_places, homes, standings};

use crate::support::bundled::{Bundled, TODAY, bundled, collection};

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
    let Bundled { rubric, reviews, .. } = bundled();
    assert_eq!(reviews.len(), PLATFORMS.len());
    for ((file, _), review) in PLATFORMS.iter().zip(reviews) {
        assert_eq!(*file, format!("{}.yaml", review.id));
        assert_eq!(advise(review, rubric), [], "{file}");
        assert!(
            review
                .evidence()
                .all(|evidence| evidence.confidence != Confidence::Disputed || !evidence.note.is_empty())
        );
    }
    collection();
}

#[test]
fn the_parts_of_the_rubric_are_worth_a_hundred_points_each() {
    for part in &bundled().rubric.parts {
        assert_eq!(part.questions.iter().map(|question| question.points).sum::<u32>(), 100, "{}", part.id);
    }
}

#[test]
fn group_questions_weigh_more_than_direct_ones() {
    let rubric = &bundled().rubric;
    assert!(rubric.question("e2ee.group").unwrap().points > rubric.question("e2ee.direct").unwrap().points);
}

#[test]
fn no_option_is_named_like_a_yaml_boolean() {
    let rubric = &bundled().rubric;
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
    let collection = collection();
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
    let rubric = &bundled().rubric;
    let collection = collection();
    for profile in &bundled().profiles.0 {
        let low = |id: &str| low(&assess(collection.get(id).unwrap(), rubric, profile, TODAY));
        assert!(low("signal") > low("whatsapp"), "{}", profile.id);
        assert!(low("whatsapp") > low("discord"), "{}", profile.id);
        assert!(low("telegram") < low("signal"), "{}", profile.id);
    }
}

#[test]
fn the_home_offered_for_each_profile_passes_its_gates() {
    let Bundled { rubric, profiles, reviews, .. } = bundled();
    for profile in &profiles.0 {
        let all = || reviews.iter().map(|review| assess(review, rubric, profile, TODAY)).collect::<Vec<_>>();
        let homes = homes(all(), rubric);
        assert!(!homes.is_empty(), "{} has no home", profile.id);
        for home in &homes {
            assert!(home.assessment.gates.is_open());
            assert_eq!(home.assessment.review.status, Status::Active);
        }
        let discord = all().into_iter().find(|assessment| assessment.review.id == "discord").unwrap();
        assert!(!better_places(&discord, homes, rubric).is_empty(), "{}", profile.id);
    }
}

#[test]
fn what_cannot_be_graded_never_stands_above_what_can() {
    let Bundled { rubric, profiles, reviews, .. } = bundled();
    let all = reviews.iter().map(|review| assess(review, rubric, &profiles.0[0], TODAY)).collect();
    let ranked: Vec<_> = standings(all, rubric).iter().map(|standing| standing.rank.is_some()).collect();
    assert!(ranked.is_sorted_by(|earlier, later| earlier >= later));
}

#[test]
fn only_chats_get_a_protection_score() {
    let Bundled { rubric, profiles, reviews, .. } = bundled();
    for review in reviews.iter().filter(|review| review.kind != Kind::Chat) {
        let assessment = assess(review, rubric, &profiles.0[0], TODAY);
        assert!(assessment.part("protection").is_none());
        assert_eq!(assessment.gates.id(), "none");
    }
}
