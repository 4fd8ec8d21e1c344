//! Arguments of `opsec checklist`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

/// Print a group's move to a safer chat, step by step, with dates and gates
///
/// The plan of one group: what to decide, whom to check and how, what an invitation looks like, when
/// to leave the old place, what to delete and what deletion cannot undo. Without options it is the
/// general plan; with them it is yours. Nothing is sent anywhere, and no name of a member is needed:
/// on the command line a member is a number.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec checklist                                                the general plan
  opsec checklist --from discord --to signal --members 40        your plan
  opsec checklist --from slack --from x --profile workplace --start 2027-01-11
  opsec checklist --from discord --members 40 --format html -o plan.html    to print, or for a phone
  opsec checklist --from discord --members 40 --format ics -o plan.ics      neutral titles for a calendar
  opsec checklist --from discord --members 40 --slips            one slip for each member
  opsec checklist --from discord --chart                         the flow as a picture
  opsec checklist --ask                                          questions first, then the plan

Profiles: friends, workplace, journalist, activist. A place that is not fit for the profile is
refused as a new home, with the reasons; --anyway takes it and keeps the reasons in the plan.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct ChecklistArguments {
    /// A place that you leave; may be given several times
    #[arg(long, value_name = "PLATFORM")]
    pub(crate) from: Vec<String>,

    /// The place that you move to; by default the first one fit for the profile
    #[arg(long, value_name = "PLATFORM")]
    pub(crate) to: Option<String>,

    /// How many people move
    #[arg(long, value_name = "N", value_parser = number)]
    pub(crate) members: Option<u32>,

    /// Names for the slips, one a line, from a file or - for standard input; they stand on the slips alone
    #[arg(long, value_name = "FILE", conflicts_with = "members")]
    pub(crate) members_file: Option<PathBuf>,

    /// Whose situation decides the home, the gates and the steps
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,

    /// The first day; today by default
    #[arg(long, value_name = "DATE")]
    pub(crate) start: Option<Date>,

    /// Print one slip for each member instead of the plan
    #[arg(long, conflicts_with = "chart")]
    pub(crate) slips: bool,

    /// Draw the decision flow instead of the plan; in HTML it always stands beside the plan
    #[arg(long)]
    pub(crate) chart: bool,

    /// Ask for what was not given
    #[arg(long)]
    pub(crate) ask: bool,

    /// Take the new home although it is not fit; the reasons stand in the plan
    #[arg(long)]
    pub(crate) anyway: bool,

    /// Lay the reviews in this folder over the bundled ones
    #[arg(long, value_name = "DIR")]
    pub(crate) reviews: Option<PathBuf>,
}

/// A number, and nothing that could be a name.
fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| {
        if text.chars().all(|character| character.is_ascii_digit()) {
            "the number is too large".to_owned()
        } else {
            "a number is due here, never a name: a command line is kept in the shell's history.\n\
             For slips with names: --members-file FILE, or - to type them"
                .to_owned()
        }
    })
}
