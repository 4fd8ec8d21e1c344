//! Everything that can be asked, and nothing about how it is answered.

mod described;
mod early;
mod forms;

pub(crate) mod checklist;
pub(crate) mod passphrase;
pub(crate) mod rate;
pub(crate) mod review;
pub(crate) mod room;
pub(crate) mod schema;
pub(crate) mod torcheck;
pub(crate) mod verify;
pub(crate) mod wordlist;

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, CommandFactory, Parser, Subcommand};
use jiff::civil::Date;

pub(crate) use described::{described, find};
pub(crate) use early::{Early, Help, Mistake, color, parse};
#[cfg(test)]
pub(crate) use forms::offered;

use crate::report::Format;
use crate::ui::{self, Color};

/// Leave Discord, Slack or Twitter DMs for a private chat, and know what you're doing
#[derive(Parser)]
#[command(
    name = "opsec",
    version,
    arg_required_else_help = false,
    subcommand_required = false,
    disable_help_subcommand = true,
    after_long_help = EXIT_CODES,
)]
struct Cli {
    #[command(flatten)]
    global: Global,

    #[command(subcommand)]
    command: Option<Command>,
}

/// A command line that was understood.
pub(crate) struct Parsed {
    pub(crate) global: Global,
    pub(crate) command: Command,
}

/// Options that every command understands.
#[derive(Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Global {
    /// Choose the form of the output
    #[arg(long, global = true, value_enum, value_name = "FORM")]
    format: Option<Format>,

    /// Print JSON, like --format json
    #[arg(long, global = true, conflicts_with = "format")]
    json: bool,

    /// Save to a new file that only you can read; - for stdout
    ///
    /// A name that ends with .txt, .json, .md, .html or .ics chooses the form.
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Replace the file that -o names
    #[arg(long, global = true)]
    pub(crate) force: bool,

    /// Choose when to use color
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(crate) color: Color,

    /// Print only the output, warnings and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

impl From<&Global> for ui::Options {
    fn from(global: &Global) -> Self {
        let saves = global.output.as_ref().is_some_and(|path| path.as_os_str() != "-");
        Self { color: global.color, quiet: global.quiet, saves, ..Self::default() }
    }
}

impl Global {
    /// The format asked for, if any.
    pub(crate) fn format(&self) -> Option<Format> {
        if self.json { Some(Format::Json) } else { self.format }
    }
}

#[derive(Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    Rate(rate::RateArguments),
    Passphrase(passphrase::PassphraseArguments),
    Room(room::RoomArguments),
    Wordlist(wordlist::WordlistArguments),
    Torcheck(torcheck::TorcheckArguments),
    Checklist(checklist::ChecklistArguments),
    Verify(verify::VerifyArguments),
    Review(review::ReviewArguments),
    Schema(schema::SchemaArguments),
    Completions(CompletionsArguments),
    Man(ManArguments),
}

/// Print completions for your shell
#[derive(Args)]
#[command(after_help = "Examples:
  opsec completions bash > ~/.local/share/bash-completion/completions/opsec
  opsec completions zsh > ~/.zfunc/_opsec
  opsec completions fish > ~/.config/fish/completions/opsec.fish

If the folder is missing, make it first with mkdir -p. In zsh, add it to fpath before compinit.")]
pub(crate) struct CompletionsArguments {
    /// Choose your shell
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual, or save a page per command in a folder
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec man | man -l -\n  opsec man ~/.local/share/man/man1")]
pub(crate) struct ManArguments {
    /// Save a page per command here; without it, print opsec's own
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

/// The whole command line as clap knows it, for completions and the manual.
pub(crate) fn command_line() -> clap::Command {
    Cli::command()
}

/// A day of a year from 1.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    let date = text.parse().ok().filter(|date: &Date| date.year() > 0);
    date.ok_or_else(|| "write a date as YYYY-MM-DD, for example 2027-01-11".to_owned())
}

/// A whole number that isn't negative.
fn number<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| "give a whole number, for example 7".to_owned())
}

pub(crate) const EXIT_CODES: &str = "\
Exit codes:
  0    yes, or done
  1    the answer is no
  2    couldn't tell, or couldn't do it
  64   the command line was wrong
  130  interrupted";

#[cfg(test)]
mod tests {
    use super::*;

    /// What clap makes of a line, in full: each argument with its values, or the kind of mistake.
    fn outcome(command: clap::Command, line: &str) -> String {
        format!("{:?}", command.try_get_matches_from(line.split_whitespace()).map_err(|error| error.kind()))
    }

    /// The lines in a command's help that run `opsec`, up to what explains or follows them.
    fn examples(command: &clap::Command) -> Vec<String> {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let lines = help.lines().filter_map(|line| line.find("opsec ").map(|start| &line[start..]));
        let own = lines.map(|line| line.split(['|', '>']).next().unwrap_or(line).to_owned());
        let own = own.map(|line| line.split("  ").next().unwrap_or(&line).replace('\'', ""));
        own.chain(command.get_subcommands().flat_map(examples)).collect()
    }

    #[test]
    fn every_argument_has_a_short_help() {
        fn check(command: &clap::Command) {
            let helps = command.get_arguments().filter(|argument| !argument.is_hide_set());
            let helps =
                helps.map(|argument| argument.get_help().map(ToString::to_string).unwrap_or_default());
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            for help in helps.chain((command.get_name() != "opsec").then_some(about)) {
                assert!((1..=60).contains(&help.chars().count()), "{}: {help:?}", command.get_name());
                assert!(help.starts_with(char::is_uppercase), "{}: {help:?}", command.get_name());
            }
            command.get_subcommands().for_each(check);
        }
        check(&described());
    }

    #[test]
    fn a_command_put_together_alone_understands_what_the_whole_does() {
        let mut whole = command_line();
        whole.build();
        let mut lines = examples(&whole);
        assert!(lines.len() > 30, "only {} examples were found", lines.len());
        let mistakes = [
            "",
            "discord",
            "rat",
            "help",
            "--help",
            "-h",
            "-V",
            "--words 25",
            "--json",
            "--json --format text",
            "passphrase help",
            "passphrase --help",
            "passphrase --version",
            "passphrase --wordz 7",
            "passphrase --words",
            "passphrase --words many",
            "passphrase --bits 0",
            "passphrase 7",
            "passphrase -q check --list de",
            "passphrase check -q",
            "passphrase --words 7 check",
            "--quiet passphrase --words 7 --json",
            "passphrase --voice --qr --remember",
            "-q rate --all",
            "rate discord signal --format",
            "room",
            "room nwe",
            "room new --help",
            "wordlist",
            "wordlist show",
            "verify",
            "review check",
            "completions",
            "completions bsh",
            "completions bash zsh",
            "man a b",
        ];
        lines.extend(mistakes.map(|line| format!("opsec {line}")));
        for line in lines {
            assert_eq!(outcome(command_line(), &line), outcome(whole.clone(), &line), "{line}");
        }
    }
}
