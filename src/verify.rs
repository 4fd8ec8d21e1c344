//! Words that a member posts where only they can: tied to the old handle, the new name and a round, which
//! nobody else can use unnoticed. Pure: salt, moment and what was seen come from outside.
//!
//! The idea is social authentication (Linker and Basin, "SOAP", USENIX Security 2024): it shows who
//! controls an account at one moment. It finds no mole, and cannot see a relay; the request's wording
//! lets the member notice one.

mod challenge;
mod examine;
mod finding;
mod member;
mod page;
mod remark;
mod rounds;
mod salt;
mod vocabulary;

pub use challenge::{Challenge, VALID_HOURS, expiry};
pub use examine::{examine, found_on};
pub use finding::{Conclusion, Finding};
pub use member::{LineProblem, Member, Name, Seen, read_members, read_seen};
pub use page::{MOST_CANDIDATES, PageKind, SavedPage};
pub use remark::{Remark, remarks};
pub use rounds::{MOST_ROUNDS, Rounds};
pub use salt::{Salt, SaltError};
pub use vocabulary::{Vocabulary, WORDS};
