//! Walks through a page tag by tag, and knows which elements are open.

use std::collections::HashMap;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::Element;

/// Deepest nesting that is read. Browsers stop at some hundred.
const DEEPEST: usize = 4096;
/// The most elements that are read: a profile with a long list of posts has some ten thousand.
const MOST: usize = 250_000;
/// How far down open elements are looked through for one that a new tag ends.
const REACH: usize = 32;

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// A page has more elements, or nests them more deeply, than any page needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than {MOST} elements, or more than {DEEPEST} of them nested")]
pub struct TooMuch;

/// What the walk comes upon.
pub(super) enum Event<'e> {
    /// An element was opened.
    Opened(&'e Element),
    /// Text, within the elements that are open, and where it begins, in bytes.
    Text(&'e str, usize),
}

/// The elements that are open.
#[derive(Default)]
pub(super) struct Open {
    stack: Vec<Entry>,
    /// How many of each name are open, if any: a tag that closes none is passed over at once.
    count: HashMap<String, usize>,
    /// How many drawings (`svg`) and formulas are open: in them, a tag can close itself.
    drawings: usize,
    opened: usize,
    /// How many blocks were opened and closed so far: between two texts with the same number there is no border.
    borders: usize,
    /// How many headings are open.
    headings: usize,
}

struct Entry {
    name: String,
    /// Whether it is hidden, or is in something hidden.
    hidden: bool,
}

impl Open {
    /// Returns the number of elements that are open.
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Whether the innermost element is in none but these elements, and directly in the last of them.
    pub(super) fn is_in(&self, place: &[&str]) -> bool {
        let around = &self.stack[..self.stack.len().saturating_sub(1)];
        // Looking through a deep nesting again and again would take for ever.
        around.len() <= REACH
            && around.last().map(|entry| entry.name.as_str()) == place.last().copied()
            && around.iter().all(|entry| place.contains(&entry.name.as_str()))
    }

    /// Whether what comes now is hidden.
    pub(super) fn is_hidden(&self) -> bool {
        self.stack.last().is_some_and(|entry| entry.hidden)
    }

    /// Returns how many blocks were opened and closed so far.
    pub(super) fn borders(&self) -> usize {
        self.borders
    }

    /// Whether what comes now is in a heading.
    pub(super) fn is_in_heading(&self) -> bool {
        self.headings > 0
    }

    /// Whether what comes now is a link within raised text, as the number of a footnote is.
    pub(super) fn is_in_raised_link(&self) -> bool {
        let near = self.stack.iter().rev().take(REACH).map(|entry| entry.name.as_str());
        self.has("sup") && near.skip_while(|name| *name != "a").any(|name| name == "sup")
    }

    fn has(&self, name: &str) -> bool {
        self.count.contains_key(name)
    }

    fn push(&mut self, element: &Element) {
        let hidden = self.is_hidden() || element.hides();
        self.opened += 1;
        self.drawings += usize::from(is_drawing(element.name()));
        self.borders += usize::from(is_block(element.name()));
        self.headings += usize::from(is_heading(element.name()));
        *self.count.entry(element.name().to_owned()).or_default() += 1;
        self.stack.push(Entry { name: element.name().to_owned(), hidden });
    }

    fn pop(&mut self) -> Option<Entry> {
        let entry = self.stack.pop()?;
        self.drawings -= usize::from(is_drawing(&entry.name));
        self.borders += usize::from(is_block(&entry.name));
        self.headings -= usize::from(is_heading(&entry.name));
        match self.count.get_mut(&entry.name) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(self.count.remove(&entry.name)),
        }
        Some(entry)
    }

    /// Closes the innermost element of this name, with all that is open in it.
    fn close(&mut self, name: &str) {
        if !self.has(name) {
            return;
        }
        // The end of a word's markup ends no block that began within it.
        let near = self.stack.iter().rev().take(REACH);
        let within =
            near.take_while(|entry| entry.name != name).filter(|entry| is_block(&entry.name)).count();
        let place = self.stack.iter().rev().take(REACH).position(|entry| entry.name == name);
        if let Some(place) = place.filter(|_| within > 0 && !is_block(name)) {
            let blocks = self.stack.split_off(self.stack.len() - place);
            self.pop();
            self.stack.extend(blocks);
        } else {
            while self.pop().is_some_and(|entry| entry.name != name) {}
        }
    }

    /// Closes what the opening of an element closes by itself, such as a paragraph by the next one.
    fn close_before(&mut self, name: &str) {
        let Some((ended, within)) = ends(name) else { return };
        if !ended.iter().any(|name| self.has(name)) {
            return;
        }
        let near = self.stack.iter().rev().take(REACH).map(|entry| entry.name.as_str());
        let found = near.take_while(|name| !within.contains(name)).find(|name| ended.contains(name));
        if let Some(name) = found.map(str::to_owned) {
            self.close(&name);
        }
    }
}

fn is_drawing(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether browsers show an element apart from the text around it.
fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "body"
                | "button"
                | "caption"
                | "center"
                | "dd"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "dt"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "html"
                | "legend"
                | "li"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "optgroup"
                | "option"
                | "p"
                | "pre"
                | "search"
                | "section"
                | "select"
                | "summary"
                | "table"
                | "tbody"
                | "td"
                | "textarea"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "ul"
        )
}

/// The elements that this one ends when it opens, and those beyond which it ends nothing.
fn ends(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
        "option" | "optgroup" => (&["option"], &["select"]),
        "a" => (&["a"], &["table", "td", "th"]),
        "address" | "article" | "aside" | "blockquote" | "center" | "details" | "div" | "dl" | "fieldset"
        | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hr"
        | "main" | "menu" | "nav" | "ol" | "p" | "pre" | "section" | "table" | "ul" => {
            (&["p"], &["table", "td", "th", "button", "object", "template"])
        }
        _ => return None,
    })
}

/// Walks through a page, and tells of each element and piece of text with the elements that are open then.
pub(super) fn walk(text: &str, mut tell: impl FnMut(Event<'_>, &Open)) -> Result<(), TooMuch> {
    let mut open = Open::default();
    let mut element = Element::default();
    let mut handle = |event: CallbackEvent<'_>, at: usize| {
        match event {
            CallbackEvent::OpenStartTag { name } => element = Element::new(name),
            CallbackEvent::AttributeName { name } => element.begin_attribute(name),
            CallbackEvent::AttributeValue { value } => element.end_attribute(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                open.close_before(element.name());
                let in_drawing = open.drawings > 0;
                open.push(&element);
                tell(Event::Opened(&element), &open);
                if VOID.contains(&element.name()) || (self_closing && in_drawing) {
                    open.pop();
                }
                if open.depth() > DEEPEST || open.opened > MOST {
                    return Some(TooMuch);
                }
            }
            CallbackEvent::EndTag { name } => {
                open.close(&String::from_utf8_lossy(name).to_ascii_lowercase());
            }
            CallbackEvent::String { value } => tell(Event::Text(&String::from_utf8_lossy(value), at), &open),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    };
    let mut emitter =
        CallbackEmitter::new(move |event: CallbackEvent<'_>, at: Span<usize>| handle(event, at.start));
    emitter.naively_switch_states(true);
    match Tokenizer::new_with_emitter(text, emitter).next() {
        Some(Ok(too_much)) => Err(too_much),
        None => Ok(()),
    }
}
