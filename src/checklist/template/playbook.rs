//! A playbook: how a group in one danger moves.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::{Danger, SourcedText, StepTemplate};
use crate::language::{Localized, Text};

/// How a group in one danger moves, and what it leaves out.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Playbook {
    /// The danger.
    pub danger: Danger,
    /// The title of a plan.
    pub title: Localized,
    /// What the plan says before anything else.
    pub opening: SourcedText,
    /// Whether steps have days. Where a day is something that can leak, there is only an order.
    pub dated: bool,
    /// What may be put on paper.
    pub paper: Paper,
    /// After how long messages vanish, in words: "4 weeks".
    pub timer: Localized,
    /// The pace that the plan assumes.
    pub pace: Pace,
    /// Ids of the apps that are offered, best first.
    pub destinations: Vec<Text>,
    /// The steps in an order in which they can be done.
    pub steps: Vec<StepTemplate>,
    /// The rules that members agree before they join.
    pub rules: Vec<SourcedText>,
    /// Ids of the incidents that the group prepares for.
    pub boxes: Vec<Text>,
    /// What this plan doesn't do, and why.
    pub left_out: Vec<LeftOut>,
    /// The lines of the card that members learn by heart, if that is their paper.
    pub card: Vec<Localized>,
}

/// What may be put on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// A slip for each member, and the plan itself.
    Slips,
    /// Nothing but a card that names no app, no day and no person: anything else is evidence if it is found.
    Card,
}

/// Our assumptions about the work, which are not facts; the plan states them.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    /// Members that one admin can meet or call, and add, in a day.
    pub members_a_day: NonZeroU32,
    /// Members for whom one more admin is needed; there are always three, if the group has three people.
    pub members_an_admin: NonZeroU32,
    /// Percent of the members who must be in the new app before the group leaves the old one; none if
    /// nobody waits for anybody.
    #[serde(default)]
    pub quorum_percent: Option<u32>,
    /// Days allowed for an export if no source gives a time.
    pub export_days: u32,
    /// Days between the last message in the old app and the first deletion there.
    pub quiet_days: u32,
    /// Days before which nothing is due.
    pub first_days: u32,
}

/// Something that this plan doesn't do.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct LeftOut {
    /// What members might expect; none if only the matrix of dangers and steps needs the reason.
    pub what: Option<Localized>,
    /// Why it isn't done.
    pub why: Localized,
    /// Ids of the steps of other playbooks that do it.
    pub steps: Vec<Text>,
    /// Ids of the facts it relies on.
    pub claims: Vec<Text>,
}
