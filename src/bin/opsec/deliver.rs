//! Chooses the form and destination of the output, and writes the report there.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::path::Path;

use opsec::language::Language;

use crate::cli::Global;
use crate::files::{Place, Readers, Replace};
use crate::outcome::{Failure, Outcome, Result};
use crate::render;
use crate::report::{Answer, Format, Report};
use crate::ui::{Style, Ui, stdout_is_closed, stdout_is_readable_by_others};
use crate::words::deliver as words;

/// The form and the place that were asked for, checked before any work begins.
pub(crate) struct Delivery {
    pub(crate) format: Format,
    place: Place,
    language: Language,
}

impl Delivery {
    /// Chooses among the forms that a command offers, the first by default.
    ///
    /// Where standard output belongs to another program, the report goes to standard error by default.
    pub(crate) fn new(offered: &[Format], global: &Global, stdout_is_taken: bool, ui: &Ui) -> Result<Self> {
        let language = ui.language();
        let Some(path) = &global.output else {
            if global.force {
                return Err(Failure::usage(words::nothing_to_replace(language))
                    .hint(words::nothing_to_replace_hint(language)));
            }
            let format = choose(offered, global.format(), language)?;
            if stdout_is_taken {
                return Ok(Self { format, place: Place::Stderr, language });
            }
            if stdout_is_closed() {
                return Err(Failure::new(words::stdout_is_closed(language)));
            }
            return Ok(Self { format, place: Place::Stdout, language });
        };
        let format = match (global.format(), by_ending(path)) {
            (Some(asked), Some(ending)) if asked != ending => {
                ui.warn(&words::other_form(language, &path.to_string_lossy(), asked.name()));
                choose(offered, Some(asked), language)?
            }
            (None, Some(ending)) => choose(offered, Some(ending), language)
                .map_err(|failure| failure.hint(words::ending_chooses(language, &path.to_string_lossy())))?,
            (asked, _) => choose(offered, asked, language)?,
        };
        let replace = if global.force { Replace::Anything } else { Replace::Nothing };
        Ok(Self { format, place: Place::new(language, path, replace)?, language })
    }

    /// Writes the report where it was asked for, and returns the outcome.
    pub(crate) fn deliver(&self, report: &Report, ui: &Ui) -> Result<Outcome> {
        let answer = &report.answer;
        match &self.place {
            Place::Stdout => {
                if (answer.is_secret() || report.has_names) && stdout_is_readable_by_others() {
                    ui.warn(words::readable_by_others(self.language));
                }
                self.stream(answer, &ui.style(), || {
                    io::stdout().as_fd().try_clone_to_owned().map(File::from)
                })?;
            }
            Place::Stderr => {
                self.stream(answer, &ui.error_style(), || {
                    io::stderr().as_fd().try_clone_to_owned().map(File::from)
                })?;
            }
            Place::Stream(path) => {
                self.stream(answer, &ui.file_style(), || File::options().write(true).open(path))?;
            }
            Place::File(file) => {
                let write = |out: &mut dyn Write| self.write(answer, &ui.file_style(), out);
                file.write(self.language, report.readers, write)?;
                let name = file.path().to_string_lossy();
                ui.say(&match report.readers {
                    Readers::Owner => words::saved_for_owner(self.language, &name),
                    Readers::Everyone => words::saved(self.language, &name),
                });
            }
        }
        Ok(report.outcome)
    }

    /// Writes whole documents at once, and a secret without any buffer between, since nobody would wipe it.
    fn write(&self, answer: &Answer, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        match answer {
            Answer::Document(document) => {
                out.write_all(render::draw(document, self.format, style).as_bytes())
            }
            Answer::Finished(bytes) => out.write_all(bytes),
            Answer::Secret(secret) => secret.write(style, out),
        }
    }

    fn stream(&self, answer: &Answer, style: &Style, open: impl FnOnce() -> io::Result<File>) -> Result<()> {
        match open().and_then(|mut out| self.write(answer, style, &mut out)) {
            // The reader has had enough (`| head -1`): leave quietly.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Failure::new(words::not_written(self.language, &error))
                .hint(words::not_written_hint(self.language))
                .because(error)),
            Ok(()) => Ok(()),
        }
    }
}

/// The form that was asked for, if it's offered; without a wish the first.
fn choose(offered: &[Format], asked: Option<Format>, language: Language) -> Result<Format> {
    match asked {
        None => Ok(offered.first().copied().unwrap_or(Format::Text)),
        Some(format) if offered.contains(&format) => Ok(format),
        Some(format) => {
            let offered: Vec<_> = offered.iter().copied().map(Format::name).collect();
            Err(Failure::usage(words::not_offered(language, format.name()))
                .hint(words::offered(language, &offered)))
        }
    }
}

/// The form that the ending of a file's name stands for.
fn by_ending(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" => Some(Format::Text),
        "json" => Some(Format::Json),
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" => Some(Format::Html),
        "ics" => Some(Format::Ics),
        _ => None,
    }
}
