//! Arguments of `opsec review`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Write and check reviews of apps
#[derive(Args)]
#[command(after_help = "Examples:
  opsec review new mychat -o mychat.yaml
  opsec review check mychat.yaml
  opsec review fingerprint policy.md
  opsec review prove mychat.yaml --texts texts/
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
    Fingerprint(FingerprintArguments),
    Prove(ProveArguments),
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

/// Print each sentence of a text with its fingerprint
///
/// A review names the sentences an answer rests on by fingerprints like these, so anyone can find them again
/// without the text being copied. Each line has the fingerprint, the line in the file and the sentence. A
/// fingerprint ignores quotes, dashes, white space, capitals and markup. Any changed word or number changes it.
///
/// The form is told by the file's ending, or by its text: HTML, Markdown, plain text, or code, in which each
/// line counts as a sentence.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec review fingerprint policy.md
  opsec review fingerprint policy.html | grep -i 'law enforcement'
  opsec review fingerprint - --form markdown < policy.md")]
pub(crate) struct FingerprintArguments {
    /// Name the file with the text; - reads it from a pipe
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Say how the text is written
    #[arg(long, value_enum)]
    pub(crate) form: Option<Form>,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    Html,
    Markdown,
    /// Blank lines, bullets and numbers begin a paragraph
    Plain,
    /// Code or data: each line counts as a sentence
    Lines,
}

impl From<Form> for opsec::text::document::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Html => Self::Html,
            Form::Markdown => Self::Markdown,
            Form::Plain => Self::Plain,
            Form::Lines => Self::Lines,
        }
    }
}

/// Find the sentences that reviews rest on in a folder of texts
///
/// For each answer it prints the sentences, with the line on which each begins, or says that a sentence is
/// gone or that its text is missing. The exit code is 1 if any sentence isn't found.
///
/// The folder is laid out by address, as wget --force-directories does it: a page "privacy" on the host
/// example.org lies in FOLDER/example.org/privacy, perhaps with .md, .html or .txt at the end. Nothing is
/// fetched.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec review prove mychat.yaml --texts texts/
  opsec review prove discord whatsapp --texts texts/ --json")]
pub(crate) struct ProveArguments {
    /// Name review files, or apps with a bundled review
    #[arg(value_name = "REVIEW", required = true)]
    pub(crate) reviews: Vec<PathBuf>,

    /// Name the folder with the texts
    #[arg(long, value_name = "DIR")]
    pub(crate) texts: PathBuf,
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
