//! A document before it has a form: commands compose it, writers draw it, and neither knows the other.
//!
//! Facts are numbers and meanings are values until they are drawn. Text that we did not write may stand
//! anywhere in it: every writer sanitises and escapes what it draws.

use opsec::language::Language;
use opsec::rate::Interval;

pub(crate) use super::facts::{Fact, FactNumber, Facts};
pub(crate) use crate::ui::Meaning;

/// A document: its blocks from top to bottom.
#[derive(Default)]
pub(crate) struct Document {
    pub(crate) language: Language,
    /// What the browser's tab and history show: it says nothing about the group.
    pub(crate) tab: &'static str,
    pub(crate) title: Sentence,
    pub(crate) layout: Layout,
    pub(crate) blocks: Vec<Block>,
    pub(crate) facts: Facts,
}

impl Document {
    /// Whether subheadings stand below headings, or alone below the title.
    pub(super) fn has_headings(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, Block::Heading(_)))
    }
}

/// How a document lies on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Pages that are read.
    #[default]
    Page,
    /// Slips that are cut apart: small, and without labels.
    Slips,
}

/// A piece of a document.
pub(crate) enum Block {
    /// A heading of the second rank.
    Heading(Sentence),
    /// A heading of the third rank, perhaps with a sentence under it.
    Subheading {
        title: Sentence,
        why: Option<Sentence>,
    },
    Paragraph(Sentence),
    /// A paragraph for those who want to know more.
    Note(Sentence),
    /// A paragraph that must not be overlooked.
    Warning(Sentence),
    Verdict(Verdict),
    Meters(Vec<Meter>),
    Bullets(Vec<Sentence>),
    /// Lines that carry numbers of their own.
    Lines(Vec<Sentence>),
    Pairs(Pairs),
    Table(Table),
    Step(Box<Step>),
    Outline(Vec<OutlineRow>),
    Message(Message),
    Flow(Flow),
    /// A line to write on by hand, behind its label.
    Blank(Sentence),
    /// A new sheet of paper.
    Break,
}

/// A text with what its pieces mean and the facts it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) spans: Vec<Span>,
    pub(crate) facts: Vec<FactNumber>,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) meaning: Option<Meaning>,
    /// The address it links to, in forms that have links.
    pub(crate) link: Option<String>,
}

impl<T: Into<String>> From<T> for Sentence {
    fn from(text: T) -> Self {
        Self::default().and(text)
    }
}

impl Sentence {
    /// Adds plain text.
    #[must_use]
    pub(crate) fn and(self, text: impl Into<String>) -> Self {
        self.with(text.into(), None, None)
    }

    /// Adds text with a meaning.
    #[must_use]
    pub(crate) fn meaning(self, meaning: Meaning, text: impl Into<String>) -> Self {
        self.with(text.into(), Some(meaning), None)
    }

    /// Adds text that leads to an address.
    #[must_use]
    pub(crate) fn link(self, meaning: Meaning, text: impl Into<String>, address: impl Into<String>) -> Self {
        self.with(text.into(), Some(meaning), Some(address.into()))
    }

    /// Adds the facts that the sentence rests on, each once.
    #[must_use]
    pub(crate) fn resting_on(mut self, facts: impl IntoIterator<Item = FactNumber>) -> Self {
        for fact in facts {
            if !self.facts.contains(&fact) {
                self.facts.push(fact);
            }
        }
        self
    }

    /// Adds another sentence behind a space, with its facts.
    #[must_use]
    pub(crate) fn then(mut self, other: Self) -> Self {
        if !self.is_empty() && !other.is_empty() {
            self = self.and(" ");
        }
        self.spans.extend(other.spans);
        self.resting_on(other.facts)
    }

    /// The text alone.
    pub(crate) fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    fn with(mut self, text: String, meaning: Option<Meaning>, link: Option<String>) -> Self {
        if !text.is_empty() {
            self.spans.push(Span { text, meaning, link });
        }
        self
    }
}

/// The answer in a sentence, with its reasons.
pub(crate) struct Verdict {
    pub(crate) meaning: Meaning,
    /// ✓, !, ✗ or ?: what colour says, for those who see none.
    pub(crate) mark: &'static str,
    pub(crate) text: Sentence,
    pub(crate) reasons: Vec<Sentence>,
}

/// A score on a scale from 0 to 10.
pub(crate) struct Meter {
    pub(crate) name: String,
    pub(crate) letter: String,
    pub(crate) interval: Option<Interval>,
    /// The interval in words.
    pub(crate) score: String,
    /// How much of it is known.
    pub(crate) known: String,
}

/// Labels with their texts, in two columns if there is room.
#[derive(Default)]
pub(crate) struct Pairs {
    pub(crate) rows: Vec<Pair>,
    /// Least width of the labels, to align several blocks; 0 for the widest label.
    pub(crate) column: usize,
    /// Whether a text keeps to one line on a terminal, cut where it ends.
    pub(crate) cut: bool,
}

/// A label and its text.
#[derive(Default)]
pub(crate) struct Pair {
    pub(crate) label: Sentence,
    pub(crate) text: Sentence,
    /// Smaller print below the text.
    pub(crate) details: Vec<Sentence>,
}

impl Pair {
    pub(crate) fn new(label: impl Into<Sentence>, text: impl Into<Sentence>) -> Self {
        Self { label: label.into(), text: text.into(), details: Vec::new() }
    }
}

impl FromIterator<Pair> for Pairs {
    fn from_iter<I: IntoIterator<Item = Pair>>(rows: I) -> Self {
        Self { rows: rows.into_iter().collect(), ..Self::default() }
    }
}

/// Cells in rows and columns, all rows as long as the header.
pub(crate) struct Table {
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// The rows or columns that become blocks on a narrow screen.
    pub(crate) stacked_by: Axis,
}

/// A direction in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    Row,
    Column,
}

/// A step to tick off.
pub(crate) struct Step {
    pub(crate) number: Option<usize>,
    pub(crate) id: String,
    pub(crate) title: String,
    /// Who does it, how long it takes, what comes before.
    pub(crate) remarks: Vec<String>,
    pub(crate) gate: Option<(&'static str, String)>,
    pub(crate) lines: Vec<(&'static str, Sentence)>,
    pub(crate) commands: Vec<String>,
}

/// A step in brief, for the first page of a plan.
pub(crate) struct OutlineRow {
    pub(crate) number: usize,
    pub(crate) title: String,
    /// When it is done, who does it, how long it takes.
    pub(crate) remarks: Vec<String>,
    pub(crate) text: String,
    /// What can't be undone.
    pub(crate) is_final: bool,
}

/// A message ready to send.
pub(crate) struct Message {
    pub(crate) title: String,
    pub(crate) when: Sentence,
    pub(crate) text: String,
}

/// Boxes of work and forks, from top to bottom.
pub(crate) struct Flow {
    pub(crate) title: &'static str,
    /// What the picture shows, for a screen reader.
    pub(crate) description: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) nodes: Vec<FlowNode>,
}

/// A box or a fork of a flow.
pub(crate) enum FlowNode {
    /// Work: its name, and which steps and days it takes.
    Work { title: String, detail: String },
    /// A gate: what must be true, and what to do if it is not.
    Gate { condition: String, otherwise: String },
}
