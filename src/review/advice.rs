//! Advice that would improve a valid review.

use std::fmt;

use super::leaving::Step;
use super::{Answer, Confidence, Evidence, Given, Review, Rubric, Status, older_than};
use crate::language::Text;

/// Something that would improve a review, which can be scored without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// A question of this kind of platform has no answer, not even unknown.
    Unanswered(Text),
    /// An answer has no sentence.
    WithoutSentence(Text),
    /// A sentence is too long to be read in a card, or a step in a plan: its characters, and how many read well.
    LongSentence(Text, usize, usize),
    /// A source names no section.
    WithoutSection(Text),
    /// High confidence rests on an undated source.
    UndatedHigh(Text),
    /// High confidence rests on an old source for something that changes.
    OldHigh(Text),
    /// A status other than active has no evidence.
    StatusWithoutEvidence,
    /// A successor is neither the name of a bundled review nor described.
    UnknownSuccessor(Text),
    /// A gate asks this question, and "cannot apply" opens none.
    NotApplicableGate(Text),
    /// So many questions "cannot apply" that the review says little.
    MuchNotApplicable(usize),
    /// An unknown answer does not say where the reviewer searched.
    UnknownWithoutSearch(Text),
}

/// More than one in so many answers that cannot apply is too many.
const MUCH: usize = 5;
/// Longest sentence that reads well in a card, in characters.
const LONGEST_SENTENCE: usize = 320;
/// Longest instructions that read well in a plan, in characters: how to leave is several sentences.
const LONGEST_STEP: usize = 400;
/// Age in months after which a source for something that changes is no longer high evidence.
const OLD_MONTHS: i32 = 24;

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unanswered(id) => write!(f, "`{id}` has no answer; write `unknown:` with where was looked"),
            Self::WithoutSentence(id) => write!(f, "`{id}` has no note"),
            Self::LongSentence(id, length, most) => {
                write!(f, "the note of `{id}` has {length} characters; {most} still read well")
            }
            Self::WithoutSection(id) => write!(f, "a source of `{id}` names no section"),
            Self::UndatedHigh(id) => write!(f, "`{id}` is `high` on an undated source; at most `medium`"),
            Self::OldHigh(id) => write!(
                f,
                "`{id}` is `high` on a source over {OLD_MONTHS} months old, for something that changes; at most `medium`"
            ),
            Self::StatusWithoutEvidence => f.write_str("the status needs a `status_note` with its source"),
            Self::UnknownSuccessor(name) => write!(f, "the successor `{name}` has no review and no note"),
            Self::NotApplicableGate(id) => write!(f, "`{id}` decides a gate, and `na` never opens one"),
            Self::MuchNotApplicable(number) => {
                write!(f, "{number} answers are `na`, which counts as unknown")
            }
            Self::UnknownWithoutSearch(id) => write!(f, "`{id}` is unknown without saying where was looked"),
        }
    }
}

/// Returns the advice for a review.
pub fn advise(review: &Review, rubric: &Rubric) -> Vec<Advice> {
    let mut advice = Vec::new();
    if review.status != Status::Active && review.status_note.is_none() {
        advice.push(Advice::StatusWithoutEvidence);
    }
    if !review.answers.is_empty() {
        let asked = rubric.questions().filter(|question| question.asked_of(review.kind));
        advice.extend(
            asked
                .filter(|question| review.answer(&question.id).is_none())
                .map(|question| Advice::Unanswered(question.id.clone())),
        );
    }
    for Answer { question, given } in &review.answers {
        match given {
            Given::Option(_, evidence) => {
                let age = rubric.question(question).and_then(|question| question.max_age_months);
                let changes = age.is_some_and(|months| months <= 24);
                advise_evidence(question, evidence, changes, LONGEST_SENTENCE, &mut advice);
            }
            Given::Unknown(looked) if looked.trim().is_empty() => {
                advice.push(Advice::UnknownWithoutSearch(question.clone()));
            }
            Given::Unknown(_) | Given::NotApplicable(_) => {}
        }
    }
    let not_applicable = |answer: &&Answer| matches!(answer.given, Given::NotApplicable(_));
    let not_applicable = review.answers.iter().filter(not_applicable).count();
    if not_applicable * MUCH > review.answers.len() {
        advice.push(Advice::MuchNotApplicable(not_applicable));
    }
    for remark in review.remarks.iter().chain(&review.status_note) {
        advise_evidence(&"remarks".into(), remark, false, LONGEST_SENTENCE, &mut advice);
    }
    for (part, step) in review.leaving.iter().flat_map(|leaving| &leaving.steps) {
        if let Step::Known { evidence, .. } = step {
            let id = format!("leaving.{}", part.id()).into();
            advise_evidence(&id, evidence, false, LONGEST_STEP, &mut advice);
        }
    }
    advice
}

fn advise_evidence(id: &Text, evidence: &Evidence, changes: bool, most: usize, advice: &mut Vec<Advice>) {
    let length = evidence.note.chars().count();
    if length == 0 {
        advice.push(Advice::WithoutSentence(id.clone()));
    } else if length > most {
        advice.push(Advice::LongSentence(id.clone(), length, most));
    }
    if evidence.sources.iter().any(|source| source.section.is_none()) {
        advice.push(Advice::WithoutSection(id.clone()));
    }
    if evidence.confidence == Confidence::High {
        match evidence.newest() {
            None => advice.push(Advice::UndatedHigh(id.clone())),
            Some(newest) if changes && older_than(newest, evidence.checked, OLD_MONTHS) => {
                advice.push(Advice::OldHigh(id.clone()));
            }
            Some(_) => {}
        }
    }
}
