//! Arguments of `opsec rate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

/// See how private a chat app is, or compare several
///
/// Starts with the verdict: is the app private enough for your situation? If it works only on conditions,
/// they are named. Two scores follow, which are never mixed. Protection is what the system lets anyone do,
/// the company included. Policy is what the company says it may do. Facts of daily use have no score. Each
/// answer has its source and date, and what we couldn't find out is listed. Works offline.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec rate                                     list every app, one line each
  opsec rate discord                             rate one app
  opsec rate discord --explain                   show answers with sources
  opsec rate discord signal whatsapp             compare apps side by side
  opsec rate --all --profile journalist          compare all for a journalist
  opsec rate discord --format html -o card.html  make a page for a browser
  opsec rate telegram --fail-under 5 --quiet     exit with code 1 below 5

Profiles: friends, team (the employer agrees), organising (it doesn't), journalist, activist.")]
pub(crate) struct RateArguments {
    /// Name one app or several; without a name, list them all
    #[arg(value_name = "APP")]
    pub(crate) platforms: Vec<String>,

    /// Compare all apps
    #[arg(long, conflicts_with = "platforms")]
    pub(crate) all: bool,

    /// Choose whose situation counts
    #[arg(long, value_name = "PROFILE", default_value = "friends")]
    pub(crate) profile: String,

    /// Only rate apps of this kind
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<Kind>,

    /// Show every answer with all its sources and dates
    #[arg(long)]
    pub(crate) explain: bool,

    /// Sort a comparison by this key
    #[arg(long, value_enum, value_name = "KEY", default_value_t)]
    pub(crate) sort: Sort,

    /// Exit with code 1 if an app's Protection is below N
    ///
    /// N goes from 0 to 10. The low end of the score counts, and an app without a score fails.
    #[arg(long, value_name = "N", value_parser = threshold)]
    pub(crate) fail_under: Option<u64>,

    /// Exit with code 1 unless every app is private enough
    ///
    /// An app that works only on conditions fails, and so does one that may shut down. The reason is printed.
    #[arg(long)]
    pub(crate) fail_on_gate: bool,

    /// Count the age of answers up to this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    pub(crate) as_of: Option<Date>,

    /// Add your own reviews from a folder (*.yaml)
    ///
    /// A review with the id of a bundled one replaces it.
    #[arg(long, value_name = "DIR")]
    pub(crate) reviews: Option<PathBuf>,

    /// Use another rubric; only rates the reviews of --reviews
    #[arg(long, value_name = "FILE", requires = "reviews")]
    pub(crate) rubric: Option<PathBuf>,
}

/// A kind of app.
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
    /// By verdict, then by the low end of Protection
    #[default]
    Standing,
    /// By the low end of Protection, whatever the verdict
    Protection,
    /// By the low end of Policy
    Policy,
    /// By name
    Name,
    /// By the day of the review, oldest first
    Age,
}

/// A score from 0 to 10 with up to two decimals, in hundredths.
fn threshold(text: &str) -> Result<u64, String> {
    let wrong = || "give a number from 0 to 10, such as 5 or 7.5".to_owned();
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
