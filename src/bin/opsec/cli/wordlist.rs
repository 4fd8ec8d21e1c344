//! Arguments of `opsec wordlist`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// List and check word lists
#[derive(Args)]
#[command(after_help = "Examples:
  opsec wordlist list
  opsec wordlist show eff-short-2
  opsec wordlist show de --words | head
  opsec wordlist check mywords.txt --separator -")]
pub(crate) struct WordlistArguments {
    #[command(subcommand)]
    pub(crate) command: WordlistCommand,
}

#[derive(Subcommand)]
#[command(defer = true)]
pub(crate) enum WordlistCommand {
    /// List the bundled lists
    List,
    Show(ShowArguments),
    Check(CheckArguments),
}

/// Show what a bundled list is good for, or its words
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec wordlist show eff-large\n  opsec wordlist show eff-large --words")]
pub(crate) struct ShowArguments {
    /// Choose a bundled list by its ID
    pub(crate) id: String,

    /// Print the words themselves
    #[arg(long)]
    pub(crate) words: bool,
}

/// Check a list of your own: size, duplicates and odd words
///
/// Reads lists as they are published: one word per line, with or without dice numbers (11111, 1-1-1,
/// 1.), # comments and a PGP signature, or a JSON list. It says what it left out, and which words
/// aren't ordinary ones. It doesn't check the signature. Exit code 1 if a phrase made from the list
/// could be read in two ways with this separator.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec wordlist check mywords.txt\n  opsec wordlist check mywords.txt --separator ''"
)]
pub(crate) struct CheckArguments {
    /// Read the list from this file; - for stdin
    pub(crate) file: PathBuf,

    /// Put this text between the words
    #[arg(short, long, value_name = "TEXT", default_value = " ", allow_hyphen_values = true)]
    pub(crate) separator: String,
}
