//! Words that a member posts where only they can: tied to the old handle, the new name and a day, so
//! that nobody else can use them unnoticed. Pure: key, moment and what was seen come from outside.
//!
//! The idea is social authentication (Linker and Basin, "SOAP", USENIX Security 2024): it shows who
//! controls an account at one moment. It finds no mole, and cannot see a relay; the request's wording
//! lets the member notice one.

mod challenge;
mod examine;
mod key;
mod member;
mod page;

pub use challenge::{Challenge, VALID_HOURS, WORDS, expiry};
pub use examine::{Conclusion, Finding, examine, found_on};
pub use key::{Key, KeyError};
pub use member::{LineProblem, Member, Name, Seen, read_members, read_seen};
pub use page::{PageKind, SavedPage};
