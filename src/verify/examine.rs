//! Examines the words that were seen: right, expired, another member's, shared, or wrong.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;

use super::challenge::{VALID_HOURS, letters};
use super::{Challenge, Member, PageKind, SavedPage, Seen};
use crate::wordlist::distance;

/// The finding about a member's words.
///
/// Serialised, it is its name under `finding`, with the moment it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum Finding<'g> {
    /// The member's own words, still valid.
    Right {
        /// The end of their validity.
        until: Timestamp,
    },
    /// The member's own words of an earlier time: left up, or posted again.
    Expired {
        /// When they expired.
        since: Timestamp,
    },
    /// The words of another member of the group.
    Swapped {
        /// The other member.
        #[serde(skip)]
        with: &'g Member,
    },
    /// Words of this handle for the new name of another member.
    OtherName {
        /// The other member.
        #[serde(skip)]
        of: &'g Member,
    },
    /// The same words were seen at two members.
    Shared {
        /// The other member.
        #[serde(skip)]
        with: &'g Member,
    },
    /// One or two letters differ from the right words.
    Nearly,
    /// They were not this member's words in the last ninety days.
    Wrong,
    /// The page shows no words of this member.
    NotOnPage,
    /// The page has so many words of the list that some would match by chance.
    Stuffed,
    /// The page asks to sign in, so the profile was not seen.
    LoginWall,
    /// The page has hardly any text, so the profile was not seen.
    BarePage,
}

impl<'g> Finding<'g> {
    /// Returns the other member of the finding.
    pub fn other(self) -> Option<&'g Member> {
        match self {
            Self::Swapped { with: other } | Self::OtherName { of: other } | Self::Shared { with: other } => {
                Some(other)
            }
            _ => None,
        }
    }

    /// Returns the result of this finding alone.
    pub fn conclusion(self) -> Conclusion {
        match self {
            Self::Right { .. } => Conclusion::Confirmed,
            Self::LoginWall | Self::BarePage => Conclusion::Open,
            Self::Expired { .. }
            | Self::Swapped { .. }
            | Self::OtherName { .. }
            | Self::Shared { .. }
            | Self::Nearly
            | Self::Wrong
            | Self::NotOnPage
            | Self::Stuffed => Conclusion::Refused,
        }
    }
}

/// The result of findings, from best to worst; several have the worst of their results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conclusion {
    /// Everyone's words are right and valid.
    Confirmed,
    /// Something is not known, and nothing is wrong.
    Open,
    /// Something is wrong.
    Refused,
}

impl Conclusion {
    /// Returns the result of several findings: the worst of their results.
    pub fn of(findings: &[Finding<'_>]) -> Self {
        findings.iter().map(|finding| finding.conclusion()).max().unwrap_or(Self::Confirmed)
    }
}

/// Days for which old words are remembered.
const OLD_DAYS: i64 = 90;
/// Hours by which the clocks of two verifiers may differ.
const CLOCKS_HOURS: i64 = 24;

/// Examines what was seen, against the group as far as its members are known.
///
/// Everyone who was seen counts as a member: their words in another profile are noticed.
pub fn examine<'g>(
    challenge: &Challenge,
    group: &'g [Member],
    seen: &'g [Seen],
    now: Timestamp,
) -> Vec<Finding<'g>> {
    let group = everyone(group, seen);
    let mut of_others: Option<BTreeMap<String, &'g Member>> = None;
    let mut findings: Vec<Finding<'g>> = Vec::with_capacity(seen.len());
    for one in seen {
        let words = letters(&one.words);
        let own = |until: Timestamp| letters(&challenge.phrase(&one.member, until));
        let finding = if let Some(until) = valid_hours(now).find(|until| own(*until) == words) {
            Finding::Right { until }
        } else if let Some(since) = old_hours(now).find(|since| own(*since) == words) {
            Finding::Expired { since }
        } else {
            let others = of_others.get_or_insert_with(|| phrases_of(challenge, &group, now));
            let other_name = || {
                group.iter().copied().find(|other| {
                    let member = one.member.with_name_of(other);
                    valid_hours(now).any(|until| letters(&challenge.phrase(&member, until)) == words)
                })
            };
            if let Some(other) = others.get(&words) {
                of_another(&one.member, other)
            } else if let Some(of) = other_name() {
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
pub fn found_on<'g>(
    challenge: &Challenge,
    group: &'g [Member],
    member: &Member,
    page: &SavedPage,
    now: Timestamp,
) -> Finding<'g> {
    if page.kind() == PageKind::Stuffed {
        return Finding::Stuffed;
    }
    let hours: BTreeMap<String, Timestamp> = valid_hours(now)
        .chain(old_hours(now))
        .map(|until| (challenge.phrase(member, until), until))
        .collect();
    let own = page.holds(&hours.keys().cloned().collect());
    if let Some(until) = own.iter().filter_map(|phrase| hours.get(phrase)).max() {
        return if *until > now {
            Finding::Right { until: *until }
        } else {
            Finding::Expired { since: *until }
        };
    }
    let is_other = |other: &&Member| !(other.has_handle_of(member) && other.has_name_of(member));
    for other in group.iter().filter(is_other) {
        let theirs: BTreeSet<String> = valid_hours(now).map(|until| challenge.phrase(other, until)).collect();
        if !page.holds(&theirs).is_empty() {
            return of_another(member, other);
        }
        let crossed = member.with_name_of(other);
        let crossed: BTreeSet<String> =
            valid_hours(now).map(|until| challenge.phrase(&crossed, until)).collect();
        if !page.holds(&crossed).is_empty() {
            return Finding::OtherName { of: other };
        }
    }
    match page.kind() {
        PageKind::Text | PageKind::Stuffed => Finding::NotOnPage,
        PageKind::LoginWall => Finding::LoginWall,
        PageKind::Bare => Finding::BarePage,
    }
}

/// Returns the finding for words of another person, or of the same handle under another name.
fn of_another<'g>(member: &Member, other: &'g Member) -> Finding<'g> {
    if other.has_handle_of(member) {
        Finding::OtherName { of: other }
    } else {
        Finding::Swapped { with: other }
    }
}

/// The group and those seen, each once.
fn everyone<'g>(group: &'g [Member], seen: &'g [Seen]) -> Vec<&'g Member> {
    let mut known = BTreeSet::new();
    let all = group.iter().chain(seen.iter().map(|one| &one.member));
    all.filter(|member| known.insert((member.old().key(), member.new_name().key()))).collect()
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
fn phrases_of<'g>(
    challenge: &Challenge,
    group: &[&'g Member],
    now: Timestamp,
) -> BTreeMap<String, &'g Member> {
    let mut phrases = BTreeMap::new();
    for member in group {
        phrases.extend(valid_hours(now).map(|until| (letters(&challenge.phrase(member, until)), *member)));
    }
    phrases
}

/// Marks words that were seen at two members as shared.
fn mark_shared<'g>(seen: &'g [Seen], findings: &mut [Finding<'g>]) {
    let mut at: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, one) in seen.iter().enumerate() {
        at.entry(letters(&one.words)).or_default().push(index);
    }
    for (_, members) in at.iter().filter(|(words, members)| !words.is_empty() && members.len() > 1) {
        for index in members {
            if let Some(other) = members.iter().find(|other| *other != index) {
                findings[*index] = Finding::Shared { with: &seen[*other].member };
            }
        }
    }
}

#[cfg(test)]
mod tests;
