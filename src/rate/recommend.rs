//! Recommendations: the deciding questions, the weakest answer, and better platforms.

use std::cmp::{Ordering, Reverse};

use jiff::civil::Date;

use super::assess::{Assessment, assess};
use super::judged::{Judged, State};
use super::profile::Profile;
use super::standing::{Standing, graded, standings};
use crate::review::rubric::{Choice, Quality, Question};
use crate::review::{Collection, PlatformKind, Rubric, Status};

/// Most platforms that are recommended instead of one.
const MOST_INSTEAD: usize = 3;

/// Returns the questions with points that decide about a platform, in the rubric's order: the gates of the profile,
/// then the heaviest that have an answer, `most` in all.
pub fn decisive<'s, 'a>(
    profile: &Profile,
    assessment: &'s Assessment<'a>,
    most: usize,
) -> Vec<&'s Judged<'a>> {
    let candidates = assessment.judged.iter().filter(|judged| judged.question.points > 0);
    weightiest(profile, most, candidates.map(|judged| (judged.question, judged.choice().is_some(), judged)))
}

/// Returns the questions with points that decide between platforms, in the rubric's order: the gates of the profile,
/// then the heaviest to which any of the platforms has an answer, `most` in all.
pub fn questions<'r>(
    profile: &Profile,
    standings: &[Standing<'_>],
    rubric: &'r Rubric,
    most: usize,
) -> Vec<&'r Question> {
    let answered = |question: &Question| {
        let mut judged = standings.iter().flat_map(|standing| &standing.assessment.judged);
        judged.any(|judged| judged.question.id == question.id && judged.choice().is_some())
    };
    let candidates = rubric.questions().filter(|question| question.points > 0);
    weightiest(profile, most, candidates.map(|question| (question, answered(question), question)))
}

/// Chooses among candidates, each with its question and whether that has an answer.
fn weightiest<'q, T>(
    profile: &Profile,
    most: usize,
    candidates: impl Iterator<Item = (&'q Question, bool, T)>,
) -> Vec<T> {
    let is_gate = |question: &Question| profile.gates.iter().any(|gate| gate.question == question.id);
    let (gates, mut others): (Vec<_>, Vec<_>) = candidates
        .enumerate()
        .filter(|(_, (question, answered, _))| *answered || is_gate(question))
        .partition(|(_, (question, ..))| is_gate(question));
    let weight = |question: &Question| u64::from(question.points) * profile.weight(&question.group);
    others.sort_by_key(|(_, (question, ..))| Reverse(weight(question)));
    others.truncate(most.saturating_sub(gates.len()));
    let mut chosen: Vec<_> = gates.into_iter().chain(others).collect();
    chosen.sort_by_key(|(place, _)| *place);
    chosen.into_iter().map(|(_, (_, _, candidate))| candidate).collect()
}

/// Returns what is weakest about a platform in a part of the rubric: the answer that costs it most.
///
/// An option that is good all the same counts only where nothing is worse: "almost nothing, by its own
/// word" loses points and is not a weakness.
pub fn weakness<'s, 'a>(assessment: &'s Assessment<'a>, part: &str) -> Option<(&'s Judged<'a>, &'a Choice)> {
    let questions = &assessment.part(part)?.part.questions;
    let known = assessment.judged.iter().filter_map(|judged| match judged.state {
        State::Known(choice, _) => Some((judged, choice)),
        _ => None,
    });
    let lost = known.filter(|(judged, choice)| {
        choice.percent < 100 && questions.iter().any(|question| question.id == judged.question.id)
    });
    lost.max_by_key(|(judged, choice)| {
        (choice.quality() < Quality::Good, judged.weight * u64::from(100 - choice.percent))
    })
}

/// Returns the chats that a group of this profile can move to, best first: active, and every gate open, at least on
/// conditions.
pub fn destinations<'a>(
    reviews: &'a Collection,
    rubric: &'a Rubric,
    profile: &'a Profile,
    as_of: Date,
) -> Vec<Standing<'a>> {
    let chats = reviews.iter().filter(|review| {
        review.kind == PlatformKind::Chat && review.status == Status::Active && !review.answers.is_empty()
    });
    let assessments = chats.map(|review| assess(review, rubric, profile, as_of));
    standings(assessments.filter(|assessment| assessment.gates.lets_pass()).collect(), rubric)
}

/// Returns up to three platforms that are better than `this` one, from the destinations of a profile.
///
/// One is better if it passes where this one doesn't, or without conditions where this one has some; else by its
/// score. Those that can be graded come first.
pub fn instead<'a>(
    this: &Assessment<'_>,
    reviews: &'a Collection,
    rubric: &'a Rubric,
    profile: &'a Profile,
    as_of: Date,
) -> Vec<Standing<'a>> {
    let own = graded(this, rubric);
    let fails = !this.gates.lets_pass() || this.review.status != Status::Active;
    let better = |standing: &Standing<'_>| {
        let other = &standing.assessment;
        let by_score = || graded(other, rubric).zip(own).is_some_and(|(other, own)| other.low > own.high);
        other.review.id != this.review.id
            && match other.gates.order().cmp(&this.gates.order()) {
                _ if fails => true,
                Ordering::Less => true,
                Ordering::Equal => by_score(),
                Ordering::Greater => false,
            }
    };
    let (graded, ungraded): (Vec<_>, Vec<_>) = destinations(reviews, rubric, profile, as_of)
        .into_iter()
        .filter(better)
        .partition(|standing| standing.rank.is_some());
    graded.into_iter().chain(ungraded).take(MOST_INSTEAD).collect()
}
