//! A word list as a code: whether phrases can be read back, and how much of a word is enough.

use std::collections::HashSet;

use super::WordList;
use super::near::distance;

/// Whether every phrase can be read back into its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decodability {
    /// No word begins another one.
    PrefixFree,
    /// Some words begin others, and still every phrase has one reading.
    Unique,
    /// Two different phrases can look the same.
    Ambiguous,
    /// The list is too large to find out; to be treated as ambiguous.
    TooLarge,
}

impl Decodability {
    /// Whether a phrase has one reading for certain.
    pub fn is_unique(self) -> bool {
        matches!(self, Self::PrefixFree | Self::Unique)
    }
}

/// Work after which the general test gives up, in dangling suffixes looked at.
const PATIENCE: usize = 200_000;

/// Tests with the method of Sardinas and Patterson (1953) whether phrases of this list with this
/// separator between the words have one reading each.
pub fn decodability(list: &WordList, separator: &str) -> Decodability {
    if !separator.is_empty() && list.iter().all(|word| !word.contains(separator)) {
        // The words can be told apart by splitting; nothing begins another up to its separator.
        return Decodability::PrefixFree;
    }
    // With the separator after each word the question is the same, since the last one can be added.
    let words: Vec<String> = list.iter().map(|word| format!("{word}{separator}")).collect();
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let mut dangling: Vec<&str> = Vec::new();
    for (place, word) in sorted.iter().enumerate() {
        dangling.extend(beginning_with(&sorted[place + 1..], word).iter().map(|longer| &longer[word.len()..]));
        if dangling.len() > PATIENCE {
            return Decodability::TooLarge;
        }
    }
    if dangling.is_empty() {
        return Decodability::PrefixFree;
    }
    let all: HashSet<&str> = sorted.iter().copied().collect();
    let mut seen: HashSet<&str> = dangling.iter().copied().collect();
    while let Some(suffix) = dangling.pop() {
        if all.contains(suffix) {
            return Decodability::Ambiguous;
        }
        let start = sorted.partition_point(|word| *word < suffix);
        let longer = beginning_with(&sorted[start..], suffix).iter().map(|word| &word[suffix.len()..]);
        let ends = suffix.char_indices().map(|(at, _)| at).skip(1);
        let shorter = ends.filter(|end| all.contains(&suffix[..*end])).map(|end| &suffix[end..]);
        let next: Vec<&str> = longer.chain(shorter).collect();
        dangling.extend(next.into_iter().filter(|suffix| seen.insert(suffix)));
        if seen.len() > PATIENCE {
            return Decodability::TooLarge;
        }
    }
    Decodability::Unique
}

/// The words at the front of a sorted slice that begin with a prefix.
fn beginning_with<'s, 'w>(sorted: &'s [&'w str], prefix: &str) -> &'s [&'w str] {
    let count = sorted.iter().take_while(|word| word.starts_with(prefix)).count();
    &sorted[..count]
}

/// Whether no word begins another.
pub fn prefix_free(list: &WordList) -> bool {
    let mut sorted: Vec<&str> = list.iter().collect();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| !pair[1].starts_with(pair[0]))
}

/// Returns the number of first characters that tell any word from all others.
pub fn unique_prefix(list: &WordList) -> usize {
    let mut sorted: Vec<&str> = list.iter().collect();
    sorted.sort_unstable();
    let common = |pair: &[&str]| pair[0].chars().zip(pair[1].chars()).take_while(|(a, b)| a == b).count();
    sorted.windows(2).map(|pair| common(pair) + 1).max().unwrap_or(1)
}

/// Returns the smallest edit distance between two words.
pub fn least_edit_distance(list: &WordList) -> usize {
    let words: Vec<&str> = list.iter().collect();
    let mut least = usize::MAX;
    for (place, word) in words.iter().enumerate() {
        for other in &words[place + 1..] {
            if word.len().abs_diff(other.len()) < least {
                least = least.min(distance(word, other));
                if least == 1 {
                    return 1;
                }
            }
        }
    }
    least
}

/// Whether no other word of the list lies within so many edits of this one.
pub fn edit_distance_at_least(list: &WordList, word: &str, edits: usize) -> bool {
    list.iter().filter(|other| *other != word && other.len().abs_diff(word.len()) < edits).all(|other| {
        distance(word, other) >= edits
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_known_examples_come_out_as_in_the_books() {
        let judged = |words: &[&str]| decodability(&WordList::of(words.iter().copied()), "");
        assert_eq!(judged(&["a", "b"]), Decodability::PrefixFree);
        assert_eq!(judged(&["a", "ab", "bb"]), Decodability::Unique);
        assert_eq!(judged(&["light", "saber", "lightsaber"]), Decodability::Ambiguous);
        assert_eq!(judged(&["car", "ab", "carab"]), Decodability::Ambiguous);
        assert_eq!(decodability(&WordList::of(["a-b", "a", "b"]), "-"), Decodability::Ambiguous);
        assert_eq!(decodability(&WordList::of(["a-b", "a", "b"]), " "), Decodability::PrefixFree);
    }

    proptest! {
        /// Checked against the definition: no two phrases of up to four words look the same.
        #[test]
        fn what_is_called_unique_has_no_two_equal_phrases(words in prop::collection::btree_set("[ab]{1,3}", 2..5)) {
            let list = WordList::of(words.iter().map(String::as_str));
            let mut phrases = vec![String::new()];
            let mut seen = HashSet::new();
            let mut collision = false;
            for _ in 0..4 {
                phrases = phrases.iter().flat_map(|phrase| list.iter().map(move |word| format!("{phrase}{word}"))).collect();
                collision |= phrases.iter().any(|phrase| !seen.insert(phrase.clone()));
            }
            if decodability(&list, "").is_unique() {
                prop_assert!(!collision);
            }
        }
    }
}
