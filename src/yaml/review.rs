//! Reads a review and checks it against the rubric.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_yaml::{Location, Spanned};

use super::evidence::{Checker, RawSource, with_evidence};
use super::leaving::RawLeaving;
use super::{Problem, only_schema, read};
use crate::review::rubric::Question;
use crate::review::{
    Answer, Confidence, Evidence, Given, Operator, Origin, PlatformKind, Review, Rubric, Status, Successor,
    spelling,
};

/// Reads a review and checks it: every question and option exists in the rubric, none twice, no date
/// after `today`, every answer with its evidence.
///
/// # Errors
/// All problems found, each with file, line and column.
pub fn review(file: &str, text: &str, rubric: &Rubric, today: Date) -> Result<Review, Vec<Problem>> {
    let raw: RawReview = read(file, text).map_err(|problem| vec![problem])?;
    let mut checker = Checker { file, rubric, today, problems: Vec::new() };
    let review = raw.check(&mut checker);
    if checker.problems.is_empty() { Ok(review) } else { Err(checker.problems) }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReview {
    schema: Spanned<u32>,
    id: Spanned<String>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    name: Spanned<String>,
    kind: PlatformKind,
    status: Status,
    #[serde(default)]
    successors: Vec<RawSuccessor>,
    #[serde(default)]
    origin: Option<Origin>,
    #[serde(default)]
    operator: Option<RawOperator>,
    #[serde(default)]
    status_note: Option<Spanned<RawFact>>,
    #[serde(default)]
    answers: Vec<Spanned<RawAnswer>>,
    #[serde(default)]
    remarks: Vec<Spanned<RawFact>>,
    #[serde(default)]
    leaving: Option<RawLeaving>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOperator {
    name: String,
    country: String,
    #[serde(default)]
    sources: Vec<Spanned<RawSource>>,
    #[serde(default)]
    checked: Option<Spanned<String>>,
}

/// `[signal]` or `[{name: …, note: …, sources: […]}]`.
enum RawSuccessor {
    Name(String),
    Described(DescribedSuccessor),
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DescribedSuccessor {
    name: String,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    sources: Vec<Spanned<RawSource>>,
    #[serde(default)]
    checked: Option<Spanned<String>>,
    #[serde(default, rename = "confidence")]
    _confidence: Option<Confidence>,
}

with_evidence! {
    struct RawFact {}
}

with_evidence! {
    struct RawAnswer {
        question: Spanned<String>,
        #[serde(default)]
        option: Option<Spanned<String>>,
        #[serde(default)]
        unknown: Option<String>,
        #[serde(default)]
        na: Option<String>,
    }
}

impl<'de> Deserialize<'de> for RawSuccessor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SuccessorVisitor;

        impl<'de> Visitor<'de> for SuccessorVisitor {
            type Value = RawSuccessor;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the id of a review, or {name: …, note: …, sources: […]}")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<RawSuccessor, E> {
                Ok(RawSuccessor::Name(name.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawSuccessor, A::Error> {
                DescribedSuccessor::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(RawSuccessor::Described)
            }
        }

        deserializer.deserialize_any(SuccessorVisitor)
    }
}

impl RawSuccessor {
    fn check(self, checker: &mut Checker<'_>) -> Successor {
        match self {
            Self::Name(name) => Successor { name: name.into(), note: None, sources: Vec::new() },
            Self::Described(DescribedSuccessor { name, note, sources, checked, .. }) => {
                let day = checker.checked(checked.as_ref());
                let sources = checker.sources(sources, day);
                Successor { name: name.into(), note: note.map(Into::into), sources }
            }
        }
    }
}

impl RawOperator {
    fn check(self, checker: &mut Checker<'_>) -> Operator {
        let day = checker.checked(self.checked.as_ref());
        let sources = checker.sources(self.sources, day);
        Operator { name: self.name.into(), country: self.country.into(), sources, checked: day }
    }
}

impl RawReview {
    fn check(self, checker: &mut Checker<'_>) -> Review {
        checker.problems.extend(only_schema(2, checker.file, "reviews", &self.schema).err());
        let at = self.id.referenced;
        if !is_id(&self.id.value) {
            let message = format!("id: `{}` is not an id", self.id.value);
            checker.problem_allowing(at, message, ["lower-case letters, digits and hyphens"]);
        }
        for name in self.aliases.iter().chain([&self.name]) {
            if spelling(&name.value).is_empty() {
                let message = format!("`{}` isn't a name: it has no letter or digit", name.value);
                checker.problem(name.referenced, message);
            }
        }
        if self.answers.is_empty() && self.leaving.is_none() {
            checker.problem(at, "answers: there are none, and no `leaving` either");
        }
        let mut seen = BTreeSet::new();
        let answers = self.answers.into_iter().filter_map(|answer| {
            let question = &answer.value.question;
            if !seen.insert(question.value.clone()) {
                checker.problem(
                    question.referenced,
                    format!("question: `{}` is answered twice", question.value),
                );
                return None;
            }
            answer.value.check(checker, self.kind)
        });
        let answers = answers.collect();
        let mut fact = |fact: Spanned<RawFact>| fact.value.check(checker, fact.referenced);
        let status_note = self.status_note.map(&mut fact);
        let remarks = self.remarks.into_iter().map(&mut fact).collect();
        let successors = self.successors.into_iter().map(|successor| successor.check(checker)).collect();
        let operator = self.operator.map(|operator| operator.check(checker));
        Review {
            id: self.id.value.into(),
            aliases: self.aliases.into_iter().map(|alias| alias.value.into()).collect(),
            name: self.name.value.into(),
            kind: self.kind,
            status: self.status,
            successors,
            origin: self.origin.unwrap_or(Origin::Reviewed),
            operator,
            status_note,
            answers,
            remarks,
            leaving: self.leaving.map(|leaving| leaving.check(checker)),
        }
    }
}

impl RawFact {
    fn check(mut self, checker: &mut Checker<'_>, location: Location) -> Evidence {
        if self.note.is_none() {
            checker.problem(location, "missing field `note`");
        }
        let evidence = checker.evidence("the note", location, self.evidence());
        checker.scrutinise(location, &evidence);
        evidence
    }
}

impl RawAnswer {
    fn check(mut self, checker: &mut Checker<'_>, kind: PlatformKind) -> Option<Answer> {
        let location = self.question.referenced;
        let id = self.question.value.clone();
        let Some(question) = checker.rubric.question(&id) else {
            let names = checker.rubric.questions().map(|question| question.id.clone());
            checker.problem_allowing(location, format!("question: the rubric has no `{id}`"), names);
            return None;
        };
        if !question.asked_of(kind) {
            checker.problem(location, format!("question: `{id}` is not asked of this kind of platform"));
            return None;
        }
        let evidence = self.evidence();
        if self.option.is_none() && !evidence.is_empty() {
            let message = format!(
                "`{id}`: `note`, `sources`, `checked` and `confidence` belong to an `option`; without one they \
                 would be lost"
            );
            checker.problem(location, message);
        }
        let given = match (self.option.take(), self.unknown.take(), self.na.take()) {
            (Some(option), None, None) => {
                let option = known_option(checker, question, option)?;
                let evidence = checker.evidence(&format!("the answer to `{id}`"), location, evidence);
                checker.scrutinise(location, &evidence);
                Given::Option(option.into(), evidence)
            }
            (None, Some(looked), None) => {
                checker.scrutinise_words(location, &looked);
                Given::Unknown(looked.into())
            }
            (None, None, Some(reason)) if !reason.trim().is_empty() => {
                checker.scrutinise_words(location, &reason);
                Given::NotApplicable(reason.into())
            }
            (None, None, Some(_)) => {
                checker.problem(location, format!("na: `{id}` needs the reason why it cannot apply"));
                return None;
            }
            _ => {
                let message = format!("`{id}` needs exactly one of these keys");
                checker.problem_allowing(location, message, ["option", "unknown", "na"]);
                return None;
            }
        };
        Some(Answer { question: id.into(), given })
    }
}

fn known_option(checker: &mut Checker<'_>, question: &Question, option: Spanned<String>) -> Option<String> {
    if question.option(&option.value).is_some() {
        return Some(option.value);
    }
    let message = format!("option: `{}` is no option of `{}`", option.value, question.id);
    let allowed = question.options.iter().map(|option| option.id.clone());
    checker.problem_allowing(option.referenced, message, allowed);
    None
}

fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !text.starts_with('-')
}
