//! The head and the end of every rating.

use super::RateView;
use crate::render::document::{Block, Document, Sentence};
use crate::words::rate as words;

/// Which profile the apps are rated for, who threatens it, and how old the data is.
pub(super) fn apps_head(view: &RateView<'_>, document: &mut Document) {
    let (language, profile) = (view.language, view.profile);
    document.title = words::apps_title(language, &profile.id).into();
    document.blocks.push(Block::Note(words::threats(language, profile.attackers.text(view.language)).into()));
    document.blocks.push(Block::Note(words::data_of(language, view.data_date).into()));
}

/// What we did not do, and what to type next.
pub(super) fn end(
    view: &RateView<'_>,
    next: impl IntoIterator<Item = impl Into<Sentence>>,
    document: &mut Document,
) {
    document.blocks.push(Block::Note(words::not_audited(view.language).into()));
    document.blocks.extend(next.into_iter().map(|line| Block::Note(line.into())));
}

pub(super) fn subheading(document: &mut Document, title: impl Into<Sentence>) {
    document.blocks.push(Block::Subheading { title: title.into(), why: None });
}
