//! Views of ratings: the card, the comparison, the list.

mod card;
mod comparison;
mod json;
mod listing;
pub(super) mod markdown;
pub(super) mod words;

pub(crate) use card::Card;
pub(crate) use comparison::Comparison;
pub(crate) use listing::Listing;

use jiff::civil::Date;
use opsec::policy::Profile;

use crate::data::Data;

/// What every view of a rating needs to know besides the rating.
#[derive(Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) data: &'static Data,
    pub(crate) profile: &'static Profile,
    pub(crate) as_of: Date,
}
