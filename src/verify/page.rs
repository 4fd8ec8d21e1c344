//! Searches a profile page saved from a browser for words.

use std::collections::BTreeSet;

use super::challenge::letters;
use crate::html::Page;
use crate::wordlist::WordList;

/// The words and kind of a saved page.
#[derive(Clone, Debug)]
pub struct SavedPage {
    runs: Vec<String>,
    kind: PageKind,
}

/// The kind of a saved page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageKind {
    /// A page with text to read.
    Text,
    /// A page that asks to sign in instead of showing the profile.
    LoginWall,
    /// A page with so many words of the list that some would match by chance.
    Stuffed,
    /// A page with hardly any text: scripts build it, and it was saved before they ran.
    Bare,
}

/// The most runs of three words of the list on a profile.
const MOST_ROWS: usize = 20;

/// A page with fewer words than this shows no profile.
const FEW_WORDS: usize = 12;

impl SavedPage {
    /// Reads a page to search it for words of this list.
    ///
    /// A login wall is known by its structure, a field for a password, never by its words, which are
    /// in the language of the reader.
    pub fn read(html: &str, list: &WordList) -> Self {
        let page = Page::read(html);
        let text = page.visible_text();
        let runs: Vec<String> = text
            .split(|character: char| !character.is_alphabetic())
            .filter(|run| !run.is_empty())
            .map(str::to_lowercase)
            .collect();
        let words: BTreeSet<&str> = list.iter().collect();
        let listed: Vec<bool> = runs.iter().map(|run| words.contains(run.as_str())).collect();
        let rows = listed.windows(3).filter(|row| row.iter().all(|listed| *listed)).count();
        let kind = if rows > MOST_ROWS {
            PageKind::Stuffed
        } else if page.has("input[type=password]") {
            PageKind::LoginWall
        } else if runs.len() < FEW_WORDS {
            PageKind::Bare
        } else {
            PageKind::Text
        };
        Self { runs, kind }
    }

    /// Returns the kind of the page.
    pub fn kind(&self) -> PageKind {
        self.kind
    }

    /// Returns the phrases that are on the page, whatever separates their words.
    pub fn holds(&self, phrases: &BTreeSet<String>) -> BTreeSet<String> {
        let wanted: BTreeSet<String> = phrases.iter().map(|phrase| letters(phrase)).collect();
        let longest = wanted.iter().map(String::len).max().unwrap_or(0);
        let begins: BTreeSet<&[u8]> = wanted.iter().filter_map(|phrase| phrase.as_bytes().get(..3)).collect();
        let mut found = BTreeSet::new();
        for at in 0..self.runs.len() {
            if !self.runs[at].as_bytes().get(..3).is_some_and(|begin| begins.contains(begin)) {
                continue;
            }
            let mut joined = String::new();
            for run in &self.runs[at..] {
                joined.push_str(run);
                if joined.len() > longest {
                    break;
                }
                if wanted.contains(&joined) {
                    found.insert(joined.clone());
                }
            }
        }
        phrases.iter().filter(|phrase| found.contains(&letters(phrase))).cloned().collect()
    }
}
