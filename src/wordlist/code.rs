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

/// Dangling suffixes after which the general test gives up.
const PATIENCE: usize = 200_000;

/// Tests with the method of Sardinas and Patterson (1953) whether phrases of this list with this
/// separator between the words have one reading each.
pub fn decodability(list: &WordList, separator: &str) -> Decodability {
    if !separator.is_empty() && !list.holds(separator) {
        // Splitting finds the words; no word up to its separator begins another.
        return Decodability::PrefixFree;
    }
    // With the separator after each word the question is the same, since the last one can be added.
    let words: Vec<String> = list.iter().map(|word| format!("{word}{separator}")).collect();
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let mut dangling: Vec<&str> = Vec::new();
    for (index, word) in sorted.iter().enumerate() {
        dangling
            .extend(beginning_with(&sorted[index + 1..], word).iter().map(|longer| &longer[word.len()..]));
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

/// Returns the number of first characters that identify every word.
pub fn unique_prefix(list: &WordList) -> usize {
    let mut sorted: Vec<&str> = list.iter().collect();
    sorted.sort_unstable();
    let common = |pair: &[&str]| pair[0].chars().zip(pair[1].chars()).take_while(|(a, b)| a == b).count();
    sorted.windows(2).map(|pair| common(pair) + 1).max().unwrap_or(1)
}

/// Longest list whose least edit distance is computed pair by pair.
const PAIRWISE: usize = 3000;

/// Returns the smallest edit distance (Levenshtein) between two words, and whether it is exact; for long lists
/// only whether it is 1 or more is found out.
pub fn least_edit_distance(list: &WordList) -> (usize, bool) {
    if neighbours(list) {
        return (1, true);
    }
    if list.len() > PAIRWISE {
        return (2, false);
    }
    let words: Vec<&str> = list.iter().collect();
    let pairs = words
        .iter()
        .enumerate()
        .flat_map(|(index, word)| words[index + 1..].iter().map(move |other| (word, other)));
    (pairs.map(|(word, other)| strsim::levenshtein(word, other)).min().unwrap_or(usize::MAX), true)
}

/// Whether one edit turns some word into another, by writing down every edit of every word.
fn neighbours(list: &WordList) -> bool {
    let words: HashSet<Vec<char>> = list.iter().map(|word| word.chars().collect()).collect();
    let mut replaced = HashSet::new();
    words.iter().any(|word| {
        (0..word.len()).any(|at| {
            let mut shorter = word.clone();
            shorter.remove(at);
            let mut open = word.clone();
            open[at] = '\0';
            words.contains(&shorter) || !replaced.insert(open)
        })
    })
}

/// Whether no other word of the list lies within so many edits of this one.
pub fn edit_distance_at_least(list: &WordList, word: &str, edits: usize) -> bool {
    list.iter()
        .filter(|other| *other != word && other.len().abs_diff(word.len()) < edits)
        .all(|other| distance(word, other) >= edits)
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
                let longer = |phrase: &String| list.iter().map(|word| format!("{phrase}{word}")).collect::<Vec<_>>();
                phrases = phrases.iter().flat_map(longer).collect();
                collision |= phrases.iter().any(|phrase| !seen.insert(phrase.clone()));
            }
            if decodability(&list, "").is_unique() {
                prop_assert!(!collision);
            }
        }
    }
}
