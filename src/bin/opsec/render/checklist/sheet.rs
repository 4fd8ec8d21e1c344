//! A sheet of paper before it is drawn: every sentence of a plan stands here once, whatever the form.

use jiff::civil::Date;
use opsec::policy::{Confidence, Evidence, Source};

/// What is written on, top to bottom.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
    pub(super) facts: Facts,
}

/// A piece of a sheet.
pub(super) enum Block {
    /// A heading of the second rank.
    Heading(String),
    /// A heading of the third rank, with a sentence under it.
    Subheading(String, String),
    Paragraph(String),
    /// A paragraph that must not be overlooked.
    Warning(String),
    Bullets(Vec<String>),
    /// A name and what is to say of it, in two columns where there is room.
    Pairs(Vec<(String, String)>),
    Step(Box<StepBlock>),
    Message(MessageBlock),
    Chart,
    /// A line to write on by hand.
    Blank(String),
    /// A new sheet of paper.
    Break,
}

/// A step to tick off.
pub(super) struct StepBlock {
    pub(super) number: Option<usize>,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) due: Date,
    /// Who does it, how long it takes, what comes before.
    pub(super) facts: Vec<String>,
    pub(super) gate: Option<String>,
    /// "why", "how", …
    pub(super) lines: Vec<(&'static str, String)>,
    pub(super) commands: Vec<String>,
}

/// A message ready to send.
pub(super) struct MessageBlock {
    pub(super) title: String,
    pub(super) when: String,
    pub(super) text: String,
}

/// The facts a sheet leans on, numbered in the order they are met.
#[derive(Default)]
pub(super) struct Facts(pub(super) Vec<FactLine>);

/// A fact with its source.
#[derive(PartialEq)]
pub(super) struct FactLine {
    pub(super) note: String,
    pub(super) sources: Vec<Source>,
    pub(super) checked: Date,
    pub(super) confidence: Confidence,
}

impl Facts {
    /// Returns the number of a fact, from 1; the same fact keeps its number.
    pub(super) fn number(&mut self, fact: FactLine) -> usize {
        if let Some(index) = self.0.iter().position(|known| *known == fact) {
            return index + 1;
        }
        self.0.push(fact);
        self.0.len()
    }

    /// Returns the mark of some facts: " [3, 7]", or nothing.
    pub(super) fn mark(&mut self, facts: impl IntoIterator<Item = FactLine>) -> String {
        let mut numbers: Vec<String> = Vec::new();
        for number in facts.into_iter().map(|fact| self.number(fact).to_string()) {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        if numbers.is_empty() { String::new() } else { format!(" [{}]", numbers.join(", ")) }
    }
}

impl From<&Evidence> for FactLine {
    fn from(evidence: &Evidence) -> Self {
        Self {
            note: evidence.note.to_string(),
            sources: evidence.sources.clone(),
            checked: evidence.checked,
            confidence: evidence.confidence,
        }
    }
}

impl FactLine {
    /// "support.signal.org, 2025-11-26 (section); looked up 2026-11-26, high confidence"
    pub(super) fn origin(&self) -> String {
        let sources: Vec<_> = self
            .sources
            .iter()
            .map(|source| {
                let section =
                    source.section.as_ref().map_or_else(String::new, |section| format!(" ({section})"));
                format!("{}{section}, {}", source.url, source.date)
            })
            .collect();
        format!(
            "{}; looked up {}, {} confidence",
            sources.join(" · "),
            self.checked,
            confidence(self.confidence)
        )
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
        Confidence::Disputed => "disputed",
    }
}

/// Parts a text from the marks of facts at its end: "So. [3, 7]" is "So." and 3, 7.
pub(super) fn unmarked(text: &str) -> (&str, Vec<usize>) {
    let mark = text.strip_suffix(']').and_then(|text| text.rsplit_once(" ["));
    let numbers = mark.and_then(|(before, mark)| {
        let numbers: Option<Vec<usize>> = mark.split(", ").map(|number| number.parse().ok()).collect();
        numbers.map(|numbers| (before, numbers))
    });
    numbers.unwrap_or((text, Vec::new()))
}
