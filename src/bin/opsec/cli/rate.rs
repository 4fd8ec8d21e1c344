//! Arguments of `opsec rate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

/// Rate a chat platform, or compare several, offline and with sources
///
/// Scores what a platform may do (Policy) and what it lets anyone do (Protection) against a bundled
/// rubric; says first whether it is fit for your situation (the gate), then shows the decisive
/// answers with source and date, what is unknown, and which places are better. Nothing is sent
/// anywhere.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec rate                                    every platform in one line
  opsec rate discord                            one card
  opsec rate discord --explain                  every answer with its sources
  opsec rate discord signal whatsapp            side by side
  opsec rate --all --profile journalist         all, for a journalist and their sources
  opsec rate telegram --fail-under 5 --quiet    for scripts: exit code 1 below 5

Profiles: friends, workplace, journalist, activist.")]
pub(crate) struct RateArguments {
    /// Platforms by id, alias or name; none lists them all
    #[arg(value_name = "PLATFORM")]
    pub(crate) platforms: Vec<String>,

    /// Compare every platform
    #[arg(long, conflicts_with = "platforms")]
    pub(crate) all: bool,

    /// Whose situation decides the gates and weights
    #[arg(long, value_name = "PROFILE", default_value = "friends")]
    pub(crate) profile: String,

    /// Only platforms of this kind
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,

    /// Show every answer with its sentence, sources and dates
    #[arg(long)]
    pub(crate) explain: bool,

    /// Order of a comparison
    #[arg(long, value_enum, value_name = "KEY", default_value_t)]
    pub(crate) sort: Sort,

    /// Exit code 1 if the low end of Protection is below N (0 to 10) for any platform
    #[arg(long, value_name = "N", value_parser = threshold)]
    pub(crate) fail_under: Option<u64>,

    /// Exit code 1 if a gate of the profile is closed or not known for any platform
    #[arg(long)]
    pub(crate) fail_on_gate: bool,

    /// Judge the age of answers as of this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<Date>,

    /// Folder of reviews (*.yaml) laid over the bundled ones
    #[arg(long, value_name = "DIR")]
    pub(crate) reviews: Option<PathBuf>,

    /// Another rubric; then only the reviews of --reviews are rated
    #[arg(long, value_name = "FILE", requires = "reviews")]
    pub(crate) rubric: Option<PathBuf>,
}

/// A kind of platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Chat,
    Mail,
    Sharing,
    Browser,
}

impl From<Kind> for opsec::review::PlatformKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Chat => Self::Chat,
            Kind::Mail => Self::Mail,
            Kind::Sharing => Self::Sharing,
            Kind::Browser => Self::Browser,
        }
    }
}

/// Order of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sort {
    /// By gate, then by the low end of Protection
    #[default]
    Standing,
    /// By the low end of Protection, whatever the gate
    Protection,
    /// By the low end of Policy
    Policy,
    /// By name
    Name,
    /// The longest not looked at first
    Age,
}

/// A score from 0 to 10 with up to two decimals, in hundredths.
fn threshold(text: &str) -> Result<u64, String> {
    let wrong = || "a number from 0 to 10, such as 5 or 7.5".to_owned();
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 2 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Err(wrong());
    }
    let number =
        |digits: &str| if digits.is_empty() { Ok(0) } else { digits.parse::<u64>().map_err(|_| wrong()) };
    let scale = 10_u64.pow(2 - u32::try_from(decimals.len()).unwrap_or(0));
    let hundredths = number(whole)?.saturating_mul(100).saturating_add(number(decimals)? * scale);
    if text.is_empty() || text == "." || hundredths > 1000 { Err(wrong()) } else { Ok(hundredths) }
}
