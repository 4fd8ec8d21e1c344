//! Sentences of a block.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::invisible::is_invisible;

/// Abbreviations with a full stop that ends no sentence, in lower case.
const ABBREVIATIONS: [&str; 15] =
    ["cf", "co", "corp", "dr", "e.g", "eg", "i.e", "ie", "inc", "llc", "ltd", "mr", "mrs", "u.s", "vs"];

/// The same, if a number follows.
const NUMBERED: [&str; 5] = ["art", "no", "nr", "par", "sec"];

/// Splits a block into sentences: Unicode's rule (UAX #29), which breaks behind some abbreviations too; those are
/// joined again. A number or bullet in front of the block is left out, for HTML makes it itself.
pub(super) fn split(block: &str) -> Vec<String> {
    let text = spaced(block);
    let text = after_marker(&text).unwrap_or(&text);
    // Copies differ in their quotes and dashes: none may move the end of a sentence. Character for character.
    let folded: String = text.chars().map(folded).collect();
    let mut sentences: Vec<String> = Vec::new();
    let mut rest = text;
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

/// Returns what follows the bullet or number of a list item, if the text begins with one.
pub(super) fn after_marker(text: &str) -> Option<&str> {
    let bullet = text.strip_prefix(['-', '*', '+', '•', '·', '◦', '▪', '‣']);
    let number = || {
        let digits = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
        (1..=3).contains(&(text.len() - digits.len())).then(|| digits.strip_prefix(['.', ')'])).flatten()
    };
    let letter = || {
        let inner = text.strip_prefix('(').unwrap_or(text);
        let behind = inner.strip_prefix(|letter: char| letter.is_ascii_alphanumeric())?;
        behind.strip_prefix(')')
    };
    let rest = bullet.or_else(number).or_else(letter)?;
    rest.starts_with([' ', '\t', '\u{a0}']).then(|| rest.trim_start())
}

/// Whether a text ends as sentences do.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', '»', '*', '_'])
        .ends_with(['.', '!', '?', '…', ':', ';', ','])
}

fn folded(character: char) -> char {
    match character {
        '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | '\'' => {
            '"'
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '…' => '.',
        other => other,
    }
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
