//! The dice numbers that a list prints beside its words, and which rolls choose which word.

/// Splits a line into its dice number, if it has one, and the rest.
///
/// A number looks like `11111`, `1-1-1` or `1.1.1`, may be followed by one of `.:,;)`, and stands before white
/// space; with `glued`, one of `:,;` is enough.
pub(super) fn split(line: &str, glued: bool) -> (Option<&str>, &str) {
    let line = line.trim();
    let length = line.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.')).count();
    let number = line[..length].trim_end_matches('.');
    let is_number = number
        .split(['-', '.'])
        .all(|roll| !roll.is_empty() && roll.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_number || length > number.len() + 1 {
        return (None, line);
    }
    let after = &line[number.len()..];
    let rest = after.strip_prefix(['.', ':', ',', ';', ')']).unwrap_or(after);
    let word = rest.trim_start();
    let apart = rest.len() > word.len() || glued && after.starts_with([':', ',', ';']);
    if apart && !word.is_empty() { (Some(number), word) } else { (None, line) }
}

/// The dice numbers of a list, in their order.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// The numbers one after another.
    text: String,
    /// Where each number ends, and the index of its word.
    ends: Vec<(u32, u32)>,
    /// How many lines with words there are, with or without a number.
    lines: usize,
}

/// The reason why the numbers of a list do not fit a die.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumbersError {
    /// Only some lines have a number.
    #[error("{numbered} of {lines} lines have a number")]
    Partly {
        /// Lines with a number.
        numbered: usize,
        /// All lines with a word.
        lines: usize,
    },
    /// The numbers are those of another die, with so many sides.
    #[error("the numbers are of a die with {0} sides")]
    OtherDie(u32),
    /// A number that has more or fewer rolls than the first one.
    #[error("the number {0} has another length than the first one")]
    Uneven(String),
    /// A number that stands before two different words.
    #[error("the number {0} stands before two words")]
    Twice(String),
    /// A number too large for any die.
    #[error("{0} is not a number of dice")]
    NotOfDice(String),
}

/// Which rolls choose which word, as printed; each word has the same number of outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Rolls of one number.
    pub rolls: usize,
    /// Each outcome in order, and its word; the outcome is the number with one digit a roll, from 0.
    outcomes: Vec<(u64, u32)>,
    /// Outcomes of each word; those beyond are thrown away.
    each: usize,
}

impl Numbers {
    /// Returns those of a list without numbers.
    pub(super) const fn none() -> Self {
        Self { text: String::new(), ends: Vec::new(), lines: 0 }
    }

    /// Adds the number of a line that chooses the word at an index.
    pub(super) fn add(&mut self, number: &str, word: usize) {
        self.text.push_str(number);
        let end = |number: usize| u32::try_from(number).expect("texts of lists are far shorter than 4 GiB");
        self.ends.push((end(self.text.len()), end(word)));
    }

    /// Keeps how many lines with words there are.
    pub(super) fn of_lines(&mut self, lines: usize) {
        self.lines = lines;
    }

    fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end as usize));
        starts.zip(&self.ends).map(|(start, (end, word))| (&self.text[start..*end as usize], *word))
    }

    /// Returns which rolls of a die with so many sides choose which word; `None` if there are no numbers, or
    /// if they only count the lines.
    ///
    /// # Errors
    /// If the numbers do not fit this die.
    pub fn printed(&self, sides: u32) -> Result<Option<Printed>, NumbersError> {
        if self.ends.is_empty() {
            return Ok(None);
        }
        if self.ends.len() < self.lines {
            return Err(NumbersError::Partly { numbered: self.ends.len(), lines: self.lines });
        }
        match self.outcomes(sides) {
            Ok(printed) => Ok(Some(printed)),
            Err(_) if self.count_lines() => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn outcomes(&self, sides: u32) -> Result<Printed, NumbersError> {
        let largest = self.iter().flat_map(|(number, _)| rolls(number, sides)).max().unwrap_or(0);
        let count = self.iter().next().map_or(0, |(number, _)| rolls(number, sides).count());
        let full =
            usize::try_from(largest).ok().and_then(|most| most.checked_pow(u32::try_from(count).ok()?));
        // Numbers that are all there for a smaller die are meant for that one.
        let smaller = largest > 1 && largest < sides && full.is_some_and(|full| full <= self.ends.len());
        if largest > sides || smaller {
            return Err(NumbersError::OtherDie(self.likely_sides()));
        }
        let all = u32::try_from(count).ok().and_then(|count| u64::from(sides).checked_pow(count));
        if let (None, Some((number, _))) = (all, self.iter().next()) {
            return Err(NumbersError::NotOfDice(number.to_owned()));
        }
        let mut values = Vec::with_capacity(self.ends.len());
        for (number, _) in self.iter() {
            let digits = rolls(number, sides).map(|roll| roll.checked_sub(1).map(u64::from));
            let value = digits
                .clone()
                .try_fold(0_u64, |value, digit| value.checked_mul(u64::from(sides))?.checked_add(digit?));
            if digits.count() != count {
                return Err(NumbersError::Uneven(number.to_owned()));
            }
            // It fits, so what is missing is the side of a roll of 0.
            values.push(value.ok_or_else(|| NumbersError::OtherDie(self.likely_sides()))?);
        }
        let words = self.ends.iter().map(|(_, word)| *word);
        let mut outcomes: Vec<(u64, u32)> = values.iter().copied().zip(words).collect();
        outcomes.sort_unstable();
        outcomes.dedup();
        if let Some(pair) = outcomes.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let twice = self.iter().zip(&values).find(|(_, value)| **value == pair[0].0);
            return Err(NumbersError::Twice(twice.map_or("", |((number, _), _)| number).to_owned()));
        }
        // A word with more outcomes than others would be more likely.
        let mut words: Vec<u32> = outcomes.iter().map(|(_, word)| *word).collect();
        words.sort_unstable();
        let each = words.chunk_by(|one, two| one == two).map(<[u32]>::len).min().unwrap_or(0);
        Ok(Printed { rolls: count, outcomes, each })
    }

    /// The sides of the die that the numbers seem to be of: a 0 is the ten of a die with ten sides.
    fn likely_sides(&self) -> u32 {
        let sides = |(number, _): (&str, u32)| {
            let digits = !number.contains(['-', '.']);
            rolls(number, if digits { 10 } else { u32::MAX }).max()
        };
        self.iter().filter_map(sides).max().unwrap_or(0)
    }

    /// Whether the numbers are 1, 2, 3 or 0, 1, 2 and so on; lines that were left out leave gaps.
    fn count_lines(&self) -> bool {
        let mut last = None;
        for (number, _) in self.iter() {
            let Ok(value) = number.parse::<usize>() else { return false };
            let rises = last.map_or(value < 2, |last| value > last);
            if !rises || value > 2 * self.ends.len() || number.len() > 1 && number.starts_with('0') {
                return false;
            }
            last = Some(value);
        }
        true
    }
}

/// The rolls of a number. Without marks between them each digit is one, unless the die has more than ten sides;
/// a die with ten sides shows 0 for ten.
fn rolls(number: &str, sides: u32) -> impl Iterator<Item = u32> + Clone {
    let digits = sides <= 10 && !number.contains(['-', '.']);
    let single = |digit: &str| digit.parse().unwrap_or(u32::MAX);
    let (by_digit, by_mark) = if digits { (number, None) } else { ("", Some(number)) };
    let ten = move |roll| if roll == 0 && sides == 10 { 10 } else { roll };
    let by_digit = by_digit.bytes().map(|digit| u32::from(digit - b'0'));
    by_digit.chain(by_mark.into_iter().flat_map(move |number| number.split(['-', '.']).map(single))).map(ten)
}

/// What rolls choose by the printed numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The word at this index.
    Word(usize),
    /// The word at this index, which has more numbers than others: to be thrown away.
    TooOften(usize),
    /// No word: to be thrown away.
    Nothing,
}

impl Printed {
    /// Returns what an outcome chooses: the rolls, less one each, as the digits of a number.
    pub fn choose(&self, outcome: u64) -> Choice {
        let Ok(at) = self.outcomes.binary_search_by_key(&outcome, |(outcome, _)| *outcome) else {
            return Choice::Nothing;
        };
        let word = self.outcomes[at].1;
        let before = self.outcomes[..at].iter().filter(|(_, other)| *other == word).count();
        let index = word as usize;
        if before < self.each { Choice::Word(index) } else { Choice::TooOften(index) }
    }

    /// Returns how many outcomes choose a word.
    pub fn accepted(&self, words: usize) -> usize {
        self.each * words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wordlist::clean;

    #[test]
    fn numbers_of_any_dice_stand_before_a_word() {
        for (line, number, word) in [
            ("11111 apple", "11111", "apple"),
            ("11111\tapple", "11111", "apple"),
            (" 1-1-1  apple", "1-1-1", "apple"),
            ("20.3.1 apple", "20.3.1", "apple"),
            ("11111: apple", "11111", "apple"),
            ("1. apple", "1", "apple"),
            ("1) apple", "1", "apple"),
            ("1, apple", "1", "apple"),
            ("7776 -", "7776", "-"),
        ] {
            assert_eq!(split(line, false), (Some(number), word), "{line}");
        }
        for line in [
            "apple",
            "1st",
            "11111",
            "11111 ",
            "1,apple",
            "1.. apple",
            "1--1 apple",
            "-1 apple",
            "24/7 x",
            "- x",
        ] {
            assert_eq!(split(line, false), (None, line.trim()), "{line}");
        }
        assert_eq!(split("1,apple", true), (Some("1"), "apple"));
        assert_eq!(split("1;apple", true), (Some("1"), "apple"));
        assert_eq!(split("1apple", true), (None, "1apple"));
    }

    fn printed(text: &str, sides: u32) -> Result<Option<Printed>, NumbersError> {
        clean(text).unwrap().list.numbers().printed(sides)
    }

    #[test]
    fn numbers_that_do_not_fit_the_die_are_refused() {
        let six = "11 a\n12 b\n26 c\n";
        assert!(printed(six, 6).unwrap().is_some());
        assert_eq!(printed(six, 4), Err(NumbersError::OtherDie(6)));
        assert_eq!(printed(six, 20), Err(NumbersError::OtherDie(6)));
        // All numbers of two coins are there.
        assert_eq!(printed("11 a\n12 b\n21 c\n22 d\n", 6), Err(NumbersError::OtherDie(2)));
        let twenty = "1-1-1 a\n1-1-20 b\n";
        assert!(printed(twenty, 20).unwrap().is_some());
        assert_eq!(printed(twenty, 6), Err(NumbersError::OtherDie(20)));
        assert_eq!(printed("11 a\n121 b\n", 6), Err(NumbersError::Uneven("121".to_owned())));
        assert_eq!(printed("11 a\n11 b\n", 6), Err(NumbersError::Twice("11".to_owned())));
        assert_eq!(printed("11 a\nb\n", 6), Err(NumbersError::Partly { numbered: 1, lines: 2 }));
        assert_eq!(printed("01 a\n02 b\n", 6), Err(NumbersError::OtherDie(10)));
        let long = format!("{0}1 a\n{0}2 b\n", "1".repeat(40));
        assert!(matches!(printed(&long, 6), Err(NumbersError::NotOfDice(_))));
    }

    #[test]
    fn numbers_of_lines_are_no_dice_numbers() {
        let lines: String = (1..=30).map(|line| format!("{line}. word{line}\n")).collect::<Vec<_>>().concat();
        assert_eq!(printed(&lines, 6), Ok(None));
        assert_eq!(printed("a\nb\n", 6), Ok(None));
        // Where one roll chooses a word, they are both.
        assert!(printed("1. a\n2. b\n6. c\n", 6).unwrap().is_some());
        // A die with ten sides shows 0 for ten.
        let ten: String = (0..10).map(|line| format!("{line} word{line}\n")).collect::<Vec<_>>().concat();
        let printed = printed(&ten, 10).unwrap().unwrap();
        assert_eq!((printed.choose(9), printed.choose(0)), (Choice::Word(0), Choice::Word(1)));
    }
}
