//! Arguments of `opsec room`.

use clap::{Args, Subcommand, ValueEnum};

/// Make and check private room names
#[derive(Args)]
#[command(after_help = "Examples:
  opsec room new
  opsec room new --form path --base-url https://meet.example --words 8
  opsec room check")]
pub(crate) struct RoomArguments {
    #[command(subcommand)]
    pub(crate) command: RoomCommand,
}

#[derive(Subcommand)]
#[command(defer = true)]
pub(crate) enum RoomCommand {
    New(NewArguments),
    Check(CheckArguments),
}

/// Make a room name that nobody can guess
///
/// Prints one line to stdout. A link isn't a lock: anyone who gets it, from a forwarded message or a
/// browser's history, can read everything and write under any name. LeapChat's code hasn't changed
/// since September 2023. For lasting chats, use an app with accounts and end-to-end encryption
/// (opsec rate).
#[derive(Args)]
#[command(after_help = "Examples:
  opsec room new                                a LeapChat room
  opsec room new --id                           also the ID its server will use
  opsec room new --pincode                      also a pincode
  opsec room new --form path --base-url https://meet.jit.si --words 8
  opsec room new --form name --words 8")]
pub(crate) struct NewArguments {
    /// Choose how the service names its rooms
    #[arg(long, value_enum, value_name = "FORM", default_value_t)]
    pub(crate) form: Form,

    /// Use this many words from EFF short 2; 25 give 258.5 bits
    #[arg(
        short,
        long,
        value_name = "N",
        default_value_t = opsec::room::LEAPCHAT_WORDS,
        value_parser = super::number::<usize>
    )]
    pub(crate) words: usize,

    /// Set the address of the service
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// Make a pincode too, and print it on stderr
    ///
    /// LeapChat asks everyone for it. Don't send it together with the link.
    #[arg(long)]
    pub(crate) pincode: bool,

    /// Work out the ID that LeapChat's server uses, offline
    ///
    /// It takes 128 MiB of memory and a moment.
    #[arg(long)]
    pub(crate) id: bool,

    /// Show a QR code in the terminal too
    #[arg(long)]
    pub(crate) qr: bool,
}

/// Check a room name or link: its form, words, bits and flaws
///
/// Reads it from the terminal without showing it, or one line from stdin. It never comes from the
/// command line. Exit code 1 if it's weak or wouldn't open the same room everywhere.
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec room check\n  opsec room new -q | opsec room check")]
pub(crate) struct CheckArguments {}

/// How a service names its rooms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// BASE/#WordWordWord: the name stays in the browser
    #[default]
    Leapchat,
    /// BASE/Word-Word-Word: the name goes to the server, as with Jitsi Meet
    Path,
    /// the name alone: Word-Word-Word
    Name,
}

impl From<Form> for opsec::room::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Leapchat => Self::LeapChat,
            Form::Path => Self::Path,
            Form::Name => Self::Name,
        }
    }
}
