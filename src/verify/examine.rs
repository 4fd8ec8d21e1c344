//! Examines the words that were seen: right, expired, another member's, shared, or wrong.

use std::collections::HashMap;

use jiff::Timestamp;

use super::vocabulary::letters;
use super::{Challenge, Finding, Member, PageKind, Rounds, SavedPage, Seen, WORDS};
use crate::wordlist::distance;

/// How many phrases are made at most to find whose new name someone's words are for: their number grows with
/// the square of the wrong members. Beyond it words are wrong, and not said to be for another's name.
const MOST_CROSSED: usize = 1 << 18;
/// Letters by which words may differ from the right ones and be nearly right.
const NEAR: usize = 2;

/// Examines what was seen, against the group as far as its members are known.
///
/// Everyone who was seen counts as a member: their words in another profile are noticed.
pub fn examine<'g>(
    rounds: &Rounds,
    group: &'g [Member],
    seen: &'g [Seen],
    now: Timestamp,
) -> Vec<Finding<'g>> {
    let challenges = Challenges::new(rounds);
    let everyone: Vec<&Member> = group.iter().chain(seen.iter().map(|one| &one.member)).collect();
    let owners = challenges.owners(&everyone);
    let vocabulary = Challenge::vocabulary();
    let posted: Vec<String> = seen.iter().map(|one| letters(&one.words)).collect();
    let mut others_with: HashMap<&str, Vec<&'g Member>> = HashMap::new();
    for (words, one) in posted.iter().zip(seen) {
        others_with.entry(words).or_default().push(&one.member);
    }
    let mut crossed_left = MOST_CROSSED;
    let examine_one = |(words, one): (&String, &'g Seen)| {
        let member = &one.member;
        let another = || others_with[words.as_str()].iter().copied().find(|other| !other.is(member));
        if let Some(own) = challenges.own(member, now, |phrase| letters(phrase) == *words) {
            return match own {
                Finding::Right { until, .. } => Finding::Right { until, copied_by: another() },
                other => other,
            };
        }
        if let Some(owner) = owners.get(words) {
            return of_another(member, owner);
        }
        let is_near = |own: &str| own.len().abs_diff(words.len()) <= NEAR && distance(own, words) <= NEAR;
        if !words.is_empty() && is_near(&letters(&challenges.current.phrase(member))) {
            return Finding::Nearly;
        }
        let typed = vocabulary.typed(&one.words);
        if typed != WORDS {
            return Finding::WordCount { typed };
        }
        let within = everyone.len().min(crossed_left);
        crossed_left -= within;
        let mut others = everyone.iter().take(within);
        if let Some(of) = others.find(|other| letters(&challenges.crossed(member, other)) == *words) {
            return Finding::OtherName { of };
        }
        another().map_or(Finding::Wrong, |with| Finding::Shared { with })
    };
    posted.iter().zip(seen).map(examine_one).collect()
}

/// Looks for a member's words on a saved page.
pub fn found_on<'g>(
    rounds: &Rounds,
    group: &'g [Member],
    member: &Member,
    page: &SavedPage,
    now: Timestamp,
) -> Finding<'g> {
    match page.kind() {
        PageKind::Stuffed => return Finding::Stuffed,
        PageKind::Unreadable => return Finding::Unreadable,
        PageKind::Text | PageKind::LoginWall | PageKind::Bare => {}
    }
    let challenges = Challenges::new(rounds);
    if let Some(own) = challenges.own(member, now, |phrase| page.holds(phrase)) {
        return own;
    }
    let others: Vec<&Member> = group.iter().filter(|other| !other.is(member)).collect();
    let owners = challenges.owners(&others);
    if let Some(owner) = page.phrases().find_map(|words| owners.get(words)) {
        return of_another(member, owner);
    }
    if let Some(of) = others.into_iter().find(|other| page.holds(&challenges.crossed(member, other))) {
        return Finding::OtherName { of };
    }
    match page.kind() {
        PageKind::LoginWall => Finding::LoginWall,
        PageKind::Bare => Finding::BarePage,
        _ => Finding::NotOnPage,
    }
}

/// The challenge of each round.
struct Challenges {
    current: Challenge,
    earlier: Vec<Challenge>,
}

impl Challenges {
    fn new(rounds: &Rounds) -> Self {
        let earlier = rounds.earlier().iter().map(Challenge::new);
        Self { current: Challenge::new(rounds.current()), earlier: earlier.collect() }
    }

    /// Returns the finding for a member's own words, if they were found: of the round that counts, or of another.
    fn own(&self, member: &Member, now: Timestamp, found: impl Fn(&str) -> bool) -> Option<Finding<'static>> {
        let until = self.current.until();
        if found(&self.current.phrase(member)) {
            return Some(if until > now {
                Finding::Right { until, copied_by: None }
            } else {
                Finding::Expired { since: until }
            });
        }
        let round = self.earlier.iter().find(|round| found(&round.phrase(member)))?;
        Some(Finding::EarlierRound { until: round.until() })
    }

    /// Returns the letters of everyone's words in every round, with whose they are.
    fn owners<'g>(&self, members: &[&'g Member]) -> HashMap<String, &'g Member> {
        let rounds = self.earlier.iter().rev().chain([&self.current]);
        let of = |round: &Challenge| -> Vec<_> {
            members.iter().map(|member| (letters(&round.phrase(member)), *member)).collect()
        };
        rounds.flat_map(of).collect()
    }

    /// Returns the words for this handle with the new name of another.
    fn crossed(&self, member: &Member, other: &Member) -> String {
        self.current.phrase(&member.with_name_of(other))
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
