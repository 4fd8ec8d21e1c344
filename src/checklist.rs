//! A group's move: the steps of `policies/migration.yaml` fitted to its size, places and threat, in
//! an order that loses nothing, with dates; pure, the day comes from outside.

mod chart;
mod fill;
mod home;
mod law;
mod members;
mod plan;

pub use chart::{Node, chart};
pub use fill::{Names, fill};
pub use home::{Objection, default_home, objections};
pub use law::{Breach, breaches};
pub use members::{NameProblem, read_names};
pub use plan::{Group, How, Impossible, Plan, PlanStep, Waited, old_place};
