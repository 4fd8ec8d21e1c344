//! Texts as people type and see them: names, invisible characters, text made safe to show, and documents as
//! sentences with their fingerprints.

pub mod document;
pub mod fingerprint;
pub mod invisible;
pub mod name;
mod sanitize;

pub use sanitize::{Foreign, sanitize, sanitize_lines};

/// Whether a line of a list is a comment: `#` alone or with a space. A name may begin with `#`.
pub fn is_comment(line: &str) -> bool {
    line.starts_with("# ") || line.trim_end() == "#"
}
