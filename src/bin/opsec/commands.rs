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

#[cfg(test)]
mod tests {
    use clap::Command as ClapCommand;

    use super::*;
    use crate::cli::{command_line, parse, schema::Document};

    /// A line for each command that runs by itself.
    const LINES: &[&str] = &[
        "rate",
        "passphrase",
        "passphrase check",
        "room new",
        "room check",
        "wordlist list",
        "wordlist show de",
        "wordlist check FILE",
        "torcheck",
        "checklist",
        "verify new",
        "verify check",
        "review check FILE",
        "review new NAME",
        "review diff OLD NEW",
        "review schema",
        "schema rate",
        "completions bash",
        "man",
    ];

    /// What these print as JSON is itself a JSON Schema.
    const SCHEMAS: &[&str] = &["review schema", "schema"];

    /// Every command that runs by itself: those without subcommands, and those that do without one.
    fn commands(path: &str, command: &ClapCommand) -> Vec<String> {
        let below = command.get_subcommands().flat_map(|child| {
            let path = format!("{path} {}", child.get_name());
            commands(path.trim(), child)
        });
        let runs = !path.is_empty() && !command.is_subcommand_required_set();
        runs.then(|| path.to_owned()).into_iter().chain(below).collect()
    }

    #[test]
    fn every_command_that_offers_json_has_a_schema_and_no_schema_is_left_over() {
        let mut whole = command_line();
        whole.build();
        let mut offered = Vec::new();
        for command in commands("", &whole) {
            let line = LINES.iter().find(|line| format!("{line} ").starts_with(&format!("{command} ")));
            let line = line.unwrap_or_else(|| panic!("no line runs {command}"));
            let arguments = ["opsec"].into_iter().chain(line.split(' ')).map(Into::into);
            let Ok(parsed) = parse(arguments) else { panic!("{line} isn't understood") };
            if formats(&parsed.command).contains(&Format::Json) && !SCHEMAS.contains(&command.as_str()) {
                offered.push(command.replace(' ', "-"));
            }
        }
        let described: Vec<_> = Document::all().iter().map(|document| document.name()).collect();
        assert_eq!(offered, described);
    }
}
