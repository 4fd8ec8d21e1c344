//! Recipes: the list, number of words, separator, case and length of passphrases.

use zeroize::Zeroizing;

use super::fit::share_that_fits;
use super::part::{DIGITS, Ending, Kind, Part, SYMBOLS, Separator, alphabet};
use crate::wordlist::{Decodability, Gap, WordList, bits, decodability};

/// The case in which the words are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// As the list has them.
    #[default]
    AsListed,
    /// All letters in lower case.
    Lower,
    /// All letters in upper case.
    Upper,
    /// Each word with a capital first letter.
    Title,
}

impl Case {
    fn apply(self, word: &str) -> String {
        match self {
            Self::AsListed => word.to_owned(),
            Self::Lower => word.to_lowercase(),
            Self::Upper => word.to_uppercase(),
            Self::Title => {
                let mut letters = word.chars();
                letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
            }
        }
    }
}

/// The list, number of words, separator, case and length of a phrase.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub(super) list: WordList,
    pub(super) words: usize,
    pub(super) separator: Separator,
    pub(super) ending: Ending,
    /// Most characters of a phrase, and the share of all phrases that have no more.
    limit: Option<(usize, f64)>,
    longest: usize,
}

/// The error of a recipe that cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecipeError {
    /// A phrase of no words protects nothing.
    #[error("a phrase of no words")]
    NoWords,
    /// More words than [`Recipe::MOST_WORDS`].
    #[error("more than {} words", Recipe::MOST_WORDS)]
    TooManyWords,
    /// Writing them so makes different words equal, which would lower the entropy unseen.
    #[error("in this case different words of the list are equal")]
    CaseMergesWords,
    /// Two different phrases could look the same.
    #[error("with this separator two different phrases can look the same")]
    Ambiguous,
    /// Some word has no capital letter in this case.
    #[error("in this case some words have no capital letter")]
    NoCapital,
    /// Fewer than [`Recipe::SMALLEST_SHARE`] of the phrases are short enough.
    #[error("hardly any phrase of so many words is short enough")]
    TooLong,
}

impl Recipe {
    /// Most words of one phrase; about 13 million bits with EFF large.
    pub const MOST_WORDS: usize = 1_000_000;
    /// The smallest share of all phrases that a limit on their length may leave. Phrases are drawn until
    /// one is short enough, which then takes ten thousand tries on average.
    pub const SMALLEST_SHARE: f64 = 1e-4;

    /// Returns a recipe, or the reason why it cannot be followed.
    pub fn new(list: &WordList, words: usize, separator: Separator, case: Case) -> Result<Self, RecipeError> {
        match words {
            0 => return Err(RecipeError::NoWords),
            _ if words > Self::MOST_WORDS => return Err(RecipeError::TooManyWords),
            _ => {}
        }
        let list = if case == Case::AsListed {
            list.clone()
        } else {
            list.map(|word| case.apply(word)).ok_or(RecipeError::CaseMergesWords)?
        };
        let gap = match &separator {
            Separator::Text(text) => text.len(),
            Separator::Digit | Separator::Symbol => 1,
        };
        let longest = words * (list.longest() + gap) + 1;
        let recipe = Self { list, words, separator, ending: Ending::default(), limit: None, longest };
        if words > 1 && !recipe.decodability().is_unique() {
            return Err(RecipeError::Ambiguous);
        }
        Ok(recipe)
    }

    /// Adds random signs behind the last word.
    #[must_use]
    pub fn ending(mut self, ending: Ending) -> Self {
        self.longest += ending.kinds().count();
        self.ending = ending;
        self
    }

    /// Makes sure that every phrase has a capital letter.
    ///
    /// # Errors
    /// If some word has none.
    pub fn with_capital(self) -> Result<Self, RecipeError> {
        let has_capital = |word: &str| word.chars().any(char::is_uppercase);
        if self.list.iter().all(has_capital) { Ok(self) } else { Err(RecipeError::NoCapital) }
    }

    /// Keeps to phrases of at most so many characters; say last, when all else is said.
    ///
    /// All phrases that are short enough stay equally likely, and [`Recipe::bits`] counts them alone.
    ///
    /// # Errors
    /// If fewer than [`Recipe::SMALLEST_SHARE`] of the phrases are.
    pub fn at_most(mut self, characters: usize) -> Result<Self, RecipeError> {
        let gap = match &self.separator {
            Separator::Text(text) => text.chars().count(),
            Separator::Digit | Separator::Symbol => 1,
        };
        let signs = (self.words - 1) * gap + self.ending.kinds().count();
        let letters = characters.checked_sub(signs).ok_or(RecipeError::TooLong)?;
        let share = share_that_fits(&self.list, self.words, letters);
        if share < Self::SMALLEST_SHARE {
            return Err(RecipeError::TooLong);
        }
        self.limit = (share < 1.0).then_some((characters, share));
        Ok(self)
    }

    /// Returns the fewest words that reach so many bits.
    pub fn words_for(bits_wanted: f64, list: &WordList, separator: &Separator) -> usize {
        let (word, gap) = (list.bits_per_word(), bits(separator.choices()));
        let words = ((bits_wanted + gap - 1e-9) / (word + gap)).ceil().max(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates, and is limited later"
        )]
        let words = words as usize;
        words
    }

    fn decodability(&self) -> Decodability {
        let gap = match &self.separator {
            Separator::Text(text) => Gap::Text(text),
            Separator::Digit => Gap::OneOf(DIGITS),
            Separator::Symbol => Gap::OneOf(SYMBOLS),
        };
        decodability(&self.list, gap)
    }

    /// Returns the entropy of a phrase in bits: log2 of what was really chosen at random.
    #[expect(clippy::cast_precision_loss, reason = "at most a million words")]
    pub fn bits(&self) -> f64 {
        let words = self.words as f64;
        let all = words * self.list.bits_per_word() + (words - 1.0) * bits(self.separator.choices());
        let ending: f64 = self.ending.kinds().map(|kind| bits(alphabet(kind).len())).sum();
        all + ending + self.limit.map_or(0.0, |(_, share)| share.log2())
    }

    /// Whether a limit on their length leaves only some of the phrases.
    pub fn is_short(&self) -> bool {
        self.limit.is_some()
    }

    /// Whether a phrase is short enough.
    pub(super) fn fits(&self, phrase: &[u8]) -> bool {
        // The bytes that begin a character in UTF-8.
        let characters = || phrase.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        self.limit.is_none_or(|(most, _)| characters() <= most)
    }

    /// Whether nothing but words is chosen, and every phrase of them will do: what dice can make.
    pub fn is_plain(&self) -> bool {
        matches!(self.separator, Separator::Text(_))
            && self.ending == Ending::default()
            && self.limit.is_none()
    }

    /// Writes a phrase, and where its parts are; returns its length in bytes.
    ///
    /// Every phrase is written here, except plain ones in bulk: the words and signs come from
    /// outside, from a random generator or from dice.
    pub(super) fn write(
        &self,
        mut word: impl FnMut() -> usize,
        mut sign: impl FnMut(Kind) -> u8,
        buffer: &mut [u8],
        parts: &mut Vec<Part>,
    ) -> usize {
        parts.clear();
        let mut at = 0;
        let mut put = |kind, bytes: &[u8]| {
            let range = at..at + bytes.len();
            buffer[range.clone()].copy_from_slice(bytes);
            at = range.end;
            parts.push(Part { kind, range });
        };
        for number in 0..self.words {
            match &self.separator {
                _ if number == 0 => {}
                Separator::Text(text) => put(Kind::Text, text.as_bytes()),
                Separator::Digit => put(Kind::Digit, &[sign(Kind::Digit)]),
                Separator::Symbol => put(Kind::Symbol, &[sign(Kind::Symbol)]),
            }
            put(Kind::Word, self.list.word(word()).as_bytes());
        }
        for kind in self.ending.kinds() {
            put(kind, &[sign(kind)]);
        }
        at
    }

    /// Returns the number of words.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Returns the list, written as the phrases will be.
    pub fn list(&self) -> &WordList {
        &self.list
    }

    /// Returns what stands between the words.
    pub fn separator(&self) -> &Separator {
        &self.separator
    }

    /// Returns the random signs behind the last word.
    pub fn signs_at_the_end(&self) -> Ending {
        self.ending
    }

    /// Returns the longest phrase in bytes, its end of line included.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Returns the phrase of the words at these indexes, as many as [`Recipe::words`], and where its parts
    /// are; nothing if the recipe wants random signs or short phrases, which dice do not choose.
    pub fn phrase_of(&self, indices: &[usize]) -> Option<(Zeroizing<String>, Vec<Part>)> {
        if !self.is_plain() || indices.len() != self.words {
            return None;
        }
        let (mut indices, mut parts) = (indices.iter().copied(), Vec::new());
        let mut buffer = Zeroizing::new(vec![0; self.longest]);
        let length = self.write(|| indices.next().unwrap_or(0), |_| 0, &mut buffer, &mut parts);
        Some((Zeroizing::new(str::from_utf8(&buffer[..length]).ok()?.to_owned()), parts))
    }
}
