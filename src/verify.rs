//! Words that a member posts where only they can: tied to the old handle, the new name and a day, so
//! that they cannot be handed on unnoticed. Pure: salt, moment and what was seen come from outside.
//!
//! The idea is social authentication (Linker and Basin, "SOAP", USENIX Security 2024): it shows who
//! controls an account at one moment. It finds no mole, and cannot see a relay; the request's wording
//! lets the member notice one.

mod examine;
mod member;
mod page;
mod salt;
mod words;

pub use examine::{Finding, Seen, examine, found_on};
pub use member::{LineProblem, Member, read_members, read_seen};
pub use page::{PageKind, SavedPage};
pub use salt::{Salt, SaltProblem};
pub use words::{VALID_HOURS, WORDS, Wordsmith, expiry};
