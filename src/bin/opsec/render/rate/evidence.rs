//! The evidence of an answer: its sentence and its sources, in brief or in full.

use opsec::review::{Evidence, Source};

use super::RateView;
use crate::render::document::{Meaning, Sentence};
use crate::words::{document, rate as words};

/// A sentence with its first source: what a card has room for.
pub(super) fn in_brief(view: &RateView<'_>, evidence: &Evidence) -> Sentence {
    Sentence::from(evidence.note.as_str()).then(first_source(view, evidence))
}

/// "(Discord Privacy Policy of 29 Sep 2025)", which leads to the page.
pub(super) fn first_source(view: &RateView<'_>, evidence: &Evidence) -> Sentence {
    match evidence.sources.first() {
        None => Sentence::default().meaning(Meaning::Faint, words::no_source(view.language)),
        Some(source) => cited(view, source, words::doubt(view.language, evidence.confidence)),
    }
}

/// A source in brackets, perhaps with a doubt.
pub(super) fn cited(view: &RateView<'_>, source: &Source, doubt: &str) -> Sentence {
    Sentence::default()
        .meaning(Meaning::Faint, "(")
        .link(Meaning::Faint, document::titled(view.language, source), source.url.as_str())
        .meaning(Meaning::Faint, format!("{doubt})"))
}

/// A sentence, and what it rests on.
pub(super) fn in_full(view: &RateView<'_>, evidence: &Evidence) -> Vec<Sentence> {
    let note = (!evidence.note.is_empty()).then(|| Sentence::from(evidence.note.as_str()));
    note.into_iter().chain(sources(view, evidence)).collect()
}

/// Each source in full, and when they were last checked.
pub(super) fn sources(view: &RateView<'_>, evidence: &Evidence) -> Vec<Sentence> {
    let checked = words::checked(view.language, evidence.checked, evidence.confidence);
    let sources = evidence.sources.iter().map(|source| full_source(view, source));
    sources.chain([Sentence::default().meaning(Meaning::Faint, checked)]).collect()
}

/// A source in full: its title and date, its section, the day it was seen, and the whole address.
pub(super) fn full_source(view: &RateView<'_>, source: &Source) -> Sentence {
    let title = document::titled(view.language, source);
    let section = document::section_and_seen(view.language, source);
    Sentence::default().meaning(Meaning::Faint, format!("{title}{section}: ")).link(
        Meaning::Faint,
        source.url.as_str(),
        source.url.as_str(),
    )
}
