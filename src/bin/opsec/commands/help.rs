//! Runs that end before any command: examples, help, the version, a mistake in the arguments.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use opsec::data;
use opsec::language::Language;
use opsec::review::Lookup;

use crate::cli::Early;
use crate::outcome::Outcome;
use crate::words;

/// Shows what was asked for instead of a command. A closed pipe is the reader's choice.
pub(crate) fn show(early: &Early) -> ExitCode {
    let language = Language::default();
    match early {
        Early::Examples => answer(words::help::examples(language)),
        Early::Clap(error) if error.kind() == ErrorKind::DisplayVersion => {
            answer(&words::help::version(language, env!("CARGO_PKG_VERSION"), data::DATE))
        }
        Early::Clap(error) => {
            let printed = error.print();
            if let Some(platform) = meant(error) {
                let _ = write!(io::stderr(), "{}", words::help::did_you_mean_rate(language, platform));
            }
            if error.use_stderr() { Outcome::Usage.into() } else { written(printed) }
        }
    }
}

fn answer(text: &str) -> ExitCode {
    written(io::stdout().write_all(text.as_bytes()))
}

/// How a run ends whose text was written like this.
fn written(result: io::Result<()>) -> ExitCode {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let language = Language::default();
            let label = words::failure::error_label(language);
            let _ = writeln!(io::stderr(), "{label} {}", words::deliver::not_written(language, &error));
            Outcome::Unable.into()
        }
        _ => Outcome::Yes.into(),
    }
}

/// The platform that was typed where a command was due: `opsec discord`.
fn meant(error: &clap::Error) -> Option<&'static str> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    match data::find(typed) {
        Lookup::Found(id) => Some(id),
        Lookup::Missing(_) => None,
    }
}
