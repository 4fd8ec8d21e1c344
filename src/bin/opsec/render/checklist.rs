//! A group's plan: its document, its slips, its JSON and its calendar.

pub(crate) mod calendar;
pub(crate) mod compose;
pub(crate) mod json;
pub(crate) mod slips;
mod step;

use jiff::civil::Date;
use opsec::checklist::{Objection, Plan};
use opsec::language::Language;

/// Everything that is shown of a plan.
pub(crate) struct PlanView<'a> {
    pub(crate) language: Language,
    /// The last day on which anything in the data was checked.
    pub(crate) data_date: Date,
    pub(crate) today: Date,
    pub(crate) plan: Plan<'a>,
    /// What speaks against the destination, which was chosen with --anyway, and the conditions on which it works.
    pub(crate) objections: Vec<Objection<'a>>,
    pub(crate) threats: Vec<Threat<'a>>,
    /// Whether no app to leave was named: the general plan.
    pub(crate) general: bool,
    /// The apps to leave for which there is no review: the plan is general about them.
    pub(crate) unreviewed: Vec<String>,
    /// Whether only the first page is shown.
    pub(crate) is_brief: bool,
}

/// Which destinations suit a profile.
pub(crate) struct Threat<'a> {
    pub(crate) profile: &'a str,
    /// Names, best first.
    pub(crate) destinations: Vec<&'a str>,
}
