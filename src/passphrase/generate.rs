//! Makes passphrases from a recipe.

use rand::Rng;

use super::recipe::{DIGITS, Recipe, SYMBOLS, Separator};
use super::sample::{Drawn, Sampler};

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
