//! What a command hands back, and the forms in which it can be shown.

use std::io::{self, Write};

use clap::ValueEnum;

use crate::outcome::Outcome;
use crate::ui::Page;

/// A form of the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, in the terminal
    Text,
    /// For programs; begins with "schema": 1
    Json,
    /// For wikis and mails
    Markdown,
    /// One page for a browser, a phone or a printer
    Html,
    /// For a calendar
    Ics,
}

/// An answer that can be shown in one or more forms. Views write, they do not decide.
pub(crate) trait View {
    /// The forms this answer has, the default first.
    fn formats(&self) -> &'static [Format];

    /// Whether the answer is a secret: then it goes straight out, past buffers that nobody wipes.
    fn is_secret(&self) -> bool {
        false
    }

    /// Writes the answer in one of its forms.
    fn write(&self, format: Format, page: &Page, out: &mut dyn Write) -> io::Result<()>;
}

/// What a command hands back: the answer, and what it means for the exit code.
pub(crate) struct Report {
    pub(crate) view: Box<dyn View>,
    pub(crate) outcome: Outcome,
}

impl Report {
    pub(crate) fn new(view: impl View + 'static) -> Self {
        Self { view: Box::new(view), outcome: Outcome::Yes }
    }

    pub(crate) fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }
}

/// Writes a JSON value with the schema number first, two spaces deep, newline at the end.
pub(crate) fn write_json(value: &impl serde::Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}
