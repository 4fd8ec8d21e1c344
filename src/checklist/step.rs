//! The group a plan is for, and a step of its plan.

use jiff::civil::Date;

use super::template::{SourcedText, StepTemplate};
use crate::rate::Profile;
use crate::review::Review;
use crate::review::leaving::Step;

/// The step by which a group leaves the old app: in a plan of any size, or of a few people.
pub(super) const GO: [&str; 2] = ["go", "go-small"];

/// The group a plan is for.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The profile that matches its situation.
    pub profile: &'a Profile,
    /// Number of members.
    pub members: u32,
    /// The apps it leaves, each once.
    pub from: Vec<&'a Review>,
    /// The app it moves to.
    pub to: &'a Review,
    /// The first day.
    pub start: Date,
}

/// A step of a plan.
#[derive(Clone, Debug)]
pub struct PlanStep<'a> {
    /// Name for programs: the template's, with the app's id where the step is about one app.
    pub id: String,
    /// The template.
    pub template: &'a StepTemplate,
    /// The app it is about.
    pub platform: Option<&'a Review>,
    /// Ids of the steps that come before.
    pub needs: Vec<String>,
    /// The day by which it is done.
    pub due: Date,
    /// A wait that is part of it.
    pub waited: Option<Waited>,
    /// Minutes of work of everyone together.
    pub minutes: u64,
    /// The destination's instructions for it.
    pub guidance: Vec<&'a SourcedText>,
    /// What is known of leaving the old app, for a step that is about it.
    pub leaving: Option<&'a Step>,
}

/// A wait in days, and where its length comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited {
    /// So many days, as a source says.
    Sourced(u32),
    /// So many days, an assumption of the plan: no source names a time.
    Assumed(u32),
    /// So many days, because an admin can see only so many members a day.
    FromPace(u32),
    /// So many days, in which the old app stays quiet before anything is deleted.
    Quiet(u32),
}

impl Waited {
    /// Returns the days.
    pub fn days(self) -> u32 {
        match self {
            Self::Sourced(days) | Self::Assumed(days) | Self::FromPace(days) | Self::Quiet(days) => days,
        }
    }
}
