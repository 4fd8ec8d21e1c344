//! TEMPORARY: what `opsec::rate` is about to offer, until the library's branch is here.

use std::cmp::Reverse;

use opsec::policy::{Choice, Profile, Question, Rubric};
use opsec::rate::{Assessment, Judged, Standing, State};

pub(crate) fn decisive<'s, 'a>(
    profile: &Profile,
    assessment: &'s Assessment<'a>,
    most: usize,
) -> Vec<&'s Judged<'a>> {
    let candidates = assessment.judged.iter();
    weightiest(profile, most, candidates.map(|judged| (judged.question, judged.choice().is_some(), judged)))
}

pub(crate) fn questions<'r>(
    profile: &Profile,
    standings: &[Standing<'_>],
    rubric: &'r Rubric,
    most: usize,
) -> Vec<&'r Question> {
    let answered = |question: &Question| {
        let mut judged = standings.iter().flat_map(|standing| &standing.assessment.judged);
        judged.any(|judged| judged.question.id == question.id && judged.choice().is_some())
    };
    weightiest(profile, most, rubric.questions().map(|question| (question, answered(question), question)))
}

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

pub(crate) fn weakness<'s, 'a>(
    assessment: &'s Assessment<'a>,
    part: &str,
) -> Option<(&'s Judged<'a>, &'a Choice)> {
    let questions = &assessment.part(part)?.part.questions;
    let known = assessment.judged.iter().filter_map(|judged| match judged.state {
        State::Known(choice, _) => Some((judged, choice)),
        _ => None,
    });
    let lost = known.filter(|(judged, choice)| {
        choice.percent < 100 && questions.iter().any(|question| question.id == judged.question.id)
    });
    lost.max_by_key(|(judged, choice)| (choice.percent < 75, judged.weight * u64::from(100 - choice.percent)))
}
