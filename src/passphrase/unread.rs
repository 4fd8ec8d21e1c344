//! Finds the words of a phrase that a list lacks, and what they may have been meant as.

use std::ops::Range;

use serde::Serialize;

use super::typed::{Lexicon, Typed};
use crate::wordlist::{WordList, distance, least_edit_distance, nearest, unique_prefix};

/// A word that the list does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Which word of the phrase, from 1.
    pub number: usize,
    /// Words it may have been meant as, the most likely first.
    pub nearest: Vec<String>,
    /// Whether only one word of the list lies within one edit or begins so.
    pub certain: bool,
}

/// What a list lacks of a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacking {
    /// How many words the phrase has.
    pub words: usize,
    /// How many of them the list does not have.
    pub missing: usize,
    /// The first [`Lacking::MOST_SHOWN`] of these.
    pub unread: Vec<Unread>,
}

impl Lacking {
    /// Missing words for which near ones are looked up: each takes a walk through the whole list.
    pub const MOST_SHOWN: usize = 24;
}

/// Returns the words of a phrase that the list does not have.
///
/// Words are what signs, spaces and capitals separate. The first letters are enough if they identify
/// a word, and a typo can always be corrected if no two words lie within two edits of each other.
pub fn unread(list: &WordList, phrase: &str) -> Lacking {
    lacking(list, &Typed::new(phrase))
}

pub(super) fn lacking(list: &WordList, typed: &Typed) -> Lacking {
    let lexicon = Lexicon::new(list);
    let words = words(typed, &lexicon);
    let missing =
        words.iter().enumerate().filter(|(_, word)| lexicon.find(typed.slice((*word).clone())).is_none());
    let missing: Vec<(usize, &str)> =
        missing.map(|(place, word)| (place + 1, typed.slice(word.clone()))).collect();
    let shown = missing.iter().take(Lacking::MOST_SHOWN);
    let unread = if missing.is_empty() {
        Vec::new()
    } else {
        let prefix = unique_prefix(list);
        let typo_proof = matches!(least_edit_distance(list), (3.., true));
        shown.map(|(number, word)| look_up(list, *number, word, prefix, typo_proof)).collect()
    };
    Lacking { words: words.len(), missing: missing.len(), unread }
}

fn look_up(list: &WordList, number: usize, word: &str, prefix: usize, typo_proof: bool) -> Unread {
    let beginning: Vec<&str> = if word.chars().count() >= prefix && prefix <= 4 {
        list.iter().filter(|other| other.to_lowercase().starts_with(word)).take(2).collect()
    } else {
        Vec::new()
    };
    let only_beginning = beginning.len() == 1;
    let near = if only_beginning { beginning } else { nearest(list, word) };
    let within_one = near.iter().filter(|other| distance(word, other) <= 1).count();
    Unread {
        number,
        certain: only_beginning || (typo_proof && within_one == 1),
        nearest: near.into_iter().map(str::to_owned).collect(),
    }
}

/// The words of a text: hyphens and apostrophes belong to a word if the list has it so.
fn words(typed: &Typed, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    for run in typed.runs(|character| character.is_alphabetic() || character == '-' || character == '\'') {
        let mut letters = run.clone().filter(|place| typed.is_letter(*place));
        let Some(first) = letters.next() else { continue };
        let run = first..letters.next_back().unwrap_or(first) + 1;
        if lexicon.find(typed.slice(run.clone())).is_some() {
            words.push(run);
            continue;
        }
        let mut start = None;
        for place in run.clone() {
            if typed.is_capital(place)
                && let Some(start) = start.replace(place)
            {
                words.push(start..place);
            }
            match (typed.is_letter(place), start) {
                (true, None) => start = Some(place),
                (false, Some(begun)) => {
                    words.push(begun..place);
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|start| start..run.end));
    }
    words
}
