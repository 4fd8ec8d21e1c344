//! Composes what was found in files, and what changed between two versions.

use opsec::language::Language;
use opsec::rate::Change;
use opsec::review::Rubric;

use super::{Differences, FileCheck};
use crate::render::document::{Block, Document, Meaning, Pair, Sentence, Verdict};
use crate::words::review as words;

/// A verdict for each file, with its mistakes and the advice.
pub(crate) fn checks(language: Language, checks: &[FileCheck]) -> Document {
    let blocks = checks.iter().map(|check| Block::Verdict(verdict(language, check))).collect();
    Document { language, tab: words::tab(language), blocks, ..Document::default() }
}

fn verdict(language: Language, check: &FileCheck) -> Verdict {
    let count = check.mistakes.len() + check.problems.len();
    let (meaning, mark, text) = if check.is_sound() {
        (Meaning::Good, "✓", words::sound(language, &check.file))
    } else {
        (Meaning::Bad, "✗", words::faulty(language, &check.file, count))
    };
    let mistakes = check.mistakes.iter().map(|mistake| mistake.as_str().into());
    let problems = check.problems.iter().map(|problem| words::problem(language, problem).into());
    let advice = check.advice.iter().map(|advice| {
        let label = Sentence::default().meaning(Meaning::Warning, words::advice_label(language));
        label.then(words::advice(language, advice).into())
    });
    Verdict { meaning, mark, text: text.into(), reasons: mistakes.chain(problems).chain(advice).collect() }
}

/// The reviews that came, went and changed.
pub(crate) fn differences(language: Language, rubric: &Rubric, differences: &Differences) -> Document {
    let mut document = Document { language, tab: words::tab(language), ..Document::default() };
    if differences.is_empty() {
        document.blocks.push(Block::Paragraph(words::nothing_changed(language).into()));
        return document;
    }
    document.title = words::changes_title(language).into();
    let added = differences
        .added
        .iter()
        .map(|id| Sentence::default().meaning(Meaning::Good, words::added(language, id)));
    let removed = differences
        .removed
        .iter()
        .map(|id| Sentence::default().meaning(Meaning::Bad, words::removed(language, id)));
    let whole: Vec<_> = added.chain(removed).collect();
    if !whole.is_empty() {
        document.blocks.push(Block::Bullets(whole));
    }
    for (id, changes) in &differences.changed {
        document.blocks.push(Block::Subheading { title: id.as_str().into(), why: None });
        document
            .blocks
            .push(Block::Pairs(changes.iter().map(|change| pair(language, rubric, change)).collect()));
    }
    document
}

fn pair(language: Language, rubric: &Rubric, change: &Change) -> Pair {
    match change {
        Change::Answer(question, before, after) => {
            let (before, after) = (words::answer(language, before), words::answer(language, after));
            Pair::new(question.as_str(), words::change(language, &before, &after))
        }
        Change::Gate(profile, before, after) => {
            let (before, after) = (words::verdict(language, before), words::verdict(language, after));
            Pair::new(words::verdict_for(language, profile), words::change(language, before, after))
        }
        Change::Score(profile, part, before, after) => {
            let part = rubric.parts.iter().find(|other| other.id == *part);
            let part = part.map_or("", |part| part.name.text(language));
            let (before, after) =
                (words::grade(language, before.as_ref()), words::grade(language, after.as_ref()));
            Pair::new(words::score_for(language, part, profile), words::change(language, &before, &after))
        }
    }
}
