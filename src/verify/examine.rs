//! What the words that were seen tell: right, too old, another's, posted by two, or wrong.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::words::VALID_HOURS;
use super::{Member, PageKind, SavedPage, Wordsmith};
use crate::wordlist::distance;

/// What a verifier saw in a member's profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The member who should have posted them.
    pub member: Member,
    /// The words as they were read.
    pub words: String,
}

/// What it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The member's own words, still valid.
    Right {
        /// Until when.
        until: Timestamp,
    },
    /// The member's own words of an earlier time: left standing, or posted again.
    Expired {
        /// Since when.
        since: Timestamp,
    },
    /// The words of another member of the group.
    Swapped {
        /// Which, by the place in the list, from 0.
        with: usize,
    },
    /// Words of this handle for the new name of another member.
    OtherName {
        /// Whose, by the place in the list, from 0.
        of: usize,
    },
    /// The same words were seen at two members.
    Shared {
        /// At which other, by the place in the list, from 0.
        with: usize,
    },
    /// One or two letters differ from the right words.
    Nearly,
    /// No words of this member, as far as the last ninety days go.
    Wrong,
    /// The page shows no words of this member.
    NotOnPage,
    /// The page holds so many words of the list that some would fit by chance.
    Stuffed,
    /// The page asks to sign in, so that nothing can be told.
    LoginWall,
    /// The page holds hardly any text, so that nothing can be told.
    BarePage,
}

/// Days for which old words are remembered.
const OLD_DAYS: i64 = 90;
/// Hours by which the clocks of two verifiers may differ.
const CLOCKS_HOURS: i64 = 24;

/// Examines what was seen, against the group whose members are known (those seen are among them).
pub fn examine(smith: &Wordsmith, group: &[Member], seen: &[Seen], now: Timestamp) -> Vec<Finding> {
    let mut of_others: Option<BTreeMap<String, usize>> = None;
    let mut findings: Vec<Finding> = Vec::with_capacity(seen.len());
    for one in seen {
        let words = letters(&one.words);
        let own = |until: Timestamp| letters(&smith.phrase(&one.member, until));
        let finding = if let Some(until) = valid_hours(now).find(|until| own(*until) == words) {
            Finding::Right { until }
        } else if let Some(since) = old_hours(now).find(|since| own(*since) == words) {
            Finding::Expired { since }
        } else {
            let others = of_others.get_or_insert_with(|| phrases_of(smith, group, now));
            let other_name = || {
                group.iter().enumerate().find(|(_, other)| {
                    let member = one.member.with_name_of(other);
                    valid_hours(now).any(|until| letters(&smith.phrase(&member, until)) == words)
                })
            };
            if let Some(with) = others.get(&words) {
                if group[*with].old() == one.member.old() {
                    Finding::OtherName { of: *with }
                } else {
                    Finding::Swapped { with: *with }
                }
            } else if let Some((of, _)) = other_name() {
                Finding::OtherName { of }
            } else if valid_hours(now).any(|until| !words.is_empty() && distance(&own(until), &words) <= 2) {
                Finding::Nearly
            } else {
                Finding::Wrong
            }
        };
        findings.push(finding);
    }
    mark_shared(seen, &mut findings);
    findings
}

/// Looks for a member's words on a saved page.
pub fn found_on(
    smith: &Wordsmith,
    group: &[Member],
    member: &Member,
    page: &SavedPage,
    now: Timestamp,
) -> Finding {
    if page.kind() == PageKind::Stuffed {
        return Finding::Stuffed;
    }
    let hours: BTreeMap<String, Timestamp> =
        valid_hours(now).chain(old_hours(now)).map(|until| (smith.phrase(member, until), until)).collect();
    let own = page.holds(&hours.keys().cloned().collect());
    if let Some(until) = own.iter().filter_map(|phrase| hours.get(phrase)).max() {
        return if *until > now {
            Finding::Right { until: *until }
        } else {
            Finding::Expired { since: *until }
        };
    }
    for (with, other) in group.iter().enumerate().filter(|(_, other)| *other != member) {
        let theirs: BTreeSet<String> = valid_hours(now).map(|until| smith.phrase(other, until)).collect();
        if !page.holds(&theirs).is_empty() {
            let same = other.old() == member.old();
            return if same { Finding::OtherName { of: with } } else { Finding::Swapped { with } };
        }
        let crossed = member.with_name_of(other);
        let crossed: BTreeSet<String> = valid_hours(now).map(|until| smith.phrase(&crossed, until)).collect();
        if !page.holds(&crossed).is_empty() {
            return Finding::OtherName { of: with };
        }
    }
    match page.kind() {
        PageKind::Text | PageKind::Stuffed => Finding::NotOnPage,
        PageKind::LoginWall => Finding::LoginWall,
        PageKind::Bare => Finding::BarePage,
    }
}

/// The letters of a phrase in lower case: separators and case make no difference.
pub(super) fn letters(phrase: &str) -> String {
    phrase.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The hours at which words that are valid now may run out.
fn valid_hours(now: Timestamp) -> impl Iterator<Item = Timestamp> {
    let hour = now.as_second().div_euclid(3600);
    (1..=VALID_HOURS + CLOCKS_HOURS)
        .filter_map(move |hours| Timestamp::from_second((hour + hours) * 3600).ok())
        .filter(move |until| *until > now)
}

/// The hours at which words have run out, the latest first.
fn old_hours(now: Timestamp) -> impl Iterator<Item = Timestamp> {
    let hour = now.as_second().div_euclid(3600);
    (0..OLD_DAYS * 24).filter_map(move |hours| Timestamp::from_second((hour - hours) * 3600).ok())
}

/// The valid words of every member of the group.
fn phrases_of(smith: &Wordsmith, group: &[Member], now: Timestamp) -> BTreeMap<String, usize> {
    let mut phrases = BTreeMap::new();
    for (index, member) in group.iter().enumerate() {
        phrases.extend(valid_hours(now).map(|until| (letters(&smith.phrase(member, until)), index)));
    }
    phrases
}

/// The same words at two members are nobody's.
fn mark_shared(seen: &[Seen], findings: &mut [Finding]) {
    let mut at: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, one) in seen.iter().enumerate() {
        at.entry(letters(&one.words)).or_default().push(index);
    }
    for (_, members) in at.iter().filter(|(words, members)| !words.is_empty() && members.len() > 1) {
        for index in members {
            if let Some(with) = members.iter().find(|other| *other != index) {
                findings[*index] = Finding::Shared { with: *with };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::verify::{Salt, expiry};

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
        let smith = Wordsmith::new(&Salt::new([3; 16]));
        let member = Member::read("a", "b").unwrap();
        let now: Timestamp = "2026-11-26T10:30:00Z".parse().unwrap();
        let phrase = smith.phrase(&member, expiry(now));
        for form in
            [phrase.to_uppercase(), phrase.replace(' ', "-"), phrase.replace(' ', ""), format!(" {phrase}. ")]
        {
            let seen = Seen { member: member.clone(), words: form };
            let found = examine(&smith, &[], &[seen], now);
            assert!(matches!(found[0], Finding::Right { .. }), "{found:?}");
        }
    }
}
