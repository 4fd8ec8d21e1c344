//! A step of the template: its role, scope, kind and texts.

use serde::{Deserialize, Serialize};

use crate::language::{Localized, Text};
use crate::rate::Risk;
use crate::review::leaving;

/// A step before it is fitted to a group.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct StepTemplate {
    /// Name for programs, unique.
    pub id: Text,
    /// Id of the phase.
    pub phase: Text,
    /// Whether it is done once, for every member, or for every app left.
    pub scope: Scope,
    /// The role that does it.
    pub role: Role,
    /// Its kind: a gate, an invitation, a deletion, or none of these.
    pub kind: StepKind,
    /// Steps that must be done before.
    pub needs: Vec<Text>,
    /// The risks for which it is in the plan; all if empty.
    pub risk: Vec<Risk>,
    /// Days it takes after the last step it needs.
    pub days: u32,
    /// A wait that depends on the group or the app, added to `days`.
    pub wait: Option<Wait>,
    /// Minutes of work each time it is done.
    pub minutes: u32,
    /// How often it is done for each member or app.
    pub times: u32,
    /// What to do, as a heading.
    pub title: Localized,
    /// The reason for it.
    pub why: Localized,
    /// How it is done, if the app's review has no instructions.
    pub how: Localized,
    /// What can go wrong.
    pub wrong: Localized,
    /// How to go back.
    pub back: Localized,
    /// The condition, if this step is a gate.
    pub gate: Option<Localized>,
    /// Commands to type in this step.
    pub commands: Vec<Text>,
    /// Ids of messages sent in this step.
    pub messages: Vec<Text>,
    /// The aspect of the destination that has the instructions.
    pub destination: Option<Aspect>,
    /// The part of `leaving` in the old app's review that has the instructions.
    pub leaving: Option<leaving::Part>,
    /// Ids of the facts it relies on.
    pub claims: Vec<Text>,
}

/// The scope of a step: how often it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Once for the group.
    Group,
    /// Once for every member.
    Member,
    /// Once for every app left.
    Platform,
}

/// The role that does a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The person who leads the move.
    Lead,
    /// A person who checks the members.
    Verifier,
    /// The owner of the old community.
    Owner,
    /// Every member.
    Member,
}

/// The kind of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepKind {
    /// An ordinary step.
    #[default]
    Ordinary,
    /// The plan stops here until its condition holds.
    Gate,
    /// It lets someone in.
    Invitation,
    /// It destroys something.
    Deletion,
}

/// A wait that differs between groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wait {
    /// Until the old app hands over its export.
    Export,
    /// Until a deletion is final.
    Grace,
    /// Until the verifiers have checked everyone.
    Pace,
}

/// A topic for which a destination has its own instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// Installing and settings.
    Setup,
    /// Making the group.
    Group,
    /// What an invitation looks like.
    Invitation,
    /// Letting in an invited member.
    Join,
    /// Checking that members are who they say they are.
    Check,
    /// Keeping others out of a member's account.
    Lock,
    /// Closing the group to new members after the move.
    Close,
}
