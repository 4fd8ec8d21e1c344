//! Word lists: the bundled ones, and what one is good for.

pub(crate) mod compose;
pub(crate) mod json;

use opsec::wordlist::{Examination, WordList};

/// A list with what was found about it.
pub(crate) struct Examined {
    pub(crate) name: String,
    pub(crate) list: WordList,
    pub(crate) duplicates: Vec<String>,
    pub(crate) dice_numbers: usize,
    pub(crate) separator: String,
    pub(crate) examination: Examination,
}
