//! Arguments of `opsec verify`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Check that members are who they say they are
///
/// Each member gets three words of their own, tied to their old handle, their new name and a time.
/// They post them in a profile that only they can change. Two verifiers check, each on their own.
///
/// This shows who controls that account right now. It can't find a mole. It can't see someone passing
/// the request on, but the wording lets the member notice. It works offline, and names are never
/// arguments.
#[derive(Args)]
#[command(
    arg_required_else_help = true,
    after_help = "Examples:
  opsec verify new                          asks for handles and names
  opsec verify new --members-file members.txt -o words.txt
  opsec verify check --salt-file salt.txt   asks what you read in the profile
  opsec verify check --salt-file salt.txt --page profile.html

Files:
  members:        old handle -> new name            (or with a tab between)
  what you saw:   old handle -> new name = words

Write one member per line. Lines that begin with `# ` are ignored. A dash means standard input.

In names these make no difference: case, an @ in front, spaces at the ends, Unicode forms and \
invisible characters."
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
/// The words are valid for 72 hours.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec verify new
  opsec verify new --members-file members.txt
  opsec verify new --members-file members.txt --salt-file salt.txt

With --salt-file you start another round with the same salt.")]
pub(crate) struct NewArguments {
    /// Read members from a file, one per line; - for stdin
    #[arg(long, value_name = "FILE")]
    pub(crate) members_file: Option<PathBuf>,

    /// Use the group's salt from an earlier round
    ///
    /// Without it, a new one is made and printed once.
    #[arg(long, value_name = "FILE")]
    pub(crate) salt_file: Option<PathBuf>,

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
    /// Read the group's salt from a file, or type it unseen
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
