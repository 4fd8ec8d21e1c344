//! The template of a plan: steps, phases, destinations, letters and facts.

mod step;

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::language::{Localized, Text};
use crate::rate::Risk;
use crate::review::{Confidence, Source, day};

pub use step::{Aspect, Role, Scope, StepKind, StepTemplate, Wait};

/// The template of every plan.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Template {
    /// The last day on which the steps and their facts were checked.
    #[serde(with = "day")]
    pub date: Date,
    /// The pace that the plan assumes.
    pub pace: Pace,
    /// The questions the group answers first.
    pub questions: Vec<Localized>,
    /// The phases in order.
    pub phases: Vec<Phase>,
    /// The steps in an order in which they can be done.
    pub steps: Vec<StepTemplate>,
    /// The apps a group can move to, the default first.
    pub destinations: Vec<Destination>,
    /// The text at the top of a member's slip.
    pub slip: Localized,
    /// The signs of a false invitation.
    pub signs: Vec<SourcedText>,
    /// Ways to hand over an invitation, best first.
    pub channels: Vec<Channel>,
    /// What to do when a member does not come through.
    pub stragglers: Vec<Case>,
    /// Letters and messages ready to send.
    pub messages: Vec<Message>,
    /// The sourced facts that steps, destinations and channels rely on.
    pub claims: Vec<Claim>,
}

/// Our assumptions about the work, which are not facts; the plan states them.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    /// Members that one verifier can check in a day.
    pub members_a_day: NonZeroU32,
    /// Members for whom a pair of verifiers is enough.
    pub members_a_pair: NonZeroU32,
    /// Percent of the members who must be in the new app before the group leaves the old one.
    pub quorum_percent: u32,
    /// Days allowed for an export if no source gives a time.
    pub export_days: u32,
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
    /// The most people in one group, if a source gives it.
    pub limit: Option<Limit>,
    /// Its own instructions, by topic.
    pub aspects: BTreeMap<Aspect, SourcedText>,
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

/// A way to hand over an invitation.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Channel {
    /// Its name.
    pub name: Localized,
    /// Who can read what is handed over.
    pub reader: Localized,
    /// When it is suitable, and how to use it.
    pub fit: Localized,
    /// The risks for which it is offered; all if empty.
    pub risk: Vec<Risk>,
    /// Ids of the facts it relies on.
    pub claims: Vec<Text>,
}

/// A problem with a member, and what to do.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Case {
    /// The problem.
    pub case: Localized,
    /// What to do.
    pub answer: Localized,
}

/// A message ready to send.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Message {
    /// Name for programs.
    pub id: Text,
    /// What it is.
    pub title: Localized,
    /// Whether one is written for every app left.
    pub scope: Option<Scope>,
    /// The risks for which it is offered; all if empty.
    pub risk: Vec<Risk>,
    /// Where and when to send it.
    pub when: Localized,
    /// The text.
    pub text: Localized,
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
    /// Returns the fact of this name.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == *id)
    }

    /// Returns what is known of moving to the platform with this id.
    pub fn destination(&self, id: &str) -> Option<&Destination> {
        self.destinations.iter().find(|destination| destination.id == *id)
    }
}
