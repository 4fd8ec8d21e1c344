//! Documents for wikis and mails.

use std::fmt::{Result, Write};

use opsec::text::sanitize;

use super::document::{Block, Document, Fact, Meaning, OutlineRow, Pairs, Sentence, Step, Table};
use super::text;
use crate::ui::Style;
use crate::words;

/// Draws a document as Markdown.
pub(super) fn write(document: &Document) -> String {
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = self::document(&mut out, document);
    out
}

fn document(out: &mut String, document: &Document) -> Result {
    if !document.title.is_empty() {
        writeln!(out, "# {}", shown(&document.title))?;
    }
    for block in &document.blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        self::block(out, block, document)?;
    }
    if !document.facts.is_empty() {
        writeln!(out, "\n## {}\n", words::document::facts_heading(document.language))?;
        for (number, fact) in document.facts.iter() {
            writeln!(out, "{number}. {} — {}", at_start(&fact.note), origin(document, fact))?;
        }
    }
    Ok(())
}

fn block(out: &mut String, block: &Block, document: &Document) -> Result {
    match block {
        Block::Heading(title) => writeln!(out, "## {}", shown(title)),
        Block::Subheading { title, why } => {
            // A rank is never left out.
            let rank = if document.has_headings() { "###" } else { "##" };
            writeln!(out, "{rank} {}", shown(title))?;
            why.iter().try_for_each(|why| writeln!(out, "\n{}", shown(why)))
        }
        Block::Paragraph(text) | Block::Note(text) => writeln!(out, "{}", shown(text)),
        Block::Warning(text) => writeln!(out, "> **{}**", shown(text)),
        Block::Verdict(verdict) => {
            writeln!(out, "**{} {}**", verdict.mark, shown(&verdict.text))?;
            if !verdict.reasons.is_empty() {
                out.push('\n');
            }
            verdict.reasons.iter().try_for_each(|reason| writeln!(out, "- {}", shown(reason)))
        }
        Block::Meters(meters) => meters.iter().try_for_each(|meter| {
            let (name, letter) = (escaped(&meter.name), escaped(&meter.letter));
            let name = strong(&format!("{name} {letter}"));
            writeln!(out, "- {name}: {}; {}", escaped(&meter.score), escaped(&meter.known))
        }),
        Block::Bullets(lines) => lines.iter().try_for_each(|line| writeln!(out, "- {}", shown(line))),
        Block::Lines(lines) => lines.iter().try_for_each(|line| writeln!(out, "{}  ", shown(line))),
        Block::Pairs(pairs) => self::pairs(out, pairs),
        Block::Table(table) => self::table(out, table),
        Block::Step(step) => self::step(out, step),
        Block::Outline(rows) => rows.iter().try_for_each(|row| outline_row(out, row)),
        Block::Message(message) => writeln!(
            out,
            "### {}\n\n{}\n\n{}",
            at_start(&message.title),
            shown(&message.when),
            fenced(&message.text)
        ),
        Block::Flow(flow) => writeln!(out, "{}", fenced(&text::flow_alone(flow, &Style::plain(76)))),
        Block::Blank(label) => writeln!(out, "{}: ______________________________", shown(label)),
        Block::Break => writeln!(out, "---"),
    }
}

fn pairs(out: &mut String, pairs: &Pairs) -> Result {
    for row in &pairs.rows {
        let label = shown(&row.label);
        if label.is_empty() {
            writeln!(out, "- {}", shown(&row.text))?;
        } else {
            writeln!(out, "- {}: {}", strong(&label), shown(&row.text))?;
        }
        row.details.iter().try_for_each(|detail| writeln!(out, "  - {}", shown(detail)))?;
    }
    Ok(())
}

fn table(out: &mut String, table: &Table) -> Result {
    let row =
        |cells: &[String]| cells.iter().map(|cell| escaped(cell.trim())).collect::<Vec<_>>().join(" | ");
    writeln!(out, "| {} |\n|{}", row(&table.header), "---|".repeat(table.header.len()))?;
    table.rows.iter().try_for_each(|cells| writeln!(out, "| {} |", row(cells)))
}

fn step(out: &mut String, step: &Step) -> Result {
    let number = step.number.map_or_else(String::new, |number| format!("{number}. "));
    writeln!(out, "- [ ] {}  ", strong(&format!("{number}{}", escaped(&step.title))))?;
    writeln!(out, "  *{}*", escaped(&step.remarks.join(" · ")).trim())?;
    if let Some((label, text)) = &step.gate {
        writeln!(out, "  - {label}: {}", escaped(text))?;
    }
    for (label, text) in &step.lines {
        writeln!(out, "  - {label}: {}", shown(text))?;
    }
    step.commands.iter().try_for_each(|command| writeln!(out, "  - {}", code(command)))
}

fn outline_row(out: &mut String, row: &OutlineRow) -> Result {
    let OutlineRow { number, title, remarks, text, is_final } = row;
    let mark = if *is_final { "! " } else { "" };
    writeln!(out, "{number}. {}  ", strong(&format!("{mark}{}", escaped(title))))?;
    writeln!(out, "   *{}*  ", escaped(&remarks.join(" · ")).trim())?;
    writeln!(out, "   {}", at_start(text))
}

/// Where a fact comes from, each address a link.
fn origin(document: &Document, fact: &Fact) -> String {
    let sources = fact.sources.iter().map(|source| {
        let title = words::document::titled(document.language, source);
        let place = words::document::section_and_seen(document.language, source);
        format!("[{}](<{}>){}", escaped(&title), address(&source.url), escaped(&place))
    });
    let checked = words::document::checked(document.language, fact.checked, fact.confidence);
    format!("{}; {}", sources.collect::<Vec<_>>().join(" · "), escaped(&checked))
}

/// The sentence with its links, and the numbers of its facts.
fn shown(sentence: &Sentence) -> String {
    let spans = sentence.spans.iter().enumerate().map(|(index, span)| {
        let text = if index == 0 { at_start(&span.text) } else { escaped(&span.text) };
        match (&span.link, span.meaning) {
            (Some(link), _) => format!("[{text}](<{}>)", address(link)),
            (None, Some(Meaning::Strong)) => strong(&text),
            (None, _) => text,
        }
    });
    let numbers: Vec<_> = sentence.facts.iter().map(|fact| fact.0.to_string()).collect();
    let marks = if numbers.is_empty() { String::new() } else { format!(" \\[{}\\]", numbers.join(", ")) };
    spans.collect::<String>().trim().to_owned() + &marks
}

/// An address between angle brackets, which keep any address one link; what could close them is encoded.
fn address(link: &str) -> String {
    let link = sanitize(link).replace('&', "&amp;");
    link.replace('<', "%3C").replace('>', "%3E").replace(' ', "%20").replace('|', "%7C").replace('\\', "%5C")
}

/// Text that was made safe, in bold: spaces at its ends would keep the marks from being any.
fn strong(text: &str) -> String {
    format!("**{}**", text.trim())
}

/// The text at the start of a line, where Markdown looks for quotes, lists, rules and code.
fn at_start(text: &str) -> String {
    let text = escaped(text);
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'>' | b'+' | b'-' | b'=') if digits == 0 => format!("\\{text}"),
        _ => text.to_owned(),
    }
}

/// The text with nothing that Markdown, or HTML within it, would take for its own: no marks, no tags, no
/// entities, and no address that becomes a link by itself.
fn escaped(text: &str) -> String {
    let text = sanitize(text);
    let mut shown = String::with_capacity(text.len());
    for (place, character) in text.char_indices() {
        let is_address = || match character {
            ':' => text[place..].starts_with("://"),
            '.' => text[..place].to_ascii_lowercase().ends_with("www"),
            _ => character == '@',
        };
        match character {
            '<' => shown.push_str("&lt;"),
            '&' => shown.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' | '^' => {
                shown.extend(['\\', character]);
            }
            // Before the bracket of a link it would make a picture.
            '!' if place + 1 == text.len() => shown.push_str("\\!"),
            _ if is_address() => shown.extend(['\\', character]),
            _ => shown.push(character),
        }
    }
    shown
}

/// A piece of code between fences longer than any run of backticks in it.
fn code(text: &str) -> String {
    let text = sanitize(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    // A space on both sides is taken away again, and keeps backticks at the ends apart from the fences.
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A block whose fence is longer than any run of backticks in it.
fn fenced(text: &str) -> String {
    let text: Vec<_> = text.trim_end().lines().map(sanitize).collect();
    let text = text.join("\n");
    let fence = "`".repeat((longest_run(&text) + 1).max(3));
    format!("{fence}text\n{text}\n{fence}")
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}
