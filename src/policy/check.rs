//! What a careful reviewer would still say about a review that can be read.

use std::fmt;

use super::{Answer, Confidence, Evidence, Given, Review, Rubric, Status, Step};

/// Something to better in a review; it can be scored all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// A question of this kind of platform has no answer, not even unknown.
    Unanswered(String),
    /// An answer has no sentence.
    WithoutSentence(String),
    /// A sentence is too long to be read in a card.
    LongSentence(String, usize),
    /// A source names no section.
    WithoutSection(String),
    /// High confidence rests on an undated source.
    UndatedHigh(String),
    /// High confidence rests on an old source for something that changes.
    OldHigh(String),
    /// A status other than active has no evidence.
    StatusWithoutEvidence,
    /// Unknown without where was looked.
    UnknownWithoutSearch(String),
}

/// Longest sentence that reads well in a card, in characters.
const LONGEST_SENTENCE: usize = 320;
/// Age in months after which a source for something that changes is no longer high evidence.
const OLD_MONTHS: i32 = 24;

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unanswered(id) => write!(f, "`{id}` has no answer; write `unknown:` with where was looked"),
            Self::WithoutSentence(id) => write!(f, "`{id}` has no note"),
            Self::LongSentence(id, length) => {
                write!(f, "the note of `{id}` has {length} characters; {LONGEST_SENTENCE} still read well")
            }
            Self::WithoutSection(id) => write!(f, "a source of `{id}` names no section"),
            Self::UndatedHigh(id) => write!(f, "`{id}` is `high` on an undated source; at most `medium`"),
            Self::OldHigh(id) => write!(
                f,
                "`{id}` is `high` on a source over {OLD_MONTHS} months old, for something that changes; at most `medium`"
            ),
            Self::StatusWithoutEvidence => f.write_str("the status needs a `status_note` with its source"),
            Self::UnknownWithoutSearch(id) => write!(f, "`{id}` is unknown without saying where was looked"),
        }
    }
}

/// Returns what could be better in a review.
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
                advise_evidence(question, evidence, age.is_some_and(|months| months <= 24), &mut advice);
            }
            Given::Unknown(looked) if looked.trim().is_empty() => {
                advice.push(Advice::UnknownWithoutSearch(question.clone()));
            }
            Given::Unknown(_) | Given::NotApplicable(_) => {}
        }
    }
    for remark in review.remarks.iter().chain(&review.status_note) {
        advise_evidence("remarks", remark, false, &mut advice);
    }
    if let Some(leaving) = &review.leaving {
        let steps = [
            ("leaving.export", &leaving.export),
            ("leaving.messages", &leaving.messages),
            ("leaving.community", &leaving.community),
            ("leaving.account", &leaving.account),
            ("leaving.residue", &leaving.residue),
            ("leaving.contact", &leaving.contact),
        ];
        for (name, step) in steps {
            if let Some(Step::Known { evidence, .. }) = step {
                advise_evidence(name, evidence, false, &mut advice);
            }
        }
    }
    advice
}

fn advise_evidence(id: &str, evidence: &Evidence, changes: bool, advice: &mut Vec<Advice>) {
    let length = evidence.note.chars().count();
    if length == 0 {
        advice.push(Advice::WithoutSentence(id.to_owned()));
    } else if length > LONGEST_SENTENCE {
        advice.push(Advice::LongSentence(id.to_owned(), length));
    }
    if evidence.sources.iter().any(|source| source.section.is_none()) {
        advice.push(Advice::WithoutSection(id.to_owned()));
    }
    if evidence.confidence == Confidence::High {
        match evidence.newest() {
            None => advice.push(Advice::UndatedHigh(id.to_owned())),
            Some(newest) if changes && older_than(newest, evidence.checked, OLD_MONTHS) => {
                advice.push(Advice::OldHigh(id.to_owned()));
            }
            Some(_) => {}
        }
    }
}

/// Whether `date` lies more than so many months before `day`.
pub(crate) fn older_than(date: jiff::civil::Date, day: jiff::civil::Date, months: i32) -> bool {
    let month = |date: jiff::civil::Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let between = month(day) - month(date);
    between > months || (between == months && day.day() > date.day())
}
