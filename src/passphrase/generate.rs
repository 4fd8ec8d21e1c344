//! Makes passphrases from a recipe.

use std::cell::RefCell;

use rand::Rng;

use super::part::{Kind, Part, Separator, alphabet};
use super::recipe::Recipe;
use super::sample::{Drawn, Sampler};

/// Bytes of a table slot: a short word with its separator, and its length in the last one.
const SLOT: usize = 16;

/// Writes phrases into a buffer that the caller owns.
pub struct Generator<'a> {
    recipe: &'a Recipe,
    words: Sampler,
    digits: Sampler,
    symbols: Sampler,
    /// Each word with its text separator, if all fit; copied whole, which is faster than by length.
    slots: Vec<[u8; SLOT]>,
    separator: usize,
}

impl<'a> Generator<'a> {
    /// Returns a generator for so many phrases; it prepares more for many.
    pub fn new(recipe: &'a Recipe, phrases: u64) -> Self {
        let text = match &recipe.separator {
            Separator::Text(text) => text.as_str(),
            Separator::Digit | Separator::Symbol => "",
        };
        // A table pays off only where more words are drawn than the list has.
        let many = phrases.saturating_mul(recipe.words as u64) > recipe.list.len() as u64;
        let fits = many && recipe.is_plain() && recipe.list.longest() + text.len() < SLOT;
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
            words: Sampler::new(recipe.list.len()),
            digits: Sampler::new(alphabet(Kind::Digit).len()),
            symbols: Sampler::new(alphabet(Kind::Symbol).len()),
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
                self.write_by_parts(random, phrases, &mut buffer[at..])
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
            let numbers = drawn.take(&self.words, random, words);
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

    fn write_by_parts(&self, random: &mut impl Rng, phrases: usize, buffer: &mut [u8]) -> usize {
        let (mut at, mut chance, mut parts) = (0, Chance::default(), Vec::new());
        for _ in 0..phrases {
            at += self.write_one(random, &mut chance, &mut buffer[at..], &mut parts);
            buffer[at] = b'\n';
            at += 1;
        }
        at
    }

    /// Draws one phrase into `buffer`, with an end of line; returns where its parts are.
    ///
    /// The buffer is as long as [`Generator::buffer_len`] says.
    pub fn one(&self, random: &mut impl Rng, buffer: &mut [u8]) -> Vec<Part> {
        let mut parts = Vec::new();
        let length = self.write_one(random, &mut Chance::default(), buffer, &mut parts);
        buffer[length] = b'\n';
        parts
    }

    /// Draws phrases until one is short enough: all of these stay equally likely.
    fn write_one(
        &self,
        random: &mut impl Rng,
        chance: &mut Chance,
        buffer: &mut [u8],
        parts: &mut Vec<Part>,
    ) -> usize {
        let Chance { words, digits, symbols } = chance;
        // Both draw from the same random numbers, one after the other.
        let random = RefCell::new(random);
        loop {
            let word = || words.take(&self.words, &mut **random.borrow_mut(), 1)[0] as usize;
            let sign = |kind| {
                let (drawn, sampler) = if kind == Kind::Digit {
                    (&mut *digits, &self.digits)
                } else {
                    (&mut *symbols, &self.symbols)
                };
                alphabet(kind)[drawn.take(sampler, &mut **random.borrow_mut(), 1)[0] as usize]
            };
            let length = self.recipe.write(word, sign, buffer, parts);
            if self.recipe.fits(&buffer[..length]) {
                return length;
            }
        }
    }
}

/// Random numbers that were drawn ahead.
#[derive(Default)]
struct Chance {
    words: Drawn,
    digits: Drawn,
    symbols: Drawn,
}
