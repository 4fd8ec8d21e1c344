//! A group's move: the steps of `policies/migration.yaml` fitted to its size, apps and threat, in an
//! order that loses nothing, with dates; pure, the day comes from outside.

mod access;
mod calendar;
mod destination;
mod fill;
mod flowchart;
mod invariants;
mod members;
mod plan;
mod schedule;
mod step;
pub mod template;

pub use access::{Access, access};
pub use calendar::{CalendarId, NoCalendarId};
pub use destination::{Objection, default_destination, objections};
pub use fill::{Names, fill};
pub use flowchart::{Node, flowchart};
pub use invariants::{Violation, violations};
pub use members::{NameProblem, read_names};
pub use plan::{Plan, PlanError, unnamed_app};
pub use step::{Group, How, PlanStep, Waited};
pub use template::Template;
