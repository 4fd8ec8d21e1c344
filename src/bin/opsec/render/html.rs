//! Documents as one page for a browser, a phone, a printer or a screen reader: no script, no request.

mod block;
mod flow;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use opsec::text::sanitize;

use super::document::{Document, Layout, Meaning, Sentence};
use crate::words;

/// The page may load nothing and run nothing, whatever is in it; its style is inline.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("html/page.css");

/// Draws a document as a page.
pub(super) fn write(document: &Document) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(document.language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                // The title appears in browser histories and on printed margins.
                title { (document.tab) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main class=[(document.layout == Layout::Slips).then_some("slips")] {
                    @if !document.title.is_empty() { h1 { (shown(&document.title)) } }
                    @for block in &document.blocks { (block::draw(block, document)) }
                    (facts(document))
                }
            }
        }
    };
    page.into_string()
}

fn facts(document: &Document) -> Markup {
    html! {
        @if !document.facts.is_empty() {
            section class="sheet" {
                h2 { (words::document::facts_heading(document.language)) }
                ol class="sources" {
                    @for (number, fact) in document.facts.iter() {
                        li id=(format!("fact-{number}")) {
                            (sanitize(&fact.note)) " "
                            span class="origin" { (sanitize(&words::document::origin(document.language, fact))) }
                        }
                    }
                }
            }
        }
    }
}

/// The sentence with its meanings and links, and its facts as links down the page.
fn shown(sentence: &Sentence) -> Markup {
    html! {
        @for span in &sentence.spans {
            @let text = sanitize(&span.text);
            @match (&span.link, span.meaning) {
                (Some(link), meaning) => a class=[meaning.map(class)] href=(safe(link)) rel="noreferrer" { (text) },
                (None, Some(meaning)) => span class=(class(meaning)) { (text) },
                (None, None) => (text),
            }
        }
        @if !sentence.facts.is_empty() {
            sup { @for fact in &sentence.facts { a href=(format!("#fact-{}", fact.0)) { (fact.0) } " " } }
        }
    }
}

/// An address that leads to a page, or nowhere: a review of a user's own may hold any text.
fn safe(link: &str) -> String {
    let page = link.starts_with("https://") || link.starts_with("http://");
    if page { sanitize(link) } else { "#".to_owned() }
}

/// The class by which the style knows a meaning.
fn class(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Good => "good",
        Meaning::Bad => "bad",
        Meaning::Warning => "caution",
        Meaning::Strong => "strong",
        Meaning::Faint => "origin",
    }
}
