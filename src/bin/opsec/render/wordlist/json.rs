//! Word lists as JSON.

use opsec::wordlist::{KNOWN, Known, Oddity, bits, odd};
use serde::Serialize;

use super::Examined;

#[derive(Serialize)]
pub(crate) struct ListingJson {
    schema: u32,
    lists: Vec<KnownJson>,
}

#[derive(Serialize)]
struct KnownJson {
    id: &'static str,
    name: &'static str,
    language: &'static str,
    words: usize,
    bits_per_word: f64,
    sha256: &'static str,
    origin: &'static str,
    licence: &'static str,
}

impl From<&Known> for KnownJson {
    fn from(known: &Known) -> Self {
        Self {
            id: known.id,
            name: known.name,
            language: known.language,
            words: known.count,
            bits_per_word: rounded(bits(known.count)),
            sha256: known.sha256,
            origin: known.origin,
            licence: known.licence,
        }
    }
}

pub(crate) fn listing() -> ListingJson {
    ListingJson { schema: 1, lists: KNOWN.iter().map(KnownJson::from).collect() }
}

#[derive(Serialize)]
pub(crate) struct ExaminedJson<'a> {
    schema: u32,
    name: &'a str,
    known: Option<KnownJson>,
    words: usize,
    bits_per_word: f64,
    duplicates: &'a [String],
    dice_numbers: usize,
    comments: usize,
    invisible: usize,
    phrases: &'a [String],
    signature: Option<&'static str>,
    odd_words: OddJson<'a>,
    separator: &'a str,
    uniquely_decodable: bool,
    prefix_free: bool,
    unique_prefix: usize,
    least_edit_distance: usize,
    least_edit_distance_is_exact: bool,
}

/// The words that are no words.
#[derive(Serialize)]
struct OddJson<'a> {
    digits: Vec<&'a str>,
    signs: Vec<&'a str>,
    letters: Vec<&'a str>,
}

pub(crate) fn examined(examined: &Examined) -> ExaminedJson<'_> {
    let (examination, removed) = (&examined.examination, &examined.removed);
    let words = |oddity| odd(&examined.list, oddity).collect();
    ExaminedJson {
        schema: 1,
        name: &examined.name,
        known: examination.known.map(KnownJson::from),
        words: examined.list.len(),
        bits_per_word: rounded(examined.list.bits_per_word()),
        duplicates: &removed.duplicates,
        dice_numbers: removed.dice_numbers,
        comments: removed.comments,
        invisible: removed.invisible,
        phrases: &removed.phrases,
        signature: removed.signature.then_some("not-checked"),
        odd_words: OddJson {
            digits: words(Oddity::Digit),
            signs: words(Oddity::Sign),
            letters: words(Oddity::Letter),
        },
        separator: &examined.separator,
        uniquely_decodable: examination.decodability.is_unique(),
        prefix_free: examination.prefix_free,
        unique_prefix: examination.unique_prefix,
        least_edit_distance: examination.least_edit_distance,
        least_edit_distance_is_exact: examination.distance_is_exact,
    }
}

fn rounded(bits: f64) -> f64 {
    (bits * 10_000.0).round() / 10_000.0
}
