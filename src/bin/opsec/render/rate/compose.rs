//! A rating in its shape: a card, a comparison or a list.

use super::{RateView, Rating, card, comparison, listing};
use crate::render::document::Document;
use crate::words::rate as words;

/// The rating in its shape.
pub(crate) fn document(view: &RateView<'_>) -> Document {
    let mut document =
        Document { language: view.language, tab: words::tab(view.language), ..Document::default() };
    match &view.rating {
        Rating::Card { assessment, better } => card::compose(view, assessment, better, &mut document),
        Rating::Comparison(standings) => comparison::compose(view, standings, &mut document),
        Rating::List(standings) => listing::compose(view, standings, &mut document),
    }
    document
}
