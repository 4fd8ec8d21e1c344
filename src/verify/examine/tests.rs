use jiff::ToSpan;

use super::*;
use crate::verify::{Key, expiry};

#[test]
fn the_hours_meet_without_a_gap() {
    let now: Timestamp = "2026-11-26T10:30:00Z".parse().unwrap();
    let first = valid_hours(now).next().unwrap();
    let last = old_hours(now).next().unwrap();
    assert_eq!(first.as_second() - last.as_second(), 3600);
    assert!(valid_hours(now).any(|until| until == expiry(now)));
    assert!(last.checked_add(1.hour()).unwrap() > now);
}

#[test]
fn separators_and_case_make_no_difference() {
    let challenge = Challenge::new(&Key::new([3; 16]));
    let member = Member::read("a", "b").unwrap();
    let now: Timestamp = "2026-11-26T10:30:00Z".parse().unwrap();
    let phrase = challenge.phrase(&member, expiry(now));
    for form in
        [phrase.to_uppercase(), phrase.replace(' ', "-"), phrase.replace(' ', ""), format!(" {phrase}. ")]
    {
        let seen = Seen { member: member.clone(), words: form };
        let found = examine(&challenge, &[], std::slice::from_ref(&seen), now);
        assert!(matches!(found[0], Finding::Right { .. }), "{found:?}");
    }
}

#[test]
fn one_no_is_a_no_and_an_unclear_result_is_not_a_yes() {
    let right = Finding::Right { until: Timestamp::UNIX_EPOCH };
    assert_eq!(Conclusion::of(&[right, right]), Conclusion::Confirmed);
    assert_eq!(Conclusion::of(&[right, Finding::LoginWall]), Conclusion::Open);
    assert_eq!(Conclusion::of(&[Finding::BarePage, Finding::Nearly, right]), Conclusion::Refused);
}

#[test]
fn a_handle_is_the_same_however_it_is_written() {
    let challenge = Challenge::new(&Key::new([3; 16]));
    let now: Timestamp = "2026-11-26T10:30:00Z".parse().unwrap();
    let group = [Member::read("Ada#1", "ada.42").unwrap()];
    let words = challenge.phrase(&group[0], expiry(now));
    let seen = [Seen { member: Member::read("@ada#1", "mallory.66").unwrap(), words }];
    assert_eq!(examine(&challenge, &group, &seen, now), [Finding::OtherName { of: &group[0] }]);
}
