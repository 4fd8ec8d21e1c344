//! Recipes: the list, number of words, separator and case of passphrases.

use zeroize::Zeroizing;

use crate::wordlist::{Decodability, Gap, WordList, bits, decodability};

/// Symbols that most keyboards and forms take, for random separators.
pub const SYMBOLS: &str = "!#$%&*+-=?@^_~";
pub(super) const DIGITS: &str = "0123456789";

/// The separator between the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Separator {
    /// The same text everywhere; adds nothing to the entropy.
    Text(String),
    /// A random digit in each gap.
    Digit,
    /// A random symbol of [`SYMBOLS`] in each gap.
    Symbol,
}

impl Separator {
    /// Returns how many choices each gap has.
    pub fn choices(&self) -> usize {
        match self {
            Self::Text(_) => 1,
            Self::Digit => DIGITS.len(),
            Self::Symbol => SYMBOLS.len(),
        }
    }
}

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

/// The list, number of words, separator and case of a phrase.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub(super) list: WordList,
    pub(super) words: usize,
    pub(super) separator: Separator,
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
}

impl Recipe {
    /// Most words of one phrase; about 13 million bits with EFF large.
    pub const MOST_WORDS: usize = 1_000_000;

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
        let recipe = Self { list, words, separator, longest };
        if words > 1 && !recipe.decodability().is_unique() {
            return Err(RecipeError::Ambiguous);
        }
        Ok(recipe)
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
        words * self.list.bits_per_word() + (words - 1.0) * bits(self.separator.choices())
    }

    /// Returns the number of words.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Returns the list, written as the phrases will be.
    pub fn list(&self) -> &WordList {
        &self.list
    }

    /// Returns the longest phrase in bytes, its end of line included.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Returns a phrase of the words at these indexes, for dice; the separator must be a text.
    pub fn phrase_of(&self, indices: &[usize]) -> Zeroizing<String> {
        let mut phrase = Zeroizing::new(String::with_capacity(self.longest()));
        for (number, index) in indices.iter().enumerate() {
            if let (true, Separator::Text(text)) = (number > 0, &self.separator) {
                phrase.push_str(text);
            }
            phrase.push_str(self.list.word(*index));
        }
        phrase
    }
}
