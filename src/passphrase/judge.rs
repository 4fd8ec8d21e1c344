//! Judges a phrase that someone typed: its list, words, strength and flaws.

use zeroize::Zeroizing;

use super::check::{Habit, Unread, habits, read_back, unread};
use super::strength::Strength;
use crate::wordlist::WordList;

/// The findings about a phrase, without the phrase itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement<'l> {
    /// How many words it has.
    pub words: usize,
    /// The list that has its words.
    pub found: Found<'l>,
    /// Signs that a person chose them.
    pub habits: Vec<Habit>,
}

/// The lists that have the words of a phrase.
#[derive(Clone, Debug, PartialEq)]
pub enum Found<'l> {
    /// One list has all the words.
    Everywhere {
        /// The smallest list that has them all: it promises the least.
        list: &'l str,
        /// Other lists that have them all.
        also: Vec<&'l str>,
        /// The strength, if chance chose them from that list.
        strength: Strength,
        /// Whether the phrase can be read in more than one way.
        ambiguous: bool,
    },
    /// No list has all the words, but one has some.
    Partly {
        /// The list that lacks the fewest.
        list: &'l str,
        /// The words that it lacks.
        unread: Vec<Unread>,
    },
    /// No list has any of the words.
    Nowhere {
        /// All the words.
        unread: Vec<Unread>,
    },
}

impl Judgement<'_> {
    /// Whether some list has all the words.
    pub fn is_read(&self) -> bool {
        matches!(self.found, Found::Everywhere { .. })
    }
}

/// Finds the list that has all the words of a phrase; else the one that lacks the fewest.
pub fn judge<'l>(lists: &'l [(String, WordList)], phrase: &str) -> Judgement<'l> {
    let mut readings: Vec<_> = lists
        .iter()
        .filter_map(|(name, list)| read_back(list, phrase).map(|reading| (name.as_str(), list, reading)))
        .collect();
    readings.sort_by_key(|(_, list, _)| list.len());
    let Some((name, list, reading)) = readings.first() else { return judge_unread(lists, phrase) };
    let words: Vec<&str> = reading.indices.iter().map(|index| list.word(*index)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a typed phrase has few words")]
    let bits = words.len() as f64 * list.bits_per_word();
    Judgement {
        words: words.len(),
        found: Found::Everywhere {
            list: name,
            also: readings.iter().skip(1).map(|(name, ..)| *name).collect(),
            strength: Strength::of_bits(bits),
            ambiguous: reading.ambiguous,
        },
        habits: habits(&words, Some(list.len())),
    }
}

fn judge_unread<'l>(lists: &'l [(String, WordList)], phrase: &str) -> Judgement<'l> {
    let tried = lists.iter().map(|(name, list)| (name.as_str(), unread(list, phrase)));
    let nearest = tried.min_by_key(|(_, (missing, _))| {
        (missing.len(), missing.iter().filter(|word| word.nearest.is_empty()).count())
    });
    let (name, (missing, words)) = nearest.unwrap_or_default();
    let lower = Zeroizing::new(phrase.to_lowercase());
    let tokens: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    // A list that has none of the words is not the nearest of anything.
    let found = if missing.len() < words {
        Found::Partly { list: name, unread: missing }
    } else {
        Found::Nowhere { unread: missing }
    };
    Judgement { words, found, habits: habits(&tokens, None) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wordlist::{KNOWN, known};

    fn lists(ids: &[&str]) -> Vec<(String, WordList)> {
        ids.iter().map(|id| ((*id).to_owned(), WordList::bundled(known(id).unwrap()))).collect()
    }

    #[test]
    fn the_smallest_list_that_has_all_words_is_named_first() {
        let lists = lists(&["eff-large", "eff-short-1"]);
        let judgement = judge(&lists, "acorn acre");
        let Found::Everywhere { list, also, strength, ambiguous } = &judgement.found else {
            panic!("{judgement:?}")
        };
        assert_eq!((*list, also.as_slice(), *ambiguous), ("eff-short-1", &["eff-large"][..], false));
        assert!((strength.bits() - 2.0 * 1296_f64.log2()).abs() < 1e-9);
        assert!(judgement.is_read());
    }

    #[test]
    fn the_list_that_lacks_the_fewest_words_is_the_nearest_and_one_without_any_is_none() {
        let lists = lists(&KNOWN.iter().map(|known| known.id).collect::<Vec<_>>());
        let partly = judge(&lists, "aardvark abandonned acid");
        assert!(matches!(&partly.found, Found::Partly { unread, .. } if !unread.is_empty()), "{partly:?}");
        let nowhere = judge(&lists, "qqqq wwww");
        assert!(matches!(&nowhere.found, Found::Nowhere { unread } if unread.len() == 2), "{nowhere:?}");
        assert!(!nowhere.is_read());
        assert_eq!(judge(&[], "acorn").found, Found::Nowhere { unread: Vec::new() });
    }
}
