//! A word list as a code: whether phrases can be read back, and how much of a word is enough.

use std::collections::HashSet;

use super::WordList;

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

/// What stands between two words of a phrase.
#[derive(Clone, Copy, Debug)]
pub enum Gap<'a> {
    /// The same text everywhere; it may be empty.
    Text(&'a str),
    /// Any one of these characters, drawn again for each gap.
    OneOf(&'a str),
}

/// Words with what follows them, above which the general test is not tried.
const MOST_PARTS: usize = 1 << 21;
/// Dangling suffixes after which the general test gives up.
const PATIENCE: usize = 200_000;

/// Tests with the method of Sardinas and Patterson (1953) whether phrases of this list with this gap between
/// the words have one reading each.
pub fn decodability(list: &WordList, gap: Gap) -> Decodability {
    let gaps: Vec<String> = match gap {
        Gap::Text(text) => vec![text.to_owned()],
        Gap::OneOf(characters) => characters.chars().map(String::from).collect(),
    };
    if gaps.iter().all(|gap| splits(list, gap)) {
        // The first gap in a phrase ends its first word; no word up to its gap begins another.
        return Decodability::PrefixFree;
    }
    if list.len().saturating_mul(gaps.len()) > MOST_PARTS {
        return Decodability::TooLarge;
    }
    // With a gap after each word the question is the same, since the same one can be added at the end.
    let parts: Vec<String> =
        list.iter().flat_map(|word| gaps.iter().map(move |gap| format!("{word}{gap}"))).collect();
    readings(parts)
}

/// Whether the first place where this gap is seen in a phrase is always the end of the first word.
fn splits(list: &WordList, gap: &str) -> bool {
    match gap.chars().count() {
        0 => false,
        1 => !list.holds(gap),
        // The end of a word and the start of the gap may together look like the gap: `a-` before `--`.
        _ => list.iter().all(|word| format!("{word}{gap}").find(gap) == Some(word.len())),
    }
}

/// Tests whether each text that is made of these parts is made of them in one way.
fn readings(mut parts: Vec<String>) -> Decodability {
    parts.sort_unstable();
    let sorted: Vec<&str> = parts.iter().map(String::as_str).collect();
    let mut dangling: Vec<&str> = Vec::new();
    for (index, part) in sorted.iter().enumerate() {
        let longer = beginning_with(&sorted[index + 1..], part);
        if longer.first() == Some(part) {
            return Decodability::Ambiguous;
        }
        dangling.extend(longer.iter().map(|longer| &longer[part.len()..]));
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
        let start = sorted.partition_point(|part| *part < suffix);
        let longer = beginning_with(&sorted[start..], suffix).iter().map(|part| &part[suffix.len()..]);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn judged(words: &[&str], gap: Gap) -> Decodability {
        decodability(&WordList::of(words.iter().copied()), gap)
    }

    #[test]
    fn the_known_examples_come_out_as_in_the_books() {
        assert_eq!(judged(&["a", "b"], Gap::Text("")), Decodability::PrefixFree);
        assert_eq!(judged(&["a", "ab", "bb"], Gap::Text("")), Decodability::Unique);
        assert_eq!(judged(&["light", "saber", "lightsaber"], Gap::Text("")), Decodability::Ambiguous);
        assert_eq!(judged(&["car", "ab", "carab"], Gap::Text("")), Decodability::Ambiguous);
        assert_eq!(judged(&["a-b", "a", "b"], Gap::Text("-")), Decodability::Ambiguous);
        assert_eq!(judged(&["a-b", "a", "b"], Gap::Text(" ")), Decodability::PrefixFree);
    }

    #[test]
    fn a_word_and_the_gap_after_it_may_together_look_like_the_gap() {
        assert_eq!(judged(&["a-", "a", "-b", "b"], Gap::Text("--")), Decodability::Ambiguous);
        assert_eq!(judged(&["ba", "b", "ac", "c"], Gap::Text("aa")), Decodability::Ambiguous);
        assert_eq!(judged(&["a-", "b"], Gap::Text("--")), Decodability::PrefixFree);
        assert_eq!(judged(&["a", "b"], Gap::Text(" :: ")), Decodability::PrefixFree);
    }

    #[test]
    fn a_word_with_a_digit_may_look_like_two_words_with_a_random_digit() {
        assert_eq!(judged(&["x", "x1", "2y", "y"], Gap::OneOf("0123456789")), Decodability::Ambiguous);
        assert_eq!(judged(&["x", "y", "z1"], Gap::OneOf("0123456789")), Decodability::PrefixFree);
        assert_eq!(judged(&["x", "x1"], Gap::OneOf("0123456789")), Decodability::Unique);
        assert_eq!(judged(&["light", "saber", "lightsaber"], Gap::OneOf("01")), Decodability::PrefixFree);
    }

    /// Whether two phrases of up to five words look the same, by writing down all of them.
    fn collide(words: &[String], gaps: &[String]) -> bool {
        let (mut phrases, mut seen) = (words.to_vec(), HashSet::new());
        for _ in 0..5 {
            if phrases.iter().any(|phrase| !seen.insert(phrase.clone())) {
                return true;
            }
            let longer = |phrase: &String| {
                let gapped = gaps.iter().map(|gap| format!("{phrase}{gap}")).collect::<Vec<_>>();
                gapped.into_iter().flat_map(|phrase| words.iter().map(move |word| format!("{phrase}{word}")))
            };
            phrases = phrases.iter().flat_map(longer).collect();
        }
        false
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        /// Checked against the definition, both ways.
        #[test]
        fn a_phrase_has_one_reading_if_and_only_if_that_is_said(
            words in prop::collection::btree_set("[ab-]{1,3}", 2..5),
            gap in "[ab-]{0,3}",
            any_of in prop::sample::subsequence(vec!["1", "a", "-"], 1..3),
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let list = WordList::of(words.iter().map(String::as_str));
            let characters: Vec<String> = any_of.iter().map(ToString::to_string).collect();
            let any_of = any_of.concat();
            for (gap, gaps) in [(Gap::Text(&gap), std::slice::from_ref(&gap)), (Gap::OneOf(&any_of), &characters)] {
                prop_assert_eq!(decodability(&list, gap).is_unique(), !collide(&words, gaps), "{:?}", gap);
            }
        }
    }
}
