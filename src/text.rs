//! Texts as people type and see them: names, invisible characters, and text made safe to show.

pub mod invisible;
pub mod name;
mod sanitize;

pub use sanitize::{Foreign, sanitize, sanitize_lines};
