//! Composes what was found about a phrase; the phrase itself is not in it.

use opsec::language::Language;
use opsec::passphrase::{Found, Judgement, Unread};

use crate::render::document::{Block, Document, Meaning, Pair, Pairs, Sentence, Verdict};
use crate::words::{common, passphrase as words};

pub(crate) fn judgement(judgement: &Judgement<'_>, language: Language) -> Document {
    let mut document = Document { language, tab: words::tab(language), ..Document::default() };
    document.blocks.push(Block::Verdict(verdict(judgement, language)));
    match &judgement.found {
        Found::Everywhere { ambiguous: true, .. } => {
            document.blocks.push(Block::Warning(words::ambiguous(language).into()));
        }
        Found::Partly { lacking, .. } => {
            document.blocks.push(Block::Pairs(meant(&lacking.unread, language)));
            let more = lacking.missing - lacking.unread.len();
            if more > 0 {
                document.blocks.push(Block::Paragraph(common::and_more(language, more).into()));
            }
        }
        Found::Everywhere { .. } | Found::Nowhere { .. } => {}
    }
    for habit in &judgement.habits {
        let sign = Sentence::from(words::chosen_by_a_person(language, *habit));
        let bits = if judgement.is_read() { words::bits_do_not_hold(language) } else { "" };
        document.blocks.push(Block::Warning(sign.then(bits.into())));
    }
    document
}

fn verdict(judgement: &Judgement<'_>, language: Language) -> Verdict {
    let no =
        |text: String, reasons| Verdict { meaning: Meaning::Bad, mark: "✗", text: text.into(), reasons };
    match &judgement.found {
        Found::Everywhere { list, also, strength, others, invisible, .. } => Verdict {
            meaning: Meaning::Good,
            mark: "✓",
            text: words::read(language, judgement.words, list, strength.bits()).into(),
            reasons: [
                (*others > 0).then(|| words::around(language, *others)),
                (*invisible > 0).then(|| words::left_out(language, *invisible)),
                (!also.is_empty()).then(|| words::also_in(language, also)),
            ]
            .into_iter()
            .flatten()
            .map(Sentence::from)
            .collect(),
        },
        Found::Partly { list, lacking } => {
            no(words::partly(language, lacking.missing, judgement.words, list), vec![])
        }
        Found::Nowhere { lacking } if lacking.words == 0 => no(words::no_words(language).to_owned(), vec![]),
        Found::Nowhere { .. } => {
            no(words::nowhere(language).to_owned(), vec![words::home_made(language).into()])
        }
    }
}

/// The words that a list lacks, by number, and what they may have been meant as.
fn meant(unread: &[Unread], language: Language) -> Pairs {
    let pair =
        |word: &Unread| Pair::new(words::word_number(language, word.number), words::meant(language, word));
    unread.iter().map(pair).collect()
}
