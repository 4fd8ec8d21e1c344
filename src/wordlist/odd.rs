//! Words of a list that are no words.

use unicode_normalization::char::is_combining_mark;

use super::WordList;

/// What makes a word of a list odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// It has a digit: `100`, `1st`.
    Digit,
    /// It has a sign other than a hyphen, an apostrophe or a middle dot between letters: `$$`, `c++`.
    Sign,
    /// It is a single letter. In scripts without capitals, such as Chinese, that may be a word.
    Letter,
}

impl Oddity {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Digit, Self::Sign, Self::Letter];

    /// Returns what makes a word odd, if anything does.
    pub fn of(word: &str) -> Option<Self> {
        if word.contains(char::is_numeric) {
            return Some(Self::Digit);
        }
        let is_letter = |character: char| character.is_alphabetic() || is_combining_mark(character);
        let joins = |character| matches!(character, '-' | '\u{2010}' | '\'' | '\u{2019}' | '\u{b7}');
        if word.starts_with(joins) || word.ends_with(joins) || !word.chars().all(|c| is_letter(c) || joins(c))
        {
            return Some(Self::Sign);
        }
        let mut characters = word.chars().filter(|character| !is_combining_mark(*character));
        let has_case = |character: char| character.is_lowercase() || character.is_uppercase();
        let alone = characters.next().is_some_and(has_case) && characters.next().is_none();
        alone.then_some(Self::Letter)
    }
}

/// Returns the words of a list that are odd in this way.
pub fn odd(list: &WordList, oddity: Oddity) -> impl Iterator<Item = &str> {
    list.iter().filter(move |word| Oddity::of(word) == Some(oddity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wordlist::KNOWN;

    #[test]
    fn words_of_any_language_are_words() {
        let words = [
            "apple",
            "yo-yo",
            "don't",
            "col\u{b7}lega",
            "\u{e9}t\u{e9}",
            "\u{5c71}",
            "\u{928}\u{947}\u{939}\u{93e}",
        ];
        for word in words {
            assert_eq!(Oddity::of(word), None, "{word}");
        }
        for known in KNOWN {
            assert_eq!(
                WordList::bundled(known).iter().find(|word| Oddity::of(word).is_some()),
                None,
                "{}",
                known.id
            );
        }
    }

    #[test]
    fn what_is_no_word_is_named() {
        for (word, oddity) in [
            ("100", Oddity::Digit),
            ("1st", Oddity::Digit),
            ("$$", Oddity::Sign),
            ("-", Oddity::Sign),
            ("c++", Oddity::Sign),
            ("'tis", Oddity::Sign),
            ("x", Oddity::Letter),
            ("e\u{301}", Oddity::Letter),
        ] {
            assert_eq!(Oddity::of(word), Some(oddity), "{word}");
        }
    }
}
