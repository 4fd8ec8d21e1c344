//! Phrases and the findings about a phrase as JSON.

use std::io::{self, Write};

use opsec::passphrase::{Found, Judgement, Strength, Unread};
use serde::Serialize;

use crate::secret::{Draw, text};

/// The fields before the phrases.
#[derive(Serialize)]
struct Head<'a> {
    schema: u32,
    list: &'a str,
    list_words: usize,
    words: usize,
    bits: f64,
    dice: bool,
}

/// Writes phrases straight out, each as it is drawn.
pub(super) fn phrases(draw: &Draw, list: &str, out: &mut dyn Write) -> io::Result<()> {
    let recipe = draw.recipe();
    let head = Head {
        schema: 1,
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

/// The findings about a phrase.
#[derive(Serialize)]
pub(crate) struct JudgementJson<'a> {
    schema: u32,
    list: Option<&'a str>,
    also_in: &'a [&'a str],
    words: usize,
    bits_if_random: Option<f64>,
    ambiguous: bool,
    signs_of_a_human_choice: Vec<String>,
    /// Signs around the words, which no bits are counted for.
    signs_around: usize,
    /// Invisible characters that were left out.
    invisible_characters: usize,
    /// How many words the list lacks.
    missing: usize,
    /// The first of these.
    unread: &'a [Unread],
}

pub(crate) fn judgement<'a>(judgement: &'a Judgement<'_>) -> JudgementJson<'a> {
    let mut value = JudgementJson {
        schema: 1,
        list: None,
        also_in: &[],
        words: judgement.words,
        bits_if_random: None,
        ambiguous: false,
        signs_of_a_human_choice: judgement.habits.iter().map(ToString::to_string).collect(),
        signs_around: 0,
        invisible_characters: 0,
        missing: 0,
        unread: &[],
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
            value.missing = lacking.missing;
            value.unread = &lacking.unread;
        }
        Found::Nowhere { lacking } => {
            value.missing = lacking.missing;
            value.unread = &lacking.unread;
        }
    }
    value
}
