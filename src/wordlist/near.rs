//! How near words lie to each other, and to a misspelled one.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

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

/// Whether no other word of the list lies within so many edits of this one.
pub fn edit_distance_at_least(list: &WordList, word: &str, edits: usize) -> bool {
    list.iter()
        .filter(|other| *other != word && other.len().abs_diff(word.len()) < edits)
        .all(|other| distance(word, other) >= edits)
}

/// Characters of the words of a list, above which its words are not compared pair by pair.
const MOST_COMPARED: usize = 24_000;
/// Characters of the words of a list, above which edits are not looked for.
const MOST_EDITED: usize = 1 << 21;

/// Returns the smallest edit distance (Levenshtein) between two words, and whether it is exact; of long lists
/// only whether it is 1 or more, or not even that, is found out.
pub fn least_edit_distance(list: &WordList) -> (usize, bool) {
    match neighbours(list, MOST_EDITED) {
        None => return (1, false),
        Some(true) => return (1, true),
        Some(false) => {}
    }
    let words: Vec<&str> = list.iter().collect();
    if words.iter().map(|word| word.chars().count()).sum::<usize>() > MOST_COMPARED {
        return (2, false);
    }
    let pairs = words
        .iter()
        .enumerate()
        .flat_map(|(index, word)| words[index + 1..].iter().map(move |other| (word, other)));
    (pairs.map(|(word, other)| strsim::levenshtein(word, other)).min().unwrap_or(usize::MAX), true)
}

/// Whether one edit turns some word into another; `None` if it takes more than `most` edits to find out.
///
/// Each word is looked up without each of its characters, and with a hole in place of each. Of the latter only
/// hashes are kept: among two million of 64 bits, two are equal by chance in one list of eight million.
fn neighbours(list: &WordList, most: usize) -> Option<bool> {
    let words: HashSet<&str> = list.iter().collect();
    let (mut holes, mut tried) = (HashSet::new(), 0);
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    for word in list.iter() {
        for (at, character) in word.char_indices() {
            tried += 1;
            if tried > most {
                return None;
            }
            let (before, after) = (&word[..at], &word[at + character.len_utf8()..]);
            if words.contains([before, after].concat().as_str())
                || !holes.insert(hasher.hash_one((before, after)))
            {
                return Some(true);
            }
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least(words: &[&str]) -> (usize, bool) {
        least_edit_distance(&WordList::of(words.iter().copied()))
    }

    #[test]
    fn one_edit_is_found_wherever_it_is() {
        for pair in [["cat", "cut"], ["cat", "at"], ["cat", "cats"], ["cat", "coat"], ["\u{e9}t", "t"]] {
            assert_eq!(least(&pair), (1, true), "{pair:?}");
        }
        assert_eq!(least(&["ab", "ba"]), (2, true));
        assert_eq!(least(&["kitten", "sitting", "apple"]), (3, true));
    }

    #[test]
    fn of_a_long_list_only_so_much_is_said_as_was_found_out() {
        // Each word says its number three times over: three edits lie between two of them.
        let thrice = |number: usize| format!("{number:05}").repeat(3);
        let words: Vec<String> = (0..2000).map(thrice).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(least(&words), (2, false));
        let list = WordList::of(words.iter().copied());
        assert_eq!((neighbours(&list, 30_000), neighbours(&list, 29_999)), (Some(false), None));
    }
}
