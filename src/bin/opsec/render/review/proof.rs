//! Composes sentences with their fingerprints, and what was found of those that reviews rest on.

use std::fmt::Write as _;

use opsec::language::Language;
use opsec::proof::{Found, Proof, Tally};
use opsec::text::document::Sentence as Read;
use opsec::text::sanitize;

use super::{ProvenReview, subject};
use crate::render::document::{Block, Document, Meaning, Pair, Sentence, Verdict};
use crate::words::{document, review as words};

/// One line for each sentence: its fingerprint, its line and its text, for eyes and for `grep`.
pub(crate) fn lines(sentences: &[Read]) -> String {
    let widest = sentences.last().map_or(1, |last| last.line.to_string().len());
    let mut text = String::new();
    for Read { text: sentence, line, fingerprint, .. } in sentences {
        writeln!(text, "{fingerprint}  {line:>widest$}  {}", sanitize(sentence))
            .expect("memory takes what is written");
    }
    text
}

/// Each review with its answers and their sentences, and the numbers of all.
pub(crate) fn proofs(language: Language, reviews: &[ProvenReview<'_>], total: Tally) -> Document {
    let mut document = Document { language, tab: words::tab(language), ..Document::default() };
    for ProvenReview { review, proofs } in reviews {
        document.blocks.push(Block::Verdict(verdict(language, &review.id, Tally::of(proofs))));
        let named = proofs.iter().filter(|proof| proof.option.is_some() || proof.found().next().is_some());
        document.blocks.push(Block::Pairs(named.map(|proof| pair(language, proof)).collect()));
    }
    if reviews.len() > 1 {
        let name = words::all_reviews(language, reviews.len());
        document.blocks.push(Block::Verdict(verdict(language, &name, total)));
    }
    document
}

fn verdict(language: Language, name: &str, tally: Tally) -> Verdict {
    let (meaning, mark) = match (tally.is_whole(), tally.without_sentence) {
        (true, 0) => (Meaning::Good, "✓"),
        (true, _) => (Meaning::Warning, "!"),
        (false, _) => (Meaning::Bad, "✗"),
    };
    let reasons = vec![words::sentences_found(language, tally).into()];
    Verdict { meaning, mark, text: words::proven(language, name, tally).into(), reasons }
}

fn pair(language: Language, proof: &Proof<'_>) -> Pair {
    let option = proof.option.map_or(words::fact(language), |option| option.as_str());
    let mut pair = Pair::new(subject(proof.subject), option);
    for source in &proof.sources {
        let title = document::titled(language, source.source);
        for (fingerprint, found) in &source.sentences {
            let line = match found {
                Found::Here(sentence) => Sentence::default()
                    .meaning(Meaning::Good, "✓ ")
                    .and(words::quoted(language, &sentence.text))
                    .meaning(Meaning::Faint, words::at_line(language, &title, sentence.line)),
                Found::Gone => {
                    Sentence::default().meaning(Meaning::Bad, words::gone(language, &title, *fingerprint))
                }
                Found::OtherDate(sentence) => Sentence::default()
                    .meaning(Meaning::Bad, words::other_date(language, source.source.published))
                    .and(words::quoted(language, &sentence.text))
                    .meaning(Meaning::Faint, words::at_line(language, &title, sentence.line)),
                Found::NoText => Sentence::default()
                    .meaning(Meaning::Bad, words::no_text(language, &title, &source.source.url)),
            };
            pair.details.push(line);
        }
    }
    if pair.details.is_empty() {
        pair.details.push(Sentence::default().meaning(Meaning::Warning, words::names_no_sentence(language)));
    }
    pair
}
