//! Arguments of `opsec checklist`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use opsec::checklist::CalendarId;

/// Plan a group's move to a safer chat, step by step
///
/// What protects one group harms another, so there is a plan for each danger. Its first page is the whole
/// move: what to secure today, how to make the phone fit, how people come in, when to leave the old app,
/// what to delete, and what the plan leaves out. Behind it come the group's rules, every step in detail,
/// cards for bad days, messages and sources. It works offline and needs no member's name: on the command
/// line a member is a number.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec checklist                                  the general plan
  opsec checklist --from discord --members 40      your plan
  opsec checklist --from discord --brief           its first page
  opsec checklist --from slack --from x --profile team --start 2027-01-11
  opsec checklist --ask                            questions first
  opsec checklist --members 40 --slips             one slip for each member
  opsec checklist --profile activist --card        what each member learns by heart
  opsec checklist --from discord --chart           the flow as a picture
  opsec checklist -o plan.html                     to print, or for a phone
  opsec checklist -o plan.ics                      a calendar

Profiles, one for each danger:
  friends     a club, a family, friends
  team        people who work together, and the employer agrees
  organising  people who organize at work: the employer owns the chat or phones
  journalist  a journalist's team; each source alone
  activist    organisers and families under a state that hunts them

Plans for organising, journalist and activist aren't saved, printed or put in a calendar unless you add \
--paper: found in a search, they are evidence. To keep your answers out of the shell's history, use --ask.

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

    /// Choose the danger, which decides apps, steps and rules
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,

    /// Start on this day; today by default
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub(crate) start: Option<Date>,

    /// Print the first page alone
    #[arg(long, conflicts_with_all = ["slips", "card", "chart"])]
    pub(crate) brief: bool,

    /// Print one slip per member instead of the plan
    #[arg(long, conflicts_with_all = ["chart", "card"])]
    pub(crate) slips: bool,

    /// Print the card that each member learns by heart
    #[arg(long, conflicts_with = "chart")]
    pub(crate) card: bool,

    /// Allow files, slips and calendars of a dangerous plan
    #[arg(long)]
    pub(crate) paper: bool,

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
