//! A document as its sentences: from HTML, Markdown, plain text or code, each sentence with its line, the
//! heading it stands under and its fingerprint.
//!
//! A form only says where blocks begin and end: paragraphs, list items, cells of a table, headings. How a block
//! falls into sentences is the same for all, so one policy gives the same sentences in any form.

mod block;
mod markdown;
mod plain;
mod sentence;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::fingerprint::Fingerprint;
use super::invisible::is_invisible;
use crate::html::{Page, TooMuch};
use block::{Block, Blocks};

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// HTML.
    Html,
    /// Markdown: `CommonMark` with tables.
    Markdown,
    /// Plain text: blank lines, bullets and numbers begin a block.
    Plain,
    /// Code and data: each line counts as a sentence.
    Lines,
}

/// A sentence of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence, with single spaces.
    pub text: String,
    /// The line on which its block begins, from 1.
    pub line: usize,
    /// The last heading before it. A heading stands under the one before it.
    pub heading: Option<String>,
    /// The fingerprint of the text.
    pub fingerprint: Fingerprint,
}

impl Form {
    /// Returns the form that a file's name and text speak for.
    ///
    /// A name without an ending that says more is a page if the text begins with a tag, and plain text if not.
    pub fn of(name: &str, text: &str) -> Self {
        let file = name.rsplit('/').next().unwrap_or(name);
        let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("md" | "markdown" | "mdx" | "mkd") => Self::Markdown,
            Some("txt" | "text") => Self::Plain,
            Some(
                "c" | "cc" | "cpp" | "cs" | "dart" | "ex" | "gradle" | "go" | "h" | "hs" | "java" | "js"
                | "json" | "jsx" | "kt" | "kts" | "lock" | "m" | "mm" | "php" | "pl" | "properties" | "py"
                | "rb" | "rs" | "scala" | "sh" | "sql" | "swift" | "toml" | "ts" | "tsx" | "vue" | "xml"
                | "yaml" | "yml",
            ) => Self::Lines,
            _ => {
                let head = text.trim_start_matches('\u{feff}').trim_start();
                let is_page = head.starts_with('<')
                    && head[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '!');
                if is_page { Self::Html } else { Self::Plain }
            }
        }
    }
}

/// Returns the sentences of a text in their order. What has neither letters nor digits is left out.
///
/// # Errors
/// If a page has more elements than any page needs.
pub fn sentences(form: Form, text: &str) -> Result<Vec<Sentence>, TooMuch> {
    let mut blocks = Blocks::default();
    match form {
        Form::Html => html(text, 0, &mut blocks)?,
        Form::Markdown => markdown::read(text, &mut blocks)?,
        Form::Plain => plain::read(text, &mut blocks),
        Form::Lines => return Ok(lines(text)),
    }
    let mut line = Lines::of(text);
    let mut heading: Option<String> = None;
    let mut sentences = Vec::new();
    for Block { text, offset, is_heading } in blocks.finish() {
        let line = line.at(offset);
        let pieces = sentence::split(&text);
        let found = pieces.into_iter().filter_map(|text| {
            let fingerprint = fingerprint(&text)?;
            Some(Sentence { text, line, heading: heading.clone(), fingerprint })
        });
        sentences.extend(found);
        if is_heading {
            heading = Some(sentence::spaced(&text));
        }
    }
    Ok(sentences)
}

/// Reads a page, or a piece of one that begins at an offset of the whole text.
fn html(text: &str, start: usize, blocks: &mut Blocks) -> Result<(), TooMuch> {
    Page::read(text).blocks(|piece| match piece {
        crate::html::Piece::Border => blocks.end(),
        crate::html::Piece::Text { text, offset, is_heading } => {
            blocks.text(text, start + offset, is_heading);
        }
    })
}

fn lines(text: &str) -> Vec<Sentence> {
    let numbered = (1..).zip(text.lines());
    let sentence = |(line, text): (usize, &str)| {
        let text = sentence::spaced(text);
        Some(Sentence { line, heading: None, fingerprint: fingerprint(&text)?, text })
    };
    numbered.filter_map(sentence).collect()
}

/// The lines of a text, for offsets that only grow.
struct Lines<'t> {
    text: &'t [u8],
    offset: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self { text: text.as_bytes(), offset: 0, line: 1 }
    }

    /// Returns the line of an offset, from 1.
    fn at(&mut self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if let Some(passed) = self.text.get(self.offset..offset) {
            self.line += passed.split(|byte| *byte == b'\n').count() - 1;
            self.offset = offset;
        }
        self.line
    }
}

/// Returns the fingerprint of a sentence; nothing if it has neither letters nor digits.
///
/// It is SHA-256 over the normalised sentence: the letters and digits of Unicode's compatibility form NFKC in lower
/// case. White space, punctuation, quotes and dashes are left out, since copies of a text differ in them. Only a
/// gap between two digits is kept, as one space: 1.5 is not 15.
pub fn fingerprint(sentence: &str) -> Option<Fingerprint> {
    let normal = normalised(sentence);
    let hash = Sha256::digest(normal.as_bytes());
    let first = hash.first_chunk().copied().map(u64::from_be_bytes)?;
    (!normal.is_empty()).then_some(Fingerprint(first))
}

fn normalised(sentence: &str) -> String {
    let seen = sentence.chars().filter(|character| !is_invisible(*character));
    let mut normal = String::with_capacity(sentence.len());
    let mut gap = false;
    for character in seen.nfkc().flat_map(char::to_lowercase).nfkc() {
        if !character.is_alphanumeric() {
            gap = true;
            continue;
        }
        let after_digit = normal.ends_with(char::is_numeric);
        if gap && after_digit && character.is_numeric() {
            normal.push(' ');
        }
        normal.push(character);
        gap = false;
    }
    normal
}

#[cfg(test)]
mod tests;
