//! A phrase as someone typed or pasted it, and a list's words in the same spelling.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::text::invisible::is_invisible;
use crate::wordlist::WordList;

/// A phrase in one spelling: no capitals, no invisible characters, plain hyphens and apostrophes.
pub(super) struct Typed {
    text: Zeroizing<String>,
    /// The byte at which each character starts, and where the text ends.
    starts: Vec<usize>,
    /// Whether a capital follows a small letter at this character, as between `Two` and `Words`.
    capital: Vec<bool>,
    /// Invisible characters that were left out.
    pub(super) invisible: usize,
}

impl Typed {
    pub(super) fn new(phrase: &str) -> Self {
        let phrase =
            phrase.trim_matches(|character: char| character.is_whitespace() || is_invisible(character));
        let mut typed = Self {
            // Lower case may be longer; growth would leave copies behind.
            text: Zeroizing::new(String::with_capacity(phrase.len() * 3)),
            starts: Vec::with_capacity(phrase.len() * 3 + 1),
            capital: Vec::with_capacity(phrase.len() * 3),
            invisible: phrase.chars().filter(|character| is_invisible(*character)).count(),
        };
        let mut after_small = false;
        for character in phrase.chars().filter(|character| !is_invisible(*character)).nfc() {
            let mut capital = after_small && character.is_uppercase();
            for folded in fold(character) {
                typed.starts.push(typed.text.len());
                typed.capital.push(capital);
                typed.text.push(folded);
                capital = false;
            }
            after_small = character.is_lowercase();
        }
        typed.starts.push(typed.text.len());
        typed
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.capital.len()
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        &self.text[self.starts[range.start]..self.starts[range.end]]
    }

    pub(super) fn at(&self, place: usize) -> char {
        self.text[self.starts[place]..].chars().next().unwrap_or_default()
    }

    pub(super) fn is_letter(&self, place: usize) -> bool {
        self.at(place).is_alphabetic()
    }

    /// Whether a word begins at this place because it begins with a capital.
    pub(super) fn is_capital(&self, place: usize) -> bool {
        self.capital[place]
    }

    /// The characters from the first letter to the last one.
    pub(super) fn core(&self) -> Range<usize> {
        let start = (0..self.len()).find(|place| self.is_letter(*place)).unwrap_or(0);
        start..(start..self.len()).rfind(|place| self.is_letter(*place)).map_or(start, |last| last + 1)
    }

    /// The longest runs of characters that pass, in order.
    pub(super) fn runs(&self, passes: impl Fn(char) -> bool) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for place in (0..self.len()).filter(|place| passes(self.at(*place))) {
            match runs.last_mut() {
                Some(run) if run.end == place => run.end += 1,
                _ => runs.push(place..place + 1),
            }
        }
        runs
    }
}

impl Drop for Typed {
    fn drop(&mut self) {
        self.starts.zeroize();
        self.capital.zeroize();
    }
}

/// A list's words, found by their folded spelling.
pub(super) struct Lexicon {
    words: HashMap<String, usize>,
    /// The lengths that words have, in characters, the shortest first.
    lengths: Vec<usize>,
}

impl Lexicon {
    pub(super) fn new(list: &WordList) -> Self {
        let folded = |word: &str| {
            word.chars().filter(|character| !is_invisible(*character)).nfc().flat_map(fold).collect()
        };
        let words: HashMap<String, usize> = list.iter().map(folded).zip(0..).collect();
        let mut lengths: Vec<usize> = words.keys().map(|word| word.chars().count()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        Self { words, lengths }
    }

    pub(super) fn find(&self, folded: &str) -> Option<usize> {
        self.words.get(folded).copied()
    }

    /// The length of the longest word, in characters.
    pub(super) fn longest(&self) -> usize {
        self.lengths.last().copied().unwrap_or(0)
    }

    /// The words that begin at a place and end within the range: where each ends, and its index.
    pub(super) fn words_at<'t>(
        &'t self,
        typed: &'t Typed,
        range: Range<usize>,
    ) -> impl Iterator<Item = (usize, usize)> + 't {
        let ends = self.lengths.iter().map(move |length| range.start + length);
        let ends = ends.take_while(move |end| *end <= range.end);
        ends.filter_map(move |end| Some((end, self.find(typed.slice(range.start..end))?)))
    }
}

/// One spelling of what keyboards and word processors write in several ways.
fn fold(character: char) -> impl Iterator<Item = char> {
    let plain = match character {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    };
    plain.to_lowercase()
}
