//! How a run ends: an outcome with its exit code, or a failure with what to do next.

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

/// The answer a command came to, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Yes, or done: exit code 0.
    Yes,
    /// The answer is no: exit code 1.
    No,
    /// Not known, or failed: exit code 2.
    Unable,
    /// The command line was wrong: exit code 64, `EX_USAGE`.
    Usage,
    /// Ctrl-C: exit code 130.
    Interrupted,
}

impl Outcome {
    /// The exit code, as `--help` lists them.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Yes => 0,
            Self::No => 1,
            Self::Unable => 2,
            Self::Usage => 64,
            Self::Interrupted => 130,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.code())
    }
}

/// The kind of failure that ended a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FailureKind {
    /// The user's own data can't be used, or the system refused.
    Unable,
    /// The command line can't be used, whatever the files hold.
    Usage,
    /// Ctrl-C.
    Interrupted,
}

/// A failure: what went wrong, where, and what to do next.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) kind: FailureKind,
    /// What went wrong and where, from `words`.
    pub(crate) message: String,
    /// What to do next, one line each, from `words`.
    pub(crate) hints: Vec<String>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// Number of mistakes of a long list that are shown.
const MOST_HINTS: usize = 12;

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::Unable, message: message.into(), hints: Vec::new(), source: None }
    }

    /// What can be put right on the command line alone.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::Usage, ..Self::new(message) }
    }

    pub(crate) fn interrupted(message: impl Into<String>) -> Self {
        Self { kind: FailureKind::Interrupted, ..Self::new(message) }
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds the first of many hints, and how many more there are.
    #[must_use]
    pub(crate) fn hints(
        mut self,
        hints: impl ExactSizeIterator<Item = String>,
        more: impl FnOnce(usize) -> String,
    ) -> Self {
        let left_out = hints.len().saturating_sub(MOST_HINTS);
        self.hints.extend(hints.take(MOST_HINTS));
        if left_out > 0 {
            self.hints.push(more(left_out));
        }
        self
    }

    /// Keeps the error below, for developers.
    #[must_use]
    pub(crate) fn because(mut self, source: impl Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

impl From<&Failure> for Outcome {
    fn from(failure: &Failure) -> Self {
        match failure.kind {
            FailureKind::Unable => Self::Unable,
            FailureKind::Usage => Self::Usage,
            FailureKind::Interrupted => Self::Interrupted,
        }
    }
}

/// What every fallible step of the program returns.
pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;
