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

/// A random phrase repeats words so often less than once in so many times, if that is a sign.
const RARE: f64 = 1.0 / 1000.0;

/// The size of a list of five dice, as most are: what is assumed of an unknown list.
const USUAL_SIZE: usize = 7776;

/// Returns the signs that a person chose these words from a list of `list_size` words, if it is known.
pub fn habits(words: &[&str], list_size: Option<usize>) -> Vec<Habit> {
    let mut habits = Vec::new();
    if words.len() >= 5 && words.is_sorted() {
        habits.push(Habit::Sorted);
    }
    let distinct: HashSet<&&str> = words.iter().collect();
    let repeats = words.len() - distinct.len();
    if repeats > 0 && chance_of_repeats(repeats, words.len(), list_size.unwrap_or(USUAL_SIZE)) < RARE {
        habits.push(Habit::Repeated);
    }
    if words.iter().filter(|word| SMALL_WORDS.contains(word)).count() >= 2 {
        habits.push(Habit::Grammar);
    }
    habits
}

/// How probable it is that at least so many of `words` random words repeat another, as in the birthday problem: the
/// number of equal pairs follows Poisson's distribution with the mean n(n - 1)/2N.
#[expect(clippy::cast_precision_loss, reason = "a probability; phrases and lists are small")]
fn chance_of_repeats(repeats: usize, words: usize, list_size: usize) -> f64 {
    let mean = words as f64 * (words as f64 - 1.0) / (2.0 * list_size.max(1) as f64);
    let mut term = (-mean).exp();
    let mut fewer = 0.0;
    for count in 0..repeats {
        fewer += term;
        term *= mean / (count as f64 + 1.0);
    }
    1.0 - fewer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(words: usize, repeats: usize) -> Vec<String> {
        (0..words).map(|number| format!("{}x", 7 * number.saturating_sub(repeats) % 31)).collect()
    }

    fn is_repeated(words: usize, repeats: usize, list_size: usize) -> bool {
        let phrase = phrase(words, repeats);
        let phrase: Vec<&str> = phrase.iter().map(String::as_str).collect();
        habits(&phrase, Some(list_size)).contains(&Habit::Repeated)
    }

    #[test]
    fn a_repeat_is_a_sign_only_if_chance_hardly_explains_it() {
        // Eight words of EFF's short list: one phrase in 47 repeats a word.
        assert!(!is_repeated(8, 1, 1296));
        assert!(is_repeated(8, 2, 1296));
        assert!(!is_repeated(25, 3, 1296));
        assert!(is_repeated(3, 1, 7776));
        assert!(!is_repeated(6, 0, 7776));
    }

    #[test]
    fn the_chance_is_that_of_the_birthday_problem() {
        // 23 people, 365 days: 50.7 % share a birthday; Poisson's approximation gives 50.0 %.
        assert!((chance_of_repeats(1, 23, 365) - 0.5).abs() < 0.01);
        assert!(chance_of_repeats(0, 8, 1296) > 0.999);
    }
}
