//! The state of each question in a review: its answer, and whether that still counts.

use jiff::civil::Date;

use super::Profile;
use crate::review::rubric::{Choice, NotApplicable, Question};
use crate::review::{Answer, Confidence, Evidence, Given, Origin, Review, Rubric};

/// A question with the review's answer.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// Index of the part.
    pub part: usize,
    /// The question.
    pub question: &'a Question,
    /// The review's answer, and whether it still counts.
    pub state: State<'a>,
    /// Points times the profile's weight, in hundredths.
    pub weight: u64,
}

/// A review's answer to a question, and whether it still counts.
#[derive(Clone, Copy, Debug)]
pub enum State<'a> {
    /// An answer that counts.
    Known(&'a Choice, &'a Evidence),
    /// An answer whose sources were seen too long ago: its high end stays, its low end falls.
    Expired(&'a Choice, &'a Evidence),
    /// Sources contradict each other: counts as unknown.
    Disputed(&'a Choice, &'a Evidence),
    /// There is no answer to count, and the reason.
    Unknown(UnknownReason<'a>),
    /// The question cannot apply, and the reviewer's reason.
    NotApplicable(&'a str),
}

/// The reason why a question counts as unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownReason<'a> {
    /// The reviewer found nothing; the text says where they searched.
    NotFound(&'a str),
    /// A program suggested the answers, and nobody has read the sources yet.
    MachineSuggested,
    /// The review does not answer the question.
    Unanswered,
    /// The review was read with another rubric, and this one lacks the option.
    OtherRubric,
}

impl<'a> Judged<'a> {
    /// Whether the question is answered in full. "Cannot apply" is no answer, unless the rubric says it scores.
    pub fn counts(&self) -> bool {
        match self.state {
            State::Known(..) => true,
            State::NotApplicable(_) => self.question.na == NotApplicable::Scores,
            State::Expired(..) | State::Disputed(..) | State::Unknown(_) => false,
        }
    }

    /// Returns the worst and best percent that the state allows.
    pub(super) fn percents(&self) -> (u32, u32) {
        let (worst, best) = self.question.span();
        match self.state {
            State::Known(choice, _) => (choice.percent, choice.percent),
            State::Expired(choice, _) => (worst, choice.percent),
            State::NotApplicable(_) if self.question.na == NotApplicable::Scores => (100, 100),
            State::Disputed(..) | State::Unknown(_) | State::NotApplicable(_) => (worst, best),
        }
    }

    /// Returns the option and its evidence, whether it still counts or not.
    pub fn choice(&self) -> Option<(&'a Choice, &'a Evidence)> {
        match self.state {
            State::Known(choice, evidence)
            | State::Expired(choice, evidence)
            | State::Disputed(choice, evidence) => Some((choice, evidence)),
            State::Unknown(_) | State::NotApplicable(_) => None,
        }
    }
}

/// Judges every question that is asked of this kind of platform, on a day.
pub fn judge<'a>(review: &'a Review, rubric: &'a Rubric, profile: &Profile, as_of: Date) -> Vec<Judged<'a>> {
    let mut judged = Vec::new();
    for (part, questions) in rubric.parts.iter().map(|part| &part.questions).enumerate() {
        for question in questions.iter().filter(|question| question.asked_of(review.kind)) {
            let weight = u64::from(question.points) * profile.weight(&question.group);
            let state = state(review, question, as_of);
            judged.push(Judged { part, question, state, weight });
        }
    }
    judged
}

fn state<'a>(review: &'a Review, question: &'a Question, as_of: Date) -> State<'a> {
    if review.origin == Origin::MachineSuggested {
        return State::Unknown(UnknownReason::MachineSuggested);
    }
    let Some(Answer { given, .. }) = review.answer(&question.id) else {
        return State::Unknown(UnknownReason::Unanswered);
    };
    match given {
        Given::Unknown(searched) => State::Unknown(UnknownReason::NotFound(searched)),
        Given::NotApplicable(reason) => State::NotApplicable(reason),
        Given::Option(option, evidence) => match question.option(option) {
            None => State::Unknown(UnknownReason::OtherRubric),
            Some(choice) if evidence.confidence == Confidence::Disputed => State::Disputed(choice, evidence),
            Some(choice) if expired(question, evidence, as_of) => State::Expired(choice, evidence),
            Some(choice) => State::Known(choice, evidence),
        },
    }
}

/// Whether an answer is too old to count.
fn expired(question: &Question, evidence: &Evidence, as_of: Date) -> bool {
    question.max_age_months.is_some_and(|months| evidence.is_older_than(months, as_of))
}
