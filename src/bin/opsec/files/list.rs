//! Reads users' own word lists.

use std::path::Path;

use opsec::language::Language;
use opsec::wordlist::{Cleaned, read};

use super::read::{read_bytes, shown};
use crate::outcome::{Failure, Result};
use crate::words::wordlist as words;

/// Largest list that is read, in bytes: two million words of fifteen letters.
const LARGEST: u64 = 32 << 20;

/// Reads a list as it was published, and takes out what is no word.
pub(crate) fn read_list(language: Language, path: &Path) -> Result<Cleaned> {
    let bytes = read_bytes(language, path, LARGEST)?;
    read(&bytes).map_err(|error| {
        Failure::new(words::not_a_list(language, &shown(language, path), &error))
            .hint(words::list_error_hint(language, &error))
            .because(error)
    })
}
