//! The commands: each gathers, asks the library, and returns a report.

mod checklist;
mod completions;
mod man;
mod passphrase;
mod rate;
mod review;
mod room;
mod torcheck;
mod verify;
mod wordlist;

use crate::cli::{Command, Global};
use crate::outcome::Result;
use crate::report::Report;
use crate::ui::Ui;

pub(crate) fn run(command: Command, global: &Global, ui: &Ui) -> Result<Report> {
    match command {
        Command::Rate(arguments) => rate::run(&arguments, ui),
        Command::Passphrase(arguments) => passphrase::run(&arguments, global.is_json(), ui),
        Command::Room(arguments) => room::run(&arguments, ui),
        Command::Wordlist(arguments) => wordlist::run(&arguments),
        Command::Torcheck(arguments) => torcheck::run(&arguments, ui),
        Command::Checklist(arguments) => checklist::run(&arguments, ui),
        Command::Verify(arguments) => verify::run(&arguments, ui),
        Command::Review(arguments) => review::run(&arguments),
        Command::Completions(arguments) => Ok(completions::run(&arguments)),
        Command::Man(arguments) => man::run(&arguments),
    }
}
