//! Proof of a review: every sentence that an answer rests on is found again, by its fingerprint, in the texts of a
//! folder. Pure: the texts are given from outside.

mod place;

use std::collections::HashMap;
use std::rc::Rc;

use jiff::civil::Date;

use crate::language::Text;
use crate::review::leaving::{Part, Step};
use crate::review::{Given, Review, Source, SourceDate};
use crate::text::document::Sentence;
use crate::text::fingerprint::Fingerprint;

pub use place::places;

/// What an answer, a remark or another fact of a review rests on, found again or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof<'a> {
    /// What the review says something about.
    pub subject: Subject<'a>,
    /// The chosen option, if the subject is a question.
    pub option: Option<&'a Text>,
    /// Its sources, in the order of the review.
    pub sources: Vec<SourceProof<'a>>,
}

/// What a review says something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A question of the rubric, by its id.
    Question(&'a Text),
    /// Who runs the platform.
    Operator,
    /// Whether it can still be used.
    Status,
    /// A remark, by its number from 1.
    Remark(usize),
    /// A part of leaving.
    Leaving(Part),
}

/// A source with its sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceProof<'a> {
    /// The source.
    pub source: &'a Source,
    /// Each fingerprint of the source, and what was found.
    pub sentences: Vec<(Fingerprint, Found)>,
}

/// What was found of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The sentence stands in the text.
    Here(Rc<Sentence>),
    /// The text has no such sentence.
    Gone,
    /// The sentence that should give the document's date gives another, or none.
    OtherDate(Rc<Sentence>),
    /// There is no text of this address.
    NoText,
}

/// The sentences of a text by their fingerprints.
pub type Sentences = HashMap<Fingerprint, Rc<Sentence>>;

/// How many answers and sentences there are, and how many of them were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Answers with an option.
    pub answers: usize,
    /// Those of them with a sentence, all of whose sentences were found.
    pub proven: usize,
    /// Those that name no sentence.
    pub without_sentence: usize,
    /// All sentences of the review, also those of remarks and of leaving.
    pub sentences: usize,
    /// Sentences that were found.
    pub found: usize,
    /// Sentences that are gone, or don't give the date they should.
    pub gone: usize,
    /// Sentences whose text isn't there.
    pub without_text: usize,
}

impl Proof<'_> {
    /// Returns what was found of all sentences.
    pub fn found(&self) -> impl Iterator<Item = &Found> {
        self.sources.iter().flat_map(|source| source.sentences.iter().map(|(_, found)| found))
    }

    /// Whether it names a sentence, and all that it names were found.
    pub fn is_proven(&self) -> bool {
        self.found().next().is_some() && self.found().all(|found| matches!(found, Found::Here(_)))
    }
}

/// Looks for the sentences of everything that a review says. `text` gives the sentences of the text of an address.
pub fn prove<'a>(review: &'a Review, mut text: impl FnMut(&str) -> Option<Rc<Sentences>>) -> Vec<Proof<'a>> {
    let mut proofs = Vec::new();
    let mut prove = |subject, option, sources: &'a [Source]| {
        let sources =
            sources.iter().map(|source| SourceProof { source, sentences: look(source, &mut text) }).collect();
        proofs.push(Proof { subject, option, sources });
    };
    if let Some(operator) = &review.operator {
        prove(Subject::Operator, None, &operator.sources);
    }
    if let Some(status) = &review.status_note {
        prove(Subject::Status, None, &status.sources);
    }
    for answer in &review.answers {
        if let Given::Option(option, evidence) = &answer.given {
            prove(Subject::Question(&answer.question), Some(option), &evidence.sources);
        }
    }
    for (number, remark) in (1..).zip(&review.remarks) {
        prove(Subject::Remark(number), None, &remark.sources);
    }
    for (part, step) in review.leaving.iter().flat_map(|leaving| &leaving.steps) {
        if let Step::Known { evidence, .. } = step {
            prove(Subject::Leaving(*part), None, &evidence.sources);
        }
    }
    proofs
}

fn look(source: &Source, text: &mut impl FnMut(&str) -> Option<Rc<Sentences>>) -> Vec<(Fingerprint, Found)> {
    if source.evidence.is_empty() && source.dated.is_none() {
        return Vec::new();
    }
    let text = text(&source.url);
    let find = |fingerprint| match &text {
        None => Found::NoText,
        Some(sentences) => {
            sentences.get(&fingerprint).map_or(Found::Gone, |sentence| Found::Here(Rc::clone(sentence)))
        }
    };
    let dated = source.dated.map(|fingerprint| match find(fingerprint) {
        Found::Here(sentence) if !gives(&sentence.text, source.published) => {
            (fingerprint, Found::OtherDate(sentence))
        }
        found => (fingerprint, found),
    });
    source.evidence.iter().map(|fingerprint| (*fingerprint, find(*fingerprint))).chain(dated).collect()
}

/// The English names of the months; their first three letters are names too.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a sentence gives a date: its year, its month by name or number, and its day if it has one. In a sentence
/// that names no English month, any word may be the month.
fn gives(sentence: &str, published: SourceDate) -> bool {
    if published.earliest().is_some() && sentence.contains(&published.to_string()) {
        return true;
    }
    let lower = sentence.to_lowercase();
    let digits = lower.split(|letter: char| !letter.is_ascii_digit());
    let numbers: Vec<i16> = digits.filter_map(|number| number.parse().ok()).collect();
    let month = |word: &str| {
        MONTHS.iter().position(|month| {
            word == *month || word == &month[..3] || (word == "sept" && *month == MONTHS[8])
        })
    };
    let named: Vec<usize> = lower.split(|letter: char| !letter.is_alphabetic()).filter_map(month).collect();
    let has_year = |date: Date| numbers.contains(&date.year()) || numbers.contains(&(date.year() % 100));
    let has_month = |date: Date| {
        let month = date.month();
        let index = usize::from(month.unsigned_abs()) - 1;
        named.contains(&index) || (named.is_empty() && (numbers.contains(&month.into()) || numbers.len() < 3))
    };
    match published {
        SourceDate::Day(date) => {
            has_year(date) && has_month(date) && numbers.contains(&i16::from(date.day()))
        }
        SourceDate::Month(date) => has_year(date) && has_month(date),
        SourceDate::Year(date) => has_year(date),
        SourceDate::Undated => false,
    }
}

impl Tally {
    /// Counts answers and sentences.
    pub fn of(proofs: &[Proof<'_>]) -> Self {
        let mut tally = Self::default();
        for proof in proofs {
            if proof.option.is_some() {
                tally.answers += 1;
                tally.proven += usize::from(proof.is_proven());
                tally.without_sentence += usize::from(proof.found().next().is_none());
            }
            for found in proof.found() {
                tally.sentences += 1;
                match found {
                    Found::Here(_) => tally.found += 1,
                    Found::Gone | Found::OtherDate(_) => tally.gone += 1,
                    Found::NoText => tally.without_text += 1,
                }
            }
        }
        tally
    }

    /// Whether every sentence was found.
    pub fn is_whole(self) -> bool {
        self.found == self.sentences
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.answers += other.answers;
        self.proven += other.proven;
        self.without_sentence += other.without_sentence;
        self.sentences += other.sentences;
        self.found += other.found;
        self.gone += other.gone;
        self.without_text += other.without_text;
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_sentence_gives_a_date_or_another_one() {
        let day = SourceDate::Day(date(2025, 7, 2));
        for sentence in [
            "Last updated 2 July 2025.",
            "Effective: July 2nd, 2025",
            "2025-07-02",
            "Effective 07/02/25.",
            "Stand: 2. Juli 2025",
            "Dernière mise à jour : 2 juillet 2025",
            "In force since 2 Jul 2025, replaces that of 1 May 2024.",
            "\"dateUpdated\": \"2025-07-02T22:05:15\"",
            "junderw may say so · 2025-07-02",
        ] {
            assert!(gives(sentence, day), "{sentence}");
        }
        for sentence in
            ["Last updated 2 January 2025.", "2 July 2024", "3 July 2025", "July 2025", "We keep logs."]
        {
            assert!(!gives(sentence, day), "{sentence}");
        }
        assert!(gives("March 2025", SourceDate::Month(date(2025, 3, 1))));
        assert!(!gives("2 July 2025", SourceDate::Month(date(2025, 3, 1))));
        assert!(gives("(c) 2025", SourceDate::Year(date(2025, 1, 1))));
    }
}
