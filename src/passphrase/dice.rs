//! Physical dice: any fair die, rejection instead of folding, exact accounting.

use zeroize::Zeroizing;

use crate::wordlist::{Choice, NumbersError, Printed, WordList, bits};

/// The rolls that choose one word, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// The numbers rolled, from 1, in the order they were read.
    pub rolls: Zeroizing<Vec<u32>>,
    /// The word they choose; anything else means that they are thrown away.
    pub choice: Choice,
}

/// The error of a die or a roll that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiceError {
    /// A die has from 2 to 1000 sides.
    #[error("a die has from 2 to 1000 sides")]
    Sides,
    /// A number that the die does not have.
    #[error("the die does not show {0}")]
    NotOnTheDie(u32),
    /// Something typed that is no number.
    #[error("not a number: {0:?}")]
    NotANumber(char),
    /// The numbers printed in the list do not fit the die.
    #[error(transparent)]
    Numbers(#[from] NumbersError),
}

/// Reads typed rolls: `1 2 3 4 5`, `1,2,3`, `6-6-6`; also `12345` if the die has fewer than ten sides. A die with
/// ten sides may show 0 for ten.
///
/// # Errors
/// If something is no roll of this die; then nothing is taken.
pub fn read_rolls(line: &str, sides: u32) -> Result<Zeroizing<Vec<u32>>, DiceError> {
    let between = |character: char| character.is_whitespace() || ",;.:-/|".contains(character);
    let mut rolls = Zeroizing::new(Vec::with_capacity(line.len()));
    for piece in line.split(between).filter(|piece| !piece.is_empty()) {
        if let Some(character) = piece.chars().find(|character| !character.is_ascii_digit()) {
            return Err(DiceError::NotANumber(character));
        }
        let digits = (0..piece.len()).map(|at| &piece[at..=at]);
        let (each, whole) = if sides < 10 { (Some(digits), None) } else { (None, Some(piece)) };
        for number in each.into_iter().flatten().chain(whole) {
            match number.parse().unwrap_or(u32::MAX) {
                0 if sides == 10 => rolls.push(10),
                roll if (1..=sides).contains(&roll) => rolls.push(roll),
                roll => return Err(DiceError::NotOnTheDie(roll)),
            }
        }
    }
    Ok(rolls)
}

/// Collects rolls into words.
#[derive(Debug)]
pub struct DiceReader {
    sides: u32,
    words: usize,
    /// Rolls that one word takes.
    each: usize,
    /// By the numbers printed in the list; otherwise by the order of its words.
    printed: Option<Printed>,
    rolls: Zeroizing<Vec<u32>>,
}

impl DiceReader {
    /// Returns a reader for a die and a list; it obeys the dice numbers of the list, if there are any.
    ///
    /// # Errors
    /// If there is no such die, or the numbers are those of another.
    pub fn new(sides: u32, list: &WordList) -> Result<Self, DiceError> {
        if !(2..=1000).contains(&sides) {
            return Err(DiceError::Sides);
        }
        let (words, printed) = (list.len(), list.numbers().printed(sides)?);
        let each = printed.as_ref().map_or_else(|| fewest_rolls(sides, words), |printed| printed.rolls);
        Ok(Self { sides, words, each, printed, rolls: Zeroizing::new(Vec::with_capacity(each)) })
    }

    /// Returns how many rolls one word takes.
    pub fn rolls_per_word(&self) -> usize {
        self.each
    }

    /// Takes one roll, from 1 to the number of sides; returns the word's rolls when they are complete.
    ///
    /// The rolls are read as a number with `sides` digits. Without printed numbers, those at or above the largest
    /// multiple of the list's size are thrown away; the others are divided evenly, so that each word has the
    /// same number of outcomes. With five six-sided dice and 7,776 words nothing is thrown away, and
    /// the words are those of the printed list.
    pub fn roll(&mut self, rolled: u32) -> Result<Option<Roll>, DiceError> {
        if !(1..=self.sides).contains(&rolled) {
            return Err(DiceError::NotOnTheDie(rolled));
        }
        self.rolls.push(rolled);
        if self.rolls.len() < self.each {
            return Ok(None);
        }
        let rolls = std::mem::replace(&mut self.rolls, Zeroizing::new(Vec::with_capacity(self.each)));
        let value = rolls.iter().fold(0, |value, roll| value * u64::from(self.sides) + u64::from(roll - 1));
        let choice =
            self.printed.as_ref().map_or_else(|| self.in_order(value), |printed| printed.choose(value));
        Ok(Some(Roll { rolls, choice }))
    }

    /// What an outcome chooses by the order of the words.
    fn in_order(&self, outcome: u64) -> Choice {
        let index = usize::try_from(outcome / (self.outcomes() / self.words as u64));
        index.ok().filter(|index| *index < self.words).map_or(Choice::Nothing, Choice::Word)
    }

    /// Returns how much of the chance in the rolls reaches the words, from 0 to 1.
    pub fn efficiency(&self) -> f64 {
        let rolls = f64::from(u32::try_from(self.each).unwrap_or(u32::MAX));
        self.accepted() * bits(self.words) / (bits(self.sides as usize) * rolls)
    }

    /// Returns how many rolls the word under way still needs.
    pub fn missing(&self) -> usize {
        self.each - self.rolls.len()
    }

    /// Returns how many outcomes the rolls of one word have; they fit, since the words of a list do.
    fn outcomes(&self) -> u64 {
        u64::from(self.sides).pow(u32::try_from(self.each).unwrap_or(u32::MAX))
    }

    /// The part of the outcomes that choose a word.
    #[expect(clippy::cast_precision_loss, reason = "a share, to be shown in percent")]
    fn accepted(&self) -> f64 {
        let words = self.words as u64;
        let taken = match &self.printed {
            Some(printed) => printed.accepted(self.words) as u64,
            None => self.outcomes() / words * words,
        };
        taken as f64 / self.outcomes() as f64
    }
}

/// Returns the fewest rolls that reach the size of a list.
fn fewest_rolls(sides: u32, words: usize) -> usize {
    let (mut outcomes, mut rolls) = (u64::from(sides), 1);
    while outcomes < words as u64 {
        outcomes *= u64::from(sides);
        rolls += 1;
    }
    rolls
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wordlist::{clean, known};

    /// What each outcome of a die chooses, in the order of the outcomes.
    fn choices(sides: u32, list: &WordList) -> Vec<Choice> {
        let rolls = DiceReader::new(sides, list).unwrap().rolls_per_word();
        let power = |digit: usize| sides.pow(u32::try_from(digit).unwrap());
        let choose = |outcome: u32| {
            let mut reader = DiceReader::new(sides, list).unwrap();
            let mut digits = (0..rolls).rev().map(|digit| outcome / power(digit) % sides + 1);
            digits.find_map(|digit| reader.roll(digit).unwrap()).unwrap().choice
        };
        (0..power(rolls)).map(choose).collect()
    }

    fn counts(choices: &[Choice], words: usize) -> Vec<usize> {
        (0..words)
            .map(|word| choices.iter().filter(|choice| **choice == Choice::Word(word)).count())
            .collect()
    }

    #[test]
    fn every_word_has_the_same_number_of_outcomes() {
        for (sides, words) in [(6, 36), (6, 20), (8, 100), (10, 7), (20, 256), (2, 5)] {
            let text: String = (0..words).map(|word| format!("word{word}\n")).collect::<Vec<_>>().concat();
            let choices = choices(sides, &clean(&text).unwrap().list);
            let each = choices.len() / words;
            assert!(counts(&choices, words).iter().all(|count| *count == each), "{sides} {words}");
        }
    }

    #[test]
    fn five_dice_give_the_word_of_the_printed_list() {
        let list = WordList::bundled(known("eff-large").unwrap());
        let mut reader = DiceReader::new(6, &list).unwrap();
        let roll = [1, 1, 1, 1, 2].into_iter().find_map(|roll| reader.roll(roll).unwrap()).unwrap();
        assert_eq!(roll.choice, Choice::Word(1));
        assert_eq!(reader.roll(7), Err(DiceError::NotOnTheDie(7)));
        assert_eq!(reader.roll(0), Err(DiceError::NotOnTheDie(0)));
    }

    #[test]
    fn printed_numbers_choose_their_words_and_each_word_equally_often() {
        // In another order than their numbers; one word twice, one number missing, one word with two numbers.
        let text = "2-2 to\n1-1 a\n1-2 be\n1-3 so\n2-1 So\n2-3 me\n3-1 it\n3-3 go\n";
        let list = clean(text).unwrap().list;
        let words: Vec<_> = list.iter().collect();
        assert_eq!(words, ["to", "a", "be", "so", "me", "it", "go"]);
        let [to, a, be, so, me, it, go] = [0, 1, 2, 3, 4, 5, 6].map(Choice::Word);
        assert_eq!(choices(3, &list), [a, be, so, Choice::TooOften(3), to, me, it, Choice::Nothing, go]);
        // Lists that have each word twice take both numbers.
        let twice = clean("11 a\n12 b\n21 b\n22 a\n").unwrap().list;
        assert_eq!(counts(&choices(2, &twice), 2), [2, 2]);
    }

    #[test]
    fn typed_rolls_are_read_in_the_ways_people_write_them() {
        for line in ["1 2 3", "123", "1,2,3", "1-2-3", "1.2.3", " 1, 2; 3\r\n", "12 3"] {
            assert_eq!(*read_rolls(line, 6).unwrap(), [1, 2, 3], "{line}");
        }
        assert_eq!(*read_rolls("12 3 20", 20).unwrap(), [12, 3, 20]);
        assert_eq!(*read_rolls("0 10 1", 10).unwrap(), [10, 10, 1]);
        assert_eq!(read_rolls("127", 6), Err(DiceError::NotOnTheDie(7)));
        assert_eq!(read_rolls("0", 6), Err(DiceError::NotOnTheDie(0)));
        assert_eq!(read_rolls("21", 20), Err(DiceError::NotOnTheDie(21)));
        assert_eq!(read_rolls("99999999999", 20), Err(DiceError::NotOnTheDie(u32::MAX)));
        assert_eq!(read_rolls("1 two", 6), Err(DiceError::NotANumber('t')));
        assert!(read_rolls(" \n", 6).unwrap().is_empty());
    }
}
