//! A review: the answers for one platform, each with its evidence, and how to leave it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use super::date::day;
use super::{Problem, Question, Rubric, SourceDate, Spanned, place, read};

/// A review, read and checked against the rubric.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Name for the command line and the file.
    pub id: String,
    /// Other names people type.
    pub aliases: Vec<String>,
    /// Name for people.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Whether it can still be used.
    pub status: Status,
    /// What to use instead of a discontinued platform.
    pub successors: Vec<Successor>,
    /// Who judged.
    pub origin: Origin,
    /// Who runs it.
    pub operator: Option<Operator>,
    /// Evidence for the status.
    pub status_note: Option<Fact>,
    /// The answers, at most one per question.
    pub answers: Vec<Answer>,
    /// Facts that no question asks for.
    pub remarks: Vec<Fact>,
    /// How to leave.
    pub leaving: Option<Leaving>,
}

/// What a platform is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A messenger or group chat.
    Chat,
    /// A mail service.
    Mail,
    /// A service that hands over a secret or a file.
    Sharing,
    /// A browser.
    Browser,
}

/// Whether a platform can still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It runs and is cared for.
    Active,
    /// It runs, and may soon not.
    AtRisk,
    /// It is gone.
    Discontinued,
}

/// Who judged the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A person read the sources.
    Reviewed,
    /// A program suggested them; never scored.
    MachineSuggested,
}

/// How sure the reviewer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The operator's own text, source, an audit or a court record says so.
    High,
    /// A good secondary source, an older or undated one.
    Medium,
    /// A weak source.
    Low,
    /// Sources contradict each other; counts as unknown.
    Disputed,
}

/// What to use instead of a discontinued platform.
#[derive(Clone, Debug, PartialEq)]
pub struct Successor {
    /// Name, or id of a review.
    pub name: String,
    /// A sentence about it, if there is one.
    pub note: Option<String>,
    /// Where it is said.
    pub sources: Vec<Source>,
}

/// Who runs the platform, and under which country's law.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// The legal person.
    pub name: String,
    /// Its country.
    pub country: String,
    /// Where that is said.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// The day someone last saw the source say so.
    #[serde(default, deserialize_with = "optional_day")]
    pub checked: Option<Date>,
}

/// Where something is said.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Address of the page or file.
    pub url: String,
    /// Heading or part of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Date of the source.
    pub date: SourceDate,
}

impl Source {
    /// Returns who is speaking: the host, on a code host the owner too, and for a text recorded by
    /// Open Terms Archive the name of that text.
    pub fn speaker(&self) -> String {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        if rest.starts_with("github.com/OpenTermsArchive/") {
            let mut path = rest.rsplit('/').map(|piece| piece.replace("%20", " "));
            if let (Some(file), Some(service)) = (path.next(), path.next()) {
                return format!("{service} {}", file.trim_end_matches(".md"));
            }
        }
        let mut pieces = rest.split(['/', '?', '#']);
        let host = pieces.next().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        match pieces.next() {
            Some(owner)
                if ["github.com", "gitlab.com", "codeberg.org"].contains(&host) && !owner.is_empty() =>
            {
                format!("{host}/{owner}")
            }
            _ => host.to_owned(),
        }
    }
}

/// What stands behind a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// A sentence of ours.
    pub note: String,
    /// Where it is said, the best source first.
    pub sources: Vec<Source>,
    /// The day someone last saw the sources say so.
    pub checked: Date,
    /// How sure the reviewer is.
    pub confidence: Confidence,
}

impl Evidence {
    /// Returns the newest day any source can mean.
    pub fn newest(&self) -> Option<Date> {
        self.sources.iter().filter_map(|source| source.date.latest()).max()
    }
}

/// A dated, sourced sentence.
pub type Fact = Evidence;

/// An answer to a question of the rubric.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Id of the question.
    pub question: String,
    /// What was found.
    pub given: Given,
}

/// What was found for a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// An option of the question, with evidence.
    Option(String, Evidence),
    /// Nothing; where was looked.
    Unknown(String),
    /// The question cannot apply; why.
    NotApplicable(String),
}

/// How to leave a platform, in the order that loses nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaving {
    /// Getting a copy.
    pub export: Option<Step>,
    /// Deleting what one wrote.
    pub messages: Option<Step>,
    /// Closing the server, workspace or group.
    pub community: Option<Step>,
    /// Deleting the account.
    pub account: Option<Step>,
    /// What stays whatever one does.
    pub residue: Option<Step>,
    /// Whom to write to about privacy.
    pub contact: Option<Step>,
    /// The order of these steps.
    pub order: Vec<String>,
}

/// One step of leaving, or where was looked for it.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A sourced way.
    Known {
        /// What to do, and what to watch for.
        evidence: Evidence,
        /// Longest wait in days, where a source says so.
        days: Option<u32>,
        /// Days in which it can still be undone, where a source says so.
        grace_days: Option<u32>,
        /// Where in the program or on the web.
        place: Option<String>,
    },
    /// Nothing was found; where was looked.
    Unknown(String),
}

impl Leaving {
    /// Returns a part by its key.
    pub fn part(&self, key: &str) -> Option<&Step> {
        match key {
            "export" => self.export.as_ref(),
            "messages" => self.messages.as_ref(),
            "community" => self.community.as_ref(),
            "account" => self.account.as_ref(),
            "residue" => self.residue.as_ref(),
            "contact" => self.contact.as_ref(),
            _ => None,
        }
    }
}

impl Review {
    /// Reads a review and checks it: every question and option exists in the rubric, none twice,
    /// no date after `today`, every answer with its evidence.
    ///
    /// # Errors
    /// All problems found, each with file, line and column.
    pub fn read(file: &str, text: &str, rubric: &Rubric, today: Date) -> Result<Self, Vec<Problem>> {
        let raw: RawReview = read(file, text).map_err(|problem| vec![problem])?;
        let mut checker = Checker { file, rubric, today, problems: Vec::new() };
        let review = raw.check(&mut checker);
        if checker.problems.is_empty() { Ok(review) } else { Err(checker.problems) }
    }

    /// Returns a chat of which nothing is known, for texts about no place in particular.
    pub fn unnamed(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            aliases: Vec::new(),
            name: name.to_owned(),
            kind: Kind::Chat,
            status: Status::Active,
            successors: Vec::new(),
            origin: Origin::Reviewed,
            operator: None,
            status_note: None,
            answers: Vec::new(),
            remarks: Vec::new(),
            leaving: None,
        }
    }

    /// Returns the answer to a question.
    pub fn answer(&self, question: &str) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.question == question)
    }

    /// Returns the last day on which any answer was looked at.
    pub fn reviewed(&self) -> Option<Date> {
        self.evidence().map(|evidence| evidence.checked).max()
    }

    /// Returns the evidence of every answer that has one.
    pub fn evidence(&self) -> impl Iterator<Item = &Evidence> {
        self.answers.iter().filter_map(|answer| match &answer.given {
            Given::Option(_, evidence) => Some(evidence),
            _ => None,
        })
    }
}

struct Checker<'a> {
    file: &'a str,
    rubric: &'a Rubric,
    today: Date,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn problem(&mut self, location: serde_yaml::Location, message: String) -> &mut Problem {
        self.problems.push(Problem::new(self.file, place(location), message));
        self.problems.last_mut().expect("one was just pushed")
    }

    fn not_future(&mut self, key: &str, date: Option<Date>, location: serde_yaml::Location) {
        if let Some(date) = date.filter(|date| *date > self.today) {
            let today = self.today;
            self.problem(location, format!("{key}: {date} is in the future (today is {today})"));
        }
    }

    /// Turns the raw pieces of evidence into evidence, or says what is missing.
    fn evidence(&mut self, what: &str, raw: RawEvidence, location: serde_yaml::Location) -> Evidence {
        if raw.sources.is_empty() {
            self.problem(location, format!("sources: {what} has none"));
        }
        for source in &raw.sources {
            if !(source.value.url.starts_with("https://") || source.value.url.starts_with("http://")) {
                let message = format!("url: `{}` does not begin with https:// or http://", source.value.url);
                self.problem(source.referenced, message);
            }
            self.not_future("date", source.value.date.earliest(), source.referenced);
        }
        let checked = if let Some(checked) = &raw.checked {
            if let Some(date) = checked.value.parse().ok().filter(|_| checked.value.len() == 10) {
                self.not_future("checked", Some(date), checked.referenced);
                date
            } else {
                let message = format!("checked: `{}` is not a day", checked.value);
                self.problem(checked.referenced, message).allowed = vec!["YYYY-MM-DD".to_owned()];
                Date::ZERO
            }
        } else {
            self.problem(
                location,
                format!("checked: {what} lacks the day someone last saw the source say so"),
            );
            Date::ZERO
        };
        Evidence {
            note: raw.note.unwrap_or_default(),
            sources: raw.sources.into_iter().map(|source| source.value).collect(),
            checked,
            confidence: raw.confidence.unwrap_or(Confidence::Medium),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReview {
    schema: Spanned<u32>,
    id: Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    name: String,
    kind: Kind,
    status: Spanned<Status>,
    #[serde(default)]
    successors: Vec<RawSuccessor>,
    #[serde(default)]
    origin: Option<Origin>,
    #[serde(default)]
    operator: Option<Spanned<Operator>>,
    #[serde(default)]
    status_note: Option<Spanned<RawFact>>,
    #[serde(default)]
    answers: Vec<Spanned<RawAnswer>>,
    #[serde(default)]
    remarks: Vec<Spanned<RawFact>>,
    #[serde(default)]
    leaving: Option<RawLeaving>,
}

/// `[signal]` or `[{name: …, note: …, sources: […]}]`.
enum RawSuccessor {
    Name(String),
    Told(ToldSuccessor),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldSuccessor {
    name: String,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    sources: Vec<Source>,
    #[serde(default, rename = "checked")]
    _checked: Option<String>,
    #[serde(default, rename = "confidence")]
    _confidence: Option<Confidence>,
}

impl<'de> Deserialize<'de> for RawSuccessor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = RawSuccessor;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the id of a review, or {name: …, note: …, sources: […]}")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<RawSuccessor, E> {
                Ok(RawSuccessor::Name(name.to_owned()))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<RawSuccessor, A::Error> {
                ToldSuccessor::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    .map(RawSuccessor::Told)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl From<RawSuccessor> for Successor {
    fn from(raw: RawSuccessor) -> Self {
        match raw {
            RawSuccessor::Name(name) => Self { name, note: None, sources: Vec::new() },
            RawSuccessor::Told(told) => Self { name: told.name, note: told.note, sources: told.sources },
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAnswer {
    question: Spanned<String>,
    #[serde(default)]
    option: Option<Spanned<String>>,
    #[serde(default)]
    unknown: Option<String>,
    #[serde(default)]
    na: Option<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    sources: Vec<Spanned<Source>>,
    #[serde(default)]
    checked: Option<Spanned<String>>,
    #[serde(default)]
    confidence: Option<Confidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFact {
    note: String,
    #[serde(default)]
    sources: Vec<Spanned<Source>>,
    #[serde(default)]
    checked: Option<Spanned<String>>,
    #[serde(default)]
    confidence: Option<Confidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    #[serde(default)]
    unknown: Option<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    days: Option<u32>,
    #[serde(default)]
    grace_days: Option<u32>,
    #[serde(default, rename = "where")]
    place: Option<String>,
    #[serde(default)]
    sources: Vec<Spanned<Source>>,
    #[serde(default)]
    checked: Option<Spanned<String>>,
    #[serde(default)]
    confidence: Option<Confidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLeaving {
    #[serde(default)]
    export: Option<Spanned<RawStep>>,
    #[serde(default)]
    messages: Option<Spanned<RawStep>>,
    #[serde(default)]
    community: Option<Spanned<RawStep>>,
    #[serde(default)]
    account: Option<Spanned<RawStep>>,
    #[serde(default)]
    residue: Option<Spanned<RawStep>>,
    #[serde(default)]
    contact: Option<Spanned<RawStep>>,
    #[serde(default)]
    order: Vec<Spanned<String>>,
}

struct RawEvidence {
    note: Option<String>,
    sources: Vec<Spanned<Source>>,
    checked: Option<Spanned<String>>,
    confidence: Option<Confidence>,
}

impl RawReview {
    fn check(self, checker: &mut Checker<'_>) -> Review {
        if self.schema.value != 1 {
            let message = "schema: this program reads reviews of schema 1".to_owned();
            checker.problem(self.schema.referenced, message).allowed = vec!["1".to_owned()];
        }
        if !is_id(&self.id.value) {
            let message = format!("id: `{}` is not an id", self.id.value);
            checker.problem(self.id.referenced, message).allowed =
                vec!["lower-case letters, digits and hyphens".to_owned()];
        }
        if self.answers.is_empty() && self.leaving.is_none() {
            checker
                .problem(self.id.referenced, "answers: there are none, and no `leaving` either".to_owned());
        }
        let mut seen = BTreeSet::new();
        let answers = self.answers.into_iter().filter_map(|answer| {
            let name = answer.value.question.value.clone();
            let location = answer.value.question.referenced;
            if !seen.insert(name.clone()) {
                checker.problem(location, format!("question: `{name}` is answered twice"));
                return None;
            }
            answer.value.check(checker, self.kind)
        });
        let answers = answers.collect();
        let mut fact = |fact: Spanned<RawFact>| {
            let RawFact { note, sources, checked, confidence } = fact.value;
            checker.evidence(
                "the note",
                RawEvidence { note: Some(note), sources, checked, confidence },
                fact.referenced,
            )
        };
        let status_note = self.status_note.map(&mut fact);
        let remarks = self.remarks.into_iter().map(&mut fact).collect();
        if let Some(operator) = &self.operator {
            checker.not_future("checked", operator.value.checked, operator.referenced);
        }
        Review {
            id: self.id.value,
            aliases: self.aliases,
            name: self.name,
            kind: self.kind,
            status: self.status.value,
            successors: self.successors.into_iter().map(Successor::from).collect(),
            origin: self.origin.unwrap_or(Origin::Reviewed),
            operator: self.operator.map(|operator| operator.value),
            status_note,
            answers,
            remarks,
            leaving: self.leaving.map(|leaving| leaving.check(checker)),
        }
    }
}

impl RawAnswer {
    fn check(self, checker: &mut Checker<'_>, kind: Kind) -> Option<Answer> {
        let location = self.question.referenced;
        let id = self.question.value;
        let Some(question) = checker.rubric.question(&id) else {
            let names: Vec<_> = checker.rubric.questions().map(|question| question.id.clone()).collect();
            checker.problem(location, format!("question: the rubric has no `{id}`")).allowed = names;
            return None;
        };
        if !question.asked_of(kind) {
            checker.problem(location, format!("question: `{id}` is not asked of this kind of platform"));
            return None;
        }
        let given = match (self.option, self.unknown, self.na) {
            (Some(option), None, None) => {
                let option = known_option(checker, question, option)?;
                let what = format!("the answer to `{id}`");
                let raw = RawEvidence {
                    note: self.note,
                    sources: self.sources,
                    checked: self.checked,
                    confidence: self.confidence,
                };
                Given::Option(option, checker.evidence(&what, raw, location))
            }
            (None, Some(looked), None) => Given::Unknown(looked),
            (None, None, Some(reason)) if !reason.trim().is_empty() => Given::NotApplicable(reason),
            (None, None, Some(_)) => {
                checker.problem(location, format!("na: `{id}` needs the reason why it cannot apply"));
                return None;
            }
            _ => {
                checker.problem(location, format!("`{id}` needs exactly one of these keys")).allowed =
                    ["option", "unknown", "na"].map(str::to_owned).into();
                return None;
            }
        };
        Some(Answer { question: id, given })
    }
}

fn known_option(checker: &mut Checker<'_>, question: &Question, option: Spanned<String>) -> Option<String> {
    if question.option(&option.value).is_some() {
        return Some(option.value);
    }
    let message = format!("option: `{}` is no option of `{}`", option.value, question.id);
    checker.problem(option.referenced, message).allowed =
        question.options.iter().map(|option| option.id.clone()).collect();
    None
}

impl RawLeaving {
    fn check(self, checker: &mut Checker<'_>) -> Leaving {
        let names = ["export", "messages", "community", "account", "residue", "contact"];
        for name in &self.order {
            if !names.contains(&name.value.as_str()) {
                let message = format!("order: `{}` is no step of leaving", name.value);
                checker.problem(name.referenced, message).allowed = names.map(str::to_owned).into();
            }
        }
        let mut step =
            |step: Option<Spanned<RawStep>>| step.map(|step| step.value.check(checker, step.referenced));
        Leaving {
            export: step(self.export),
            messages: step(self.messages),
            community: step(self.community),
            account: step(self.account),
            residue: step(self.residue),
            contact: step(self.contact),
            order: self.order.into_iter().map(|name| name.value).collect(),
        }
    }
}

impl RawStep {
    fn check(self, checker: &mut Checker<'_>, location: serde_yaml::Location) -> Step {
        if let Some(looked) = self.unknown {
            return Step::Unknown(looked);
        }
        if self.note.is_none() {
            checker.problem(location, "this step of leaving needs one of these keys".to_owned()).allowed =
                ["note", "unknown"].map(str::to_owned).into();
        }
        let raw = RawEvidence {
            note: self.note,
            sources: self.sources,
            checked: self.checked,
            confidence: self.confidence,
        };
        Step::Known {
            evidence: checker.evidence("this step of leaving", raw, location),
            days: self.days,
            grace_days: self.grace_days,
            place: self.place,
        }
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.starts_with('-')
}

fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}
