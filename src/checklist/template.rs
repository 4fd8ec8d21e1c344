//! What a plan is made of before it is fitted to a group: steps, phases, destinations, letters, facts.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::language::{Localized, Text};
use crate::rate::Risk;
use crate::review::{Confidence, Source, day, leaving};

/// Everything a plan is made of.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Template {
    /// The last day on which the steps and their facts were looked at.
    #[serde(with = "day")]
    pub date: Date,
    /// How many people and days the plan reckons with.
    pub pace: Pace,
    /// What the group asks itself before anything else.
    pub questions: Vec<Localized>,
    /// The phases in order.
    pub phases: Vec<Phase>,
    /// The steps in an order in which they can be done.
    pub steps: Vec<StepTemplate>,
    /// The apps a group can move to, the one offered first at the top.
    pub destinations: Vec<Destination>,
    /// What stands at the head of a member's slip.
    pub slip: Localized,
    /// How a false invitation gives itself away.
    pub signs: Vec<SourcedText>,
    /// Ways to hand over an invitation, best first.
    pub channels: Vec<Channel>,
    /// What to do when a member does not come through.
    pub stragglers: Vec<Case>,
    /// Letters and messages ready to send.
    pub messages: Vec<Message>,
    /// The sourced facts that steps, destinations and channels lean on.
    pub claims: Vec<Claim>,
}

/// Assumptions of ours, no facts; the plan states them.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    /// Members whom one verifier can look at in a day.
    pub members_a_day: u32,
    /// Members for whom a pair of verifiers is enough.
    pub members_a_pair: u32,
    /// Percent of the members who must be in the new place before the old one is left.
    pub quorum_percent: u32,
    /// Days allowed for an export where no source names a time.
    pub export_days: u32,
}

/// A stretch of the move.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Phase {
    /// Name for programs.
    pub id: Text,
    /// Heading.
    pub title: Localized,
    /// What it is for, in a sentence.
    pub why: Localized,
}

/// A step before it is fitted to a group.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct StepTemplate {
    /// Name for programs, unique.
    pub id: Text,
    /// Id of the phase.
    pub phase: Text,
    /// For whom it is done: once, for every member, or for every place that is left.
    pub scope: Scope,
    /// Who does it.
    pub role: Role,
    /// What makes it special.
    pub kind: StepKind,
    /// Steps that must be done before.
    pub needs: Vec<Text>,
    /// The risks at which it belongs to the plan; all when empty.
    pub risk: Vec<Risk>,
    /// Days it takes after the last step it needs.
    pub days: u32,
    /// A wait that depends on the group or the place, on top of `days`.
    pub wait: Option<Wait>,
    /// Minutes of work each time it is done.
    pub minutes: u32,
    /// How often it is done for each member or place.
    pub times: u32,
    /// What to do, as a heading.
    pub title: Localized,
    /// Why it is there.
    pub why: Localized,
    /// How it is done, where the place has nothing of its own to say.
    pub how: Localized,
    /// What can go wrong.
    pub wrong: Localized,
    /// How to go back.
    pub back: Localized,
    /// The condition, if this step is a gate.
    pub gate: Option<Localized>,
    /// Commands to type at this place.
    pub commands: Vec<Text>,
    /// Ids of messages that are sent here.
    pub messages: Vec<Text>,
    /// The aspect of the destination whose words say how.
    pub destination: Option<Aspect>,
    /// The part of `leaving` in the old place's review that says how.
    pub leaving: Option<leaving::Part>,
    /// Ids of the facts it leans on.
    pub claims: Vec<Text>,
}

/// For whom a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Once for the group.
    Group,
    /// Once for every member.
    Member,
    /// Once for every place that is left.
    Platform,
}

/// Who does a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who leads the move.
    Lead,
    /// Who checks the people.
    Verifier,
    /// Who owns the old place.
    Owner,
    /// Every member.
    Member,
}

/// What makes a step special.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// Nothing.
    #[default]
    Ordinary,
    /// The plan stops here until its condition holds.
    Gate,
    /// It lets somebody in.
    Invitation,
    /// It destroys something.
    Deletion,
}

/// A wait that is not the same for every group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wait {
    /// Until the old place hands over its copy.
    Export,
    /// Until a deletion is final.
    Grace,
    /// Until the verifiers have looked at everyone.
    Pace,
}

/// What a destination has its own words for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// Installing and settings.
    Setup,
    /// Making the group.
    Group,
    /// What an invitation looks like.
    Invitation,
    /// Letting in the one who was invited.
    Join,
    /// Checking that the person is the person.
    Check,
    /// Keeping others out of one's account.
    Lock,
    /// Closing the door after the move.
    Close,
}

/// An app that a group can move to.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Destination {
    /// Id of its review.
    pub id: Text,
    /// Most people in one group, where a source says so.
    pub limit: Option<Limit>,
    /// What it has its own words for.
    pub aspects: BTreeMap<Aspect, SourcedText>,
}

/// The largest group of a destination.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Limit {
    /// People.
    pub people: u32,
    /// Ids of the facts it leans on.
    pub claims: Vec<Text>,
}

/// Words with the facts they lean on.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct SourcedText {
    /// The words.
    pub text: Localized,
    /// Ids of the facts they lean on.
    pub claims: Vec<Text>,
}

/// A way to hand over an invitation.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Channel {
    /// Name of it.
    pub name: Localized,
    /// Who can read what is handed over.
    pub reader: Localized,
    /// When it is fit, and how to use it.
    pub fit: Localized,
    /// The risks at which it is offered; all when empty.
    pub risk: Vec<Risk>,
    /// Ids of the facts it leans on.
    pub claims: Vec<Text>,
}

/// A member who does not come through, and what to do.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Case {
    /// What happened.
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
    /// Whether one is written for every place that is left.
    pub scope: Option<Scope>,
    /// The risks at which it is offered; all when empty.
    pub risk: Vec<Risk>,
    /// Where and when to send it.
    pub when: Localized,
    /// The words.
    pub text: Localized,
    /// Ids of the facts it leans on.
    pub claims: Vec<Text>,
}

/// A sourced, dated fact.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Claim {
    /// Name for programs.
    pub id: Text,
    /// A sentence of ours.
    pub note: Localized,
    /// Where it is said, the best source first.
    pub sources: Vec<Source>,
    /// The day someone last saw the sources say so.
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
