//! The commands: each gathers, asks the library, and returns a report.

mod checklist;
mod completions;
pub(crate) mod help;
mod man;
mod passphrase;
mod rate;
mod review;
mod room;
mod schema;
mod torcheck;
mod verify;
mod wordlist;

use crate::cli::Command;
use crate::outcome::Result;
use crate::report::{Format, READABLE, Report};
use crate::ui::Ui;

/// The forms that a command offers, the default first.
pub(crate) fn formats(command: &Command) -> &'static [Format] {
    match command {
        Command::Rate(_) | Command::Torcheck(_) => READABLE,
        Command::Passphrase(arguments) => passphrase::formats(arguments),
        Command::Room(arguments) => room::formats(arguments),
        Command::Wordlist(arguments) => wordlist::formats(arguments),
        Command::Checklist(arguments) => checklist::formats(arguments),
        Command::Verify(arguments) => verify::formats(arguments),
        Command::Review(arguments) => review::formats(arguments),
        Command::Schema(arguments) => schema::formats(arguments),
        Command::Completions(_) | Command::Man(_) => &[Format::Text],
    }
}

pub(crate) fn run(command: Command, format: Format, ui: &Ui) -> Result<Report> {
    match command {
        Command::Rate(arguments) => rate::run(&arguments, format, ui),
        Command::Passphrase(arguments) => passphrase::run(&arguments, format, ui),
        Command::Room(arguments) => room::run(&arguments, format, ui),
        Command::Wordlist(arguments) => wordlist::run(&arguments, format, ui),
        Command::Torcheck(arguments) => torcheck::run(&arguments, format, ui),
        Command::Checklist(arguments) => checklist::run(&arguments, format, ui),
        Command::Verify(arguments) => verify::run(&arguments, format, ui),
        Command::Review(arguments) => review::run(&arguments, format, ui),
        Command::Schema(arguments) => Ok(schema::run(&arguments, ui)),
        Command::Completions(arguments) => Ok(completions::run(&arguments)),
        Command::Man(arguments) => man::run(&arguments, ui),
    }
}
