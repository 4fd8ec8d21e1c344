//! Reads the template of a plan and checks that it is consistent.

mod check;

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::Date;
use serde::Deserialize;
use serde_yaml::Spanned;

use super::evidence::RawSource;
use super::localized::RawLocalized;
use super::{Problem, read};
use crate::checklist::template::{
    Aspect, Case, Channel, Claim, Destination, Limit, Message, Pace, Phase, Role, Scope, SourcedText,
    StepKind, StepTemplate, Template, Wait,
};
use crate::language::Text;
use crate::rate::Risk;
use crate::review::{Confidence, day, leaving};

/// Reads the template of plans and checks that it is consistent: every name exists, nothing occurs
/// twice, every step comes after those it needs, every placeholder is known.
///
/// # Errors
/// All problems found, each with its place in the file.
pub fn template(file: &str, text: &str) -> Result<Template, Vec<Problem>> {
    let raw: RawTemplate = read(file, text).map_err(|problem| vec![problem])?;
    let problems = check::problems(file, &raw);
    if problems.is_empty() { Ok(raw.into()) } else { Err(problems) }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTemplate {
    schema: Spanned<u32>,
    #[serde(with = "day")]
    date: Date,
    pace: Spanned<Pace>,
    questions: Vec<RawLocalized>,
    phases: Vec<Spanned<RawPhase>>,
    steps: Vec<Spanned<RawStep>>,
    destinations: Vec<Spanned<RawDestination>>,
    slip: Spanned<RawLocalized>,
    signs: Vec<RawSourcedText>,
    channels: Vec<RawChannel>,
    stragglers: Vec<Spanned<RawCase>>,
    messages: Vec<Spanned<RawMessage>>,
    claims: Vec<Spanned<RawClaim>>,
}

/// Names of facts, messages or steps, each with its position.
type Ids = Vec<Spanned<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPhase {
    id: String,
    title: RawLocalized,
    why: RawLocalized,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    id: String,
    phase: Spanned<String>,
    scope: Scope,
    role: Role,
    #[serde(default)]
    kind: StepKind,
    #[serde(default)]
    needs: Ids,
    #[serde(default)]
    risk: Vec<Risk>,
    #[serde(default)]
    days: u32,
    #[serde(default)]
    wait: Option<Wait>,
    minutes: u32,
    #[serde(default = "once")]
    times: u32,
    title: RawLocalized,
    why: RawLocalized,
    how: RawLocalized,
    wrong: RawLocalized,
    back: RawLocalized,
    #[serde(default)]
    gate: Option<RawLocalized>,
    #[serde(default)]
    commands: Vec<String>,
    #[serde(default)]
    messages: Ids,
    #[serde(default)]
    destination: Option<Aspect>,
    #[serde(default)]
    leaving: Option<leaving::Part>,
    #[serde(default)]
    claims: Ids,
}

fn once() -> u32 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDestination {
    id: String,
    #[serde(default)]
    limit: Option<RawLimit>,
    aspects: BTreeMap<Aspect, RawSourcedText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLimit {
    people: NonZeroU32,
    claims: Ids,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSourcedText {
    text: RawLocalized,
    #[serde(default)]
    claims: Ids,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChannel {
    name: RawLocalized,
    reader: RawLocalized,
    fit: RawLocalized,
    #[serde(default)]
    risk: Vec<Risk>,
    #[serde(default)]
    claims: Ids,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCase {
    case: RawLocalized,
    answer: RawLocalized,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMessage {
    id: String,
    title: RawLocalized,
    #[serde(default)]
    scope: Option<Scope>,
    #[serde(default)]
    risk: Vec<Risk>,
    when: RawLocalized,
    text: RawLocalized,
    #[serde(default)]
    claims: Ids,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClaim {
    id: String,
    note: RawLocalized,
    sources: Vec<RawSource>,
    #[serde(with = "day")]
    checked: Date,
    confidence: Confidence,
}

fn texts(ids: Ids) -> Vec<Text> {
    ids.into_iter().map(|id| id.value.into()).collect()
}

/// Converts every value of a list.
fn all<Raw, T: From<Raw>>(raw: Vec<Raw>) -> Vec<T> {
    raw.into_iter().map(T::from).collect()
}

/// Converts every value of a list, without its position.
fn every<Raw, T: From<Raw>>(raw: Vec<Spanned<Raw>>) -> Vec<T> {
    raw.into_iter().map(|raw| raw.value.into()).collect()
}

impl From<RawTemplate> for Template {
    fn from(raw: RawTemplate) -> Self {
        Self {
            date: raw.date,
            pace: raw.pace.value,
            questions: all(raw.questions),
            phases: every(raw.phases),
            steps: every(raw.steps),
            destinations: every(raw.destinations),
            slip: raw.slip.value.into(),
            signs: all(raw.signs),
            channels: all(raw.channels),
            stragglers: every(raw.stragglers),
            messages: every(raw.messages),
            claims: every(raw.claims),
        }
    }
}

impl From<RawPhase> for Phase {
    fn from(raw: RawPhase) -> Self {
        Self { id: raw.id.into(), title: raw.title.into(), why: raw.why.into() }
    }
}

impl From<RawStep> for StepTemplate {
    fn from(raw: RawStep) -> Self {
        Self {
            id: raw.id.into(),
            phase: raw.phase.value.into(),
            scope: raw.scope,
            role: raw.role,
            kind: raw.kind,
            needs: texts(raw.needs),
            risk: raw.risk,
            days: raw.days,
            wait: raw.wait,
            minutes: raw.minutes,
            times: raw.times,
            title: raw.title.into(),
            why: raw.why.into(),
            how: raw.how.into(),
            wrong: raw.wrong.into(),
            back: raw.back.into(),
            gate: raw.gate.map(Into::into),
            commands: all(raw.commands),
            messages: texts(raw.messages),
            destination: raw.destination,
            leaving: raw.leaving,
            claims: texts(raw.claims),
        }
    }
}

impl From<RawDestination> for Destination {
    fn from(raw: RawDestination) -> Self {
        let limit = raw.limit.map(|limit| Limit { people: limit.people, claims: texts(limit.claims) });
        let aspects = raw.aspects.into_iter().map(|(aspect, text)| (aspect, text.into())).collect();
        Self { id: raw.id.into(), limit, aspects }
    }
}

impl From<RawSourcedText> for SourcedText {
    fn from(raw: RawSourcedText) -> Self {
        Self { text: raw.text.into(), claims: texts(raw.claims) }
    }
}

impl From<RawChannel> for Channel {
    fn from(raw: RawChannel) -> Self {
        Self {
            name: raw.name.into(),
            reader: raw.reader.into(),
            fit: raw.fit.into(),
            risk: raw.risk,
            claims: texts(raw.claims),
        }
    }
}

impl From<RawCase> for Case {
    fn from(raw: RawCase) -> Self {
        Self { case: raw.case.into(), answer: raw.answer.into() }
    }
}

impl From<RawMessage> for Message {
    fn from(raw: RawMessage) -> Self {
        Self {
            id: raw.id.into(),
            title: raw.title.into(),
            scope: raw.scope,
            risk: raw.risk,
            when: raw.when.into(),
            text: raw.text.into(),
            claims: texts(raw.claims),
        }
    }
}

impl From<RawClaim> for Claim {
    fn from(raw: RawClaim) -> Self {
        Self {
            id: raw.id.into(),
            note: raw.note.into(),
            sources: all(raw.sources),
            checked: raw.checked,
            confidence: raw.confidence,
        }
    }
}
