//! Arguments of `opsec verify`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Check that a member is who they say, by words of their own in a profile only they can change
///
/// Each member gets three words that are tied to their old handle, their new name and a time. They
/// post them where only they can; two verifiers look, each on their own. It shows who controls that
/// account at this moment. It finds no mole and cannot see somebody who passes the request on, but its
/// wording lets the member notice that. Nothing is fetched; names are never arguments.
#[derive(Args)]
#[command(
    arg_required_else_help = true,
    after_help = "Examples:
  opsec verify new                                    asks for handles and names
  opsec verify new --members-file members.txt -o words.txt
  opsec verify check --salt-file salt.txt             asks for what you read in the profile
  opsec verify check --salt-file salt.txt --page profile.html

Files: members, one a line, as `old handle -> new name` (or with a tab between); what was seen, as
`old handle -> new name = words`. Lines that begin with `# ` are passed over. A dash is standard input.
In names, case, an @ in front, spaces at the ends, Unicode's forms and characters that cannot be seen
make no difference."
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

/// Make each member's own words, valid for 72 hours, with the request to send
#[derive(Args)]
#[command(after_help = "Examples:
  opsec verify new
  opsec verify new --members-file members.txt
  opsec verify new --members-file members.txt --salt-file salt.txt     a further round")]
pub(crate) struct NewArguments {
    /// Members, one a line as `old handle -> new name`, from a file or - for standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) members_file: Option<PathBuf>,

    /// The group's salt from an earlier round; without it a new one is made and printed once
    #[arg(long, value_name = "FILE")]
    pub(crate) salt_file: Option<PathBuf>,

    #[arg(hide = true)]
    pub(crate) names: Vec<String>,
}

/// Check the words that were read in a profile, or that stand on a saved page
///
/// Exit code 0: the words are right and valid, for everyone given. 1: they are not. 2: could not tell,
/// such as a page that asks to sign in.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec verify check --salt-file salt.txt
  opsec verify check --salt-file salt.txt --members-file members.txt      also finds words of others
  opsec verify check --salt-file salt.txt --seen-file seen.txt            many at once, shared words too
  opsec verify check --salt-file salt.txt --page profile.html")]
pub(crate) struct CheckArguments {
    /// The group's salt; without it, it is asked for at the terminal, unseen
    #[arg(long, value_name = "FILE")]
    pub(crate) salt_file: Option<PathBuf>,

    /// All members, so that words of another are named as such
    #[arg(long, value_name = "FILE")]
    pub(crate) members_file: Option<PathBuf>,

    /// What was seen, one a line as `old handle -> new name = words`
    #[arg(long, value_name = "FILE", conflicts_with = "page")]
    pub(crate) seen_file: Option<PathBuf>,

    /// A profile page saved from the browser, in which the words are looked for; nothing is fetched
    #[arg(long, value_name = "FILE")]
    pub(crate) page: Option<PathBuf>,

    #[arg(hide = true)]
    pub(crate) names: Vec<String>,
}
