//! Word lists: the bundled ones, users' own lists, and the examination of a list.

mod armour;
mod clean;
mod code;
mod encoding;
mod error;
mod examine;
mod format;
mod index;
mod known;
mod near;
mod numbers;
mod odd;

pub use clean::{Cleaned, Removed, clean, read};
pub use code::{Decodability, Gap, decodability, prefix_free, unique_prefix};
pub use error::{Format, LONGEST_WORD, ListError, MOST_WORDS};
pub use examine::{Examination, examine};
pub use known::{KNOWN, Known, known};
pub use near::{distance, edit_distance_at_least, least_edit_distance, nearest};
pub use numbers::{Choice, Numbers, NumbersError, Printed};
pub use odd::{Oddity, odd};

use std::borrow::Cow;

use index::Facts;

/// A list of words, each once, in their order.
#[derive(Clone, Debug)]
pub struct WordList {
    /// One word a line, after its dice number if there is one.
    text: Cow<'static, str>,
    /// Where each line starts, and where the last one ends.
    starts: Cow<'static, [u32]>,
    facts: Facts,
    numbers: Numbers,
}

impl Default for WordList {
    fn default() -> Self {
        Self {
            text: Cow::Owned(String::new()),
            starts: Cow::Owned(vec![0]),
            facts: Facts::new(0),
            numbers: Numbers::none(),
        }
    }
}

impl WordList {
    /// Returns the bundled list, without its dice numbers.
    pub const fn bundled(known: &Known) -> Self {
        Self {
            text: Cow::Borrowed(known.text),
            starts: Cow::Borrowed(known.starts),
            facts: known.facts,
            numbers: Numbers::none(),
        }
    }

    /// Returns a list of these words; they must be clean.
    fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut list = Self::default();
        words.into_iter().for_each(|word| list.push(word));
        list
    }

    /// Adds a word, which must be clean.
    fn push(&mut self, word: &str) {
        self.facts.add(word.as_bytes(), 0, word.len());
        let text = self.text.to_mut();
        text.push_str(word);
        text.push('\n');
        let end = u32::try_from(text.len()).expect("texts of lists are limited to far less than 4 GiB");
        self.starts.to_mut().push(end);
    }

    /// Returns the list with each word changed, or `None` if two words become equal.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Option<Self> {
        let words: Vec<String> = self.iter().map(change).collect();
        let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let distinct = sorted.windows(2).all(|pair| pair[0] != pair[1]);
        let numbers = self.numbers.clone();
        distinct.then(|| Self { numbers, ..Self::of(words.iter().map(String::as_str)) })
    }

    /// Returns the dice numbers that were printed beside the words.
    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// Returns the length of the longest word in bytes.
    pub fn longest(&self) -> usize {
        self.facts.longest
    }

    /// Whether some word contains this text.
    pub(crate) fn holds(&self, text: &str) -> bool {
        text.bytes().all(|byte| self.facts.holds(byte)) && self.iter().any(|word| word.contains(text))
    }

    /// Returns how many words there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the word at an index below [`WordList::len`].
    pub fn word(&self, index: usize) -> &str {
        let (start, next) = (self.starts[index] as usize, self.starts[index + 1] as usize);
        &self.text[start + self.facts.before..next - 1]
    }

    /// Returns all words in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.word(index))
    }

    /// Returns the entropy of one word chosen at random, in bits: log2 of the list's size.
    pub fn bits_per_word(&self) -> f64 {
        bits(self.len())
    }
}

/// Returns log2 of a number of equally likely choices.
#[expect(clippy::cast_precision_loss, reason = "list sizes lie far below 2^52")]
pub fn bits(choices: usize) -> f64 {
    (choices as f64).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_compiler_found_in_a_bundled_list_is_what_stands_there() {
        for known in KNOWN {
            let list = WordList::bundled(known);
            let words: Vec<_> =
                known.text.lines().map(|line| line.rsplit(['\t', ' ']).next().unwrap()).collect();
            assert_eq!(list.iter().collect::<Vec<_>>(), words, "{}", known.id);
            assert_eq!(list.len(), known.count);
            assert_eq!(Some(list.longest()), words.iter().map(|word| word.len()).max());
            for byte in 0..128_u8 {
                let text = char::from(byte).to_string();
                assert_eq!(list.holds(&text), words.iter().any(|word| word.contains(&text)), "{text:?}");
            }
        }
    }

    #[test]
    fn a_list_of_ones_own_knows_the_same_of_its_words() {
        let list = WordList::of(["ab", "\u{e9}t\u{e9}", "c-d"]);
        assert_eq!((list.len(), list.longest()), (3, 5));
        assert_eq!(list.iter().collect::<Vec<_>>(), ["ab", "\u{e9}t\u{e9}", "c-d"]);
        assert!(list.holds("-") && list.holds("t\u{e9}") && !list.holds("ba") && !list.holds("\u{e8}"));
    }
}
