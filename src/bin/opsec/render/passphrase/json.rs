//! Phrases and the findings about a phrase as JSON.

use std::io::{self, Write};

use opsec::passphrase::{Found, Judgement, Lacking, Strength, Unread};
use schemars::JsonSchema;
use serde::Serialize;

use crate::render::json::Version;
use crate::secret::{Draw, text};

/// What `opsec passphrase` prints: new passphrases.
// It describes what `phrases` writes, and is never filled: phrases are written as they are drawn.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct PhrasesJson<'a> {
    #[schemars(flatten)]
    head: Head<'a>,
    /// The passphrases.
    phrases: Vec<String>,
}

/// The fields before the phrases.
#[derive(JsonSchema, Serialize)]
struct Head<'a> {
    /// The version of this document.
    schema: Version,
    /// The name of the word list.
    list: &'a str,
    /// How many words the list has.
    list_words: usize,
    /// How many words each passphrase has.
    words: usize,
    /// The entropy of each passphrase in bits, rounded to a tenth.
    bits: f64,
    /// Whether the words were chosen with dice.
    dice: bool,
}

/// Writes phrases straight out, each as it is drawn.
pub(super) fn phrases(draw: &Draw, list: &str, out: &mut dyn Write) -> io::Result<()> {
    let recipe = draw.recipe();
    let head = Head {
        schema: Version,
        list,
        list_words: recipe.list().len(),
        words: recipe.words(),
        bits: Strength::of_bits(recipe.bits()).rounded_bits(),
        dice: draw.is_rolled(),
    };
    let head = serde_json::to_string_pretty(&head)?;
    let head = head.trim_end_matches(['\n', '}']);
    write!(out, "{head},\n  \"phrases\": [")?;
    let mut first = true;
    draw.each(|phrases| {
        for phrase in text(phrases).split('\n').filter(|phrase| !phrase.is_empty()) {
            out.write_all(if first { b"\n    " } else { b",\n    " })?;
            first = false;
            // Words and separators may hold quotes and backslashes.
            serde_json::to_writer(&mut *out, phrase)?;
        }
        Ok(())
    })?;
    out.write_all(b"\n  ]\n}\n")
}

/// What `opsec passphrase check` prints: the findings about a passphrase, without its words.
#[derive(JsonSchema, Serialize)]
pub(crate) struct JudgementJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The name of the word list; null if no list has these words.
    list: Option<&'a str>,
    /// The names of other lists that have all the words.
    also_in: &'a [&'a str],
    /// How many words the passphrase has.
    words: usize,
    /// The entropy in bits if chance chose the words; null if a word isn't in the list.
    bits_if_random: Option<f64>,
    /// Whether the passphrase can be read as other words of the list.
    ambiguous: bool,
    /// Signs that a person chose the words.
    signs_of_a_human_choice: Vec<String>,
    /// Signs around the words, for which no bits are counted.
    signs_around: usize,
    /// Invisible characters that were left out.
    invisible_characters: usize,
    /// How many words aren't in the list.
    missing: usize,
    /// The words that aren't in the list, up to 24 of them.
    unread: Vec<UnreadJson<'a>>,
}

/// A word that isn't in the list.
#[derive(JsonSchema, Serialize)]
struct UnreadJson<'a> {
    /// Which word of the passphrase it is, from 1.
    number: usize,
    /// Words it may have been meant as, the most likely first.
    nearest: &'a [String],
    /// Whether only one word of the list can have been meant.
    certain: bool,
}

impl<'a> From<&'a Unread> for UnreadJson<'a> {
    fn from(unread: &'a Unread) -> Self {
        Self { number: unread.number, nearest: &unread.nearest, certain: unread.certain }
    }
}

impl<'a> JudgementJson<'a> {
    fn lack(&mut self, lacking: &'a Lacking) {
        self.missing = lacking.missing;
        self.unread = lacking.unread.iter().map(UnreadJson::from).collect();
    }
}

pub(crate) fn judgement<'a>(judgement: &'a Judgement<'_>) -> JudgementJson<'a> {
    let mut value = JudgementJson {
        schema: Version,
        list: None,
        also_in: &[],
        words: judgement.words,
        bits_if_random: None,
        ambiguous: false,
        signs_of_a_human_choice: judgement.habits.iter().map(ToString::to_string).collect(),
        signs_around: 0,
        invisible_characters: 0,
        missing: 0,
        unread: Vec::new(),
    };
    match &judgement.found {
        Found::Everywhere { list, also, strength, ambiguous, others, invisible } => {
            value.signs_around = *others;
            value.invisible_characters = *invisible;
            value.list = Some(list);
            value.also_in = also;
            value.bits_if_random = Some(strength.rounded_bits());
            value.ambiguous = *ambiguous;
        }
        Found::Partly { list, lacking } => {
            value.list = Some(list);
            value.lack(lacking);
        }
        Found::Nowhere { lacking } => value.lack(lacking),
    }
    value
}
