//! Finds the words of a list nearest to a misspelled one.

use super::WordList;

/// Returns the edit distance: insertions, deletions, replacements and swaps of neighbours.
pub fn distance(one: &str, two: &str) -> usize {
    strsim::osa_distance(one, two)
}

/// Returns up to three words of the list within two edits, nearest first.
pub fn nearest<'a>(list: &'a WordList, word: &str) -> Vec<&'a str> {
    let mut near: Vec<(usize, &str)> = list
        .iter()
        .filter(|other| other.len().abs_diff(word.len()) <= 2)
        .map(|other| (distance(word, other), other))
        .filter(|(distance, _)| *distance <= 2)
        .collect();
    near.sort_unstable();
    near.into_iter().take(3).map(|(_, word)| word).collect()
}
