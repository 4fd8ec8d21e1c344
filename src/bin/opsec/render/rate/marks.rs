//! Marks and colours of verdicts, scores and answers: the same in cards, tables and lists.

use opsec::language::Language;
use opsec::rate::{Assessment, Gates, Judged, PartScore, State, Suitability};
use opsec::review::rubric::Quality;

use super::RateView;
use crate::render::document::{Meaning, Sentence};
use crate::words::rate as words;

/// The colour of a verdict.
pub(super) fn verdict_meaning(suitability: Suitability) -> Meaning {
    match suitability {
        Suitability::PrivateEnough => Meaning::Good,
        Suitability::NotPrivate | Suitability::MayShutDown | Suitability::ShutDown => Meaning::Bad,
        Suitability::WorksBut | Suitability::NotKnown => Meaning::Warning,
        Suitability::NotAChat | Suitability::NotAsked => Meaning::Faint,
    }
}

/// The mark of a verdict, which needs no colour.
pub(super) fn verdict_mark(suitability: Suitability) -> &'static str {
    match suitability {
        Suitability::PrivateEnough => "✓",
        Suitability::WorksBut => "◐",
        Suitability::NotPrivate | Suitability::MayShutDown | Suitability::ShutDown => "✗",
        Suitability::NotKnown => "?",
        Suitability::NotAChat | Suitability::NotAsked => "–",
    }
}

/// "✗ not private: knows who you are; shows where you are", for a line or a cell.
pub(super) fn verdict_line(view: &RateView<'_>, assessment: &Assessment<'_>) -> String {
    let mark = verdict_mark(Suitability::from(assessment));
    format!("{mark} {}", verdict_in_brief(view.language, assessment))
}

/// The verdict with its reasons, without a mark: "works, but every member sees your number".
pub(crate) fn verdict_in_brief(language: Language, assessment: &Assessment<'_>) -> String {
    words::verdict_in_brief(language, Suitability::from(assessment), &closed_because(language, assessment))
}

/// Most questions that are named as not known; of more, a line would say less.
const MOST_NAMED: usize = 2;

/// What closed gates say of an app, or those that are open on conditions, each once: "knows who you are". Of a few
/// that aren't known, what they ask: "contacts and activity".
fn closed_because<'a>(language: Language, assessment: &Assessment<'a>) -> Vec<&'a str> {
    let mut said: Vec<_> = match &assessment.gates {
        Gates::Closed(reasons) => reasons.iter().map(|reason| reason.gate.closed.text(language)).collect(),
        Gates::Conditional(reasons) => reasons.iter().map(|reason| reason.gate.but.text(language)).collect(),
        Gates::NotKnown(reasons) if reasons.len() <= MOST_NAMED => {
            reasons.iter().map(|reason| reason.judged.question.label.text(language)).collect()
        }
        Gates::NotKnown(_) | Gates::Open | Gates::AtRisk | Gates::None => Vec::new(),
    };
    said.dedup();
    said
}

/// The letter, or a question mark where too little is known for one.
pub(super) fn letter<'a>(score: &PartScore<'a>) -> &'a str {
    score.letter.unwrap_or("?")
}

/// The answer with its colour.
pub(super) fn answer(view: &RateView<'_>, judged: &Judged<'_>) -> Sentence {
    Sentence::default().meaning(meaning(judged), words::answer(view.language, judged))
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
