//! The report that a command returns, and the forms it can have.

use std::io::{self, Write};

use clap::ValueEnum;
use opsec::text::invisible::steers;
use serde::Serialize;

use crate::files::Readers;
use crate::outcome::Outcome;
use crate::render::document::Document;
use crate::ui::Style;

/// A form of the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, in the terminal
    Text,
    /// For programs; starts with "schema": 1
    Json,
    /// For wikis and email
    Markdown,
    /// One page for a browser, a phone or a printer
    Html,
    /// For a calendar
    Ics,
}

impl Format {
    /// The name by which a form is asked for.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Ics => "ics",
        }
    }
}

/// The forms of a document with days, and JSON.
pub(crate) const EVENTS: &[Format] =
    &[Format::Text, Format::Json, Format::Markdown, Format::Html, Format::Ics];
/// The forms of a document, and JSON.
pub(crate) const READABLE: &[Format] = &[Format::Text, Format::Json, Format::Markdown, Format::Html];
/// The forms of a secret: it never becomes a document, whose pieces nobody wipes.
pub(crate) const SECRET: &[Format] = &[Format::Text, Format::Json];

/// An answer in the form that was asked for.
pub(crate) enum Answer {
    /// To be drawn by the writer of the form.
    Document(Box<Document>),
    /// Drawn already: JSON, a calendar, a script, a list of words.
    Finished(Vec<u8>),
    /// A secret, made while it is written.
    Secret(Box<dyn WriteSecret>),
}

impl Answer {
    /// A value for programs, two spaces deep, with a newline at the end.
    pub(crate) fn json(value: &impl Serialize) -> Self {
        let mut text = Vec::new();
        write_json(value, &mut text)
            .expect("our values have text for keys, and memory takes what is written");
        Self::Finished(harmless(text))
    }

    pub(crate) fn document(document: Document) -> Self {
        Self::Document(Box::new(document))
    }

    pub(crate) fn is_secret(&self) -> bool {
        matches!(self, Self::Secret(_))
    }
}

/// A secret that goes straight out, past buffers that nobody wipes.
pub(crate) trait WriteSecret {
    fn write(&self, style: &Style, out: &mut dyn Write) -> io::Result<()>;
}

/// The report of a command: its answer, and the outcome for the exit code.
pub(crate) struct Report {
    pub(crate) answer: Answer,
    pub(crate) outcome: Outcome,
    /// Who may read the file that holds the answer.
    pub(crate) readers: Readers,
    /// Whether it has names of members: no secret, and yet not for everyone on this computer.
    pub(crate) has_names: bool,
}

impl Report {
    pub(crate) fn new(answer: Answer) -> Self {
        Self { answer, outcome: Outcome::Yes, readers: Readers::default(), has_names: false }
    }

    /// Says that the answer is the same for everyone, such as a manual.
    pub(crate) fn for_everyone(self) -> Self {
        Self { readers: Readers::Everyone, ..self }
    }

    pub(crate) fn with_names(self, has_names: bool) -> Self {
        Self { has_names, ..self }
    }

    pub(crate) fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }
}

/// Escapes what could steer a terminal, which JSON itself allows in its strings; the value stays the same.
fn harmless(json: Vec<u8>) -> Vec<u8> {
    let is_harmful = |character: char| (character.is_control() && character != '\n') || steers(character);
    match String::from_utf8(json) {
        Ok(text) if text.contains(is_harmful) => {
            let mut shown = String::with_capacity(text.len());
            for character in text.chars() {
                if is_harmful(character) {
                    let mut units = [0; 2];
                    shown.extend(
                        character.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")),
                    );
                } else {
                    shown.push(character);
                }
            }
            shown.into_bytes()
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// Writes a value for programs, two spaces deep, with a newline at the end.
pub(crate) fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}
