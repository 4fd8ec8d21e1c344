//! A document as its sentences: from HTML, Markdown, plain text or code, each sentence with its line, the
//! heading it stands under and its fingerprint.
//!
//! A form only says where blocks begin and end: paragraphs, list items, cells of a table, headings. How a block
//! falls into sentences is the same for all, so one policy gives the same sentences in any form.

mod block;
mod markdown;
mod normal;
mod plain;
mod sentence;

use std::rc::Rc;

use super::fingerprint::Fingerprint;
use crate::html::{Page, Piece, TooMuch};
use block::{Block, Blocks};
pub use normal::fingerprint;

/// Longest heading that is kept, in characters.
const LONGEST_HEADING: usize = 200;

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
    pub heading: Option<Rc<str>>,
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
            // A page that was saved under the name of a script is a page.
            _ if is_page(text) => Self::Html,
            Some(
                "c" | "cc" | "cpp" | "cs" | "csv" | "dart" | "ex" | "gradle" | "go" | "h" | "hs" | "java"
                | "js" | "json" | "jsx" | "kt" | "kts" | "lock" | "m" | "mm" | "php" | "pl" | "properties"
                | "py" | "rb" | "rs" | "scala" | "sh" | "sql" | "swift" | "toml" | "ts" | "tsx" | "vue"
                | "xml" | "yaml" | "yml",
            ) => Self::Lines,
            _ => Self::Plain,
        }
    }
}

/// Elements with which a piece of a page may begin.
const ELEMENTS: [&str; 12] =
    ["<a ", "<article", "<b>", "<body", "<div", "<h1", "<h2", "<head", "<main", "<p>", "<section", "<title"];

/// Whether a text begins as pages do: a document type, `html`, or another element that isn't one of XML's own.
fn is_page(text: &str) -> bool {
    let mut head = text.trim_start_matches('\u{feff}').trim_start();
    let is_xml = head.starts_with("<?xml");
    if is_xml {
        head = head.split_once("?>").map_or("", |(_, behind)| behind).trim_start();
    }
    let tag = head.get(..head.len().min(14)).unwrap_or_default().to_ascii_lowercase();
    if tag.starts_with("<!doctype html") || tag.starts_with("<html") {
        return true;
    }
    !is_xml && ELEMENTS.iter().any(|element| tag.starts_with(element))
}

/// Returns the sentences of a text in their order. What has neither letters nor digits is left out.
///
/// # Errors
/// If a page has more elements than any page needs.
pub fn sentences(form: Form, text: &str) -> Result<Vec<Sentence>, TooMuch> {
    let mut blocks = Blocks::default();
    match form {
        Form::Html => html(text, &mut blocks)?,
        Form::Markdown => markdown::read(text, &mut blocks)?,
        Form::Plain => plain::read(text, &mut blocks),
        Form::Lines => return Ok(lines(text)),
    }
    let mut line = Lines::of(text);
    let mut heading: Option<Rc<str>> = None;
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
            heading = Some(sentence::spaced(&text).chars().take(LONGEST_HEADING).collect::<String>().into());
        }
    }
    Ok(sentences)
}

fn html(text: &str, blocks: &mut Blocks) -> Result<(), TooMuch> {
    Page::read(text).blocks(|piece| match piece {
        Piece::Border => blocks.end(),
        Piece::Text { text, offset, is_heading } => blocks.text(text, offset, is_heading),
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

#[cfg(test)]
mod tests;
