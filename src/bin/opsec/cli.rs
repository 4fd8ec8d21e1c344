//! Everything that can be asked, and nothing about how it is answered.

pub(crate) mod checklist;
pub(crate) mod passphrase;
pub(crate) mod rate;
pub(crate) mod review;
pub(crate) mod room;
pub(crate) mod torcheck;
pub(crate) mod verify;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};

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
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Choose the form of the output; each command offers some
    #[arg(long, global = true, value_enum, value_name = "FORM")]
    format: Option<Format>,

    /// Print JSON, like --format json
    #[arg(long, global = true, conflicts_with = "format")]
    json: bool,

    /// Save the output to a new file that only you can read
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Choose when to use color
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(crate) color: Color,

    /// Print only the output, warnings and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

impl From<&Global> for ui::Options {
    fn from(global: &Global) -> Self {
        Self { color: global.color, quiet: global.quiet, ..Self::default() }
    }
}

impl Global {
    /// The format asked for, if any.
    pub(crate) fn format(&self) -> Option<Format> {
        if self.json { Some(Format::Json) } else { self.format }
    }
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Rate(rate::RateArguments),
    Passphrase(passphrase::PassphraseArguments),
    Room(room::RoomArguments),
    Wordlist(passphrase::WordlistArguments),
    Torcheck(torcheck::TorcheckArguments),
    Checklist(checklist::ChecklistArguments),
    Verify(verify::VerifyArguments),
    Review(review::ReviewArguments),
    Completions(CompletionsArguments),
    Man(ManArguments),
}

/// Print completions for your shell
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec completions bash > ~/.local/share/bash-completion/completions/opsec"
)]
pub(crate) struct CompletionsArguments {
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual, or save a page per command in a folder
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec man | man -l -\n  opsec man ~/.local/share/man/man1")]
pub(crate) struct ManArguments {
    /// Save the pages in this folder; without it, print the page of opsec itself
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

/// The whole command line as clap knows it, for completions and the manual.
pub(crate) fn command_line() -> clap::Command {
    Cli::command()
}

/// A run that ends before any command: help, version, a mistake in the arguments.
pub(crate) enum Early {
    Examples,
    Clap(clap::Error),
}

pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Parsed, Early> {
    let cli = Cli::try_parse_from(arguments).map_err(Early::Clap)?;
    match cli.command {
        Some(command) => Ok(Parsed { global: cli.global, command }),
        None => Err(Early::Examples),
    }
}

const EXIT_CODES: &str = "\
Exit codes:
  0    yes, or done
  1    the answer is no
  2    couldn't tell, couldn't do it, or wrong usage
  130  interrupted";
