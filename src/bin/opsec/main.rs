//! `opsec`: leave Discord, Slack or Twitter DMs for a private chat, and know what you are doing.
//!
//! The library `opsec` is what we know; this program is how we speak: arguments, network, files,
//! terminal. A command gathers, asks the library, and returns a [`report::Report`]; nothing else
//! prints.

mod cli;
mod clock;
mod commands;

mod deliver;
mod files;
mod net;
mod outcome;
mod overlay;
mod render;
mod report;
mod secret;
mod signals;
mod ui;
mod watch;
mod words;

use std::process::ExitCode;

use outcome::Outcome;
use zeroizing_alloc::ZeroAlloc;

/// Wipes all memory that is freed: libraries that draw a QR code or read a line know nothing of secrets.
#[global_allocator]
static MEMORY: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    if let Some(code) = watch::play_part(&arguments) {
        return code;
    }
    let parsed = match cli::parse(&arguments) {
        Ok(parsed) => parsed,
        Err(early) => {
            let options = ui::Options { color: cli::color(&arguments), ..ui::Options::default() };
            return commands::help::show(&early, &ui::Ui::new(options));
        }
    };
    let ui = ui::Ui::new(ui::Options::from(&parsed.global));
    match run(parsed, &ui) {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            ui.failure(&failure);
            Outcome::from(&failure).into()
        }
    }
}

/// Chooses form and destination first: no work is done for output that can't be written.
fn run(parsed: cli::Parsed, ui: &ui::Ui) -> outcome::Result<Outcome> {
    let offered = commands::formats(&parsed.command);
    let delivery =
        deliver::Delivery::new(offered, &parsed.global, commands::runs_another(&parsed.command), ui)?;
    let report = commands::run(parsed.command, delivery.format, ui)?;
    delivery.deliver(&report, ui)
}
