//! Arguments of `opsec review`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Write and check reviews of platforms
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

/// Check review files: file, line, column, key, and what is allowed
///
/// Exit code 1 if a file has mistakes. Advice (what a careful reviewer would better) is printed too
/// and does not change the exit code.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec review check mychat.yaml\n  opsec review check reviews/*.yaml --json"
)]
pub(crate) struct CheckArguments {
    /// Review files
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
    /// Name of the platform
    pub(crate) name: String,

    /// What it is
    #[arg(long, value_enum, default_value = "chat")]
    pub(crate) kind: super::rate::Kind,
}

/// Show which answers, gates and letters changed between two reviews or folders of them
#[derive(Args)]
#[command(
    after_help = "Examples:\n  opsec review diff old/discord.yaml new/discord.yaml\n  opsec review diff old/ new/ --json"
)]
pub(crate) struct DiffArguments {
    /// Older file or folder
    pub(crate) old: PathBuf,
    /// Newer file or folder
    pub(crate) new: PathBuf,
}

/// Print a JSON Schema of the review format, for editors
#[derive(Args)]
#[command(after_help = "Examples:\n  opsec review schema -o review.schema.json")]
pub(crate) struct SchemaArguments {}
