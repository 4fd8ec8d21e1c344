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

/// Make a room name that nobody guesses: one line on stdout
///
/// A link is not a lock: whoever gets it, by a forwarded message or a browser's history, reads
/// everything and can write under any name. LeapChat's code has slept since September 2023; for
/// lasting chats use an app with accounts and end-to-end encryption (opsec rate).
#[derive(Args)]
#[command(after_help = "Examples:
  opsec room new                                     a LeapChat room
  opsec room new --id                                with the id its server will know
  opsec room new --pincode                           asks everyone for a pincode too
  opsec room new --form path --base-url https://meet.jit.si --words 8
  opsec room new --form name --words 8")]
pub(crate) struct NewArguments {
    /// How the service names its rooms
    #[arg(long, value_enum, value_name = "FORM", default_value_t)]
    pub(crate) form: Form,

    /// How many words of EFF short 2; 258.5 bits with 25
    #[arg(short, long, value_name = "N", default_value_t = opsec::room::LEAPCHAT_WORDS)]
    pub(crate) words: usize,

    /// Address of the service
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// LeapChat asks everyone for a pincode too; it is printed on stderr, send it another way
    #[arg(long)]
    pub(crate) pincode: bool,

    /// Also derive the id by which a LeapChat server knows the room (128 MiB of memory, offline)
    #[arg(long)]
    pub(crate) id: bool,

    /// Also as a QR code in the terminal
    #[arg(long)]
    pub(crate) qr: bool,
}

/// Look at a room name or link: its form, words, bits, and what is weak about it
///
/// Reads it from the terminal without showing it, or one line from stdin; never from the command
/// line. Exit code 1 if it is weak or would not open the same room everywhere.
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec room check\n  opsec room new -q | opsec room check")]
pub(crate) struct CheckArguments {}

/// How a service names its rooms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// BASE/#WordWordWord: the name stays in the browser
    #[default]
    Leapchat,
    /// BASE/Word-Word-Word: the name goes to the server, as at Jitsi Meet
    Path,
    /// the name alone: Word-Word-Word
    Name,
}
