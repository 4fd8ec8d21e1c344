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

/// Whether standard output belongs to another program, which the command runs; then the report goes past it.
pub(crate) fn runs_another(command: &Command) -> bool {
    matches!(command, Command::Torcheck(arguments) if !arguments.command.is_empty())
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
    use super::*;
    use crate::cli;

    /// Lines to type in the help of a command and of those below it, each with the name of its command.
    fn examples(command: &clap::Command, path: &[String]) -> Vec<(Vec<String>, String)> {
        let own = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let line = |line: &str| {
            Some(line.strip_prefix("  ")?.split(['|', '>']).next()?.split("  ").next()?.to_owned())
        };
        let mut found: Vec<_> = own.lines().filter_map(line).map(|line| (path.to_vec(), line)).collect();
        for child in command.get_subcommands() {
            found.extend(examples(child, &[path, &[child.get_name().to_owned()]].concat()));
        }
        found
    }

    #[test]
    fn help_names_the_forms_that_a_command_offers() {
        let mut seen = 0;
        for (path, line) in examples(&cli::described(), &[]) {
            let words =
                line.split_whitespace().map(|word| word.trim_matches('\'').into()).collect::<Vec<_>>();
            let Ok(parsed) = cli::parse(&words) else { continue };
            let path: Vec<_> = path.iter().map(String::as_str).collect();
            let depth =
                path.iter().zip(line.split_whitespace().skip(1)).take_while(|(one, other)| *one == other);
            if depth.count() < path.len()
                || line.split_whitespace().nth(path.len() + 1).is_some_and(|word| word == "check")
            {
                continue;
            }
            let offered = formats(&parsed.command);
            let said = cli::offered(&path);
            assert!(offered == said || offered.iter().all(|form| said.contains(form)), "{line}: {offered:?}");
            seen += usize::from(offered == said);
        }
        assert!(seen > 25, "only {seen} lines were understood");
    }
}
