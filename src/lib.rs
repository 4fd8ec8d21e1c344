//! What opsec knows, as a pure library: no terminal, no network, no clock, no randomness of its own.
//!
//! Time, random generators and fetched answers arrive as arguments; values come back.

pub mod checklist;
pub mod html;
pub mod language;
pub mod names;
pub mod passphrase;
pub mod policy;
pub mod rate;
pub mod room;
pub mod torcheck;
pub mod verify;
pub mod wordlist;
