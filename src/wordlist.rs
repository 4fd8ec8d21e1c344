//! Word lists: the bundled ones, lists of the user's own, and what a list is good for.

mod clean;
mod code;
mod known;
mod near;

pub use clean::{Cleaned, ListError, clean};
pub use code::{Decodability, decodability, edit_distance_at_least, least_edit_distance, prefix_free, unique_prefix};
pub use known::{KNOWN, Known, known};
pub use near::{distance, nearest};

use std::borrow::Cow;

/// A list of words, each once, in their order.
#[derive(Clone, Debug)]
pub struct WordList {
    text: Cow<'static, str>,
    spans: Vec<(u32, u32)>,
}

impl WordList {
    /// Returns the bundled list, without its dice numbers.
    pub fn bundled(known: &Known) -> Self {
        let base = known.text.as_ptr() as usize;
        let span = |word: &str| {
            let start = word.as_ptr() as usize - base;
            (offset(start), offset(start + word.len()))
        };
        // Each line is `11111<tab>word` or `word`; a test checks that no word holds white space.
        let words = known.text.lines().filter_map(|line| line.split_ascii_whitespace().last());
        Self { spans: words.map(span).collect(), text: Cow::Borrowed(known.text) }
    }

    /// Returns a list of these words; they must be clean.
    fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for word in words {
            let start = text.len();
            text.push_str(word);
            spans.push((offset(start), offset(text.len())));
        }
        Self { text: Cow::Owned(text), spans }
    }

    /// Returns the list with each word changed, or `None` if two words become equal.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Option<Self> {
        let words: Vec<String> = self.iter().map(change).collect();
        let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let distinct = sorted.windows(2).all(|pair| pair[0] != pair[1]);
        distinct.then(|| Self::of(words.iter().map(String::as_str)))
    }

    /// Returns how many words there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Returns the word at a place below [`WordList::len`].
    pub fn word(&self, place: usize) -> &str {
        let (start, end) = self.spans[place];
        &self.text[start as usize..end as usize]
    }

    /// Returns all words in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.word(place))
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

fn offset(place: usize) -> u32 {
    u32::try_from(place).expect("texts of lists are limited to far less than 4 GiB")
}
