//! What changed between two versions of a review.

use jiff::civil::Date;

use super::assess::{Assessment, assess};
use super::profile::Profile;
use crate::language::Text;
use crate::review::{Given, Review, Rubric};

/// A difference between two versions of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// An answer: question, before, after.
    Answer(Text, String, String),
    /// The gates of a profile: profile, before, after.
    Gate(Text, &'static str, &'static str),
    /// The letter or interval of a part for a profile: profile, part, before, after.
    Score(Text, Text, String, String),
}

/// Compares two versions of a review: which answers, gates and letters changed.
pub fn diff(old: &Review, new: &Review, rubric: &Rubric, profiles: &[Profile], as_of: Date) -> Vec<Change> {
    let mut changes = Vec::new();
    for question in rubric.questions() {
        let (before, after) = (describe_answer(old, &question.id), describe_answer(new, &question.id));
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
            let (old_score, new_score) =
                (describe_score(&before, &part.id), describe_score(&after, &part.id));
            if old_score != new_score {
                changes.push(Change::Score(profile.id.clone(), part.id.clone(), old_score, new_score));
            }
        }
    }
    changes
}

fn describe_answer(review: &Review, question: &str) -> String {
    match review.answer(question).map(|answer| &answer.given) {
        None => "no answer".to_owned(),
        Some(Given::Option(option, _)) => option.to_string(),
        Some(Given::Unknown(_)) => "unknown".to_owned(),
        Some(Given::NotApplicable(_)) => "cannot apply".to_owned(),
    }
}

fn describe_score(assessment: &Assessment<'_>, part: &str) -> String {
    let Some(score) = assessment.part(part) else { return "not scored".to_owned() };
    let letter = score.letter.unwrap_or("no letter");
    score.interval.map_or_else(|| "not scored".to_owned(), |interval| format!("{letter} ({interval})"))
}
