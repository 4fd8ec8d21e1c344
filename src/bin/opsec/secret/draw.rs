//! Random phrases, drawn into memory that is wiped and kept out of swap.

use std::cell::RefCell;
use std::io;

use opsec::language::Language;
use opsec::passphrase::{Generator, Part, Recipe};
use rand::rngs::{ChaCha20Rng, SysRng};
use rand::{SeedableRng, TryRng};
use zeroize::Zeroizing;

use super::Secret;
use crate::outcome::{Failure, Result};
use crate::ui::Ui;
use crate::words::secret as words;

/// Bytes of the buffer for many phrases: large writes, and one buffer to wipe.
const BULK: usize = 256 << 10;

/// Phrases of a recipe: the first are there, the rest are drawn while they are taken.
pub(crate) struct Draw {
    recipe: Recipe,
    count: u64,
    drawn: RefCell<Drawn>,
}

/// The phrases that were drawn last.
struct Drawn {
    buffer: Secret,
    length: usize,
    /// Phrases drawn so far.
    made: u64,
    /// The parts of the phrase, if there is only one.
    parts: Vec<Part>,
    /// Draws the others; dice have none.
    random: Option<Box<ChaCha20Rng>>,
}

impl Draw {
    /// Draws phrases from the system's random numbers; warns if they may reach the swap file.
    pub(crate) fn new(recipe: Recipe, count: u64, ui: &Ui) -> Result<Self> {
        let mut random = Box::new(system_random(ui.language())?);
        let generator = Generator::new(&recipe, count);
        let longest = generator.buffer_len();
        let mut buffer = buffer(if count == 1 { longest } else { longest.max(BULK) }, ui);
        let (made, length, parts) = if count == 1 {
            let parts = generator.one(&mut *random, buffer.expose());
            (1, end_of(&parts) + 1, parts)
        } else {
            let (made, length) = generator.fill(&mut *random, count, buffer.expose());
            (made, length, Vec::new())
        };
        let drawn = RefCell::new(Drawn { buffer, length, made, parts, random: Some(random) });
        Ok(Self { recipe, count, drawn })
    }

    /// Keeps the phrase that dice chose, by the indexes of its words in the list; nothing if the recipe
    /// wants what dice do not choose.
    pub(crate) fn rolled(recipe: Recipe, indices: &[usize], ui: &Ui) -> Option<Self> {
        let (phrase, parts) = recipe.phrase_of(indices)?;
        let length = phrase.len() + 1;
        let mut buffer = buffer(length, ui);
        buffer.expose()[..phrase.len()].copy_from_slice(phrase.as_bytes());
        buffer.expose()[phrase.len()] = b'\n';
        let drawn = RefCell::new(Drawn { buffer, length, made: 1, parts, random: None });
        Some(Self { recipe, count: 1, drawn })
    }

    pub(crate) fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// Whether dice chose the phrase.
    pub(crate) fn is_rolled(&self) -> bool {
        self.drawn.borrow().random.is_none()
    }

    /// Hands over the only phrase and its parts, as they were drawn.
    pub(crate) fn only<T>(&self, take: impl FnOnce(&str, &[Part]) -> T) -> T {
        let Drawn { buffer, parts, .. } = &mut *self.drawn.borrow_mut();
        take(text(&buffer.expose()[..end_of(parts)]), parts)
    }

    /// Hands over all phrases, one a line, in pieces of whole lines.
    pub(crate) fn each(&self, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let mut drawn = self.drawn.borrow_mut();
        let Drawn { buffer, length, made, random, .. } = &mut *drawn;
        take(&buffer.expose()[..*length])?;
        let Some(random) = random.as_mut().filter(|_| *made < self.count) else { return Ok(()) };
        let generator = Generator::new(&self.recipe, self.count);
        while *made < self.count {
            let (more, filled) = generator.fill(&mut **random, self.count - *made, buffer.expose());
            (*made, *length) = (*made + more, filled);
            take(&buffer.expose()[..filled])?;
        }
        Ok(())
    }
}

/// The length of a phrase with these parts, in bytes.
fn end_of(parts: &[Part]) -> usize {
    parts.last().map_or(0, |part| part.range.end)
}

/// The text of phrases.
pub(crate) fn text(phrases: &[u8]) -> &str {
    str::from_utf8(phrases).expect("phrases are made of words")
}

fn buffer(length: usize, ui: &Ui) -> Secret {
    let buffer = Secret::of(length);
    if !buffer.is_locked() {
        ui.warn(words::may_reach_swap(ui.language()));
    }
    buffer
}

/// Makes one phrase, for those who build something larger of it.
pub(crate) fn one_phrase(recipe: &Recipe, language: Language) -> Result<Zeroizing<String>> {
    let generator = Generator::new(recipe, 1);
    let mut buffer = Secret::of(generator.buffer_len());
    let parts = generator.one(&mut system_random(language)?, buffer.expose());
    Ok(Zeroizing::new(text(&buffer.expose()[..end_of(&parts)]).to_owned()))
}

/// Returns random bytes of the system's generator.
pub(crate) fn system_bytes<const N: usize>(language: Language) -> Result<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    SysRng.try_fill_bytes(bytes.as_mut_slice()).map_err(|error| {
        // A system without random numbers is an error, not a weak phrase.
        Failure::new(words::no_random_numbers(language))
            .hint(words::no_random_numbers_hint(language))
            .because(error)
    })?;
    Ok(bytes)
}

/// Returns `ChaCha20` seeded from the system's generator, which wipes itself.
fn system_random(language: Language) -> Result<ChaCha20Rng> {
    Ok(ChaCha20Rng::from_seed(*system_bytes(language)?))
}
