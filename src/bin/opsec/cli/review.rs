//! Arguments of `opsec review`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Write and check reviews of apps
#[derive(Args)]
#[command(after_help = "Examples:
  opsec review new mychat -o mychat.yaml
  opsec review check mychat.yaml
  opsec review diff old/ new/
  opsec review schema -o review.schema.json")]
pub(crate) struct ReviewArguments {
    #[command(subcommand)]
    pub(crate) command: ReviewCommand,
}

#[derive(Subcommand)]
#[command(defer = true)]
pub(crate) enum ReviewCommand {
    Check(CheckArguments),
    New(NewArguments),
    Diff(DiffArguments),
    Schema(SchemaArguments),
}

/// Find mistakes in review files
///
/// Shows each mistake with its file, line, column and key, and what is allowed there. The exit code is 1
/// if a file has mistakes. Advice on how to make a review better doesn't change the exit code.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec review check mychat.yaml\n  opsec review check reviews/*.yaml --json"
)]
pub(crate) struct CheckArguments {
    /// Name the review files to check
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,

    /// Check against another rubric
    #[arg(long, value_name = "FILE")]
    pub(crate) rubric: Option<PathBuf>,
}

/// Print a commented template for a new review
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec review new mychat -o mychat.yaml\n  opsec review new 'My Mail' --kind mail"
)]
pub(crate) struct NewArguments {
    /// Name the app
    pub(crate) name: String,

    /// Say what it is
    #[arg(long, value_enum, default_value = "chat")]
    pub(crate) kind: super::rate::Kind,
}

/// Show what changed between two reviews or folders
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec review diff old/discord.yaml new/discord.yaml\n  \
                  opsec review diff old/ new/ --json")]
pub(crate) struct DiffArguments {
    /// Name the older file or folder
    pub(crate) old: PathBuf,
    /// Name the newer file or folder
    pub(crate) new: PathBuf,
}

/// Print a JSON Schema of reviews, for editors
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec review schema -o review.schema.json")]
pub(crate) struct SchemaArguments {}
