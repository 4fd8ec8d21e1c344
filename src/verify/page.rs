//! Searches a profile page saved from a browser for words.

use std::collections::BTreeSet;

use super::Vocabulary;
use super::vocabulary::letters;
use crate::html::{Element, Page, decode};

/// The phrases and kind of a saved page.
#[derive(Clone, Debug)]
pub struct SavedPage {
    phrases: BTreeSet<String>,
    kind: PageKind,
}

/// The kind of a saved page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageKind {
    /// A page with text to read.
    Text,
    /// A page that asks to sign in, perhaps instead of showing the profile.
    LoginWall,
    /// A page with so many words of the list that some would match by chance.
    Stuffed,
    /// A page with hardly any text: scripts build it, and it was saved before they ran.
    Bare,
    /// A file that is no text, or has too many elements or nests them too deeply to be read.
    Unreadable,
}

/// The most different phrases of the list on a profile. Someone who fills a page with words has, with this many
/// of 1296³ phrases, a chance of less than one in ten million to hit a member's own.
pub const MOST_CANDIDATES: usize = 200;

/// A page with fewer letters than this shows no profile.
const FEW_LETTERS: usize = 50;

impl SavedPage {
    /// Reads a page, in the character set that it has, to search it for phrases of this vocabulary.
    ///
    /// A page to sign in is known by its fields, never by its words, which are in the language of the reader.
    pub fn read(bytes: &[u8], vocabulary: &Vocabulary) -> Self {
        let of_kind = |kind| Self { phrases: BTreeSet::new(), kind };
        let Some(html) = decode(bytes) else { return of_kind(PageKind::Unreadable) };
        let mut asks_to_sign_in = false;
        let visible = Page::read(&html).visible_text(|element| asks_to_sign_in |= is_for_signing_in(element));
        let Ok(text) = visible else { return of_kind(PageKind::Unreadable) };
        let Some(phrases) = vocabulary.phrases(&text, MOST_CANDIDATES) else {
            return of_kind(PageKind::Stuffed);
        };
        let shows_little = || text.chars().filter(|letter| letter.is_alphabetic()).nth(FEW_LETTERS).is_none();
        let kind = if asks_to_sign_in {
            PageKind::LoginWall
        } else if shows_little() {
            PageKind::Bare
        } else {
            PageKind::Text
        };
        Self { phrases, kind }
    }

    /// Returns the kind of the page.
    pub fn kind(&self) -> PageKind {
        self.kind
    }

    /// Whether a phrase is on the page, whatever separates or breaks its words.
    pub fn holds(&self, phrase: &str) -> bool {
        self.phrases.contains(&letters(phrase))
    }

    /// Returns the letters of every phrase on the page.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(String::as_str)
    }
}

/// Whether an element is a field for a password, or for the name by which someone signs in: many services ask for
/// that alone first.
fn is_for_signing_in(element: &Element) -> bool {
    let attribute = |name| element.attribute(name).unwrap_or_default();
    let speaks_of = |text: &str| {
        ["email", "identifier", "login", "passw", "phone", "signin", "sign_in", "user"]
            .iter()
            .any(|word| text.contains(word))
    };
    element.name() == "input"
        && match attribute("type") {
            "password" | "email" | "tel" => true,
            "" | "text" => ["autocomplete", "name", "id"].iter().any(|name| speaks_of(attribute(name))),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::Challenge;

    fn kind(html: &str) -> PageKind {
        SavedPage::read(html.as_bytes(), &Challenge::vocabulary()).kind()
    }

    #[test]
    fn a_page_to_sign_in_is_known_by_its_fields() {
        let text =
            "<p>Sign in to your workspace, or find another one, or make a new one for your people.</p>";
        for field in [
            "<input type=password>",
            "<input type='email' name=q>",
            "<input autocomplete=\"username\" name=text type=text>",
            "<INPUT NAME=session[username_or_email]>",
            "<input id=login_field>",
            "<input data-qa=x name=signin_domain_input>",
        ] {
            assert_eq!(kind(&format!("{text}<form>{field}</form>")), PageKind::LoginWall, "{field}");
        }
        for field in ["<input type=search name=user>", "<input name=q>", "<input type=hidden name=login>"] {
            assert_eq!(kind(&format!("{text}{field}")), PageKind::Text, "{field}");
        }
        assert_eq!(kind("<input name=q><p>Loading</p>"), PageKind::Bare);
    }

    #[test]
    fn a_script_without_spaces_is_text_too() {
        let text = "彼女は海と二匹の猫と長い散歩と何もしないことについて書いている。".repeat(2);
        assert_eq!(kind(&format!("<p>{text}</p>")), PageKind::Text);
    }
}
