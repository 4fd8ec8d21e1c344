//! The facts a document rests on, numbered in the order they are met.

use jiff::civil::Date;
use opsec::review::{Confidence, Evidence, Source};

/// The number of a fact in its document, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FactNumber(pub(crate) usize);

/// A fact with its sources.
#[derive(Clone, PartialEq)]
pub(crate) struct Fact {
    pub(crate) note: String,
    pub(crate) sources: Vec<Source>,
    pub(crate) checked: Date,
    pub(crate) confidence: Confidence,
}

impl From<&Evidence> for Fact {
    fn from(evidence: &Evidence) -> Self {
        Self {
            note: evidence.note.to_string(),
            sources: evidence.sources.clone(),
            checked: evidence.checked,
            confidence: evidence.confidence,
        }
    }
}

/// Facts by number.
#[derive(Default)]
pub(crate) struct Facts(Vec<Fact>);

impl Facts {
    /// Returns the number of a fact; the same fact keeps its number.
    pub(crate) fn number(&mut self, fact: Fact) -> FactNumber {
        let index = self.0.iter().position(|known| *known == fact).unwrap_or_else(|| {
            self.0.push(fact);
            self.0.len() - 1
        });
        FactNumber(index + 1)
    }

    /// Returns the facts with their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Fact)> {
        (1..).zip(&self.0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
