//! A step of a playbook: its role, scope, kind and texts.

use serde::{Deserialize, Serialize};

use crate::language::{Localized, Text};
use crate::review::leaving;

/// A step before it is fitted to a group.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct StepTemplate {
    /// Name for programs, unique in its playbook. The same step has the same name in every playbook.
    pub id: Text,
    /// Id of the phase.
    pub phase: Text,
    /// Whether it is done once, for every member, or for every app left.
    pub scope: Scope,
    /// The role that does it.
    pub role: Role,
    /// Who does it, in words of this playbook; none for the usual words of the role.
    pub by: Option<Localized>,
    /// Its kind: a gate, an invitation, a deletion, or none of these.
    pub kind: StepKind,
    /// Steps that must be done before.
    pub needs: Vec<Text>,
    /// The sizes of group for which it is in the plan.
    pub size: Size,
    /// Days it takes after the last step it needs.
    pub days: u32,
    /// A wait that depends on the group or the app, added to `days`.
    pub wait: Option<Wait>,
    /// The day of the week on which it falls.
    pub weekday: Option<Weekday>,
    /// Whether it keeps clear of the turn of the year, when people are away and get new phones.
    pub avoids_holidays: bool,
    /// Whether it has no day: it is done when there is occasion.
    pub undated: bool,
    /// Minutes of work each time it is done.
    pub minutes: u32,
    /// How often it is done for each member or app.
    pub times: u32,
    /// What to do, as a heading.
    pub title: Localized,
    /// The step in a sentence or two, for the first page and for slips.
    pub brief: Localized,
    /// Whether the first page has it; small steps are on later pages only.
    pub is_outlined: bool,
    /// The reason for it.
    pub why: Option<Localized>,
    /// How it is done, a line for each thing to do.
    pub how: Vec<Localized>,
    /// What can go wrong.
    pub wrong: Option<Localized>,
    /// How to go back.
    pub back: Option<Localized>,
    /// The question that must be answered with yes, if this step is a gate.
    pub gate: Option<Localized>,
    /// What is settled once it is done, as later steps need it.
    pub settles: Vec<Condition>,
    /// Commands to type in this step.
    pub commands: Vec<Text>,
    /// Ids of messages sent in this step.
    pub messages: Vec<Text>,
    /// The topics of the destination that have instructions for it.
    pub destination: Vec<Aspect>,
    /// The part of `leaving` in the old app's review that has instructions for it.
    pub leaving: Option<leaving::Part>,
    /// Ids of the facts it relies on.
    pub claims: Vec<Text>,
}

/// Sizes of group, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// The fewest members.
    #[serde(default)]
    pub least: u32,
    /// The most members.
    #[serde(default = "any")]
    pub most: u32,
}

fn any() -> u32 {
    u32::MAX
}

impl Default for Size {
    fn default() -> Self {
        Self { least: 0, most: any() }
    }
}

impl Size {
    /// Whether a group of so many members is meant.
    pub fn fits(self, members: u32) -> bool {
        (self.least..=self.most).contains(&members)
    }
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
    /// A person who adds members to the new group.
    Admin,
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
    /// The plan stops here until its question is answered with yes.
    Gate,
    /// It lets someone in.
    Invitation,
    /// It destroys something.
    Deletion,
}

/// What a step settles. Some are settled in different ways in different dangers, and only the way of the
/// danger counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// The accounts in the old app are secured.
    OldSecured,
    /// The phones are fit.
    PhonesFit,
    /// Every member knows the group's rules.
    RulesAgreed,
    /// What must be kept: the group was asked openly.
    KeepAsked,
    /// What must be kept: those with duties to keep records have said so.
    KeepRecords,
    /// What must be kept: a standing rule, set before any demand, and advice that each person takes alone.
    KeepRule,
    /// The copy: it came and was opened, or nobody wanted one.
    CopyOpened,
    /// The copy: none is made, for a copy is the danger.
    CopyUnwanted,
    /// Who someone is: an admin has seen or heard them, and recognised them.
    Recognized,
    /// Who someone is: two people who have known them for a long time vouch for them.
    VouchedByTwo,
    /// Who someone is: in person, or by something that only the two of them know.
    ProvenInPerson,
    /// Arrival: enough members are in the new app.
    ArrivedEnough,
    /// Arrival: everyone who is needed is in the new app.
    ArrivedAll,
    /// Arrival: nobody waits for anybody; those who are ready go.
    ArrivedReady,
    /// A second person has looked at everything and said yes.
    SecondYes,
    /// Everyone knows what a deletion can't undo.
    ResidueTold,
}

/// A wait that differs between groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wait {
    /// Until the old app hands over its export.
    Export,
    /// Until a deletion is final.
    Grace,
    /// Until the admins have seen everyone.
    Pace,
    /// While the old app is quiet, before anything is deleted.
    Quiet,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// The day on which a week at work begins.
    Monday,
    /// The day on which most people are free.
    Saturday,
}

/// A topic for which a destination has its own instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// Installing and settings, in two lines for a slip.
    Slip,
    /// Installing and settings.
    Setup,
    /// Keeping others out of a member's account.
    Lock,
    /// Checking in person that members are who they say they are.
    Check,
    /// The second best check, from afar: not for those whose calls are listened to.
    Far,
    /// Making the group.
    Group,
    /// What a true way in looks like.
    Invitation,
    /// Coming in.
    Join,
    /// Keeping the door shut after the move.
    Close,
    /// The app's settings behind the group's rules.
    Rules,
    /// Sending its traffic through Tor.
    Tor,
}

impl Aspect {
    /// What an app needs to be offered. Not every app can go through Tor.
    pub const NEEDED: [Self; 9] = [
        Self::Slip,
        Self::Setup,
        Self::Lock,
        Self::Check,
        Self::Group,
        Self::Invitation,
        Self::Join,
        Self::Close,
        Self::Rules,
    ];
}
