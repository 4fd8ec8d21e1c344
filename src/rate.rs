//! Rating: what a review's answers come to for a group's situation.
//!
//! PrivacySpy's idea (a fixed rubric, points, options, a cited answer per question), with its blind
//! spots mended: what an operator *may do* and what the system *lets anyone do* are scored apart,
//! unknown is an interval, answers grow old, and gates come before numbers.

mod assess;
mod diff;
mod gate;
mod judged;
mod profile;
mod recommend;
mod score;
mod standing;
mod suitability;

pub use assess::{Assessment, PartScore, assess};
pub use diff::{Change, diff};
pub use gate::{GateReason, Gates, gates};
pub use judged::{Judged, State, judge};
pub use profile::{Gate, Profile, Profiles, Risk};
pub use recommend::{decisive, destinations, instead, questions, weakness};
pub use score::{Interval, Score};
pub use standing::{Standing, standings};
pub use suitability::Suitability;
