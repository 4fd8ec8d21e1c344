//! Which forms of output each command offers, by its name.

use crate::report::{EVENTS, Format, READABLE, SECRET};

/// The forms that a command offers, the default first; a group, those that all below it offer. Its name is in
/// words below `opsec`.
pub(crate) fn offered(path: &[&str]) -> &'static [Format] {
    match path {
        ["passphrase" | "room" | "verify"] | ["room" | "verify", "new"] => SECRET,
        ["checklist"] => EVENTS,
        ["completions" | "man", ..] | ["review", "new"] => &[Format::Text],
        ["review", "schema"] => &[Format::Json],
        _ => READABLE,
    }
}
