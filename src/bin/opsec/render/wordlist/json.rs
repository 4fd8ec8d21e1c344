//! Word lists as JSON.

use opsec::wordlist::{KNOWN, Known, Oddity, bits, odd};
use schemars::JsonSchema;
use serde::Serialize;

use super::Examined;
use crate::render::json::Version;

/// What `opsec wordlist list` prints: the bundled word lists.
#[derive(JsonSchema, Serialize)]
pub(crate) struct ListingJson {
    /// The version of this document.
    schema: Version,
    /// The lists.
    lists: Vec<KnownJson>,
}

/// A bundled word list.
#[derive(JsonSchema, Serialize)]
struct KnownJson {
    /// The ID for the command line.
    id: &'static str,
    /// The name of the list.
    name: &'static str,
    /// The language of its words, in English.
    language: &'static str,
    /// How many words it has.
    words: usize,
    /// The entropy of a word that chance chooses, in bits.
    bits_per_word: f64,
    /// The SHA-256 checksum of the list as its publisher gives it, in hexadecimal.
    sha256: &'static str,
    /// Where it comes from.
    origin: &'static str,
    /// Its licence.
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
    ListingJson { schema: Version, lists: KNOWN.iter().map(KnownJson::from).collect() }
}

/// What `opsec wordlist show` and `opsec wordlist check` print: what a word list is good for.
#[derive(JsonSchema, Serialize)]
pub(crate) struct ExaminedJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The name of the list or its file.
    name: &'a str,
    /// The bundled list with exactly these words; null if there is none.
    known: Option<KnownJson>,
    /// How many different words it has.
    words: usize,
    /// The entropy of a word that chance chooses, in bits.
    bits_per_word: f64,
    /// The words that are in the list more than once.
    duplicates: &'a [String],
    /// How many lines had dice numbers, which were left out.
    dice_numbers: usize,
    /// How many lines were comments, which were left out.
    comments: usize,
    /// How many lines had invisible characters, which were left out.
    invisible: usize,
    /// The lines with several words, which were left out.
    phrases: &'a [String],
    /// Whether the list was signed, which we don't check; null if it wasn't.
    signature: Option<SignatureJson>,
    /// The words that may be no words.
    odd_words: OddJson<'a>,
    /// The text between words.
    separator: &'a str,
    /// Whether a phrase with this separator can be read in only one way. False also if that would take too long
    /// to find out.
    uniquely_decodable: bool,
    /// Whether no word begins with another word.
    prefix_free: bool,
    /// How many letters at the beginning tell every word from all others.
    unique_prefix: usize,
    /// The least number of typing mistakes that turn a word into another one.
    least_edit_distance: usize,
    /// Whether that number is exact; otherwise it's the least that we looked for.
    least_edit_distance_is_exact: bool,
}

/// What we did with a signature.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum SignatureJson {
    /// We left it out and didn't check it.
    NotChecked,
}

/// The words that may be no words.
#[derive(JsonSchema, Serialize)]
struct OddJson<'a> {
    /// Those with digits.
    digits: Vec<&'a str>,
    /// Those with a sign other than a hyphen, an apostrophe or a middle dot between letters.
    signs: Vec<&'a str>,
    /// Those that are a single letter.
    letters: Vec<&'a str>,
}

pub(crate) fn examined(examined: &Examined) -> ExaminedJson<'_> {
    let (examination, removed) = (&examined.examination, &examined.removed);
    let words = |oddity| odd(&examined.list, oddity).collect();
    ExaminedJson {
        schema: Version,
        name: &examined.name,
        known: examination.known.map(KnownJson::from),
        words: examined.list.len(),
        bits_per_word: rounded(examined.list.bits_per_word()),
        duplicates: &removed.duplicates,
        dice_numbers: removed.dice_numbers,
        comments: removed.comments,
        invisible: removed.invisible,
        phrases: &removed.phrases,
        signature: removed.signature.then_some(SignatureJson::NotChecked),
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
