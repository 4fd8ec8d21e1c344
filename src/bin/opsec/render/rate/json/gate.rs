//! The verdict for a profile as JSON.

use opsec::language::Language;
use opsec::rate::{Assessment, Gates, Suitability};
use schemars::JsonSchema;
use serde::Serialize;

use super::answer::{AnswerJson, answer};
use crate::render::json::ids;
use crate::words::rate as words;

ids! {
    /// Whether an app suits a profile.
    SuitabilityJson of Suitability {
        /// Every gate is open.
        PrivateEnough = "private-enough",
        /// It works, but only on conditions.
        WorksBut = "works-but",
        /// The app may shut down soon, or nobody maintains it.
        MayShutDown = "may-shut-down",
        /// A gate is closed.
        NotPrivate = "not-private",
        /// We don't know if every gate is open.
        NotKnown = "not-known",
        /// Nobody can use it any more.
        ShutDown = "shut-down",
        /// It isn't a chat app, and verdicts are for chat apps.
        NotAChat = "not-a-chat",
        /// The rubric asks none of the questions that decide.
        NotAsked = "not-asked",
    }
}

/// The verdict for the profile. A gate is a condition that an app must meet before its scores count.
#[derive(JsonSchema, Serialize)]
pub(super) struct GateJson<'a> {
    /// The gates together.
    state: GateStateJson,
    /// The verdict as an ID.
    suitability: SuitabilityJson,
    /// The verdict in words, such as "private enough" or "not private".
    verdict: String,
    /// The gates that aren't open.
    reasons: Vec<GateReasonJson<'a>>,
}

/// The state of a profile's gates.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum GateStateJson {
    /// The app meets every condition.
    Open,
    /// The app meets some conditions only if the group does something for it, or knows of a weakness.
    Conditional,
    /// The app fails at least one condition, or may shut down soon.
    Closed,
    /// The app is known to fail no condition, but we don't know if it meets them all.
    NotKnown,
    /// There are no gates: it isn't a chat app, it has shut down, or the rubric doesn't ask.
    None,
}

/// A gate that isn't open.
#[derive(JsonSchema, Serialize)]
struct GateReasonJson<'a> {
    /// The ID of the question it asks.
    question: &'a str,
    /// The question in two or three words.
    label: &'a str,
    /// What the gate says when it's closed, in two or three words.
    closed: &'a str,
    /// The condition on which it's open, after "works, but"; null if it isn't open on any.
    but: Option<&'a str>,
    /// The answer that keeps it from being open.
    answer: AnswerJson<'a>,
}

pub(super) fn gate<'a>(language: Language, assessment: &'a Assessment<'_>) -> GateJson<'a> {
    let suitability = Suitability::from(assessment);
    let reasons = assessment.gates.reasons().iter().map(|reason| GateReasonJson {
        question: &reason.gate.question,
        label: reason.judged.question.label.text(language),
        closed: reason.gate.closed.text(language),
        but: matches!(assessment.gates, Gates::Conditional(_)).then(|| reason.gate.but.text(language)),
        answer: answer(language, &reason.judged),
    });
    GateJson {
        state: match assessment.gates {
            Gates::Open => GateStateJson::Open,
            Gates::Conditional(_) => GateStateJson::Conditional,
            Gates::Closed(_) | Gates::AtRisk => GateStateJson::Closed,
            Gates::NotKnown(_) => GateStateJson::NotKnown,
            Gates::None => GateStateJson::None,
        },
        suitability: suitability.into(),
        verdict: words::verdict_in_brief(language, suitability, &[]),
        reasons: reasons.collect(),
    }
}
