//! What opsec knows, as a pure library: no terminal, no network, no clock, no randomness of its own.
//!
//! Time, random generators and fetched answers arrive as arguments; values come back.

pub mod checklist;
pub mod data;
pub mod html;
pub mod language;
pub mod passphrase;
#[doc(hidden)]
pub mod policy;
pub mod rate;
pub mod review;
pub mod room;
pub mod text;
pub mod torcheck;
pub mod verify;
pub mod wordlist;
#[cfg(feature = "yaml")]
pub mod yaml;
