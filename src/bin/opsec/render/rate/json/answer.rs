//! The answer to a question as JSON.

use jiff::civil::Date;
use opsec::language::Language;
use opsec::rate::{Judged, State};
use schemars::JsonSchema;
use serde::Serialize;

use crate::render::json::{ConfidenceJson, Day, SourceJson, sources};
use crate::words::rate as words;

/// A question with the review's answer.
#[derive(JsonSchema, Serialize)]
pub(super) struct AnswerJson<'a> {
    /// The ID of the question.
    question: &'a str,
    /// The question in two or three words.
    label: &'a str,
    /// The points of the question within its part; 0 if the part has no score.
    points: u32,
    /// Whether the answer counts.
    state: StateJson,
    /// Why there's no answer that counts, or why the question doesn't apply; otherwise null.
    reason: Option<String>,
    /// The ID of the chosen answer; null if there's none.
    option: Option<&'a str>,
    /// How good the chosen answer is, from 0 (worst) to 100 (best): the share of the question's points that it earns.
    /// Null if there's none.
    #[schemars(range(min = 0, max = 100))]
    percent: Option<u32>,
    /// The chosen answer in words; null if there's none.
    text: Option<&'a str>,
    /// What the reviewer found, in a sentence; null if there's no answer.
    note: Option<&'a str>,
    /// The sources of the answer, the best first.
    sources: Vec<SourceJson<'a>>,
    /// The day someone last checked the sources; null if there's no answer.
    #[schemars(with = "Option<Day>")]
    checked: Option<Date>,
    /// How sure the reviewer is; null if there's no answer.
    confidence: Option<ConfidenceJson>,
}

/// Whether an answer counts.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum StateJson {
    /// It counts.
    Known,
    /// Nobody has checked it for too long. The low end of the score falls; the high end stays.
    Expired,
    /// Sources contradict each other. It counts as unknown.
    Disputed,
    /// There's no answer that counts.
    Unknown,
    /// The question doesn't apply to this app.
    NotApplicable,
}

pub(super) fn answer<'a>(language: Language, judged: &'a Judged<'_>) -> AnswerJson<'a> {
    let (choice, evidence) = judged.choice().unzip();
    let (state, reason) = match &judged.state {
        State::Known(..) => (StateJson::Known, None),
        State::Expired(..) => (StateJson::Expired, None),
        State::Disputed(..) => (StateJson::Disputed, None),
        State::Unknown(reason) => (StateJson::Unknown, Some(words::unknown_reason(language, reason))),
        State::NotApplicable(reason) => (StateJson::NotApplicable, Some((*reason).to_owned())),
    };
    AnswerJson {
        question: &judged.question.id,
        label: judged.question.label.text(language),
        points: judged.question.points,
        state,
        reason,
        option: choice.map(|choice| choice.id.as_str()),
        percent: choice.map(|choice| choice.percent),
        text: choice.map(|choice| choice.text.text(language)),
        note: evidence.map(|evidence| evidence.note.as_str()),
        sources: evidence.map_or_else(Vec::new, |evidence| sources(&evidence.sources)),
        checked: evidence.map(|evidence| evidence.checked),
        confidence: evidence.map(|evidence| evidence.confidence.into()),
    }
}
