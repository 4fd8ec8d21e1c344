//! Passphrases as they are written, and what was found about one.

pub(crate) mod compose;
pub(crate) mod json;
mod phrases;

pub(crate) use phrases::{Form, Phrases};
