//! Word lists: the bundled ones, and what one is good for.

pub(crate) mod compose;
pub(crate) mod json;

use opsec::wordlist::{Examination, Removed, WordList};

/// A list with what was found about it.
pub(crate) struct Examined {
    pub(crate) name: String,
    pub(crate) list: WordList,
    pub(crate) removed: Removed,
    pub(crate) separator: String,
    pub(crate) examination: Examination,
}
