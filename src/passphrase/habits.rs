//! Finds signs that a person, not chance, chose the words of a phrase.

use std::collections::HashSet;
use std::fmt;

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
