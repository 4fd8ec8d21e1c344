//! Rating: what a review's answers come to for a group's situation.
//!
//! The idea is PrivacySpy's: a fixed rubric with points and options, and a cited answer per question.
//! Four things differ. What an operator *may do* and what the system *lets anyone do* are scored apart,
//! an unknown answer makes the score an interval, answers expire, and gates come before numbers.

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
pub use diff::{AnswerState, Change, Grade, diff};
pub use gate::{GateReason, Gates, gates};
pub use judged::{Judged, State, UnknownReason, judge};
pub use profile::{Gate, Profile, Profiles, Risk};
pub use recommend::{decisive, destinations, instead, questions, weakness};
pub use score::{Interval, Score};
pub use standing::{MOST_TIES, Standing, standings};
pub use suitability::Suitability;
