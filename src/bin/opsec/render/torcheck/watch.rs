//! What was seen of a program's connections: its document and its JSON.

pub(crate) mod compose;
pub(crate) mod json;
