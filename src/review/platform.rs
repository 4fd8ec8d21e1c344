//! The platform that a review is about, and the review as a whole.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Answer, Evidence, Given, Leaving, Source, optional_day};
use crate::language::Text;

/// A review, read and checked against the rubric.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Review {
    /// Name for the command line and the file.
    pub id: Text,
    /// Other names people type.
    pub aliases: Vec<Text>,
    /// Name for people.
    pub name: Text,
    /// Its kind.
    pub kind: PlatformKind,
    /// Whether it can still be used.
    pub status: Status,
    /// What to use instead of a discontinued platform.
    pub successors: Vec<Successor>,
    /// Who gave the answers.
    pub origin: Origin,
    /// Who runs it.
    pub operator: Option<Operator>,
    /// Evidence for the status.
    pub status_note: Option<Evidence>,
    /// The answers, at most one per question.
    pub answers: Vec<Answer>,
    /// Facts that no question asks for.
    pub remarks: Vec<Evidence>,
    /// How to leave.
    pub leaving: Option<Leaving>,
}

/// The kind of a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PlatformKind {
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
    /// It runs and is maintained.
    Active,
    /// It runs, but may shut down soon.
    AtRisk,
    /// It has shut down.
    Discontinued,
}

/// Who gave the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A person read the sources.
    Reviewed,
    /// A program suggested them; never scored.
    MachineSuggested,
}

/// What to use instead of a discontinued platform.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Successor {
    /// Name, or id of a review.
    pub name: Text,
    /// A sentence about it, if there is one.
    pub note: Option<Text>,
    /// Its sources.
    pub sources: Vec<Source>,
}

/// Who runs the platform, and under which country's law.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Operator {
    /// Name of the company or person.
    pub name: Text,
    /// Its country.
    pub country: Text,
    /// The sources of this.
    pub sources: Vec<Source>,
    /// The day someone last checked the source.
    #[serde(with = "optional_day")]
    pub checked: Option<Date>,
}

impl Review {
    /// Returns a review without answers, for texts that name no app.
    pub fn unnamed(id: &'static str, name: &'static str) -> Self {
        Self {
            id: id.into(),
            aliases: Vec::new(),
            name: name.into(),
            kind: PlatformKind::Chat,
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
        self.answers.iter().find(|answer| answer.question == *question)
    }

    /// Returns the last day on which any answer was checked.
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
