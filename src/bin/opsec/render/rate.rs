//! Ratings: the card of one app, apps side by side, and the list.

mod card;
mod comparison;
pub(crate) mod compose;
mod evidence;
mod frame;
pub(crate) mod json;
mod listing;
mod marks;

use jiff::civil::Date;
use opsec::language::Language;
use opsec::rate::{Assessment, Profile, Standing};
use opsec::review::Rubric;

pub(crate) use self::marks::verdict_in_brief;

/// Everything that is shown of a rating.
pub(crate) struct RateView<'a> {
    pub(crate) language: Language,
    pub(crate) rubric: &'a Rubric,
    pub(crate) profile: &'a Profile,
    /// The last day on which anything in the data was checked.
    pub(crate) data_date: Date,
    /// The day on which the age of answers is judged.
    pub(crate) as_of: Date,
    /// Whether every answer is shown with all its sources.
    pub(crate) explain: bool,
    pub(crate) rating: Rating<'a>,
}

/// Which apps are rated, and how they are shown.
pub(crate) enum Rating<'a> {
    /// One app, and up to three that are better.
    Card { assessment: Assessment<'a>, better: Vec<Standing<'a>> },
    /// Apps side by side.
    Comparison(Vec<Standing<'a>>),
    /// A line for each app.
    List(Vec<Standing<'a>>),
}
