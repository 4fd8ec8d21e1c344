//! Reads typed secrets, and finds output that others could read.

use std::io::{self, IsTerminal, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;

use opsec::language::Language;
use zeroize::Zeroizing;

use crate::outcome::{Failure, Result};
use crate::words::{failure, secret};

/// Longest secret that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Reads one line: at a terminal without showing it, otherwise from stdin. Never from arguments.
pub(crate) fn read_secret(language: Language, prompt: &str) -> Result<Zeroizing<String>> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::Interrupted => Failure::interrupted(failure::interrupted(language)),
        _ => Failure::new(failure::not_read(language, failure::standard_input(language), &error))
            .because(error),
    };
    let text = if io::stdin().is_terminal() {
        Zeroizing::new(rpassword::prompt_password(prompt).map_err(failed)?)
    } else {
        let mut bytes = Zeroizing::new(Vec::with_capacity(1 << 16));
        io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > LONGEST {
            return Err(Failure::new(secret::too_large(language)));
        }
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            Failure::new(secret::not_text(language)).hint(secret::not_text_hint(language)).because(error)
        })?;
        Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned())
    };
    if text.trim().is_empty() {
        return Err(Failure::new(secret::nothing(language)).hint(secret::nothing_hint(language)));
    }
    if text.contains('\n') {
        return Err(Failure::new(secret::several_lines(language)));
    }
    Ok(text)
}

/// Whether standard output is a file that others on this machine can read.
pub(crate) fn stdout_is_readable_by_others() -> bool {
    let Ok(copy) = io::stdout().as_fd().try_clone_to_owned() else { return false };
    let Ok(data) = std::fs::File::from(copy).metadata() else { return false };
    data.is_file() && data.mode() & 0o044 != 0
}
