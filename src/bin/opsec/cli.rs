//! Everything that can be asked, and nothing about how it is answered.

pub(crate) mod checklist;
pub(crate) mod passphrase;
pub(crate) mod rate;
pub(crate) mod review;
pub(crate) mod room;
pub(crate) mod torcheck;
pub(crate) mod verify;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::outcome::Outcome;
use crate::report::Format;
use crate::ui::Color;

/// Leave Discord, Slack or Twitter DMs for a private chat, and know what you are doing
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

/// What a run was asked to do.
pub(crate) struct Asked {
    pub(crate) global: Global,
    pub(crate) command: Command,
}

/// Options that every command understands.
#[derive(Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Form of the answer; each command offers some of these
    #[arg(long, global = true, value_enum, value_name = "FORM")]
    format: Option<Format>,

    /// The same as --format json
    #[arg(long, global = true, conflicts_with = "format")]
    json: bool,

    /// Write the answer to a new file that only you can read
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// When to use colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(crate) color: Color,

    /// Say nothing but the answer, warnings and errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

impl Global {
    /// Whether JSON was asked for.
    pub(crate) fn is_json(&self) -> bool {
        self.format() == Some(Format::Json)
    }

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

/// Print the completions for a shell
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec completions bash > ~/.local/share/bash-completion/completions/opsec"
)]
pub(crate) struct CompletionsArguments {
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual, or write one page per command into a folder
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec man | man -l -\n  opsec man ~/.local/share/man/man1")]
pub(crate) struct ManArguments {
    /// Folder to write the pages into; without it, the page of opsec itself goes to stdout
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

impl Early {
    pub(crate) fn show(self) -> ExitCode {
        match self {
            Self::Examples => {
                // A closed pipe is the reader's choice.
                let _ = std::io::stdout().write_all(EXAMPLES.as_bytes());
                Outcome::Yes.into()
            }
            Self::Clap(ref error) => {
                if error.kind() == ErrorKind::DisplayVersion {
                    return show_version();
                }
                let _ = error.print();
                if let Some(platform) = self.platform() {
                    let _ = writeln!(std::io::stderr(), "\n  Did you mean `opsec rate {platform}`?");
                }
                if error.use_stderr() { Outcome::Unable.into() } else { Outcome::Yes.into() }
            }
        }
    }
}

impl Early {
    /// The platform that was typed where a command was due: `opsec discord`.
    fn platform(&self) -> Option<&'static str> {
        let Self::Clap(error) = self else { return None };
        let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else {
            return None;
        };
        crate::data::bundled_platform(typed)
    }
}

/// The program's version and the date of its data, which decides how far to trust it.
fn show_version() -> ExitCode {
    let date = crate::data::bundled_date();
    let _ = writeln!(std::io::stdout(), "opsec {} (data of {date})", env!("CARGO_PKG_VERSION"));
    Outcome::Yes.into()
}

pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Asked, Early> {
    let cli = Cli::try_parse_from(arguments).map_err(Early::Clap)?;
    match cli.command {
        Some(command) => Ok(Asked { global: cli.global, command }),
        None => Err(Early::Examples),
    }
}

const EXAMPLES: &str = "\
opsec: leave Discord, Slack or Twitter DMs for a private chat, and know what you are doing

  opsec rate discord                           what the place you are in gives away
  opsec rate discord signal whatsapp           places side by side
  opsec rate --all --profile journalist        what suits a given threat
  opsec passphrase --words 7                   a passphrase people can remember
  opsec room new                               a private room name
  opsec torcheck                               whether a request really leaves through Tor
  opsec checklist --from discord --members 40  how a group moves, step by step, to print
  opsec verify new                             words by which members show that they are they
  opsec --help                                 everything else
";

const EXIT_CODES: &str = "\
Exit codes:
  0    yes, or done
  1    the answer is no
  2    could not tell, could not do, or bad usage
  130  interrupted";
