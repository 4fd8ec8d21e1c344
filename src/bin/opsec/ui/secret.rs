//! Secrets that are typed, and places where others could see them.

use std::io::{self, IsTerminal, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;

use opsec::language::Language;
use zeroize::Zeroizing;

use crate::outcome::{Failure, Result};
use crate::words::failure::interrupted;
use crate::words::prompt as words;

/// Longest secret that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Reads one line: at a terminal without showing it, otherwise from stdin. Never from arguments.
pub(crate) fn read_secret(prompt: &str) -> Result<Zeroizing<String>> {
    let language = Language::default();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::Interrupted => Failure::interrupted(interrupted(language)),
        _ => Failure::new(words::secret_not_read(language, &error)).because(error),
    };
    let text = if io::stdin().is_terminal() {
        Zeroizing::new(rpassword::prompt_password(prompt).map_err(failed)?)
    } else {
        let mut bytes = Zeroizing::new(Vec::with_capacity(1 << 16));
        io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > LONGEST {
            return Err(Failure::new(words::secret_too_long(language)));
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| {
            Failure::new(words::secret_not_text(language)).hint(words::secret_not_text_hint(language))
        })?;
        Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned())
    };
    if text.trim().is_empty() {
        return Err(Failure::new(words::no_secret(language)).hint(words::no_secret_hint(language)));
    }
    if text.contains('\n') {
        return Err(Failure::new(words::several_secrets(language)));
    }
    Ok(text)
}

/// Whether standard output is a file that others on this machine can read.
pub(crate) fn stdout_is_readable_by_others() -> bool {
    let Ok(copy) = io::stdout().as_fd().try_clone_to_owned() else { return false };
    let Ok(data) = std::fs::File::from(copy).metadata() else { return false };
    data.is_file() && data.mode() & 0o044 != 0
}
