//! The data of every plan: a playbook for each danger, and what the playbooks share.

mod danger;
mod message;
mod playbook;
mod step;

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::language::{Localized, Text};
use crate::review::{Confidence, Source, day};

pub use danger::{Danger, UnknownDanger};
pub use message::{Message, MessageKind};
pub use playbook::{LeftOut, Pace, Paper, Playbook};
pub use step::{Aspect, Condition, Role, Scope, Size, StepKind, StepTemplate, Wait, Weekday};

/// The data of every plan.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Template {
    /// The last day on which the steps and their facts were checked.
    #[serde(with = "day")]
    pub date: Date,
    /// The phases in order.
    pub phases: Vec<Phase>,
    /// A playbook for each danger.
    pub playbooks: BTreeMap<Danger, Playbook>,
    /// The apps a group can move to.
    pub destinations: Vec<Destination>,
    /// The signs of a false invitation.
    pub signs: Vec<Sign>,
    /// What to do when something happens: a lost phone, an arrest, someone who leaves.
    pub boxes: Vec<Incident>,
    /// Letters and messages ready to send.
    pub messages: Vec<Message>,
    /// The sourced facts that everything else relies on.
    pub claims: Vec<Claim>,
}

/// A phase of the move.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Phase {
    /// Name for programs.
    pub id: Text,
    /// Heading.
    pub title: Localized,
    /// Its purpose, in a sentence.
    pub why: Localized,
}

/// An app that a group can move to.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Destination {
    /// Id of its review.
    pub id: Text,
    /// Its word for someone who adds and removes members: "admin", "owner".
    pub admin: Localized,
    /// How many of these a group has, with placeholders: "{admins} admins".
    pub keepers: Localized,
    /// What becomes of messages in a group, in a sentence with placeholders.
    pub vanish: Localized,
    /// The most people in one group, if a source gives it.
    pub limit: Option<Limit>,
    /// Its own instructions, by topic.
    pub aspects: BTreeMap<Aspect, SourcedText>,
}

impl Destination {
    /// Whether it has instructions for everything a group needs; an app that lacks some isn't offered.
    pub fn is_complete(&self) -> bool {
        Aspect::NEEDED.iter().all(|aspect| self.aspects.contains_key(aspect))
    }
}

/// The largest group of a destination.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Limit {
    /// Number of people.
    pub people: NonZeroU32,
    /// Ids of the facts it relies on.
    pub claims: Vec<Text>,
}

/// A text with the facts it relies on.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct SourcedText {
    /// The text.
    pub text: Localized,
    /// Ids of the facts it relies on.
    pub claims: Vec<Text>,
}

/// A sign of a false invitation.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Sign {
    /// The sign, and what to do.
    pub text: Localized,
    /// Ids of the apps that have nothing of the kind.
    pub not_for: Vec<Text>,
    /// Ids of the facts it relies on.
    pub claims: Vec<Text>,
}

/// Something that can happen, and what to do in the first minutes.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Incident {
    /// Name for programs.
    pub id: Text,
    /// What has happened, in two or three words.
    pub label: Localized,
    /// What has happened.
    pub title: Localized,
    /// What to do, in order.
    pub text: Localized,
    /// Ids of the apps in which it can't happen.
    pub not_for: Vec<Text>,
    /// Ids of the facts it relies on.
    pub claims: Vec<Text>,
}

/// A sourced, dated fact.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Claim {
    /// Name for programs.
    pub id: Text,
    /// The sentence, in our words.
    pub note: Localized,
    /// Its sources, the best first.
    pub sources: Vec<Source>,
    /// The day someone last checked the sources.
    #[serde(with = "day")]
    pub checked: Date,
    /// How sure we are.
    pub confidence: Confidence,
}

impl Template {
    /// Returns the playbook of a danger.
    pub fn playbook(&self, danger: Danger) -> Option<&Playbook> {
        self.playbooks.get(&danger)
    }

    /// Returns the fact of this name.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == *id)
    }

    /// Returns what is known of moving to the platform with this id.
    pub fn destination(&self, id: &str) -> Option<&Destination> {
        self.destinations.iter().find(|destination| destination.id == *id)
    }

    /// Returns the card for an incident of this name.
    pub fn incident(&self, id: &str) -> Option<&Incident> {
        self.boxes.iter().find(|incident| incident.id == *id)
    }
}
