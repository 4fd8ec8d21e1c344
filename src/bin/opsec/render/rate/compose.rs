//! Composes a rating, and what its three shapes share: verdicts, scores, sources, next steps.

use opsec::rate::{Assessment, Judged, PartScore, State};
use opsec::review::rubric::Quality;
use opsec::review::{Evidence, Source};

use super::suitability::{Suitability, closed_because};
use super::{RateView, Rating, card, comparison, listing};
use crate::render::document::{Block, Document, Meaning, Sentence};
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

/// "✗ not private: knows who you are; shows where you are", for a line or a cell.
pub(super) fn verdict_line(view: &RateView<'_>, assessment: &Assessment<'_>) -> String {
    let suitability = Suitability::from(assessment);
    let verdict = words::verdict_in_brief(view.language, suitability, &closed_because(assessment));
    format!("{} {verdict}", suitability.mark())
}

/// The letter, or a question mark where too little is known for one.
pub(super) fn letter<'a>(score: &PartScore<'a>) -> &'a str {
    score.letter.unwrap_or("?")
}

/// The answer with its colour.
pub(super) fn answer(view: &RateView<'_>, judged: &Judged<'_>) -> Sentence {
    Sentence::default().meaning(meaning(judged), words::answer(view.language, judged))
}

/// A sentence with its first source: what a card has room for.
pub(super) fn in_brief(view: &RateView<'_>, evidence: &Evidence) -> Sentence {
    Sentence::from(evidence.note.as_str()).then(first_source(view, evidence))
}

/// "(Discord Privacy Policy, 8 Apr 2026)", which leads to the page.
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
        .link(Meaning::Faint, words::source(view.language, source), source.url.as_str())
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

/// The whole address of a source, its section and its date.
pub(super) fn full_source(view: &RateView<'_>, source: &Source) -> Sentence {
    let place = words::place_in_source(view.language, source);
    Sentence::default()
        .link(Meaning::Faint, source.url.as_str(), source.url.as_str())
        .meaning(Meaning::Faint, place)
}

/// Good, bad or in between, by what the option earns.
fn meaning(judged: &Judged<'_>) -> Meaning {
    match judged.state {
        State::Known(choice, _) => match choice.quality() {
            Quality::Good => Meaning::Good,
            Quality::Middling => Meaning::Strong,
            Quality::Poor => Meaning::Bad,
        },
        State::NotApplicable(_) => Meaning::Faint,
        State::Expired(..) | State::Disputed(..) | State::Unknown(_) => Meaning::Warning,
    }
}

/// A mark that needs no colour: ● good, ◐ fair, ○ poor.
pub(super) fn mark(judged: &Judged<'_>) -> &'static str {
    match judged.state {
        State::Known(choice, _) => match choice.quality() {
            Quality::Good => "●",
            Quality::Middling => "◐",
            Quality::Poor => "○",
        },
        State::Expired(..) => "!",
        State::Disputed(..) | State::Unknown(_) => "?",
        State::NotApplicable(_) => "–",
    }
}
