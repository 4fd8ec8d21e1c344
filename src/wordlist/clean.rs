//! Reads a user's own list and removes what editors and dice lists leave in such files.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::WordList;
use crate::text::invisible::steers;

/// Longest word in characters; a list with a longer one is refused.
pub const LONGEST_WORD: usize = 64;

/// A user's own list, and what was removed from it.
#[derive(Debug)]
pub struct Cleaned {
    /// The list, each word once.
    pub list: WordList,
    /// Words that occurred twice, compared in NFC and without case.
    pub duplicates: Vec<String>,
    /// Lines that began with a dice number.
    pub dice_numbers: usize,
}

/// The reason why a text cannot be used as a word list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// No words at all.
    #[error("the list is empty")]
    Empty,
    /// One word, or the same word many times: nothing to choose from.
    #[error("the list holds only one word")]
    OneWord,
    /// A line is not a word; the line's number, from 1.
    #[error("line {0} is no word")]
    NotAWord(usize),
}

/// Reads a word list: one word a line, with or without dice numbers, in any Unicode form.
pub fn clean(text: &str) -> Result<Cleaned, ListError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut words, mut seen, mut duplicates, mut dice_numbers) = (Vec::new(), HashSet::new(), Vec::new(), 0);
    for (number, line) in text.lines().enumerate() {
        let mut pieces = line.split_whitespace();
        let Some(first) = pieces.next() else { continue };
        let word = match pieces.next() {
            Some(word) if first.bytes().all(|byte| byte.is_ascii_digit()) => {
                dice_numbers += 1;
                word
            }
            Some(_) => return Err(ListError::NotAWord(number + 1)),
            None => first,
        };
        let word: String = word.nfc().collect();
        // With a mark that nobody sees, two words look like one.
        let unfit = |character: char| character.is_control() || steers(character);
        if pieces.next().is_some() || word.chars().count() > LONGEST_WORD || word.chars().any(unfit) {
            return Err(ListError::NotAWord(number + 1));
        }
        if seen.insert(word.to_lowercase()) { words.push(word) } else { duplicates.push(word) }
    }
    match words.len() {
        0 => Err(ListError::Empty),
        1 => Err(ListError::OneWord),
        _ => Ok(Cleaned { list: WordList::of(words.iter().map(String::as_str)), duplicates, dice_numbers }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_numbers_marks_carriage_returns_and_duplicates_are_taken_out() {
        let cleaned =
            clean("\u{feff}11\tapple\r\n12\tpear\r\n\r\n13\tApple\r\n14\te\u{301}t\u{e9}\r\n").unwrap();
        assert_eq!(cleaned.list.iter().collect::<Vec<_>>(), ["apple", "pear", "ét\u{e9}"]);
        assert_eq!(cleaned.duplicates, ["Apple"]);
        assert_eq!(cleaned.dice_numbers, 4);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        assert_eq!(clean("\n\n").unwrap_err(), ListError::Empty);
        assert_eq!(clean("a\nA\n").unwrap_err(), ListError::OneWord);
        assert_eq!(clean("a\nb c\n").unwrap_err(), ListError::NotAWord(2));
        assert_eq!(clean("a\n\u{200b}a\n").unwrap_err(), ListError::NotAWord(2));
        assert_eq!(clean("\u{feff}\u{feff}a\nb\n").unwrap_err(), ListError::NotAWord(1));
        assert_eq!(clean(&format!("a\n{}", "x".repeat(65))).unwrap_err(), ListError::NotAWord(2));
    }
}
