//! The text below a command's help: paragraphs, and lines to type with what they do.

use unicode_width::UnicodeWidthStr;

use super::layout::{lines, pad, paragraph};
use crate::ui::Style;

/// Space before a line to type.
const MARGIN: &str = "  ";
/// Space between a line to type and what it does.
const GAP: usize = 2;
/// Narrowest column for what a line does.
const NARROWEST: usize = 20;

/// Lays text out. A line that begins with two spaces is one to type; after two more spaces follows what it does.
pub(crate) fn paragraphs(text: &str, style: &Style) -> String {
    let explained = text.lines().filter_map(typed).filter(|(_, purpose)| !purpose.is_empty());
    let column = MARGIN.len() + GAP + explained.map(|(line, _)| line.width()).max().unwrap_or(0);
    let show = |line: &str| match typed(line) {
        Some((line, purpose)) => pair(line, purpose.trim_start(), column, style),
        None => paragraph(style, "", "", line),
    };
    text.lines().map(show).collect::<Vec<_>>().join("\n")
}

/// A line to type and what it does, side by side or one below the other.
fn pair(line: &str, purpose: &str, column: usize, style: &Style) -> String {
    if !purpose.is_empty() && style.width >= column + NARROWEST {
        let first = format!("{MARGIN}{}", pad(line, column - MARGIN.len()));
        return paragraph(style, &first, &" ".repeat(column), purpose);
    }
    let typed = broken(line, style);
    let below = format!("{MARGIN}    ");
    if purpose.is_empty() { typed } else { format!("{typed}\n{}", paragraph(style, &below, &below, purpose)) }
}

/// A line to type that stays one line for the shell, however narrow the page.
fn broken(line: &str, style: &Style) -> String {
    if MARGIN.len() + line.width() <= style.width {
        return format!("{MARGIN}{line}");
    }
    let pieces = lines(line, style.width.saturating_sub(MARGIN.len() + 4));
    format!("{MARGIN}{}", pieces.join(&format!(" \\\n{MARGIN}  ")))
}

/// A line to type, and what it does.
fn typed(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix(MARGIN)?;
    Some(line.split_once("  ").unwrap_or((line, "")))
}
