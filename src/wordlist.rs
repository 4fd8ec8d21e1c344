//! Word lists: the bundled ones, lists of the user's own, and what a list is good for.

mod clean;
mod code;
mod examine;
mod known;
mod near;

pub use clean::{Cleaned, LONGEST_WORD, ListError, clean};
pub use code::{
    Decodability, decodability, edit_distance_at_least, least_edit_distance, prefix_free, unique_prefix,
};
pub use examine::{Examination, examine};
pub use known::{KNOWN, Known, known};
pub use near::{distance, nearest};

use std::borrow::Cow;
use std::sync::Arc;

/// A list of words, each once, in their order.
#[derive(Clone, Debug)]
pub struct WordList {
    text: Cow<'static, str>,
    spans: Arc<Vec<(u32, u32)>>,
}

impl WordList {
    /// Returns the bundled list, without its dice numbers.
    pub fn bundled(known: &Known) -> Self {
        let bytes = known.text.as_bytes();
        // Each line is `11111<tab>word`, `11111 word` or `word`, all alike in one list, as a test
        // checks; so a line's end tells where its word stands. Every start of the program waits for this.
        let first = known.text.lines().next().unwrap_or_default();
        let before = first.rfind(['\t', ' ']).map_or(0, |at| at + 1);
        let mut spans = Vec::with_capacity(known.count);
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', bytes) {
            spans.push((offset(start + before), offset(end)));
            start = end + 1;
        }
        Self { spans: Arc::new(spans), text: Cow::Borrowed(known.text) }
    }

    /// Returns a list of these words; they must be clean.
    fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for word in words {
            let start = text.len();
            text.push_str(word);
            spans.push((offset(start), offset(text.len())));
        }
        Self { text: Cow::Owned(text), spans: Arc::new(spans) }
    }

    /// Returns the list with each word changed, or `None` if two words become equal.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Option<Self> {
        let words: Vec<String> = self.iter().map(change).collect();
        let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let distinct = sorted.windows(2).all(|pair| pair[0] != pair[1]);
        distinct.then(|| Self::of(words.iter().map(String::as_str)))
    }

    /// Returns the length of the longest word in bytes.
    pub fn longest(&self) -> usize {
        self.spans.iter().map(|(start, end)| (end - start) as usize).max().unwrap_or(0)
    }

    /// Whether some word may hold this text; never a wrong no.
    fn may_hold(&self, text: &str) -> bool {
        self.text.contains(text) && self.iter().any(|word| word.contains(text))
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
