//! Physical dice: any fair die, rejection instead of folding, exact accounting.

use crate::wordlist::bits;

/// The rolls that choose one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// The numbers rolled, from 1, in the order they were read.
    pub rolls: Vec<u32>,
    /// The index of the word in the list; `None` if these rolls must be thrown away.
    pub index: Option<usize>,
}

/// The error of a die or a roll that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiceError {
    /// A die has from 2 to 1000 sides.
    #[error("a die has from 2 to 1000 sides")]
    Sides,
    /// A number that the die does not have.
    #[error("the die does not show {0}")]
    NotOnTheDie(u32),
}

/// Returns how many rolls one word takes: the fewest that reach the size of the list.
pub fn rolls_per_word(sides: u32, words: usize) -> usize {
    let (mut outcomes, mut rolls) = (u64::from(sides), 1);
    while outcomes < words as u64 {
        outcomes *= u64::from(sides);
        rolls += 1;
    }
    rolls
}

/// Collects rolls into words.
#[derive(Debug)]
pub struct DiceReader {
    sides: u32,
    words: usize,
    rolls: Vec<u32>,
}

impl DiceReader {
    /// Returns a reader for a die and a list size.
    pub fn new(sides: u32, words: usize) -> Result<Self, DiceError> {
        if !(2..=1000).contains(&sides) {
            return Err(DiceError::Sides);
        }
        Ok(Self { sides, words, rolls: Vec::with_capacity(rolls_per_word(sides, words)) })
    }

    /// Takes one roll; returns the word's rolls when they are complete.
    ///
    /// The rolls are read as a number with `sides` digits. Numbers at or above the largest multiple
    /// of the list's size are thrown away; the others are divided evenly, so that each word has the
    /// same number of outcomes. With five six-sided dice and 7,776 words nothing is thrown away, and
    /// the words are those of the printed list.
    pub fn roll(&mut self, rolled: u32) -> Result<Option<Roll>, DiceError> {
        if !(1..=self.sides).contains(&rolled) {
            return Err(DiceError::NotOnTheDie(rolled));
        }
        self.rolls.push(rolled);
        if self.rolls.len() < rolls_per_word(self.sides, self.words) {
            return Ok(None);
        }
        let rolls = std::mem::take(&mut self.rolls);
        let value = rolls.iter().fold(0, |value, roll| value * u64::from(self.sides) + u64::from(roll - 1));
        let outcomes = u64::from(self.sides).pow(u32::try_from(rolls.len()).unwrap_or(u32::MAX));
        let each = outcomes / self.words as u64;
        let index = usize::try_from(value / each).ok().filter(|index| *index < self.words);
        Ok(Some(Roll { rolls, index }))
    }

    /// Returns how much of the chance in the rolls reaches the words, from 0 to 1.
    pub fn efficiency(&self) -> f64 {
        let rolls = f64::from(u32::try_from(rolls_per_word(self.sides, self.words)).unwrap_or(u32::MAX));
        bits(self.words) / (bits(self.sides as usize) * rolls)
    }

    /// Returns how many rolls the word under way still needs.
    pub fn missing(&self) -> usize {
        rolls_per_word(self.sides, self.words) - self.rolls.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_the_same_number_of_outcomes() {
        for (sides, words) in [(6, 36), (6, 20), (8, 100), (10, 7), (20, 256), (2, 5)] {
            let rolls = rolls_per_word(sides, words);
            let outcomes = sides.pow(u32::try_from(rolls).unwrap());
            let mut counts = vec![0; words];
            for outcome in 0..outcomes {
                let mut reader = DiceReader::new(sides, words).unwrap();
                let digits = (0..rolls)
                    .rev()
                    .map(|digit| outcome / sides.pow(u32::try_from(digit).unwrap()) % sides + 1);
                let roll = digits.clone().find_map(|digit| reader.roll(digit).unwrap()).unwrap();
                if let Some(index) = roll.index {
                    counts[index] += 1;
                }
            }
            assert!(
                counts.iter().all(|count| *count == outcomes / u32::try_from(words).unwrap()),
                "{sides} {words}"
            );
        }
    }

    #[test]
    fn five_dice_give_the_word_of_the_printed_list() {
        let mut reader = DiceReader::new(6, 7776).unwrap();
        let roll = [1, 1, 1, 1, 2].into_iter().find_map(|roll| reader.roll(roll).unwrap()).unwrap();
        assert_eq!(roll.index, Some(1));
        assert_eq!(reader.roll(7), Err(DiceError::NotOnTheDie(7)));
        assert_eq!(reader.roll(0), Err(DiceError::NotOnTheDie(0)));
    }
}
