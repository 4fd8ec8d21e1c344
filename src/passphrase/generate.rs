//! Makes passphrases from a recipe.

use rand::Rng;
use zeroize::Zeroizing;

use super::sample::{Drawn, Sampler};
use crate::wordlist::{Decodability, WordList, bits, decodability};

/// Symbols that most keyboards and forms take, for random separators.
pub const SYMBOLS: &str = "!#$%&*+-=?@^_~";
const DIGITS: &str = "0123456789";

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
    list: WordList,
    words: usize,
    separator: Separator,
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
        match &self.separator {
            Separator::Text(text) => decodability(&self.list, text),
            Separator::Digit | Separator::Symbol => {
                let alphabet = if self.separator == Separator::Digit { DIGITS } else { SYMBOLS };
                // A separator that no word holds splits the phrase; otherwise the words must do it.
                if (0..alphabet.len()).any(|at| self.list.holds(&alphabet[at..=at])) {
                    decodability(&self.list, "")
                } else {
                    Decodability::PrefixFree
                }
            }
        }
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

/// Bytes of a table slot: a short word with its separator, and its length in the last one.
const SLOT: usize = 16;

/// Writes phrases into a buffer that the caller owns.
pub struct Generator<'a> {
    recipe: &'a Recipe,
    sampler: Sampler,
    gaps: Sampler,
    alphabet: &'static [u8],
    /// Each word with its text separator, if all fit; copied whole, which is faster than by length.
    slots: Vec<[u8; SLOT]>,
    separator: usize,
}

impl<'a> Generator<'a> {
    /// Returns a generator for so many phrases; it prepares more for many.
    pub fn new(recipe: &'a Recipe, phrases: u64) -> Self {
        let (text, alphabet) = match &recipe.separator {
            Separator::Text(text) => (text.as_str(), ""),
            Separator::Digit => ("", DIGITS),
            Separator::Symbol => ("", SYMBOLS),
        };
        // A table pays off only where more words are drawn than the list has.
        let many = phrases.saturating_mul(recipe.words as u64) > recipe.list.len() as u64;
        let fits = many && alphabet.is_empty() && recipe.list.longest() + text.len() < SLOT;
        let slot = |word: &str| {
            let mut slot = [0; SLOT];
            let length = word.len() + text.len();
            slot[..word.len()].copy_from_slice(word.as_bytes());
            slot[word.len()..length].copy_from_slice(text.as_bytes());
            slot[SLOT - 1] = u8::try_from(length).unwrap_or_default(); // below 16, as `fits` says
            slot
        };
        Self {
            recipe,
            sampler: Sampler::new(recipe.list.len()),
            gaps: Sampler::new(alphabet.len().max(1)),
            alphabet: alphabet.as_bytes(),
            slots: if fits { recipe.list.iter().map(slot).collect() } else { Vec::new() },
            separator: text.len(),
        }
    }

    /// Returns the length of the smallest buffer that [`Generator::fill`] takes: room for one phrase.
    pub fn buffer_len(&self) -> usize {
        self.recipe.longest() + SLOT
    }

    /// Writes as many phrases, one a line, as fit into `buffer` and are wanted.
    ///
    /// Returns how many were written and how many bytes. The buffer must hold one phrase:
    /// [`Recipe::longest`] and 16 bytes more.
    pub fn fill(&self, random: &mut impl Rng, wanted: u64, buffer: &mut [u8]) -> (u64, usize) {
        let room = self.recipe.longest() + SLOT;
        let mut drawn = Drawn::default();
        let (mut made, mut at) = (0, 0);
        loop {
            // So many fit however long their words are; since most are shorter, some more fit afterwards.
            let left = usize::try_from(wanted - made).unwrap_or(usize::MAX);
            let phrases = left.min((buffer.len() - at) / room);
            if phrases == 0 {
                return (made, at);
            }
            at += if self.slots.is_empty() {
                self.write_by_parts(random, &mut drawn, phrases, &mut buffer[at..])
            } else {
                self.write_by_slots(random, &mut drawn, phrases, &mut buffer[at..])
            };
            made += phrases as u64;
        }
    }

    /// Writes phrases for which there is room, and returns how many bytes they take.
    fn write_by_slots(
        &self,
        random: &mut impl Rng,
        drawn: &mut Drawn,
        phrases: usize,
        buffer: &mut [u8],
    ) -> usize {
        let (mut at, mut words, mut in_phrase) = (0, phrases * self.recipe.words, self.recipe.words);
        while words > 0 {
            let numbers = drawn.take(&self.sampler, random, words);
            words -= numbers.len();
            for number in numbers {
                let slot = &self.slots[*number as usize];
                buffer[at..at + SLOT].copy_from_slice(slot);
                at += usize::from(slot[SLOT - 1]);
                in_phrase -= 1;
                if in_phrase == 0 {
                    at -= self.separator;
                    buffer[at] = b'\n';
                    at += 1;
                    in_phrase = self.recipe.words;
                }
            }
        }
        at
    }

    fn write_by_parts(
        &self,
        random: &mut impl Rng,
        drawn: &mut Drawn,
        phrases: usize,
        buffer: &mut [u8],
    ) -> usize {
        let (mut at, mut gaps) = (0, Drawn::default());
        for word in (1..=self.recipe.words).cycle().take(phrases * self.recipe.words) {
            let index = drawn.take(&self.sampler, random, 1)[0] as usize;
            at = put(buffer, at, self.recipe.list.word(index).as_bytes());
            at = if word == self.recipe.words {
                put(buffer, at, b"\n")
            } else {
                put(buffer, at, self.gap(random, &mut gaps))
            };
        }
        at
    }

    fn gap(&self, random: &mut impl Rng, gaps: &mut Drawn) -> &[u8] {
        match &self.recipe.separator {
            Separator::Text(text) => text.as_bytes(),
            Separator::Digit | Separator::Symbol => {
                let index = gaps.take(&self.gaps, random, 1)[0] as usize;
                &self.alphabet[index..=index]
            }
        }
    }
}

fn put(buffer: &mut [u8], at: usize, bytes: &[u8]) -> usize {
    buffer[at..at + bytes.len()].copy_from_slice(bytes);
    at + bytes.len()
}
