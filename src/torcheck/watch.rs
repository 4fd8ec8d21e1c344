//! Whether a program's own connections went through Tor: what was seen goes in, a verdict comes out.

mod event;
mod judge;
mod known;
mod ledger;
mod place;
mod surroundings;
#[cfg(test)]
mod tests;

pub use event::{Attempt, Call, Endpoint, Event, How, Pid, Started, Transport, Unseen};
pub use judge::{Finding, Watched, Watching, judge};
pub use ledger::{Entry, Ledger, Results, Row, Skipped};
pub use place::{Place, Use};
pub use surroundings::{Local, Surroundings};
