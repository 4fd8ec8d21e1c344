//! A problem in a data file, its position, and the values that are allowed.

use std::fmt;

use serde_yaml::Location;

/// A problem in a data file, its position, and the values that are allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// Name of the file as the user knows it.
    pub file: String,
    /// Line and column, from 1, if known.
    pub position: Option<(u64, u64)>,
    /// The message, which names the key.
    pub message: String,
    /// The values that are allowed; empty if they are not a fixed list.
    pub allowed: Vec<String>,
}

impl Problem {
    pub(super) fn new(file: &str, position: Option<(u64, u64)>, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), position, message: message.into(), allowed: Vec::new() }
    }

    pub(super) fn at(file: &str, location: Location, message: impl Into<String>) -> Self {
        Self::new(file, position(location), message)
    }

    pub(super) fn allowing<I: Into<String>>(mut self, allowed: impl IntoIterator<Item = I>) -> Self {
        self.allowed = allowed.into_iter().map(Into::into).collect();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)?;
        if !self.allowed.is_empty() {
            write!(f, "\n  allowed: {}", self.allowed.join(", "))?;
        }
        Ok(())
    }
}

pub(super) fn position(location: Location) -> Option<(u64, u64)> {
    (location.line() > 0).then(|| (location.line(), location.column()))
}
