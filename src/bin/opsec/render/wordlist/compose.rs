//! Composes the list of word lists, and the findings about one.

use opsec::language::Language;
use opsec::wordlist::{Decodability, KNOWN, bits};

use super::Examined;
use crate::render::document::{Axis, Block, Document, Meaning, Pair, Pairs, Table, Verdict};
use crate::words::{common, wordlist as words};

/// Every bundled list.
pub(crate) fn listing(language: Language) -> Document {
    let header = [
        words::id_column(language),
        words::name_column(language),
        words::words_column(language),
        words::bits_column(language),
    ];
    let rows = KNOWN.iter().map(|known| {
        vec![
            known.id.to_owned(),
            known.name.to_owned(),
            common::number(language, known.count as u64),
            format!("{:.2}", bits(known.count)),
        ]
    });
    let table =
        Table { header: header.map(str::to_owned).to_vec(), rows: rows.collect(), stacked_by: Axis::Row };
    let blocks = vec![Block::Table(table), Block::Note(words::see_more(language).into())];
    Document { language, tab: words::tab(language), blocks, ..Document::default() }
}

/// What one list is good for.
pub(crate) fn examined(examined: &Examined, language: Language) -> Document {
    Document {
        language,
        tab: words::tab(language),
        title: examined.name.as_str().into(),
        blocks: vec![Block::Verdict(verdict(examined, language)), Block::Pairs(facts(examined, language))],
        ..Document::default()
    }
}

fn verdict(examined: &Examined, language: Language) -> Verdict {
    let decodability = examined.examination.decodability;
    let (meaning, mark) = match decodability {
        Decodability::PrefixFree | Decodability::Unique => (Meaning::Good, "✓"),
        Decodability::Ambiguous => (Meaning::Bad, "✗"),
        Decodability::TooLarge => (Meaning::Warning, "?"),
    };
    let text = words::reading(language, decodability, &examined.separator).into();
    let another = (!decodability.is_unique()).then(|| words::use_another_separator(language).into());
    Verdict { meaning, mark, text, reasons: another.into_iter().collect() }
}

fn facts(examined: &Examined, language: Language) -> Pairs {
    let examination = &examined.examination;
    let size = words::size(language, examined.list.len(), examined.list.bits_per_word());
    let mut rows = vec![Pair::new(words::words_label(language), size)];
    let known = words::known_label(language);
    match examination.known {
        Some(list) => rows.extend([
            Pair::new(known, words::known(language, list)),
            Pair::new(words::sha256_label(language), list.sha256),
        ]),
        None => rows.push(Pair::new(known, words::not_known(language))),
    }
    if examined.dice_numbers > 0 {
        let lines = words::dice_numbers(language, examined.dice_numbers);
        rows.push(Pair::new(words::dice_label(language), lines));
    }
    if !examined.duplicates.is_empty() {
        let duplicates = words::duplicates(language, &examined.duplicates);
        rows.push(Pair::new(words::duplicates_label(language), duplicates));
    }
    let (distance, exact) = (examination.least_edit_distance, examination.distance_is_exact);
    rows.extend([
        Pair::new(words::starts_label(language), words::starts(language, examination.prefix_free)),
        Pair::new(words::short_label(language), words::short_forms(language, examination.unique_prefix)),
        Pair::new(words::typos_label(language), words::typos(language, distance, exact)),
    ]);
    rows.into_iter().collect()
}
