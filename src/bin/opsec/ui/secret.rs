//! Secrets that are typed, and where they would be seen.

use std::io::{self, IsTerminal, Read};
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;

use zeroize::Zeroizing;

use crate::outcome::{Failure, Result};

/// Longest secret that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Reads one line: at a terminal without showing it, otherwise from stdin. Never from arguments.
pub(crate) fn read_secret(prompt: &str) -> Result<Zeroizing<String>> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::Interrupted => {
            Failure::interrupted(crate::words::failure::interrupted(Default::default()))
        }
        _ => Failure::new(format!("Could not read from standard input: {error}")),
    };
    let text = if io::stdin().is_terminal() {
        Zeroizing::new(rpassword::prompt_password(prompt).map_err(failed)?)
    } else {
        let mut bytes = Zeroizing::new(Vec::with_capacity(1 << 16));
        io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > LONGEST {
            return Err(Failure::new("Standard input holds more than a megabyte; one line is expected."));
        }
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| Failure::new("Standard input is not UTF-8 text.").hint("Give one line of text."))?;
        Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned())
    };
    if text.trim().is_empty() {
        return Err(
            Failure::new("Nothing was given.").hint("Type it at the prompt, or pass one line on stdin.")
        );
    }
    if text.contains('\n') {
        return Err(Failure::new("Several lines were given; one is expected."));
    }
    Ok(text)
}

/// Whether stdout is a file that others on this machine may read.
pub(crate) fn stdout_is_readable_by_others() -> bool {
    let Ok(copy) = io::stdout().as_fd().try_clone_to_owned() else { return false };
    let Ok(data) = std::fs::File::from(copy).metadata() else { return false };
    data.is_file() && data.mode() & 0o044 != 0
}
