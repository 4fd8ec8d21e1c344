//! Rating: what a review's answers come to for a group's situation.
//!
//! PrivacySpy's idea (a fixed rubric, points, options, a cited answer per question), with its blind
//! spots mended: what an operator *may do* and what the system *lets anyone do* are scored apart,
//! unknown is an interval, answers grow old, and gates come before numbers.

mod assess;
mod compare;
mod gate;
mod score;
mod standing;

pub use assess::{Assessment, Judged, PartScore, State, assess};
pub use compare::{Change, compare};
pub use gate::{Gates, Reason, gates};
pub use score::{Interval, Score};
pub use standing::{Standing, better_places, homes, standings};
