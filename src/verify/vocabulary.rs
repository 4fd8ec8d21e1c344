//! The list's words in a run of letters, whatever stands between the letters.

use std::collections::BTreeSet;

use unicode_normalization::char::decompose_compatible;

use crate::wordlist::WordList;

/// Words of EFF short 2 for each member: 31 bits, and one phrase alone is right. Guessing has one public try;
/// what counts is that nobody can link or predict them.
pub const WORDS: usize = 3;

/// Letters by which a word of the list begins, and by which it is known.
const START: usize = 3;
const ALPHABET: usize = 26;

/// The words of a list, found by their first letters.
pub struct Vocabulary {
    words: Vec<String>,
    /// One more than the index of the word with these first letters.
    by_start: Vec<u16>,
}

impl Vocabulary {
    /// Takes a list of which each word has first letters of its own, such as EFF short 2.
    pub(super) fn new(list: &WordList) -> Self {
        let words: Vec<String> = list.iter().map(letters).collect();
        let mut by_start = vec![0; ALPHABET.pow(3)];
        for (number, word) in (1..).zip(&words) {
            if let Some(start) = start(word.as_bytes()) {
                by_start[start] = number;
            }
        }
        Self { words, by_start }
    }

    /// Returns the word with which these letters begin.
    fn word_at(&self, letters: &[u8]) -> Option<&str> {
        let number = self.by_start[start(letters)?];
        let word = self.words.get(usize::from(number.checked_sub(1)?))?;
        letters.starts_with(word.as_bytes()).then_some(word)
    }

    /// Returns of how many words of the list a text is made, if of nothing else.
    fn count(&self, letters: &str) -> Option<usize> {
        let (mut rest, mut count) = (letters.as_bytes(), 0);
        while !rest.is_empty() {
            rest = &rest[self.word_at(rest)?.len()..];
            count += 1;
        }
        Some(count)
    }

    /// Returns how many words someone typed: of the list, or else by what is between them.
    pub fn typed(&self, text: &str) -> usize {
        let by_space = text.split_whitespace().filter(|word| !letters(word).is_empty()).count();
        let runs = text.split(|character: char| !character.is_alphabetic());
        let by_letters = runs.filter(|run| !run.is_empty()).count();
        let by_any = if by_space == WORDS { by_space } else { by_letters };
        self.count(&letters(text)).unwrap_or(by_any)
    }

    /// Returns every phrase that a text has: as many words of the list in a row as a phrase has, whatever
    /// stands between their letters. Nothing if there are more than so many different ones.
    pub(super) fn phrases(&self, text: &str, most: usize) -> Option<BTreeSet<String>> {
        let letters = letters(text);
        let mut found = BTreeSet::new();
        for at in 0..letters.len() {
            let mut rest = &letters.as_bytes()[at..];
            let is_phrase = (0..WORDS).all(|_| {
                let word = self.word_at(rest);
                rest = &rest[word.map_or(0, str::len)..];
                word.is_some()
            });
            if is_phrase {
                found.insert(letters[at..letters.len() - rest.len()].to_owned());
                if found.len() > most {
                    return None;
                }
            }
        }
        Some(found)
    }
}

/// The place of a word in the table, by its first letters.
fn start(letters: &[u8]) -> Option<usize> {
    let start = letters.get(..START)?;
    Some(start.iter().fold(0, |place, letter| place * ALPHABET + usize::from(letter - b'a')))
}

/// Returns the letters a to z of a text, as they are read: in small letters, whatever their shape (full width,
/// ligatures, mathematical), without accents, and without anything that is no letter of the list.
pub(super) fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut take = |letter: char| match letter {
        'a'..='z' => letters.push(letter),
        'A'..='Z' => letters.push(letter.to_ascii_lowercase()),
        // Where the folding of case gives letters of the list, and the compatible form does not.
        'ß' | 'ẞ' => letters.push_str("ss"),
        'ı' => letters.push('i'),
        _ => {}
    };
    for character in text.chars() {
        if character.is_ascii() { take(character) } else { decompose_compatible(character, &mut take) }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::Challenge;

    #[test]
    fn every_word_is_found_by_its_first_letters_alone() {
        let vocabulary = Challenge::vocabulary();
        let taken = vocabulary.by_start.iter().filter(|number| **number > 0).count();
        assert_eq!((vocabulary.words.len(), taken), (1296, 1296));
        for word in &vocabulary.words {
            assert_eq!(vocabulary.word_at(word.as_bytes()), Some(word.as_str()));
        }
    }

    #[test]
    fn letters_are_read_in_any_shape() {
        for form in
            ["Yo-Yo", "y\u{ad}o yo", "ｙｏｙｏ", "𝔶𝔬𝕐𝗈", "yóyo\u{301}", "y1o2ÿо-ö", "ⓨⓞⓨⓞ", "です yoyo ของ"]
        {
            assert_eq!(letters(form).replace("о", ""), "yoyo", "{form}");
        }
        assert_eq!(letters("ﬁﬂ Straße ıİ K ſ"), "fiflstrasseiiks");
    }

    #[test]
    fn what_was_typed_is_counted() {
        let vocabulary = Challenge::vocabulary();
        for (text, count) in [
            ("", 0),
            (" -- ", 0),
            ("yo-yo", 1),
            ("yo-yo crib", 2),
            ("yoyocrib", 2),
            ("yo-yo crib untied", 3),
            ("yoyocribuntied", 3),
            ("yo-yo crib untjed", 3),
            ("yo-yo, crib, unjied!", 3),
            ("crip-cosmetjcs-untied", 3),
            ("crib untjed", 2),
            ("crib crib crib crib", 4),
            ("I love cats, crib yo-yo untied", 7),
        ] {
            assert_eq!(vocabulary.typed(text), count, "{text:?}");
        }
    }

    #[test]
    fn different_phrases_are_counted_and_limited() {
        let vocabulary = Challenge::vocabulary();
        let phrases = |text: &str, most| vocabulary.phrases(text, most);
        let found = phrases("x yo-yo cr\u{ad}ib untied crib", 2).unwrap();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["cribuntiedcrib", "yoyocribuntied"]);
        assert!(phrases("yo-yo crib untied crib", 1).is_none());
        assert_eq!(phrases(&"yo-yo crib untied. ".repeat(1000), 3).unwrap().len(), 3);
        assert!(phrases("yo-yo crib", 3).unwrap().is_empty());
    }
}
