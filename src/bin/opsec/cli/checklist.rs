//! Arguments of `opsec checklist`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use opsec::checklist::CalendarId;

/// Plan a group's move to a safer chat, step by step
///
/// The plan says what to decide, who to verify and how, what an invitation looks like, when to leave the
/// old app, what to delete, and what deleting can't undo. Without options you get the general plan; with
/// options it's yours. It works offline and needs no member's name: on the command line a member is a
/// number.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec checklist                                  the general plan
  opsec checklist --from discord --members 40      your plan
  opsec checklist --from slack --from x --profile workplace --start 2027-01-11
  opsec checklist --ask                            questions first
  opsec checklist --members 40 --slips             one slip for each member
  opsec checklist --from discord --chart           the flow as a picture
  opsec checklist -o plan.html                     to print, or for a phone
  opsec checklist -o plan.ics                      a calendar

Profiles: friends, workplace, journalist, activist.

If an app isn't private enough for the profile, opsec says why and refuses it. \
With --anyway, it plans the move there and lists the reasons.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct ChecklistArguments {
    /// Leave this app; can be given several times
    #[arg(long, value_name = "APP", value_delimiter = ',')]
    pub(crate) from: Vec<String>,

    /// Move to this app; by default the first private enough one
    #[arg(long, value_name = "APP")]
    pub(crate) to: Option<String>,

    /// Set how many people move
    #[arg(long, value_name = "N", value_parser = number)]
    pub(crate) members: Option<u32>,

    /// Read names for the slips from a file; - for stdin
    #[arg(long, value_name = "FILE", conflicts_with = "members")]
    pub(crate) members_file: Option<PathBuf>,

    /// Choose the profile that decides apps, gates and steps
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,

    /// Start on this day; today by default
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) start: Option<Date>,

    /// Print one slip per member instead of the plan
    #[arg(long, conflicts_with = "chart")]
    pub(crate) slips: bool,

    /// Update an earlier calendar, by the ID that was printed
    #[arg(long, value_name = "ID", value_parser = calendar_id)]
    pub(crate) calendar_id: Option<CalendarId>,

    /// Draw the flow instead of the plan (HTML shows both)
    #[arg(long)]
    pub(crate) chart: bool,

    /// Ask questions first
    #[arg(long)]
    pub(crate) ask: bool,

    /// Plan the move even if the app isn't private enough
    #[arg(long)]
    pub(crate) anyway: bool,

    /// Add the reviews in this folder on top of the bundled ones
    #[arg(long, value_name = "DIR")]
    pub(crate) reviews: Option<PathBuf>,
}

fn calendar_id(text: &str) -> Result<CalendarId, String> {
    text.parse().map_err(|_| "an ID has 32 digits and letters from a to f, as opsec printed it".to_owned())
}

/// A number, and nothing that could be a name.
fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| {
        if !text.is_empty() && text.chars().all(|character| character.is_ascii_digit()) {
            "the number is too large".to_owned()
        } else {
            "give a number, never a name: your shell keeps command lines in its history.\n\
             For slips with names, use --members-file FILE, or - to type them"
                .to_owned()
        }
    })
}
