//! Reads the data of every plan, which lies in several files, and checks that it is consistent.

mod check;
mod playbook;
mod step;

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::Date;
use serde::Deserialize;
use serde_yaml::{Location, Spanned};

use self::playbook::RawPlaybook;
use self::step::RawStep;
use super::evidence::RawSource;
use super::localized::RawLocalized;
use super::{Problem, only_schema, read};
use crate::checklist::template::{
    Aspect, Claim, Destination, Incident, Limit, Message, MessageKind, Phase, Scope, Sign, SourcedText,
    Template,
};
use crate::language::Text;
use crate::review::{Confidence, day};

/// Reads the data of plans from files, each its name and text, and checks that it is consistent: every name
/// exists, nothing occurs twice, every step comes after those it needs, every placeholder is known.
///
/// Each file holds some of the lists; together they are the template.
///
/// # Errors
/// All problems found, each with its place in its file.
pub fn template(files: &[(String, String)]) -> Result<Template, Vec<Problem>> {
    let mut raw = RawTemplate::default();
    let mut problems = Vec::new();
    for (file, text) in files {
        match read::<RawFile>(file, text) {
            Ok(read) => {
                problems.extend(only_schema(2, file, "plans", &read.schema).err());
                raw.add(file, read);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let problems = check::problems(&raw);
    if problems.is_empty() { Ok(raw.into()) } else { Err(problems) }
}

/// One of the files: some of the lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    schema: Spanned<u32>,
    #[serde(default)]
    date: Option<RawDay>,
    #[serde(default)]
    phases: Vec<Spanned<RawPhase>>,
    #[serde(default)]
    steps: Vec<Spanned<RawStep>>,
    #[serde(default)]
    playbook: Option<Spanned<RawPlaybook>>,
    #[serde(default)]
    destination: Option<Spanned<RawDestination>>,
    #[serde(default)]
    signs: Vec<Spanned<RawSign>>,
    #[serde(default)]
    boxes: Vec<Spanned<RawIncident>>,
    #[serde(default)]
    messages: Vec<Spanned<RawMessage>>,
    #[serde(default)]
    claims: Vec<Spanned<RawClaim>>,
}

#[derive(Deserialize)]
struct RawDay(#[serde(with = "day")] Date);

/// Something with its place: the file and the position in it.
struct Placed<T> {
    file: String,
    at: Location,
    value: T,
}

/// All files together.
#[derive(Default)]
struct RawTemplate {
    date: Option<Date>,
    phases: Vec<Placed<RawPhase>>,
    /// The steps that playbooks share.
    steps: Vec<Placed<RawStep>>,
    playbooks: Vec<Placed<RawPlaybook>>,
    destinations: Vec<Placed<RawDestination>>,
    signs: Vec<Placed<RawSign>>,
    boxes: Vec<Placed<RawIncident>>,
    messages: Vec<Placed<RawMessage>>,
    claims: Vec<Placed<RawClaim>>,
}

impl RawTemplate {
    fn add(&mut self, file: &str, read: RawFile) {
        self.date = self.date.max(read.date.map(|day| day.0));
        self.phases.extend(placed(file, read.phases));
        self.steps.extend(placed(file, read.steps));
        self.playbooks.extend(placed(file, read.playbook));
        self.destinations.extend(placed(file, read.destination));
        self.signs.extend(placed(file, read.signs));
        self.boxes.extend(placed(file, read.boxes));
        self.messages.extend(placed(file, read.messages));
        self.claims.extend(placed(file, read.claims));
    }
}

fn placed<T>(file: &str, raw: impl IntoIterator<Item = Spanned<T>>) -> impl Iterator<Item = Placed<T>> {
    raw.into_iter().map(|one| Placed { file: file.to_owned(), at: one.referenced, value: one.value })
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
struct RawDestination {
    id: String,
    admin: RawLocalized,
    keepers: RawLocalized,
    vanish: RawLocalized,
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
struct RawSign {
    text: RawLocalized,
    #[serde(default)]
    not_for: Ids,
    #[serde(default)]
    claims: Ids,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIncident {
    id: String,
    label: RawLocalized,
    title: RawLocalized,
    text: RawLocalized,
    #[serde(default)]
    not_for: Ids,
    #[serde(default)]
    claims: Ids,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMessage {
    id: String,
    kind: MessageKind,
    title: RawLocalized,
    #[serde(default)]
    scope: Option<Scope>,
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

/// Converts every value of a list, without its place.
fn every<Raw, T: From<Raw>>(raw: Vec<Placed<Raw>>) -> Vec<T> {
    raw.into_iter().map(|raw| raw.value.into()).collect()
}

impl From<RawTemplate> for Template {
    fn from(raw: RawTemplate) -> Self {
        let shared = raw.steps.into_iter().map(|step| (step.value.name().to_owned(), step.value)).collect();
        let playbooks = raw.playbooks.into_iter().map(|playbook| playbook.value.playbook(&shared));
        Self {
            date: raw.date.unwrap_or(Date::ZERO),
            phases: every(raw.phases),
            playbooks: playbooks.map(|playbook| (playbook.danger, playbook)).collect(),
            destinations: every(raw.destinations),
            signs: every(raw.signs),
            boxes: every(raw.boxes),
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

impl From<RawDestination> for Destination {
    fn from(raw: RawDestination) -> Self {
        let limit = raw.limit.map(|limit| Limit { people: limit.people, claims: texts(limit.claims) });
        let aspects = raw.aspects.into_iter().map(|(aspect, text)| (aspect, text.into())).collect();
        Self {
            id: raw.id.into(),
            admin: raw.admin.into(),
            keepers: raw.keepers.into(),
            vanish: raw.vanish.into(),
            limit,
            aspects,
        }
    }
}

impl From<RawSourcedText> for SourcedText {
    fn from(raw: RawSourcedText) -> Self {
        Self { text: raw.text.into(), claims: texts(raw.claims) }
    }
}

impl From<RawIncident> for Incident {
    fn from(raw: RawIncident) -> Self {
        Self {
            id: raw.id.into(),
            label: raw.label.into(),
            title: raw.title.into(),
            text: raw.text.into(),
            not_for: texts(raw.not_for),
            claims: texts(raw.claims),
        }
    }
}

impl From<RawSign> for Sign {
    fn from(raw: RawSign) -> Self {
        Self { text: raw.text.into(), not_for: texts(raw.not_for), claims: texts(raw.claims) }
    }
}

impl From<RawMessage> for Message {
    fn from(raw: RawMessage) -> Self {
        Self {
            id: raw.id.into(),
            kind: raw.kind,
            title: raw.title.into(),
            scope: raw.scope,
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
