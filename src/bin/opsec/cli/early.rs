//! Command lines that end before any command runs: help, the version, a mistake.

use std::ffi::{OsStr, OsString};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches, Parser};

use super::{Cli, Parsed};
use crate::ui::Color;

/// A run that ends before any command.
pub(crate) enum Early {
    Examples,
    Version,
    Help(Help),
    Mistake(Box<Mistake>),
}

/// The command whose help is wanted, below `opsec`, in words; all of it or in short.
pub(crate) struct Help {
    pub(crate) path: Vec<String>,
    pub(crate) is_long: bool,
}

/// A command line that can't be understood.
pub(crate) struct Mistake {
    pub(crate) error: clap::Error,
    /// The command as far as it was understood.
    pub(crate) command: Command,
    /// Its name in words, below `opsec`.
    pub(crate) path: Vec<String>,
    /// What was typed, without the name of the program.
    pub(crate) typed: Vec<String>,
}

pub(crate) fn parse(arguments: &[OsString]) -> Result<Parsed, Early> {
    let cli = Cli::try_parse_from(arguments).or_else(|error| parse_in_full(&error, arguments))?;
    match cli.command {
        Some(super::Command::Torcheck(mut torcheck)) => {
            torcheck.is_command_missing =
                torcheck.command.is_empty() && arguments.last().is_some_and(|last| last == "--");
            Ok(Parsed { global: cli.global, command: super::Command::Torcheck(torcheck) })
        }
        Some(command) => Ok(Parsed { global: cli.global, command }),
        None => Err(Early::Examples),
    }
}

/// Parses once more with every command put together, which messages and help draw upon and no answer does.
fn parse_in_full(error: &clap::Error, arguments: &[OsString]) -> Result<Cli, Early> {
    let typed: Vec<_> = arguments.iter().skip(1).map(|typed| typed.to_string_lossy().into_owned()).collect();
    if error.kind() == ErrorKind::DisplayVersion {
        return Err(Early::Version);
    }
    let mut whole = Cli::command();
    whole.build();
    let parsed = whole.clone().try_get_matches_from(arguments);
    parsed.and_then(|matches| Cli::from_arg_matches(&matches)).map_err(|error| {
        let (command, path) = named(&whole, &typed);
        match error.kind() {
            ErrorKind::DisplayVersion => Early::Version,
            ErrorKind::DisplayHelp => Early::Help(Help { path, is_long: is_long(&typed) }),
            _ if asks_for_help(&error) => {
                Early::Help(Help { path: helped(&whole, path, &typed), is_long: true })
            }
            _ => Early::Mistake(Box::new(Mistake { command: command.clone(), error, path, typed })),
        }
    })
}

/// Whether `help` was typed where a command was due: `opsec help`, `opsec room help`.
fn asks_for_help(error: &clap::Error) -> bool {
    [ContextKind::InvalidSubcommand, ContextKind::InvalidArg]
        .iter()
        .any(|kind| matches!(error.get(*kind), Some(ContextValue::String(word)) if word == "help"))
}

/// The command after the word `help`, if there is one.
fn helped(whole: &Command, mut path: Vec<String>, typed: &[String]) -> Vec<String> {
    let before = path.iter().fold(whole, |command, word| command.find_subcommand(word).unwrap_or(command));
    let rest = typed.iter().skip_while(|word| *word != "help").skip(1).cloned().collect::<Vec<_>>();
    path.extend(named(before, &rest).1);
    path
}

/// Follows the names of commands as far as there are any, past options and their values.
fn named<'a>(whole: &'a Command, typed: &[String]) -> (&'a Command, Vec<String>) {
    let (mut command, mut path) = (whole, Vec::new());
    let mut words = typed.iter();
    while let Some(word) = words.next() {
        if word.starts_with('-') {
            if takes_next(command, word) {
                words.next();
            }
        } else if let Some(child) = command.find_subcommand(word) {
            path.push(child.get_name().to_owned());
            command = child;
        } else {
            break;
        }
    }
    (command, path)
}

/// Whether an option takes the word after it.
fn takes_next(command: &Command, word: &str) -> bool {
    let long = |argument: &clap::Arg| argument.get_long().is_some_and(|long| word == format!("--{long}"));
    let short = |argument: &clap::Arg| argument.get_short().is_some_and(|short| word == format!("-{short}"));
    command
        .get_arguments()
        .find(|argument| long(argument) || short(argument))
        .is_some_and(|argument| argument.get_action().takes_values())
}

/// Whether `--help` comes before any `-h`.
fn is_long(typed: &[String]) -> bool {
    let asks = |word: &&String| {
        *word == "--help" || (word.starts_with('-') && !word.starts_with("--") && word.contains('h'))
    };
    typed.iter().find(asks).is_none_or(|word| word == "--help")
}

/// The last `--color` on the line, whatever else stands there: messages and help obey it too.
pub(crate) fn color(arguments: &[OsString]) -> Color {
    let value = |(index, word): (usize, &OsString)| {
        let word = word.to_str()?;
        let value = match word.strip_prefix("--color")? {
            "" => arguments.get(index + 1).and_then(|next| next.to_str())?,
            rest => rest.strip_prefix('=')?,
        };
        <Color as clap::ValueEnum>::from_str(value, false).ok()
    };
    let own = arguments.iter().take_while(|word| word.as_os_str() != OsStr::new("--"));
    own.enumerate().filter_map(value).last().unwrap_or_default()
}
