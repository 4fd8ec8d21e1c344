//! Arguments of `opsec passphrase`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Make a diceware passphrase: random words that people can remember
///
/// The phrase alone goes to stdout; its entropy in bits, and what that means, to stderr. Words come
/// from the system's random generator and are chosen without bias. To copy it without showing it:
/// opsec passphrase -q | wl-copy --paste-once (Wayland), | xclip -selection clipboard (X11),
/// | pbcopy (macOS).
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  opsec passphrase                                   six words of EFF large: 77.5 bits
  opsec passphrase --words 25
  opsec passphrase --bits 128 --separator -
  opsec passphrase --list eff-short-2 --case title
  opsec passphrase --separator random-digit
  opsec passphrase --dice 6                          with your own dice
  opsec passphrase check                             read one back

Word lists: opsec wordlist list."
)]
pub(crate) struct PassphraseArguments {
    #[command(subcommand)]
    pub(crate) command: Option<PassphraseCommand>,

    /// How many words
    #[arg(short, long, value_name = "N", default_value_t = 6)]
    pub(crate) words: usize,

    /// As many words as reach this entropy
    #[arg(long, value_name = "BITS", conflicts_with = "words", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub(crate) bits: Option<u32>,

    /// A bundled list by its id, or a file with one word a line
    #[arg(short, long, value_name = "ID|FILE", default_value = "eff-large")]
    pub(crate) list: String,

    /// Text between the words, or random-digit, random-symbol
    #[arg(short, long, value_name = "TEXT", default_value = " ", allow_hyphen_values = true)]
    pub(crate) separator: String,

    /// How the words are written
    #[arg(long, value_enum, value_name = "CASE", default_value_t)]
    pub(crate) case: Case,

    /// How many phrases, one a line
    #[arg(short, long, value_name = "N", default_value_t = 1)]
    pub(crate) count: u64,

    /// Use rolls of your own dice with so many sides, read from the terminal or stdin
    #[arg(long, value_name = "SIDES", num_args = 0..=1, default_missing_value = "6", conflicts_with_all = ["count"])]
    pub(crate) dice: Option<u32>,

    /// Numbered, one word a line, spelled where words can be confused
    #[arg(long, conflicts_with = "count")]
    pub(crate) voice: bool,

    /// With the places of a memory palace, in chunks of five
    #[arg(long, conflicts_with_all = ["count", "voice"])]
    pub(crate) remember: bool,

    /// Also as a QR code in the terminal
    #[arg(long, conflicts_with = "count")]
    pub(crate) qr: bool,
}

#[derive(Subcommand)]
#[command(defer = true)]
pub(crate) enum PassphraseCommand {
    Check(CheckArguments),
}

/// Read a phrase back: which list, which words, how many bits if chosen at random
///
/// Reads the phrase from the terminal without showing it, or one line from stdin; never from the
/// command line, where others could see it. Nothing of it is printed but the words that are wrong
/// or nearly right, by number. Exit code 1 if no list has all its words.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec passphrase check\n  pass show wifi | opsec passphrase check --list eff-large"
)]
pub(crate) struct CheckArguments {
    /// Only this list: a bundled one by its id, or a file
    #[arg(short, long, value_name = "ID|FILE")]
    pub(crate) list: Option<String>,
}

/// How the words are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Case {
    /// as the list has them
    #[default]
    List,
    /// all small
    Lower,
    /// ALL LARGE
    Upper,
    /// Each With A Capital
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

/// Look at word lists
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
    /// Every bundled list in one line
    List,
    Show(ShowArguments),
    Check(CheckListArguments),
}

/// What a bundled list is good for, or its words
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec wordlist show eff-large\n  opsec wordlist show eff-large --words")]
pub(crate) struct ShowArguments {
    /// Id of a bundled list
    pub(crate) id: String,

    /// Print the words themselves
    #[arg(long)]
    pub(crate) words: bool,
}

/// Examine a list of your own: size, duplicates, whether phrases can be read back
///
/// Exit code 1 if phrases of it could be read in two ways with the separator given.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec wordlist check mywords.txt\n  opsec wordlist check mywords.txt --separator ''"
)]
pub(crate) struct CheckListArguments {
    /// One word a line, with or without dice numbers; - for stdin
    pub(crate) file: PathBuf,

    /// Text between the words
    #[arg(short, long, value_name = "TEXT", default_value = " ", allow_hyphen_values = true)]
    pub(crate) separator: String,
}
