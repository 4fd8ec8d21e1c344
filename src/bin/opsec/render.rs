//! Views: the same value as text, JSON, Markdown, HTML.

pub(crate) mod checklist;
pub(crate) mod layout;
pub(crate) mod passphrase;
mod qr;
pub(crate) mod rate;
pub(crate) mod review;
pub(crate) mod room;
mod schema;
pub(crate) mod torcheck;
pub(crate) mod verify;
pub(crate) mod wordlist;
