//! What changed between two versions of a review.

use std::fmt;

use jiff::civil::Date;

use super::assess::{Assessment, assess};
use super::profile::Profile;
use super::score::Interval;
use crate::language::Text;
use crate::review::{Given, Review, Rubric};

/// A difference between two versions of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An answer: question, before, after.
    Answer(Text, AnswerState, AnswerState),
    /// The gates of a profile: profile, before, after.
    Gate(Text, &'static str, &'static str),
    /// The grade of a part for a profile: profile, part, before, after.
    Score(Text, Text, Option<Grade>, Option<Grade>),
}

/// What one version of a review answers to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerState {
    /// The review does not answer the question.
    Unanswered,
    /// The id of an option.
    Option(Text),
    /// The reviewer searched and found nothing.
    Unknown,
    /// The question cannot apply.
    NotApplicable,
}

/// The letter and interval of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// The letter, or `None` where not enough is known.
    pub letter: Option<String>,
    /// The score.
    pub interval: Interval,
}

/// In English, for developers and for JSON.
impl fmt::Display for AnswerState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unanswered => "no answer",
            Self::Option(id) => id,
            Self::Unknown => "unknown",
            Self::NotApplicable => "cannot apply",
        })
    }
}

/// In English, for developers and for JSON.
impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.letter {
            Some(letter) => write!(f, "{letter} ({})", self.interval),
            None => write!(f, "no letter ({})", self.interval),
        }
    }
}

/// Compares two versions of a review: which answers, gates and grades changed.
pub fn diff(old: &Review, new: &Review, rubric: &Rubric, profiles: &[Profile], as_of: Date) -> Vec<Change> {
    let mut changes = Vec::new();
    for question in rubric.questions() {
        let (before, after) = (answer(old, &question.id), answer(new, &question.id));
        if before != after {
            changes.push(Change::Answer(question.id.clone(), before, after));
        }
    }
    for profile in profiles {
        let before = assess(old, rubric, profile, as_of);
        let after = assess(new, rubric, profile, as_of);
        if before.gates.id() != after.gates.id() {
            changes.push(Change::Gate(profile.id.clone(), before.gates.id(), after.gates.id()));
        }
        for part in &rubric.parts {
            let (old_grade, new_grade) = (grade(&before, &part.id), grade(&after, &part.id));
            // Compared as they are shown: a change that is not visible is not listed.
            if old_grade.as_ref().map(Grade::to_string) != new_grade.as_ref().map(Grade::to_string) {
                changes.push(Change::Score(profile.id.clone(), part.id.clone(), old_grade, new_grade));
            }
        }
    }
    changes
}

fn answer(review: &Review, question: &str) -> AnswerState {
    match review.answer(question).map(|answer| &answer.given) {
        None => AnswerState::Unanswered,
        Some(Given::Option(option, _)) => AnswerState::Option(option.clone()),
        Some(Given::Unknown(_)) => AnswerState::Unknown,
        Some(Given::NotApplicable(_)) => AnswerState::NotApplicable,
    }
}

fn grade(assessment: &Assessment<'_>, part: &str) -> Option<Grade> {
    let score = assessment.part(part)?;
    Some(Grade { letter: score.letter.map(str::to_owned), interval: score.interval? })
}
