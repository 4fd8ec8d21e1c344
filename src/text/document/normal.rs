//! What of a sentence its fingerprint rests on.

use sha2::{Digest, Sha256};
use unicode_normalization::char::is_combining_mark;

use crate::text::fingerprint::Fingerprint;
use crate::text::name::fold;

/// Returns the fingerprint of a sentence; nothing if it has neither letters, digits nor a tick.
///
/// It is SHA-256 over the normalised sentence: the words and numbers in Unicode's compatibility form NFKC, their case
/// folded, with one space between them. White space, punctuation, quotes and dashes only part words, since copies of a
/// text differ in them. What changes a meaning stays: apostrophes within words, what stands between the digits of a
/// number, a minus before it, currency, percent and comparison signs, ticks, crosses and pictures.
pub fn fingerprint(sentence: &str) -> Option<Fingerprint> {
    let normal = normalised(sentence);
    let hash = Sha256::digest(normal.as_bytes());
    let first = hash.first_chunk().copied().map(u64::from_be_bytes)?;
    let says = |character: char| character.is_alphanumeric() || is_picture(character);
    normal.contains(says).then_some(Fingerprint(first))
}

pub(super) fn normalised(sentence: &str) -> String {
    // A raised number or a fraction is not part of the number before it: 10² is not 102.
    let mut parted = String::with_capacity(sentence.len());
    for character in sentence.chars() {
        if matches!(character, '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{209c}' | '\u{2150}'..='\u{215f}')
        {
            parted.push(' ');
        }
        parted.push(character);
    }
    let characters: Vec<char> = fold(&parted).chars().collect();
    let mut normal = String::with_capacity(parted.len());
    let mut gap = Gap::None;
    for (index, character) in characters.iter().copied().enumerate() {
        let near =
            |index: Option<usize>| index.and_then(|index| characters.get(index)).copied().unwrap_or(' ');
        let (before, next) = (near(index.checked_sub(1)), near(Some(index + 1)));
        let Some(kept) = kept(before, character, next) else {
            gap = if character.is_whitespace() { gap.max(Gap::Space) } else { Gap::Sign };
            continue;
        };
        if let Some(last) = normal.chars().next_back() {
            // Scripts without spaces between words wrap anywhere.
            let wraps = is_unspaced(kept) || is_unspaced(last);
            let is_apart = if wraps { gap == Gap::Sign } else { gap > Gap::None };
            if is_apart || is_picture(kept) || is_picture(last) {
                normal.push(' ');
            }
        }
        normal.push(kept);
        gap = Gap::None;
    }
    normal
}

/// What was left out before a character.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Sign,
}

/// Returns what is kept of a character between two others, if anything.
fn kept(before: char, character: char, next: char) -> Option<char> {
    if is_word(character) || is_sign(character) || is_picture(character) {
        return Some(character);
    }
    let is_minus = matches!(character, '-' | '\u{2212}')
        && (before.is_whitespace() || "(:".contains(before))
        && (next.is_numeric() || is_currency(next) || next == '.');
    let is_apostrophe = matches!(character, '\'' | '’' | '‘' | '`' | '´' | '\u{2bc}')
        && before.is_alphabetic()
        && next.is_alphabetic();
    let is_point = ".,/:\u{2044}".contains(character) && next.is_numeric() && !before.is_alphabetic();
    match () {
        () if is_minus => Some('-'),
        () if is_apostrophe => Some('\''),
        () if is_point && (before.is_numeric() || character == '.') => Some(character),
        () => None,
    }
}

/// Letters, digits, and the marks that are part of letters.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// Signs that change what a number or a name means.
fn is_sign(character: char) -> bool {
    is_currency(character)
        || matches!(
            character,
            '%' | '‰' | '٪' | '+' | '<' | '>' | '=' | '±' | '×' | '÷' | '≈' | '≠' | '\u{2264}'..='\u{226f}'
        )
}

fn is_currency(character: char) -> bool {
    matches!(character, '$' | '¢' | '£' | '¤' | '¥' | '\u{20a0}'..='\u{20cf}')
}

/// Ticks, crosses and pictures, which can be the whole of an answer; arrows are mere bullets.
fn is_picture(character: char) -> bool {
    matches!(character, '\u{2600}'..='\u{2793}' | '\u{1f300}'..='\u{1faff}')
}

/// Whether a script writes its words without spaces between them.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' // Burmese, Khmer
        | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // Japanese
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
