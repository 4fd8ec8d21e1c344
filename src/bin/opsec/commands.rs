//! The commands: each gathers, asks the library, and returns a report.

mod completions;
mod man;
mod rate;
mod review;

use crate::cli::Command;
use crate::outcome::Result;
use crate::report::Report;
use crate::ui::Ui;

pub(crate) fn run(command: Command, ui: &Ui) -> Result<Report> {
    match command {
        Command::Rate(arguments) => rate::run(&arguments, ui),
        Command::Review(arguments) => review::run(&arguments),
        Command::Completions(arguments) => Ok(completions::run(&arguments)),
        Command::Man(arguments) => man::run(&arguments),
    }
}
