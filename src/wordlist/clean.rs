//! Reads a user's own list and takes out what stands in such files besides words.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::WordList;
use super::armour::unwrap;
use super::encoding::decode;
use super::error::{LONGEST_WORD, ListError, MOST_WORDS};
use super::format::{Signs, json};
use super::numbers::split;
use crate::text::invisible::is_invisible;

/// Lines of which at most one may hold several words; more of those, and it is no list of words.
const LINES_PER_PHRASE: usize = 10;

/// A user's own list, and what was taken out of it.
#[derive(Debug)]
pub struct Cleaned {
    /// The list, each word once.
    pub list: WordList,
    /// What was taken out.
    pub removed: Removed,
}

/// What was taken out of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Words that occurred twice, compared in NFC and without case.
    pub duplicates: Vec<String>,
    /// Lines that began with a dice number.
    pub dice_numbers: usize,
    /// Lines that began with `#` and were no word.
    pub comments: usize,
    /// Lines that had characters which nobody sees.
    pub invisible: usize,
    /// Lines with several words, as they were.
    pub phrases: Vec<String>,
    /// Whether there was a PGP signature around the words; it was not checked.
    pub signature: bool,
}

/// Reads a word list as it is published: one word a line, with or without dice numbers, comments and a PGP
/// signature, in any Unicode form; or a JSON list of words.
///
/// # Errors
/// If the file is no word list.
pub fn read(bytes: &[u8]) -> Result<Cleaned, ListError> {
    clean(decode(bytes)?)
}

/// Reads a word list from its text; see [`read`].
///
/// # Errors
/// If the text is no word list.
pub fn clean(text: &str) -> Result<Cleaned, ListError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(words) = json(text)? {
        return collect(|| words.iter().enumerate().map(|(index, word)| (index + 1, word.as_str())), false);
    }
    let body = unwrap(text)?;
    collect(|| body.lines(), body.is_signed)
}

fn collect<'a, L>(lines: impl Fn() -> L, signature: bool) -> Result<Cleaned, ListError>
where
    L: Iterator<Item = (usize, &'a str)>,
{
    let habits = Habits::of(|| lines().map(|(_, line)| visible(line)))?;
    let mut words = Words::default();
    for (number, line) in lines() {
        words.take(number, line, habits)?;
    }
    words.finish(signature)
}

/// What the lines of a list have in common.
#[derive(Clone, Copy)]
struct Habits {
    /// Every line is a number, a mark and a word, as in `1,apple`.
    glued: bool,
    /// There are lines such as `# Our words`; then a lone `#` is no word either.
    comments: bool,
}

impl Habits {
    fn of<'a, L>(lines: impl Fn() -> L) -> Result<Self, ListError>
    where
        L: Iterator<Item = Cow<'a, str>>,
    {
        let comments = lines().any(|line| is_comment(&line, false));
        let filled = || lines().filter(|line| !line.trim().is_empty() && !is_comment(line, comments));
        let glued = filled().all(|line| split(&line, true).0.is_some());
        let mut signs = Signs::default();
        filled().for_each(|line| signs.count(split(&line, glued).1));
        signs.format().map_or(Ok(Self { glued, comments }), |format| Err(ListError::Format(format)))
    }
}

/// Whether a line is a comment and not a word such as `#1`.
fn is_comment(line: &str, others: bool) -> bool {
    let mut pieces = line.split_whitespace();
    let first = pieces.next().unwrap_or_default();
    first.starts_with('#') && (pieces.next().is_some() || others && first.bytes().all(|byte| byte == b'#'))
}

/// The line without characters that nobody sees, by which two words would only look like one.
fn visible(line: &str) -> Cow<'_, str> {
    // Some of them part words, and are left to do so.
    let shows_nothing = |character: char| is_invisible(character) && !character.is_whitespace();
    if line.contains(shows_nothing) {
        Cow::Owned(line.chars().filter(|character| !shows_nothing(*character)).collect())
    } else {
        Cow::Borrowed(line)
    }
}

/// The words that were taken so far.
#[derive(Default)]
struct Words {
    list: WordList,
    /// The index of each word, by its form without case.
    indices: HashMap<Box<str>, usize>,
    removed: Removed,
    /// The first line with several words.
    first_phrase: Option<(usize, String)>,
}

impl Words {
    fn take(&mut self, number: usize, line: &str, habits: Habits) -> Result<(), ListError> {
        let line = {
            let seen = visible(line);
            self.removed.invisible += usize::from(matches!(seen, Cow::Owned(_)));
            seen
        };
        if is_comment(&line, habits.comments) {
            self.removed.comments += 1;
            return Ok(());
        }
        let (dice_number, rest) = split(&line, habits.glued);
        let mut pieces = rest.split_whitespace();
        let Some(word) = pieces.next() else { return Ok(()) };
        if let Some(character) = rest.chars().find(|c| c.is_control() && !c.is_whitespace()) {
            return Err(ListError::Control { line: number, character });
        }
        if pieces.next().is_some() {
            let text: String = rest.chars().take(LONGEST_WORD).collect();
            self.first_phrase.get_or_insert_with(|| (number, text.clone()));
            self.removed.phrases.push(text);
        } else if word.chars().count() > LONGEST_WORD {
            return Err(ListError::TooLong { line: number });
        } else {
            self.add(dice_number, &composed(word));
        }
        if self.lines() > MOST_WORDS { Err(ListError::TooManyWords) } else { Ok(()) }
    }

    fn add(&mut self, dice_number: Option<&str>, word: &str) {
        let next = self.list.len();
        let index = match self.indices.entry(word.to_lowercase().into()) {
            Entry::Vacant(place) => {
                self.list.push(word);
                *place.insert(next)
            }
            Entry::Occupied(place) => {
                self.removed.duplicates.push(word.to_owned());
                *place.get()
            }
        };
        if let Some(dice_number) = dice_number {
            self.removed.dice_numbers += 1;
            self.list.numbers.add(dice_number, index);
        }
    }

    fn lines(&self) -> usize {
        self.list.len() + self.removed.duplicates.len() + self.removed.phrases.len()
    }

    fn finish(mut self, signature: bool) -> Result<Cleaned, ListError> {
        match self.first_phrase.take() {
            Some((line, text)) if self.removed.phrases.len() * LINES_PER_PHRASE > self.lines() => {
                return Err(ListError::SeveralWords { line, text });
            }
            _ => {}
        }
        self.list.numbers.of_lines(self.list.len() + self.removed.duplicates.len());
        match self.list.len() {
            0 => Err(ListError::Empty),
            1 => Err(ListError::OneWord),
            _ => Ok(Cleaned { list: self.list, removed: Removed { signature, ..self.removed } }),
        }
    }
}

/// The word in Unicode's form NFC.
fn composed(word: &str) -> Cow<'_, str> {
    match is_nfc_quick(word.chars()) {
        IsNormalized::Yes => Cow::Borrowed(word),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(word.nfc().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> (Vec<String>, Removed) {
        let cleaned = clean(text).unwrap();
        (cleaned.list.iter().map(str::to_owned).collect(), cleaned.removed)
    }

    #[test]
    fn what_stands_around_the_words_is_taken_out_and_counted() {
        let text = "\u{feff}# Our words\n11\tapple\r\n12: pear\r1-3 Apple\n\n14\te\u{301}t\u{e9}\n#\n";
        let removed = Removed {
            duplicates: vec!["Apple".to_owned()],
            dice_numbers: 4,
            comments: 2,
            ..Removed::default()
        };
        assert_eq!(words(text), (["apple", "pear", "\u{e9}t\u{e9}"].map(str::to_owned).to_vec(), removed));
    }

    #[test]
    fn words_that_begin_with_a_hash_are_no_comments() {
        assert_eq!(words("#\n##\n#1\napple\n").0, ["#", "##", "#1", "apple"]);
        assert_eq!(words("11 #\n12 ##\n").0, ["#", "##"]);
    }

    #[test]
    fn characters_that_nobody_sees_are_taken_out_and_words_that_become_equal_merged() {
        let text = "exo\u{ad}tisch\nhaus\u{200b}\nHaus\n\u{202e}maus\n\u{feff}11 laus\n\u{200f}\n";
        let (words, removed) = words(text);
        assert_eq!(words, ["exotisch", "haus", "maus", "laus"]);
        assert_eq!((removed.invisible, removed.dice_numbers, removed.duplicates.len()), (5, 1, 1));
    }

    #[test]
    fn a_few_lines_with_several_words_are_left_out() {
        let mut text: String =
            (0..9).map(|number| format!("1{number} word{number}\n")).collect::<Vec<_>>().concat();
        text.push_str("64156 tal vez\n");
        let (words, removed) = words(&text);
        assert_eq!((words.len(), removed.phrases), (9, vec!["tal vez".to_owned()]));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let refused = |text: &str| clean(text).unwrap_err();
        assert_eq!(refused("\n\n"), ListError::Empty);
        assert_eq!(refused("# a comment\n"), ListError::Empty);
        assert_eq!(refused("a\nA\n"), ListError::OneWord);
        assert_eq!(refused("a\n\u{200b}a\n"), ListError::OneWord);
        assert_eq!(refused("a\nb c\n"), ListError::SeveralWords { line: 2, text: "b c".to_owned() });
        assert_eq!(
            refused("a\u{2028}b\nc\n"),
            ListError::SeveralWords { line: 1, text: "a\u{2028}b".to_owned() }
        );
        assert_eq!(refused("a\rb\u{1b}c"), ListError::Control { line: 2, character: '\u{1b}' });
        assert_eq!(refused(&format!("a\n{}", "x".repeat(65))), ListError::TooLong { line: 2 });
    }
}
