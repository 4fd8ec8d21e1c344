//! Arguments of `opsec passphrase`.

use clap::{Args, Subcommand, ValueEnum};

/// Make a passphrase of random words that people can remember
///
/// Only the phrase goes to stdout. Its entropy in bits, and what that means, goes to stderr. The
/// words come from the system's random generator and are chosen without bias. To copy it without
/// showing it: opsec passphrase -q | wl-copy --paste-once (Wayland), | xclip -selection clipboard
/// (X11), | pbcopy (macOS).
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  opsec passphrase                                  six words: 77.5 bits
  opsec passphrase --words 25
  opsec passphrase --bits 128 --separator -
  opsec passphrase --list eff-short-2 --case title
  opsec passphrase --separator random-digit
  opsec passphrase --dice 6                         with your own dice
  opsec passphrase check                            check one that you type

To see the word lists: opsec wordlist list"
)]
pub(crate) struct PassphraseArguments {
    #[command(subcommand)]
    pub(crate) command: Option<PassphraseCommand>,

    /// Use this many words
    #[arg(short, long, value_name = "N", default_value_t = 6, value_parser = super::number::<usize>)]
    pub(crate) words: usize,

    /// Use as many words as it takes to reach this entropy
    #[arg(
        long,
        value_name = "BITS",
        conflicts_with = "words",
        value_parser = bits
    )]
    pub(crate) bits: Option<u32>,

    /// Use a bundled list (its ID) or a file, one word per line
    #[arg(short, long, value_name = "ID|FILE", default_value = "eff-large")]
    pub(crate) list: String,

    /// Separate words by a text, random-digit or random-symbol
    #[arg(short, long, value_name = "TEXT", default_value = " ", allow_hyphen_values = true)]
    pub(crate) separator: String,

    /// Write the words in this case
    #[arg(long, value_enum, value_name = "CASE", default_value_t)]
    pub(crate) case: Case,

    /// Make this many phrases, one per line
    #[arg(short, long, value_name = "N", default_value_t = 1, value_parser = super::number::<u64>)]
    pub(crate) count: u64,

    /// Read rolls of your own dice, each with this many sides
    ///
    /// Type them at the terminal, or send them to stdin: 1 2 3 4 5, 12345 or 1-2-3-4-5. If the list has
    /// dice numbers, you get the word printed next to your roll.
    #[arg(
        long,
        value_name = "SIDES",
        num_args = 0..=1,
        default_missing_value = "6",
        conflicts_with = "count",
        value_parser = super::number::<u32>
    )]
    pub(crate) dice: Option<u32>,

    /// Number the words and spell those that are easily confused
    #[arg(long, conflicts_with = "count")]
    pub(crate) voice: bool,

    /// Add the places of a memory palace, in groups of five
    #[arg(long, conflicts_with_all = ["count", "voice"])]
    pub(crate) remember: bool,

    /// Show a QR code in the terminal too
    #[arg(long, conflicts_with = "count")]
    pub(crate) qr: bool,
}

#[derive(Subcommand)]
#[command(defer = true)]
pub(crate) enum PassphraseCommand {
    Check(CheckArguments),
}

/// Check a phrase: its list, its words and its bits
///
/// Reads the phrase from the terminal without showing it, or one line from stdin. It never comes
/// from the command line, where others could see it. The output names wrong words only by number.
/// The bits apply only if chance chose the words. Exit code 1 if no list has all its words.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec passphrase check\n  pass show wifi | opsec passphrase check --list eff-large"
)]
pub(crate) struct CheckArguments {
    /// Use only this list: a bundled one (its ID) or a file
    #[arg(short, long, value_name = "ID|FILE")]
    pub(crate) list: Option<String>,
}

/// An entropy that can be reached.
fn bits(text: &str) -> Result<u32, String> {
    let bits = text.parse().ok().filter(|bits| (1..=10_000_000).contains(bits));
    bits.ok_or_else(|| "give a whole number from 1 to 10,000,000".to_owned())
}

/// How the words are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Case {
    /// as in the list
    #[default]
    List,
    /// all lowercase
    Lower,
    /// ALL UPPERCASE
    Upper,
    /// Each Word With A Capital
    Title,
}

impl From<Case> for opsec::passphrase::Case {
    fn from(case: Case) -> Self {
        match case {
            Case::List => Self::AsListed,
            Case::Lower => Self::Lower,
            Case::Upper => Self::Upper,
            Case::Title => Self::Title,
        }
    }
}
