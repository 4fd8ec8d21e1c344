//! Examines a word list: decodability, prefixes and distances.

use super::{
    Decodability, Gap, KNOWN, Known, WordList, decodability, least_edit_distance, prefix_free, unique_prefix,
};

/// The findings about a list.
#[derive(Debug)]
pub struct Examination {
    /// The bundled list with exactly the same words.
    pub known: Option<&'static Known>,
    /// Whether every phrase can be read back, with the separator it was examined for.
    pub decodability: Decodability,
    /// Whether no word begins another.
    pub prefix_free: bool,
    /// Number of first characters that identify every word.
    pub unique_prefix: usize,
    /// The smallest edit distance between two words.
    pub least_edit_distance: usize,
    /// Whether that distance is exact, or only a lower bound.
    pub distance_is_exact: bool,
}

/// Examines a list for phrases with this separator.
pub fn examine(list: &WordList, separator: &str) -> Examination {
    let (least_edit_distance, distance_is_exact) = least_edit_distance(list);
    Examination {
        known: KNOWN.iter().find(|known| has_words_of(known, list)),
        decodability: decodability(list, Gap::Text(separator)),
        prefix_free: prefix_free(list),
        unique_prefix: unique_prefix(list),
        least_edit_distance,
        distance_is_exact,
    }
}

/// Whether a list has exactly the words of a bundled list, in its order.
fn has_words_of(known: &Known, list: &WordList) -> bool {
    known.count == list.len() && WordList::bundled(known).iter().eq(list.iter())
}
