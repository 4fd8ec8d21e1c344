//! The result of a check: its document and its JSON.

pub(crate) mod compose;
pub(crate) mod json;
pub(crate) mod watch;
