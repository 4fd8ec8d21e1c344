//! How answers look: documents that commands compose, and the writers of their forms.

pub(crate) mod checklist;
pub(crate) mod document;
pub(crate) mod facts;
pub(crate) mod help;
mod html;
pub(crate) mod json;
pub(crate) mod layout;
mod markdown;
pub(crate) mod passphrase;
pub(crate) mod qr;
pub(crate) mod rate;
pub(crate) mod review;
pub(crate) mod room;
pub(crate) mod schemas;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod torcheck;
pub(crate) mod verify;
pub(crate) mod wordlist;

use document::Document;

use crate::report::Format;
use crate::ui::Style;

/// Draws a document in one of the forms that every document has; for the others a command has its own.
pub(crate) fn draw(document: &Document, format: Format, style: &Style) -> String {
    match format {
        Format::Markdown => markdown::write(document),
        Format::Html => html::write(document),
        Format::Text | Format::Json | Format::Ics => text::write(document, style),
    }
}
