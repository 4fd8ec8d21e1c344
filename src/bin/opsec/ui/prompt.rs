//! Questions at the terminal. What is typed is shown, so they are never for secrets.

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use opsec::language::Language;

use super::Ui;
use crate::outcome::{Failure, Result};
use crate::words::prompt as words;

/// Longest answer that is read, in bytes.
const LONGEST: u64 = 4096;
/// How often a question is asked until its answer can be used.
const TRIES: usize = 5;

impl Ui {
    /// Asks a question on standard error and returns the answer; an empty one means `usual`.
    pub(crate) fn ask(
        &self,
        question: &str,
        usual: &str,
        check: impl Fn(&str) -> Result<()>,
    ) -> Result<String> {
        let language = self.language();
        for _ in 0..TRIES {
            let _ = write!(io::stderr().lock(), "{} [{usual}] ", self.wrap(question));
            let line = self.read_line()?;
            if line.is_empty() {
                end_line();
                return Err(Failure::new(words::ended(language)).hint(words::ended_hint(language)));
            }
            let answer = if line.trim().is_empty() { usual } else { line.trim() };
            match check(answer) {
                Ok(()) => return Ok(answer.to_owned()),
                Err(failure) => self.failure(&failure),
            }
        }
        Err(Failure::new(words::nothing_fitted(language)).hint(words::nothing_fitted_hint(language)))
    }

    /// Asks for a line of free text on standard error; nothing for an empty line or the end of input.
    pub(crate) fn ask_line(&self, question: &str) -> Result<Option<String>> {
        let _ = write!(io::stderr().lock(), "{} ", self.wrap(question));
        let line = self.read_line()?;
        if line.is_empty() {
            end_line();
        }
        let line = line.trim();
        Ok((!line.is_empty()).then(|| line.to_owned()))
    }

    /// Reads a line with its end; an empty one at the end of input.
    fn read_line(&self) -> Result<String> {
        let mut line = String::new();
        let read = io::stdin().lock().take(LONGEST).read_line(&mut line);
        read.map(|_| line)
            .map_err(|error| Failure::new(words::not_read(self.language(), &error)).because(error))
    }

    /// A yes-or-no question as it is shown, within the width of the terminal.
    pub(crate) fn question(&self, question: &str) -> String {
        self.wrap(&format!("{question} {}", words::yes_or_no(self.language())))
    }

    /// Invites to type, if someone is at the terminal.
    pub(crate) fn invite(&self, text: &str) {
        if io::stdin().is_terminal() {
            let _ = writeln!(io::stderr().lock(), "{}", self.wrap(text));
        }
    }
}

/// Ends the line of a question that nobody answered.
fn end_line() {
    let _ = writeln!(io::stderr().lock());
}

/// Whether there is someone to ask.
pub(crate) fn someone_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks a question that [`Ui::question`] prepared. Anything but a plain yes is a no. Blocks.
pub(crate) fn is_confirmed(language: Language, question: &str) -> bool {
    let _ = write!(io::stderr().lock(), "{question} ");
    let _ = io::stderr().flush();
    IS_OPEN.store(true, Ordering::SeqCst);
    let mut answer = String::new();
    let read = io::stdin().lock().take(LONGEST).read_line(&mut answer);
    if answer.is_empty() {
        leave_question();
    }
    IS_OPEN.store(false, Ordering::SeqCst);
    read.is_ok() && words::is_yes(language, &answer)
}

/// Whether the cursor still stands behind a question.
static IS_OPEN: AtomicBool = AtomicBool::new(false);

/// Ends the line of a question that was abandoned, as by Ctrl-C.
pub(super) fn leave_question() {
    if IS_OPEN.swap(false, Ordering::SeqCst) {
        end_line();
    }
}
