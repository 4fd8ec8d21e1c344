//! Questions at the terminal; what is typed is shown, so never for secrets.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use super::Ui;
use crate::outcome::{Failure, Result};

/// Longest answer that is read, in bytes.
const LONGEST: u64 = 4096;
/// How often an answer that does not fit may be given again.
const TRIES: usize = 5;

impl Ui {
    /// Asks a question on standard error and returns the answer; an empty one means `usual`.
    pub(crate) fn ask(
        &self,
        question: &str,
        usual: &str,
        check: impl Fn(&str) -> Result<()>,
    ) -> Result<String> {
        for _ in 0..TRIES {
            let _ = write!(io::stderr().lock(), "{} [{usual}] ", self.wrap(question));
            let mut line = String::new();
            let read = io::stdin().lock().take(LONGEST).read_line(&mut line);
            if read.map_err(|error| Failure::new(format!("Could not read the answer: {error}")))? == 0 {
                return Err(Failure::new("The input ended before every question was answered.")
                    .hint("Answer at the terminal, or give the options instead of --ask."));
            }
            let answer = if line.trim().is_empty() { usual } else { line.trim() };
            match check(answer) {
                Ok(()) => return Ok(answer.to_owned()),
                Err(failure) => self.failure(&failure),
            }
        }
        Err(Failure::new("No answer fitted.").hint("Give the options instead of --ask; see --help."))
    }

    /// Asks for a line of free text on standard error; nothing for an empty line or the end of input.
    pub(crate) fn ask_line(&self, question: &str) -> Result<Option<String>> {
        let _ = write!(io::stderr().lock(), "{} ", self.wrap(question));
        let mut line = String::new();
        let read = io::stdin().lock().take(LONGEST).read_line(&mut line);
        read.map_err(|error| Failure::new(format!("Could not read the answer: {error}")))?;
        let line = line.trim();
        Ok((!line.is_empty()).then(|| line.to_owned()))
    }

    /// Invites to type, if somebody sits at the terminal.
    pub(crate) fn invite(&self, text: &str) {
        if io::stdin().is_terminal() {
            let _ = writeln!(io::stderr().lock(), "{}", self.wrap(text));
        }
    }
}

/// Whether there is someone to ask.
pub(crate) fn someone_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks at the terminal. Anything but a plain yes is a no. Blocks.
pub(crate) fn is_confirmed(question: &str) -> bool {
    let _ = write!(io::stderr().lock(), "{question} [y/N] ");
    let _ = io::stderr().flush();
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
}
