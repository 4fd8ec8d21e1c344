//! Documents for the terminal, and for a printer without a browser.

mod flow;
mod step;
mod table;

use unicode_width::UnicodeWidthStr;

use opsec::text::sanitize;

use super::document::{Block, Document, Flow, Meaning, Meter, Pairs, Sentence, Verdict};
use super::layout::{NARROW, bar, cut, labelled, pad, paragraph};
use crate::ui::Style;
use crate::words;

/// Widest label that is put on the same line as its text.
const WIDEST_LABEL: usize = 26;
/// From this width on a meter fits on one line.
const WIDE: usize = 78;

/// Draws a document in lines of the style's width.
pub(super) fn write(document: &Document, style: &Style) -> String {
    let mut writer = Writer { style, out: String::new() };
    if !document.title.is_empty() {
        let title = paragraph(style, "", "", &document.title.sanitized());
        writer.line(&style.paint(Meaning::Strong, &title));
    }
    let mut above: Option<&Block> = None;
    for block in &document.blocks {
        if !writer.out.is_empty() && !is_tight(above, block) {
            writer.line("");
        }
        writer.block(block);
        above = Some(block);
    }
    writer.facts(document);
    writer.out
}

/// Draws a flow by itself, for a fence in Markdown.
pub(super) fn flow_alone(flow: &Flow, style: &Style) -> String {
    let mut writer = Writer { style, out: String::new() };
    writer.flow(flow);
    writer.out
}

/// Whether a block follows without an empty line.
fn is_tight(above: Option<&Block>, block: &Block) -> bool {
    match (above, block) {
        (None | Some(Block::Note(_)), Block::Note(_)) | (_, Block::Break) => true,
        (Some(Block::Subheading { why, .. }), _) => why.is_none(),
        _ => false,
    }
}

struct Writer<'a> {
    style: &'a Style,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn painted(&mut self, meaning: Meaning, text: &str) {
        let line = self.style.paint(meaning, text);
        self.line(&line);
    }

    /// A paragraph: the first line after `first`, the others after `rest`.
    fn paragraph(&mut self, first: &str, rest: &str, sentence: &Sentence) {
        let text = self.shown(sentence);
        self.line(&paragraph(self.style, first, rest, &text));
    }

    /// A paragraph that has one meaning as a whole.
    fn meant(&mut self, meaning: Meaning, first: &str, rest: &str, sentence: &Sentence) {
        let text = paragraph(self.style, first, rest, &sentence.sanitized());
        self.painted(meaning, &text);
    }

    /// The sentence with its colours and the numbers of its facts.
    fn shown(&self, sentence: &Sentence) -> String {
        let spans = sentence.spans.iter().map(|span| {
            let text = sanitize(&span.text);
            span.meaning.map_or_else(|| text.clone(), |meaning| self.style.paint(meaning, &text))
        });
        spans.collect::<String>() + &marks(sentence)
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.heading(&text.sanitized()),
            Block::Subheading { title, why } => {
                self.meant(Meaning::Strong, "", "", title);
                if let Some(why) = why {
                    self.meant(Meaning::Faint, "", "", why);
                }
            }
            Block::Paragraph(text) => self.paragraph("", "", text),
            Block::Note(text) => self.meant(Meaning::Faint, "", "", text),
            Block::Warning(text) => self.meant(Meaning::Warning, "! ", "  ", text),
            Block::Verdict(verdict) => self.verdict(verdict),
            Block::Meters(meters) => self.meters(meters),
            Block::Bullets(lines) => lines.iter().for_each(|line| self.paragraph("  - ", "    ", line)),
            Block::Lines(lines) => lines.iter().for_each(|line| self.paragraph("  ", "     ", line)),
            Block::Pairs(pairs) => self.pairs(pairs),
            Block::Table(table) => self.table(table),
            Block::Step(step) => self.step(step),
            Block::Outline(rows) => rows.iter().for_each(|row| self.outline_row(row)),
            Block::Message(message) => self.message(message),
            Block::Flow(flow) => self.flow(flow),
            Block::Blank(label) => {
                let label = label.sanitized();
                let line = "_".repeat(self.style.width.min(80).saturating_sub(label.width() + 5));
                self.line(&format!("  {label}: {line}"));
            }
            Block::Break => self.line(""),
        }
    }

    fn heading(&mut self, text: &str) {
        self.painted(Meaning::Faint, &"─".repeat(self.style.width.min(80)));
        self.painted(Meaning::Strong, text);
    }

    fn verdict(&mut self, verdict: &Verdict) {
        let text = format!("{} {}", verdict.mark, verdict.text.sanitized());
        let text = paragraph(self.style, "", "  ", &text);
        self.painted(verdict.meaning, &text);
        for reason in &verdict.reasons {
            self.paragraph("  ", "  ", reason);
        }
    }

    fn meters(&mut self, meters: &[Meter]) {
        let column = meters.iter().map(|meter| meter.name.width()).max().unwrap_or(0) + 2;
        let wide = self.style.width >= WIDE;
        for meter in meters {
            let name = format!("{}{}", pad(&sanitize(&meter.name), column), sanitize(&meter.letter));
            let (score, known) = (sanitize(&meter.score), sanitize(&meter.known));
            let name = self.style.paint(Meaning::Strong, &name);
            let cells = if wide { 22 } else { 10 };
            let bar = meter.interval.map_or_else(String::new, |interval| bar(interval, cells));
            if wide {
                self.line(&format!("  {name}  {bar}  {}  {known}", pad(&score, 16)));
            } else {
                self.line(&format!("  {name} {bar}"));
                self.line(&format!("    {score}; {known}"));
            }
        }
    }

    fn pairs(&mut self, pairs: &Pairs) {
        let longest = pairs.rows.iter().map(|row| row.label.sanitized().width()).max().unwrap_or(0);
        let column = (longest + 2).max(pairs.column);
        let (stacked, narrow) = (longest > WIDEST_LABEL, self.style.width < NARROW);
        for row in &pairs.rows {
            let (label, mut text) = (self.shown(&row.label), self.shown(&row.text));
            if pairs.cut {
                let text = cut(&row.text.sanitized(), self.style.width.saturating_sub(column + 2));
                let meaning = row.text.spans.first().and_then(|span| span.meaning);
                let text = meaning.map_or_else(|| text.clone(), |meaning| self.style.paint(meaning, &text));
                self.line(&format!("  {}{text}", pad(&label, column)));
                continue;
            }
            if stacked && !narrow {
                self.line(&paragraph(self.style, "  ", "  ", &label));
                self.line(&paragraph(self.style, "    ", "    ", &std::mem::take(&mut text)));
            } else {
                self.line(&labelled(self.style, 2, column, &label, &text));
            }
            let margin = " ".repeat(if stacked || narrow { 4 } else { 2 + column });
            // The first detail is a sentence below the text; those after it are set apart from each other.
            for (index, detail) in row.details.iter().enumerate() {
                let rest = if index == 0 { margin.clone() } else { format!("{margin}  ") };
                self.paragraph(&margin, &rest, detail);
            }
        }
    }

    fn facts(&mut self, document: &Document) {
        if document.facts.is_empty() {
            return;
        }
        self.line("");
        self.heading(words::document::facts_heading(document.language));
        for (number, fact) in document.facts.iter() {
            let first = format!("{number:>4}  ");
            self.line(&paragraph(self.style, &first, "      ", &sanitize(&fact.note)));
            let origin = sanitize(&words::document::origin(document.language, fact));
            let origin = paragraph(self.style, "      ", "      ", &origin);
            self.painted(Meaning::Faint, &origin);
        }
    }
}

/// The numbers of a sentence's facts, " [3, 7]", or nothing.
fn marks(sentence: &Sentence) -> String {
    let numbers: Vec<_> = sentence.facts.iter().map(|fact| fact.0.to_string()).collect();
    if numbers.is_empty() { String::new() } else { format!(" [{}]", numbers.join(", ")) }
}

impl Sentence {
    /// The text alone, safe for a terminal, with the numbers of its facts.
    fn sanitized(&self) -> String {
        sanitize(&self.text()) + &marks(self)
    }
}
