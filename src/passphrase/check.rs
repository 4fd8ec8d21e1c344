//! Reads a phrase back with a list, and finds signs that a person chose the words.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::wordlist::{WordList, least_edit_distance, nearest, unique_prefix};

/// A phrase read back with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The indexes of the words in the list.
    pub indices: Vec<usize>,
    /// Whether the phrase has more than one reading.
    pub ambiguous: bool,
}

/// A word that the list does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Which word of the phrase, from 1.
    pub number: usize,
    /// Words it may have been meant as, the most likely first.
    pub nearest: Vec<String>,
    /// Whether only one word of the list lies within one edit or begins so.
    pub certain: bool,
}

/// A sign that a person, not chance, chose the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// The words are in alphabetical order.
    Sorted,
    /// A word occurs several times, more often than chance explains.
    Repeated,
    /// Small words that hold sentences together.
    Grammar,
}

impl fmt::Display for Habit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sorted => "the words stand in alphabetical order",
            Self::Repeated => "a word stands more often than chance explains",
            Self::Grammar => "small words hold it together like a sentence",
        })
    }
}

/// Reads a phrase with a list: with any separators, or with none.
///
/// Case is ignored; between two words up to three characters other than letters may occur.
pub fn read_back(list: &WordList, phrase: &str) -> Option<Reading> {
    let phrase: Zeroizing<String> =
        Zeroizing::new(phrase.trim().nfc().flat_map(char::to_lowercase).collect());
    let letters: Vec<(usize, char)> = phrase.char_indices().collect();
    let lowered: Vec<String> = list.iter().map(str::to_lowercase).collect();
    let indices: HashMap<&str, usize> =
        lowered.iter().enumerate().map(|(index, word)| (word.as_str(), index)).collect();
    let longest = lowered.iter().map(|word| word.chars().count()).max()?;
    let end = letters.len();
    let byte = |at: usize| letters.get(at).map_or(phrase.len(), |(byte, _)| *byte);
    // From the end: how many ways there are to read the rest, and the first word of one of them.
    let mut ways = vec![0_u8; end + 1];
    let mut first = vec![None; end + 1];
    ways[end] = 1;
    for at in (0..end).rev() {
        for stop in (at + 1..=end.min(at + longest)).rev() {
            let Some(index) = indices.get(&phrase[byte(at)..byte(stop)]) else { continue };
            let gap = |skipped: &usize| {
                letters[stop..end.min(stop + skipped)].iter().all(|(_, c)| !c.is_alphabetic())
                    && stop + skipped <= end
            };
            // A gap only between words: at the end of the phrase there is none.
            for skipped in (0..=3_usize).take_while(gap) {
                let next = stop + skipped;
                if ways[next] > 0 && (skipped == 0 || next < end) {
                    ways[at] = ways[at].saturating_add(ways[next]);
                    first[at].get_or_insert((*index, next));
                }
            }
        }
    }
    let mut read = Vec::new();
    let mut at = 0;
    while at < end {
        let (index, next) = first[at]?;
        read.push(index);
        at = next;
    }
    (!read.is_empty()).then_some(Reading { indices: read, ambiguous: ways[0] > 1 })
}

/// Returns the words of a phrase that the list does not have, and how many words there are.
///
/// The phrase must have separators. Three letters are enough if they identify a word,
/// and a typo can always be corrected if no two words lie within two edits of each other.
pub fn unread(list: &WordList, phrase: &str) -> (Vec<Unread>, usize) {
    let prefix = unique_prefix(list);
    let typo_proof = matches!(least_edit_distance(list), (3.., true));
    let lowered: HashSet<String> = list.iter().map(str::to_lowercase).collect();
    let split = |c: char| !c.is_alphabetic() && c != '-' && c != '\'';
    let phrase: Zeroizing<String> = Zeroizing::new(phrase.nfc().flat_map(char::to_lowercase).collect());
    let mut words: Vec<&str> = phrase.split(split).filter(|word| !word.is_empty()).collect();
    if words.len() == 1 {
        words = phrase.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    }
    let missing =
        words.iter().enumerate().filter(|(_, word)| !lowered.contains(**word)).map(|(number, word)| {
            let beginning: Vec<&str> = if word.chars().count() >= prefix && prefix <= 4 {
                list.iter().filter(|other| other.to_lowercase().starts_with(*word)).take(2).collect()
            } else {
                Vec::new()
            };
            let near = if beginning.len() == 1 { beginning.clone() } else { nearest(list, word) };
            let within_one = near.iter().filter(|other| crate::wordlist::distance(word, other) <= 1).count();
            Unread {
                number: number + 1,
                certain: beginning.len() == 1 || (typo_proof && within_one == 1),
                nearest: near.into_iter().map(str::to_owned).collect(),
            }
        });
    (missing.collect(), words.len())
}

/// Words that hold English, German, French, Spanish and Portuguese sentences together.
const SMALL_WORDS: &[&str] = &[
    "a", "an", "and", "are", "for", "i", "in", "is", "it", "my", "of", "on", "the", "to", "was", "you",
    "das", "der", "die", "du", "ein", "ich", "ist", "mein", "und", "de", "el", "en", "est", "et", "la", "le",
    "les", "mi", "o", "um", "un", "una", "y",
];

/// Returns the signs that a person chose these words.
pub fn habits(words: &[&str], list_size: Option<usize>) -> Vec<Habit> {
    let mut habits = Vec::new();
    if words.len() >= 5 && words.is_sorted() {
        habits.push(Habit::Sorted);
    }
    let distinct: HashSet<&&str> = words.iter().collect();
    let repeats = words.len() - distinct.len();
    // One repeat in n words of a list of N is expected n²/2N times: rare for phrases of usual length.
    let expected = list_size.map_or(0, |size| words.len() * words.len() / (2 * size.max(1)));
    if repeats > expected + 1 || (repeats > 0 && words.len() <= 12) {
        habits.push(Habit::Repeated);
    }
    if words.iter().filter(|word| SMALL_WORDS.contains(word)).count() >= 2 {
        habits.push(Habit::Grammar);
    }
    habits
}
