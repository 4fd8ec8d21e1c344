//! Reads users' own word lists.

use std::path::Path;

use opsec::language::Language;
use opsec::wordlist::{Cleaned, clean};

use super::{read_text, shown};
use crate::outcome::{Failure, Result};
use crate::words::wordlist as words;

/// Largest list that is read, in bytes: ten million short words.
const LARGEST: u64 = 256 << 20;

/// Reads a list and removes what editors and dice lists leave in such files.
pub(crate) fn read_list(language: Language, path: &Path) -> Result<Cleaned> {
    let text = read_text(language, path, LARGEST)?;
    clean(&text).map_err(|error| {
        Failure::new(words::not_a_list(language, &shown(language, path), &error))
            .hint(words::list_error_hint(language))
            .because(error)
    })
}
