//! The commands: each gathers, asks the library, and returns a report.

mod completions;
mod man;

use crate::cli::{Command, Global};
use crate::outcome::Result;
use crate::report::Report;
use crate::ui::Ui;

pub(crate) fn run(command: Command, _global: &Global, _ui: &Ui) -> Result<Report> {
    match command {
        Command::Completions(arguments) => Ok(completions::run(&arguments)),
        Command::Man(arguments) => man::run(&arguments),
    }
}
