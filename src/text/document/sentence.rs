//! Sentences of a block.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::invisible::is_invisible;

/// Abbreviations with a full stop that ends no sentence, in lower case.
const ABBREVIATIONS: [&str; 29] = [
    "bzw", "ca", "cf", "co", "corp", "d.h", "dr", "e.g", "e.u", "eg", "i.e", "ie", "inc", "llc", "ltd", "mr",
    "mrs", "ph.d", "prof", "s.a", "st", "u.k", "u.s", "u.s.c", "v", "vs", "z", "z.b", "zb",
];

/// The same, if a number follows.
const NUMBERED: [&str; 21] = [
    "abs", "approx", "apr", "art", "aug", "dec", "feb", "fig", "jan", "jul", "jun", "mar", "no", "nov", "nr",
    "oct", "p", "par", "sec", "sep", "sept",
];

/// Splits a block into sentences: Unicode's rule (UAX #29), which breaks behind some abbreviations too; those are
/// joined again.
pub(super) fn split(block: &str) -> Vec<String> {
    let text = spaced(block);
    // Copies differ in their quotes and dashes: none may move the end of a sentence. Character for character.
    let folded = folded(&text);
    let mut sentences: Vec<String> = Vec::new();
    let mut rest = text.as_str();
    for piece in folded.split_sentence_bounds() {
        let end = rest.char_indices().nth(piece.chars().count()).map_or(rest.len(), |(end, _)| end);
        let (sentence, behind) = rest.split_at(end);
        match sentences.last_mut() {
            Some(last) if joins(last, sentence) => last.push_str(sentence),
            _ => sentences.push(sentence.to_owned()),
        }
        rest = behind;
    }
    for sentence in &mut sentences {
        sentence.truncate(sentence.trim_end().len());
    }
    sentences
}

/// Returns a text with single spaces, without what cannot be seen.
pub(super) fn spaced(text: &str) -> String {
    let seen: String =
        text.chars().filter(|character| !is_invisible(*character) || character.is_whitespace()).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text ends as sentences do.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', '»', '*', '_'])
        .ends_with(['.', '!', '?', '…', ':', ';', ','])
}

/// Returns a text, character for character, in which all quotes are one, and a dash between words is a space.
fn folded(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_space =
        |index: Option<usize>| index.and_then(|index| characters.get(index)).is_none_or(|near| *near == ' ');
    let fold = |(index, character): (usize, &char)| match character {
        '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | '\'' => {
            '"'
        }
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
            if is_space(index.checked_sub(1)) && is_space(Some(index + 1)) { ' ' } else { '-' }
        }
        '…' => '.',
        other => *other,
    };
    characters.iter().enumerate().map(fold).collect()
}

/// Whether a piece ends with an abbreviation, so its full stop ends no sentence and the next one belongs to it.
fn joins(piece: &str, next: &str) -> bool {
    let is_quote = |letter: char| !letter.is_alphanumeric() && letter != '.';
    let Some(text) = piece.trim_end_matches(is_quote).strip_suffix('.') else { return false };
    let word = text.rsplit(is_quote).next().unwrap_or_default();
    let is_in = |list: &[&str]| list.contains(&word.to_lowercase().as_str());
    is_in(&ABBREVIATIONS)
        || (next.trim_start_matches(is_quote).starts_with(char::is_numeric) && is_in(&NUMBERED))
}
