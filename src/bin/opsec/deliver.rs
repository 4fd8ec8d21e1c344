//! Chooses the form and destination of the output, and writes the report there.

use std::io::{self, BufWriter, Write};
use std::os::fd::AsFd;
use std::path::PathBuf;

use opsec::language::Language;

use crate::cli::Global;
use crate::files::{refuse_existing, write_new_file};
use crate::outcome::{Failure, Outcome, Result};
use crate::render;
use crate::report::{Answer, Format, Report};
use crate::ui::{Style, Ui, stdout_is_readable_by_others};
use crate::words;

/// The form and the file that were asked for, checked before any work begins.
pub(crate) struct Delivery {
    pub(crate) format: Format,
    output: Option<PathBuf>,
    language: Language,
}

impl Delivery {
    /// Chooses among the forms that a command offers, the first by default.
    pub(crate) fn new(offered: &[Format], global: Global, language: Language) -> Result<Self> {
        let format = match global.format() {
            None => offered.first().copied().unwrap_or(Format::Text),
            Some(format) if offered.contains(&format) => format,
            Some(format) => {
                return Err(Failure::usage(words::deliver::not_offered(language, format.name())).hint(
                    words::deliver::offered(
                        language,
                        &offered.iter().map(|format| format.name()).collect::<Vec<_>>(),
                    ),
                ));
            }
        };
        if let Some(path) = &global.output {
            refuse_existing(language, path)?;
        }
        Ok(Self { format, output: global.output, language })
    }

    /// Writes the report where it was asked for, and returns the outcome.
    pub(crate) fn deliver(&self, report: &Report, ui: &Ui) -> Result<Outcome> {
        let answer = &report.answer;
        if let Some(path) = &self.output {
            write_new_file(self.language, path, |out| self.write(answer, &ui.file_style(), out))?;
            ui.say(&words::deliver::written(self.language, &path.to_string_lossy()));
        } else {
            if (answer.is_secret() || report.has_names) && stdout_is_readable_by_others() {
                ui.warn(words::deliver::readable_by_others(self.language));
            }
            self.write_stdout(answer, &ui.style())?;
        }
        Ok(report.outcome)
    }

    fn write(&self, answer: &Answer, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        match answer {
            Answer::Document(document) => {
                out.write_all(render::draw(document, self.format, style).as_bytes())
            }
            Answer::Finished(bytes) => out.write_all(bytes),
            Answer::Secret(secret) => secret.write(style, out),
        }
    }

    /// Writes to stdout; a secret without any buffer between, since nobody would wipe it.
    fn write_stdout(&self, answer: &Answer, style: &Style) -> Result<()> {
        let written = if answer.is_secret() {
            let copy = io::stdout().as_fd().try_clone_to_owned();
            copy.and_then(|copy| self.write(answer, style, &mut std::fs::File::from(copy)))
        } else {
            let mut out = BufWriter::new(io::stdout().lock());
            let written = self.write(answer, style, &mut out).and_then(|()| out.flush());
            // What is still buffered after an error must not be flushed again, with noise, on drop.
            let _ = out.into_parts();
            written
        };
        match written {
            // The reader has had enough (`| head -1`): leave quietly.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Failure::new(words::deliver::not_written(self.language, &error))
                .hint(words::deliver::not_written_hint(self.language))
                .because(error)),
            Ok(()) => Ok(()),
        }
    }
}
