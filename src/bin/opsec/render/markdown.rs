//! Documents for wikis and mails.

use std::fmt::{Result, Write};

use opsec::text::sanitize;

use super::document::{Block, Document, Meaning, Pairs, Sentence, Step, Table};
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
            let origin = words::document::origin(document.language, fact);
            writeln!(out, "{number}. {} — {}", escaped(&fact.note), escaped(&origin))?;
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
            writeln!(out, "- **{name} {letter}**: {}; {}", escaped(&meter.score), escaped(&meter.known))
        }),
        Block::Bullets(lines) => lines.iter().try_for_each(|line| writeln!(out, "- {}", shown(line))),
        Block::Pairs(pairs) => self::pairs(out, pairs),
        Block::Table(table) => self::table(out, table),
        Block::Step(step) => self::step(out, step),
        Block::Message(message) => writeln!(
            out,
            "### {}\n\n{}\n\n{}",
            escaped(&message.title),
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
            writeln!(out, "- **{label}**: {}", shown(&row.text))?;
        }
        row.details.iter().try_for_each(|detail| writeln!(out, "  - {}", shown(detail)))?;
    }
    Ok(())
}

fn table(out: &mut String, table: &Table) -> Result {
    let row = |cells: &[String]| cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>().join(" | ");
    writeln!(out, "| {} |\n|{}", row(&table.header), "---|".repeat(table.header.len()))?;
    table.rows.iter().try_for_each(|cells| writeln!(out, "| {} |", row(cells)))
}

fn step(out: &mut String, step: &Step) -> Result {
    let number = step.number.map_or_else(String::new, |number| format!("{number}. "));
    writeln!(out, "- [ ] **{number}{}**  ", escaped(&step.title))?;
    writeln!(out, "  *{}*", escaped(&step.remarks.join(" · ")))?;
    if let Some((label, text)) = &step.gate {
        writeln!(out, "  - {label}: {}", escaped(text))?;
    }
    for (label, text) in &step.lines {
        writeln!(out, "  - {label}: {}", shown(text))?;
    }
    step.commands.iter().try_for_each(|command| writeln!(out, "  - {}", code(command)))
}

/// The sentence with its links, and the numbers of its facts.
fn shown(sentence: &Sentence) -> String {
    let spans = sentence.spans.iter().map(|span| {
        let text = escaped(&span.text);
        match (&span.link, span.meaning) {
            (Some(link), _) => format!("[{text}](<{}>)", address(link)),
            (None, Some(Meaning::Strong)) => format!("**{text}**"),
            (None, _) => text,
        }
    });
    let numbers: Vec<_> = sentence.facts.iter().map(|fact| fact.0.to_string()).collect();
    let marks = if numbers.is_empty() { String::new() } else { format!(" \\[{}\\]", numbers.join(", ")) };
    spans.collect::<String>() + &marks
}

/// An address between angle brackets, which keep any address one link; what could close them is encoded.
fn address(link: &str) -> String {
    sanitize(link).replace('<', "%3C").replace('>', "%3E").replace(' ', "%20").replace('|', "%7C")
}

/// The text with nothing that Markdown, or HTML within it, would take for its own.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in sanitize(text).chars() {
        match character {
            '<' => shown.push_str("&lt;"),
            '&' => shown.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => shown.extend(['\\', character]),
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
