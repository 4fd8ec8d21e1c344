//! Paragraphs, bars and columns of text.

use opsec::rate::Interval;
use unicode_width::UnicodeWidthStr;

use crate::ui::Style;

/// Narrowest lines on which labels share a line with their text.
pub(crate) const NARROW: usize = 60;

/// Wraps a paragraph: the first line after `first`, the others after `rest`.
pub(crate) fn paragraph(style: &Style, first: &str, rest: &str, text: &str) -> String {
    let options = textwrap::Options::new(style.width.max(rest.width() + 20))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(text, options)
}

/// Lines of a letter behind a bar, as they stand; empty ones too.
pub(crate) fn quoted(style: &Style, indent: usize, text: &str) -> String {
    let bar = format!("{}│ ", " ".repeat(indent));
    let line = |line: &str| {
        if line.is_empty() { bar.trim_end().to_owned() } else { paragraph(style, &bar, &bar, line) }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The text in lines of at most so many columns.
pub(crate) fn lines(text: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width.max(1))
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// A label in its own column, followed by the text; on a narrow page the text comes below.
pub(crate) fn labelled(style: &Style, indent: usize, column: usize, label: &str, text: &str) -> String {
    let margin = " ".repeat(indent);
    if style.width < NARROW {
        let inner = format!("{margin}  ");
        let text = paragraph(style, &inner, &inner, text);
        return if label.is_empty() {
            text
        } else {
            format!("{}\n{text}", paragraph(style, &margin, &margin, label))
        };
    }
    let first = format!("{margin}{}", pad(label, column));
    let rest = " ".repeat(indent + column);
    paragraph(style, &first, &rest, text)
}

/// The text, filled up with spaces to a width in columns; one space at least.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width()).max(1)))
}

/// The text in at most so many columns, with an ellipsis where it is cut: behind a word, if one ends in the second
/// half.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut shown = String::new();
    for letter in text.chars() {
        let letter = letter.to_string();
        if shown.width() + letter.width() >= width {
            break;
        }
        shown.push_str(&letter);
    }
    let is_within_a_word = !text[shown.len()..].starts_with(' ');
    if let Some(end) = shown.rfind(' ').filter(|end| is_within_a_word && *end >= shown.len() / 2) {
        shown.truncate(end);
    }
    shown.trim_end_matches([' ', ',', ';', ':']).to_owned() + "…"
}

/// An interval on a scale from 0 to 10: `▐████▒▒▒░░░▌`. Certain, possible, out of reach.
pub(crate) fn bar(interval: Interval, cells: usize) -> String {
    let cell = |tenths: u64| usize::try_from(tenths).unwrap_or(100) * cells / 100;
    let (low, high) = (cell(interval.tenths().0), cell(interval.tenths().1));
    // A width that is there is shown, however small.
    let high = if interval.low == interval.high { low } else { high.max(low + 1).min(cells) };
    format!("▐{}{}{}▌", "█".repeat(low), "▒".repeat(high - low), "░".repeat(cells - high))
}
