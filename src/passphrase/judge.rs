//! Judges a phrase that someone typed: its list, words, strength and flaws.

use zeroize::Zeroizing;

use super::habits::{Habit, habits};
use super::read::{Reading, read, read_with_letters};
use super::strength::Strength;
use super::typed::{Lexicon, Typed};
use super::unread::{Lacking, lacking};
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
        /// The list from which they have the fewest bits: it promises the least.
        list: &'l str,
        /// Other lists that have the same number of words, and all of these.
        also: Vec<&'l str>,
        /// The strength, if chance chose them from that list.
        strength: Strength,
        /// Whether the phrase can be read in more than one way.
        ambiguous: bool,
        /// Signs around the words, which add no bits that anyone could count.
        others: usize,
        /// Invisible characters that were left out.
        invisible: usize,
    },
    /// No list has all the words, but one has some.
    Partly {
        /// The list that lacks the fewest.
        list: &'l str,
        /// What it lacks.
        lacking: Lacking,
    },
    /// No list has any of the words.
    Nowhere {
        /// All the words, if there are any.
        lacking: Lacking,
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
    let typed = Typed::new(phrase);
    let read_by = |how: fn(&Typed, &Lexicon) -> Option<Reading>| {
        let mut readings: Vec<_> = lists
            .iter()
            .filter_map(|(name, list)| {
                let reading = how(&typed, &Lexicon::new(list))?;
                #[expect(clippy::cast_precision_loss, reason = "a typed phrase has few words")]
                let bits = reading.indices.len() as f64 * list.bits_per_word();
                Some((bits, name.as_str(), list, reading))
            })
            .collect();
        readings.sort_by(|one, two| one.0.total_cmp(&two.0));
        readings
    };
    let readings = Some(read_by(read)).filter(|found| !found.is_empty());
    let readings = readings.unwrap_or_else(|| read_by(read_with_letters));
    let Some((bits, name, list, reading)) = readings.first() else {
        return judge_unread(lists, phrase, &typed);
    };
    let words: Vec<&str> = reading.indices.iter().map(|index| list.word(*index)).collect();
    let same_words = readings.iter().skip(1).filter(|(.., other)| other.indices.len() == words.len());
    Judgement {
        words: words.len(),
        found: Found::Everywhere {
            list: name,
            also: same_words.map(|(_, name, ..)| *name).collect(),
            strength: Strength::of_bits(*bits),
            ambiguous: reading.ambiguous,
            others: reading.others,
            invisible: reading.invisible,
        },
        habits: habits(&words, Some(list.len())),
    }
}

fn judge_unread<'l>(lists: &'l [(String, WordList)], phrase: &str, typed: &Typed) -> Judgement<'l> {
    let tried = lists.iter().map(|(name, list)| (name.as_str(), lacking(list, typed)));
    let nearest = tried.min_by_key(|(_, lacking)| {
        (lacking.missing, lacking.unread.iter().filter(|word| word.nearest.is_empty()).count())
    });
    let (list, lacking) = nearest.unwrap_or_default();
    let lower = Zeroizing::new(phrase.to_lowercase());
    let tokens: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let words = lacking.words;
    // A list that has none of the words is not the nearest of anything.
    let found =
        if lacking.missing < words { Found::Partly { list, lacking } } else { Found::Nowhere { lacking } };
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
        let Found::Everywhere { list, also, strength, ambiguous, .. } = &judgement.found else {
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
        assert!(matches!(&partly.found, Found::Partly { lacking, .. } if lacking.missing > 0), "{partly:?}");
        let nowhere = judge(&lists, "qqqq wwww");
        assert!(matches!(&nowhere.found, Found::Nowhere { lacking } if lacking.missing == 2), "{nowhere:?}");
        assert!(!nowhere.is_read());
        assert_eq!(judge(&[], "acorn").found, Found::Nowhere { lacking: Lacking::default() });
    }
}
