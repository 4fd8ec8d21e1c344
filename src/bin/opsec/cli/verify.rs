//! Arguments of `opsec verify`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Check that members are who they say they are
///
/// Each member gets three words of their own, tied to their old handle, their new name and a round.
/// They post them in a profile that only they can change. Two verifiers check, each on their own.
///
/// This shows who controls that account right now. It can't find a mole. It can't see someone passing
/// the request on, but the wording lets the member notice. It works offline, and names are never
/// arguments.
#[derive(Args)]
#[command(
    arg_required_else_help = true,
    after_help = "Examples:
  opsec verify new --salt-out salt.txt      asks for handles and names
  opsec verify new --members-file members.txt --salt-out salt.txt -o words.txt
  opsec verify check --salt-file salt.txt   asks what you read in the profile
  opsec verify check --salt-file salt.txt --page profile.html

Files:
  members:        old handle -> new name            (or with a tab between)
  what you saw:   old handle -> new name = words

Write one member per line. Lines that begin with `# ` are ignored. A dash means standard input.

In names these make no difference: case, an @ in front, spaces at the ends, Unicode forms and \
invisible characters. If a name has an invisible character, the check tells you."
)]
pub(crate) struct VerifyArguments {
    #[command(subcommand)]
    pub(crate) command: VerifyCommand,
}

#[derive(Subcommand)]
#[command(defer = true)]
pub(crate) enum VerifyCommand {
    New(NewArguments),
    Check(CheckArguments),
}

/// Make words for each member, with the request to send
///
/// The words are valid for 72 hours. Each round has its own salt: with the salt of a new round, only the
/// new words are right.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec verify new --members-file members.txt --salt-out salt.txt
  opsec verify new --members-file more.txt --salt-file salt.txt
  opsec verify new --salt-file salt.txt --new-round --salt-out salt2.txt

The first line starts a round. The second adds members to that round. The third starts a new round, and \
opsec recognises words of the rounds before it as old.")]
pub(crate) struct NewArguments {
    /// Read members from a file, one per line; - for stdin
    #[arg(long, value_name = "FILE")]
    pub(crate) members_file: Option<PathBuf>,

    /// Stay in the round of this salt, to add members
    ///
    /// Members get the same words until the round ends.
    #[arg(long, value_name = "FILE")]
    pub(crate) salt_file: Option<PathBuf>,

    /// Start a new round after the one in --salt-file
    ///
    /// It makes a new salt. The words of earlier rounds are no longer right.
    #[arg(long, requires = "salt_file")]
    pub(crate) new_round: bool,

    /// Save the new salt in its own file, away from the names
    ///
    /// Only you can read the file. Without this option the salt is printed once.
    #[arg(long, value_name = "FILE")]
    pub(crate) salt_out: Option<PathBuf>,

    #[arg(hide = true)]
    pub(crate) names: Vec<String>,
}

/// Check words that you read in a profile or saved on a page
///
/// Exit code 0: everyone's words are right and valid. 1: someone's aren't. 2: we couldn't tell, for
/// example because the page asks you to sign in.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec verify check --salt-file salt.txt
  opsec verify check --salt-file salt.txt --seen-file seen.txt
  opsec verify check --salt-file salt.txt --page profile.html
  opsec verify check --salt-file salt.txt --members-file members.txt

With --seen-file you check many members at once, and opsec sees when they share words. With \
--members-file it also recognises the words of someone else.")]
pub(crate) struct CheckArguments {
    /// Read the round's salt from a file, or type it unseen
    #[arg(long, value_name = "FILE")]
    pub(crate) salt_file: Option<PathBuf>,

    /// Read all members, to recognise words of someone else
    #[arg(long, value_name = "FILE")]
    pub(crate) members_file: Option<PathBuf>,

    /// Read what you saw: `old handle -> new name = words`
    #[arg(long, value_name = "FILE", conflicts_with = "page")]
    pub(crate) seen_file: Option<PathBuf>,

    /// Look for the words on a profile page that you saved
    #[arg(long, value_name = "FILE")]
    pub(crate) page: Option<PathBuf>,

    #[arg(hide = true)]
    pub(crate) names: Vec<String>,
}
