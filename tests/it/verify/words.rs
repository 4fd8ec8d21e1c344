//! What is right and what is not, as the library judges it.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan};
use opsec::verify::{
    Challenge, Finding, MOST_CANDIDATES, Member, Rounds, Salt, Seen, WORDS, examine, expiry,
};
use opsec::wordlist::{WordList, known};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{challenge, group, member, now, rounds, salt};

/// Checks the finding for these words at this member, in a group of Ada, Bo and Cy.
fn assert_found(who: &Member, words: &str, expected: Finding<'_>) {
    let (group, seen) = (group(), [seen(who, words)]);
    assert_eq!(examine(&rounds(), &group, &seen, now()), [expected], "{words}");
}

fn seen(who: &Member, words: &str) -> Seen {
    Seen { member: who.clone(), words: words.to_owned() }
}

fn right() -> Finding<'static> {
    Finding::Right { until: expiry(now()), copied_by: None }
}

#[test]
fn the_honest_member_is_let_through_until_the_last_minute() {
    let ada = &group()[0];
    let words = challenge().phrase(ada);
    assert_found(ada, &words, right());
    for (minutes, expected) in [
        (0, right()),
        (71 * 60 + 59, right()),
        (72 * 60, Finding::Expired { since: expiry(now()) }),
        (24 * 90 * 60, Finding::Expired { since: expiry(now()) }),
    ] {
        let later = now().checked_add(minutes.minutes()).unwrap();
        assert_eq!(examine(&rounds(), &[], &[seen(ada, &words)], later), [expected], "{minutes}");
    }
}

#[test]
fn separators_case_and_shape_make_no_difference() {
    let ada = &group()[0];
    let words = challenge().phrase(ada);
    let wide: String =
        words.chars().filter_map(|letter| char::from_u32(u32::from(letter) + 0xfee0)).collect();
    for form in [
        words.to_uppercase(),
        words.replace(' ', "-"),
        words.replace(' ', ""),
        format!(" 1. {}. ", words.replace(' ', " 2. ")),
        words.chars().map(|letter| format!("{letter}\u{200b}")).collect::<Vec<_>>().concat(),
        wide,
    ] {
        assert_found(ada, &form, right());
    }
}

#[test]
fn an_impostor_who_guesses_or_asks_for_another_name_is_caught() {
    let ada = &group()[0];
    assert_found(ada, "coat gnu plank", Finding::Wrong);
    // Ada posts in good faith words that were made for the impostor's new name.
    let words = challenge().phrase(&member("Ada#1", "ada.43"));
    assert_found(ada, &words, Finding::Wrong);
    let other = Challenge::new(&Salt::new([6; 16], expiry(now()))).phrase(ada);
    assert_found(ada, &other, Finding::Wrong);
}

#[test]
fn two_words_are_not_judged() {
    let ada = &group()[0];
    let words = challenge().phrase(ada);
    let two = words.rsplit_once(' ').unwrap().0;
    assert_found(ada, two, Finding::WordCount { typed: 2 });
    assert_found(ada, &two.replace(' ', ""), Finding::WordCount { typed: 2 });
    assert_found(ada, &format!("{words} gnu"), Finding::WordCount { typed: 4 });
    assert_found(ada, "", Finding::WordCount { typed: 0 });
}

#[test]
fn words_of_another_and_an_exchanged_name_are_named() {
    let group = group();
    let of_bo = challenge().phrase(&group[1]);
    assert_found(&group[0], &of_bo, Finding::Swapped { with: &group[1] });
    let crossed = challenge().phrase(&member("Ada#1", "cy.1"));
    assert_found(&group[0], &crossed, Finding::OtherName { of: &group[2] });
    // Someone gives the verifier a name of their own, while Ada posts the words for hers.
    let of_ada = challenge().phrase(&group[0]);
    assert_found(&member("@ada#1", "mallory.66"), &of_ada, Finding::OtherName { of: &group[0] });
}

#[test]
fn a_new_round_makes_the_words_of_earlier_ones_wrong_at_once() {
    let ada = &group()[0];
    let old = challenge().phrase(ada);
    // In the same hour, so that only the salt can make the difference.
    let new = Salt::new([6; 16], expiry(now()));
    assert_ne!(Challenge::new(&new).phrase(ada), old);
    let rounds = rounds().begin(new);
    let fresh = Challenge::new(rounds.current()).phrase(ada);
    assert_eq!(examine(&rounds, &[], &[seen(ada, &fresh)], now()), [right()]);
    let earlier = Finding::EarlierRound { until: expiry(now()) };
    assert_eq!(examine(&rounds, &[], &[seen(ada, &old)], now()), [earlier]);
    let alone = Rounds::new(Salt::new([6; 16], expiry(now())));
    assert_eq!(examine(&alone, &[], &[seen(ada, &old)], now()), [Finding::Wrong]);
    let group = group();
    let of_bo = challenge().phrase(&group[1]);
    let swapped = Finding::Swapped { with: &group[1] };
    assert_eq!(examine(&rounds, &group, &[seen(ada, &of_bo)], now()), [swapped]);
}

#[test]
fn who_copies_is_swapped_and_the_owner_stays_right() {
    let group = group();
    let words = challenge().phrase(&group[0]);
    let copied = |others: &[usize]| -> Vec<_> {
        [0].iter().chain(others).map(|index| seen(&group[*index], &words)).collect()
    };
    let right = |index: usize| Finding::Right { until: expiry(now()), copied_by: Some(&group[index]) };
    let swapped = Finding::Swapped { with: &group[0] };
    assert_eq!(examine(&rounds(), &group, &copied(&[1]), now()), [right(1), swapped]);
    assert_eq!(examine(&rounds(), &[], &copied(&[1, 2]), now()), [right(1), swapped, swapped]);
    // The owner wasn't looked at, only listed.
    assert_eq!(examine(&rounds(), &group, &copied(&[1, 2])[1..], now()), [swapped, swapped]);
    // Nobody's words, twice.
    let nobodys = [seen(&group[0], "coat gnu plank"), seen(&group[1], "coat gnu plank")];
    let shared = [Finding::Shared { with: &group[1] }, Finding::Shared { with: &group[0] }];
    assert_eq!(examine(&rounds(), &group, &nobodys, now()), shared);
    // Old words, at someone else.
    let later = now().checked_add(80.hours()).unwrap();
    let expired = Finding::Expired { since: expiry(now()) };
    assert_eq!(examine(&rounds(), &group, &copied(&[1]), later), [expired, swapped]);
}

#[test]
fn a_typo_is_pointed_out_and_not_let_through() {
    let ada = &group()[0];
    let words = challenge().phrase(ada);
    let mut letters: Vec<char> = words.chars().collect();
    letters.swap(0, 1);
    assert_found(ada, &letters.iter().collect::<String>(), Finding::Nearly);
    assert_found(ada, &words[..words.len() - 2], Finding::Nearly);
    assert_found(ada, &words.replace(' ', "")[2..], Finding::Nearly);
}

/// Whether `check` lets these words through for Ada, now.
fn is_right(words: &str) -> bool {
    let ada = &group()[0];
    matches!(examine(&rounds(), &[], &[seen(ada, words)], now())[0], Finding::Right { .. })
}

/// The bits of a guess, from what is let through: of all phrases that any hour of a month could give, those
/// that differ in one word, and those with the same letters.
#[test]
fn a_guess_is_worth_what_three_words_are_worth() {
    let ada = &group()[0];
    let list = WordList::bundled(known("eff-short-2").unwrap());
    let own = challenge().phrase(ada);
    let mut tried: BTreeSet<String> = (-360..360)
        .map(|hours: i64| now().checked_add(hours.hours()).unwrap())
        .map(|made| Challenge::new(&Salt::new([5; 16], expiry(made))).phrase(ada))
        .collect();
    let mut other: Vec<&str> = own.split(' ').collect();
    for place in 0..WORDS {
        let kept = other[place];
        for word in list.iter() {
            other[place] = word;
            tried.insert(other.join(" "));
        }
        other[place] = kept;
    }
    // Other divisions of the same letters into words of the list.
    let letters = |word: &str| word.replace(['-', ' '], "");
    let goal = letters(&own);
    let with_goal = |so_far: &str| -> Vec<&str> {
        list.iter().filter(|word| goal.starts_with(&(letters(so_far) + &letters(word)))).collect()
    };
    for first in with_goal("") {
        for second in with_goal(first) {
            for third in with_goal(&format!("{first} {second}")) {
                tried.insert(format!("{first} {second} {third}"));
            }
        }
    }
    let accepted = tried.iter().filter(|words| is_right(words)).count();
    assert_eq!(accepted, 1, "of {}", tried.len());
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let (phrases, accepted) = ((list.len() as f64).powi(3), accepted as f64);
    let bits = (phrases / accepted).log2();
    assert!(bits > 31.0, "{bits}");
    // A page that is filled with as many phrases as may be on one.
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let chance = MOST_CANDIDATES as f64 * accepted / phrases;
    assert!(chance < 1e-6, "{chance}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_the_script_case_or_unicode_form_the_honest_member_is_let_through(
        old in "[\\p{L}\\p{M}\\p{N}\\p{So}#._ -]{1,30}",
        new in "[\\p{L}\\p{M}\\p{N}._]{1,30}",
        key: [u8; 16],
    ) {
        prop_assume!(Member::read(&old, &new).is_ok());
        let rounds = Rounds::new(Salt::new(key, expiry(now())));
        let words = Challenge::new(rounds.current()).phrase(&member(&old, &new));
        for (old, new) in [
            (old.nfd().collect::<String>(), new.nfkc().collect::<String>()),
            (format!("  @{}\t", old.trim()), new.to_uppercase()),
            (old.to_uppercase(), new.to_lowercase()),
            (old.nfc().collect::<String>(), format!("{new}\u{200d}")),
        ] {
            // Capitals of ligatures are longer, and a name may grow too long by them.
            prop_assume!(Member::read(&old, &new).is_ok());
            let seen = [seen(&member(&old, &new), &words)];
            prop_assert_eq!(examine(&rounds, &[], &seen, now()), [right()], "{:?}", (old, new));
        }
    }
}

#[test]
fn a_thousand_wrong_members_and_a_long_line_are_examined_soon() {
    let start = std::time::Instant::now();
    let people: Vec<_> =
        (0..1000).map(|number| member(&format!("old{number}"), &format!("new{number}"))).collect();
    let mut all: Vec<_> = people.iter().map(|who| seen(who, "coat gnu plank")).collect();
    all.push(seen(&member("long", "line"), &"coat gnu plank ".repeat(100_000)));
    let found = examine(&Rounds::new(salt()), &people, &all, now());
    assert!(found[..1000].iter().all(|finding| matches!(finding, Finding::Shared { .. })));
    assert_eq!(found[1000], Finding::WordCount { typed: 300_000 });
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn a_moment_far_away_is_no_trouble() {
    for now in [Timestamp::MIN, Timestamp::MAX] {
        let rounds = Rounds::new(Salt::new([5; 16], expiry(now)));
        let ada = &group()[0];
        let words = Challenge::new(rounds.current()).phrase(ada);
        assert_ne!(examine(&rounds, &[], &[seen(ada, &words)], now), [Finding::Wrong]);
    }
}
