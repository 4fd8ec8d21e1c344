//! Composes what was seen of a program's connections.

use opsec::language::Language;
use opsec::torcheck::watch::{Finding, Place, Row, Watched};

use crate::render::document::{Axis, Block, Document, Meaning, Pair, Pairs, Sentence, Table, Verdict};
use crate::words::torcheck as common;
use crate::words::torcheck::watch as words;

/// Width of the labels, as in torcheck's other reports.
const COLUMN: usize = 12;
/// Rows that are shown; JSON has more.
const MOST_ROWS: usize = 40;

/// The whole report.
pub(crate) fn watched(watched: &Watched, command: &str, language: Language) -> Document {
    let mut blocks = vec![Block::Verdict(verdict(watched, language))];
    if !watched.rows.is_empty() {
        blocks.push(Block::Table(table(watched, language)));
    }
    blocks.push(Block::Pairs(Pairs {
        rows: remarks(watched, command, language),
        column: COLUMN,
        cut: false,
    }));
    Document { language, tab: common::tab(language), blocks, ..Document::default() }
}

fn verdict(watched: &Watched, language: Language) -> Verdict {
    let (meaning, mark) = match watched.finding {
        Finding::ThroughTor => (Meaning::Good, "✓"),
        Finding::Leaked | Finding::TriedToLeak => (Meaning::Bad, "✗"),
        Finding::NothingConnected | Finding::Unclear => (Meaning::Warning, "?"),
    };
    Verdict { meaning, mark, text: words::headline(language, watched).into(), reasons: Vec::new() }
}

fn table(watched: &Watched, language: Language) -> Table {
    let row = |row: &Row| {
        let entry = &row.entry;
        vec![
            words::destination(language, &entry.first.to),
            words::what(language, row.place).to_owned(),
            words::count(language, entry),
            words::after(language, entry.first.at),
            words::program(language, entry),
        ]
    };
    Table {
        header: words::columns(language).map(str::to_owned).to_vec(),
        rows: watched.rows.iter().take(MOST_ROWS).map(row).collect(),
        stacked_by: Axis::Row,
    }
}

fn remarks(watched: &Watched, command: &str, language: Language) -> Vec<Pair> {
    let mut rows = Vec::new();
    let hidden = watched.rows.len().saturating_sub(MOST_ROWS);
    if hidden > 0 {
        rows.push(Pair::new("", words::more_rows(language, hidden)));
    }
    let further = watched.skipped.iter();
    rows.extend(
        further
            .map(|(place, skipped)| Pair::new("", words::further(language, *place, skipped.results.all()))),
    );
    rows.push(Pair::new(words::command_label(language), words::ended(language, command, watched.ended)));
    let mut label = words::not_seen_label(language);
    let unseen = watched.unseen.iter();
    let mut not_seen: Vec<_> =
        unseen.map(|(what, program, process)| words::unseen(language, *what, program, *process)).collect();
    if watched.rows.iter().any(|row| row.place == Place::ByItsTor) {
        not_seen.push(words::its_own_tor(language).to_owned());
    }
    rows.extend(not_seen.into_iter().map(|text| warned(std::mem::take(&mut label), text)));
    if !watched.left.is_empty() {
        rows.push(warned(words::running_label(language), words::still_running(language, &watched.left)));
    }
    rows.push(Pair::new(common::not_proved_label(language), words::watches_only(language)));
    if watched.finding == Finding::ThroughTor {
        rows.extend(words::may_do_more(language, watched.ended).map(|text| warned("", text.to_owned())));
    }
    let next = Sentence::default().meaning(Meaning::Strong, words::next(language, watched));
    rows.push(Pair::new(common::next_label(language), next));
    rows
}

fn warned(label: &'static str, text: String) -> Pair {
    Pair::new(label, Sentence::default().meaning(Meaning::Warning, text))
}
