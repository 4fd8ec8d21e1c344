//! Composes the list of word lists, and the findings about one.

use opsec::language::Language;
use opsec::wordlist::{Decodability, KNOWN, Oddity, Removed, bits, odd};

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
    let another = (!decodability.is_unique()).then(|| words::use_another_separator(language).to_owned());
    let count = |oddity| odd(&examined.list, oddity).count();
    let strange = Oddity::ALL.map(count).iter().sum();
    let strange = (strange > 0).then(|| words::odd_words(language, strange, examined.list.len()));
    let reasons = another.into_iter().chain(strange).map(Into::into).collect();
    Verdict { meaning, mark, text, reasons }
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
    rows.extend(taken_out(&examined.removed, language));
    rows.extend(odd_words(examined, language));
    let (distance, exact) = (examination.least_edit_distance, examination.distance_is_exact);
    rows.extend([
        Pair::new(words::starts_label(language), words::starts(language, examination.prefix_free)),
        Pair::new(words::short_label(language), words::short_forms(language, examination.unique_prefix)),
        Pair::new(words::typos_label(language), words::typos(language, distance, exact)),
    ]);
    rows.into_iter().collect()
}

/// What was taken out of the list, each kind in a row.
fn taken_out(removed: &Removed, language: Language) -> impl Iterator<Item = Pair> {
    let some = |lines: usize| (lines > 0).then_some(lines);
    let rows = [
        some(removed.dice_numbers)
            .map(|lines| Pair::new(words::dice_label(language), words::left_out_on(language, lines))),
        some(removed.comments)
            .map(|lines| Pair::new(words::comments_label(language), words::left_out_on(language, lines))),
        some(removed.invisible)
            .map(|lines| Pair::new(words::invisible_label(language), words::left_out_on(language, lines))),
        removed.signature.then(|| Pair::new(words::signature_label(language), words::not_checked(language))),
        some(removed.phrases.len())
            .map(|_| Pair::new(words::phrases_label(language), words::examples(language, &removed.phrases))),
        some(removed.duplicates.len()).map(|_| {
            Pair::new(words::duplicates_label(language), words::examples(language, &removed.duplicates))
        }),
    ];
    rows.into_iter().flatten()
}

/// The words that are no words, each kind in a row.
fn odd_words(examined: &Examined, language: Language) -> impl Iterator<Item = Pair> {
    Oddity::ALL.into_iter().filter_map(move |oddity| {
        let found: Vec<&str> = odd(&examined.list, oddity).collect();
        (!found.is_empty())
            .then(|| Pair::new(words::odd_label(language, oddity), words::examples(language, &found)))
    })
}
