//! A group's move: the playbook of its danger (`policies/moves`) fitted to its size and apps, in an order
//! that harms nobody, with dates; pure, the day comes from outside.

mod access;
mod calendar;
mod destination;
mod fill;
mod flowchart;
mod laws;
mod members;
mod plan;
mod schedule;
mod step;
pub mod template;
mod violation;

pub use access::{Access, access};
pub use calendar::{CalendarId, NoCalendarId};
pub use destination::{Objection, default_destination, objections};
pub use fill::{Names, fill};
pub use flowchart::{Node, flowchart};
pub use laws::{Laws, laws};
pub use members::{NameProblem, read_names};
pub use plan::{Plan, PlanError, UNNAMED, named_app, unnamed_app};
pub use step::{Group, PlanStep, Waited};
pub use template::{Danger, Template};
pub use violation::{Violation, violations};
