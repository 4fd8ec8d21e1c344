//! Runs that end before any command: examples, help, the version, a mistake in the arguments.

mod mistake;

use std::io::{self, Write};
use std::process::ExitCode;

use opsec::data;

use crate::cli::{self, Early, Help};
use crate::outcome::{Failure, Outcome};
use crate::render;
use crate::ui::{Ui, stdout_is_closed};
use crate::words;

/// Shows what was asked for instead of a command. A closed pipe is the reader's choice.
pub(crate) fn show(early: &Early, ui: &Ui) -> ExitCode {
    let language = ui.language();
    match early {
        Early::Examples => {
            let style = ui.style();
            let about = render::help::paragraphs(words::help::about(language), &style);
            let examples = render::help::paragraphs(words::help::examples(language), &style);
            answer(&format!("{about}\n\n{examples}\n"), ui)
        }
        Early::Version => answer(&words::help::version(language, env!("CARGO_PKG_VERSION"), data::DATE), ui),
        Early::Help(help) => answer(&text(help, ui), ui),
        Early::Mistake(found) => {
            let failure = mistake::explain(found, language);
            ui.failure(&failure);
            Outcome::from(&failure).into()
        }
    }
}

/// The help of a command, as wide as the page.
fn text(help: &Help, ui: &Ui) -> String {
    let style = ui.style();
    let mut command = cli::find(cli::described(), &help.path).term_width(style.width);
    let below = command.get_after_long_help().or(command.get_after_help()).map(ToString::to_string);
    let own = below.map(|text| render::help::paragraphs(&text, &style));
    let all = (!help.path.is_empty()).then(|| words::help::global_options(ui.language()).to_owned());
    let below = own.into_iter().chain(all).collect::<Vec<_>>().join("\n\n");
    command = command.after_help(below.clone()).after_long_help(below);
    let help = if help.is_long { command.render_long_help() } else { command.render_help() };
    let text = if style.is_colored() { help.ansi().to_string() } else { help.to_string() };
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

fn answer(text: &str, ui: &Ui) -> ExitCode {
    if stdout_is_closed() {
        ui.failure(&Failure::new(words::deliver::stdout_is_closed(ui.language())));
        return Outcome::Unable.into();
    }
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = words::deliver::not_written(ui.language(), &error);
            ui.failure(&Failure::new(message).because(error));
            Outcome::Unable.into()
        }
        _ => Outcome::Yes.into(),
    }
}
