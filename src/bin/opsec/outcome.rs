//! How a run ends: an outcome with its exit code, or a failure with what to do next.

use std::fmt;
use std::process::ExitCode;

/// The answer a command came to, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Yes, or done: exit code 0.
    Yes,
    /// The answer is no: exit code 1.
    No,
    /// Could not tell, could not do, bad usage: exit code 2.
    Unable,
    /// Ctrl-C: exit code 130.
    Interrupted,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Yes => 0,
            Outcome::No => 1,
            Outcome::Unable => 2,
            Outcome::Interrupted => 130,
        })
    }
}

impl From<&Failure> for Outcome {
    fn from(failure: &Failure) -> Self {
        if failure.interrupted { Self::Interrupted } else { Self::Unable }
    }
}

/// Why a command could not do its work: what, where, and what to do next.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What went wrong and where, in the user's words.
    pub(crate) message: String,
    /// What to do next, one line each.
    pub(crate) hints: Vec<String>,
    interrupted: bool,
}

impl Failure {
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string(), hints: Vec::new(), interrupted: false }
    }

    pub(crate) fn hint(mut self, hint: impl fmt::Display) -> Self {
        self.hints.push(hint.to_string());
        self
    }

    pub(crate) fn interrupted() -> Self {
        Self { message: "Interrupted; nothing was written.".to_owned(), hints: Vec::new(), interrupted: true }
    }
}

/// What every fallible step of the program returns.
pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

/// Puts the user's words in front of a lower error: "Could not read 'x': permission denied".
pub(crate) trait Context<T> {
    fn context(self, what: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, what: impl fmt::Display) -> Result<T> {
        self.map_err(|error| Failure::new(format!("{what}: {error}")))
    }
}
