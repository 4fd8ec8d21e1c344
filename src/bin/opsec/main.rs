//! `opsec`: leave Discord, Slack or Twitter DMs for a private chat, and know what you are doing.
//!
//! The library `opsec` is what we know; this program is how we speak: arguments, network, files,
//! terminal. A command gathers, asks the library, and returns a [`report::Report`]; nothing else
//! prints.

mod cli;
mod clock;
mod commands;
mod data;
mod memory;
mod net;
mod outcome;
mod render;
mod report;
mod store;
mod ui;

use std::process::ExitCode;

use outcome::Outcome;

fn main() -> ExitCode {
    let cli = match cli::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(early) => return early.show(),
    };
    let ui = ui::Ui::new(&cli.global);
    match commands::run(cli.command, &cli.global, &ui)
        .and_then(|report| store::deliver(&report, &cli.global, &ui))
    {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            ui.failure(&failure);
            Outcome::from(&failure).into()
        }
    }
}
