//! Paragraphs, bars and columns that views share.

use opsec::rate::Interval;
use unicode_width::UnicodeWidthStr;

use crate::ui::Page;

/// Wraps a paragraph: the first line after `first`, the others after `rest`.
pub(crate) fn paragraph(page: &Page, first: &str, rest: &str, text: &str) -> String {
    let options = textwrap::Options::new(page.width.max(rest.width() + 20))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(text, options)
}

/// Lines of a letter behind a bar, as they stand; empty ones too.
pub(crate) fn quoted(page: &Page, indent: usize, text: &str) -> String {
    let bar = format!("{}│ ", " ".repeat(indent));
    let line = |line: &str| {
        if line.is_empty() { bar.trim_end().to_owned() } else { paragraph(page, &bar, &bar, line) }
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

/// A label in a column of its own, the text beside it; below it on a narrow page.
pub(crate) fn labelled(page: &Page, indent: usize, column: usize, label: &str, text: &str) -> String {
    let margin = " ".repeat(indent);
    if page.width < 60 {
        let inner = format!("{margin}  ");
        return format!(
            "{}\n{}",
            paragraph(page, &margin, &margin, label),
            paragraph(page, &inner, &inner, text)
        );
    }
    let first = format!("{margin}{}", pad(label, column));
    let rest = " ".repeat(indent + column);
    paragraph(page, &first, &rest, text)
}

/// The text, filled up with spaces to a width in columns; one space at least.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width()).max(1)))
}

/// An interval on a scale from 0 to 10: `▐████▒▒▒░░░▌`. Certain, possible, out of reach.
pub(crate) fn bar(interval: Interval, cells: usize) -> String {
    let cell = |tenths: u64| usize::try_from(tenths).unwrap_or(100) * cells / 100;
    let (low, high) = (cell(interval.low.tenths()), cell(interval.high.tenths()));
    // A width that is there is shown, however small.
    let high = if interval.low == interval.high { low } else { high.max(low + 1).min(cells) };
    format!("▐{}{}{}▌", "█".repeat(low), "▒".repeat(high - low), "░".repeat(cells - high))
}

/// "A", "A and B", "A, B and C".
pub(crate) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The text with a capital at the front.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
