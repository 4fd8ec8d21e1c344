//! Sentences with their fingerprints, and what was found of those that reviews rest on, as JSON.

use opsec::language::Text;
use opsec::proof::{Found, Proof, SourceProof, Tally};
use opsec::text::document::Sentence;
use opsec::text::fingerprint::Fingerprint;
use schemars::JsonSchema;
use serde::Serialize;

use crate::render::json::Version;
use crate::render::review::{ProvenReview, subject};

/// What `opsec review fingerprint` prints: the sentences of a text.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SentencesJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The sentences in the order of the text.
    sentences: Vec<SentenceJson<'a>>,
}

/// A sentence of a text.
#[derive(JsonSchema, Serialize)]
struct SentenceJson<'a> {
    /// Its fingerprint.
    #[schemars(with = "String", regex(pattern = "^[a-z2-7]{13}$"))]
    fingerprint: Fingerprint,
    /// The line on which its paragraph begins, from 1.
    line: usize,
    /// The last heading before it; null if there's none.
    heading: Option<&'a str>,
    /// The sentence.
    text: &'a str,
}

impl<'a> From<&'a Sentence> for SentenceJson<'a> {
    fn from(sentence: &'a Sentence) -> Self {
        let Sentence { text, line, heading, fingerprint } = sentence;
        Self { fingerprint: *fingerprint, line: *line, heading: heading.as_deref(), text }
    }
}

pub(crate) fn sentences(sentences: &[Sentence]) -> SentencesJson<'_> {
    SentencesJson { schema: Version, sentences: sentences.iter().map(SentenceJson::from).collect() }
}

/// What `opsec review prove` prints: the sentences that reviews rest on, found again or not.
#[derive(JsonSchema, Serialize)]
pub(crate) struct ProofsJson<'a> {
    /// The version of this document.
    schema: Version,
    /// Whether every sentence was found.
    whole: bool,
    /// The numbers of all reviews together.
    total: TallyJson,
    /// The reviews in the order given.
    reviews: Vec<ReviewJson<'a>>,
}

/// How many answers and sentences there are, and how many of them were found.
#[derive(JsonSchema, Serialize)]
struct TallyJson {
    /// The answers with an option.
    answers: usize,
    /// Those of them that name a sentence, and all of whose sentences were found.
    proven: usize,
    /// Those of them that name no sentence.
    without_sentence: usize,
    /// All sentences, also those of remarks and of leaving.
    sentences: usize,
    /// The sentences that were found.
    found: usize,
    /// The sentences that are gone from their texts, or don't give the date they should.
    gone: usize,
    /// The sentences whose texts are missing from the folder.
    without_text: usize,
}

impl From<Tally> for TallyJson {
    fn from(tally: Tally) -> Self {
        let Tally { answers, proven, without_sentence, sentences, found, gone, without_text } = tally;
        Self { answers, proven, without_sentence, sentences, found, gone, without_text }
    }
}

/// A review.
#[derive(JsonSchema, Serialize)]
struct ReviewJson<'a> {
    /// The ID of the app.
    id: &'a str,
    /// Its numbers.
    total: TallyJson,
    /// Its answers and other facts.
    facts: Vec<FactJson<'a>>,
}

/// An answer or another fact of a review.
#[derive(JsonSchema, Serialize)]
struct FactJson<'a> {
    /// The ID of the question; or "operator", "status", "remark-1", "leaving-export" and so on.
    subject: String,
    /// The ID of the chosen answer; null if the fact isn't an answer.
    option: Option<&'a str>,
    /// Whether it names a sentence, and all its sentences were found.
    proven: bool,
    /// Its sources.
    sources: Vec<SourceJson<'a>>,
}

/// A source with its sentences.
#[derive(JsonSchema, Serialize)]
struct SourceJson<'a> {
    /// The address of the source.
    url: &'a str,
    /// Its sentences.
    sentences: Vec<FoundJson<'a>>,
}

/// A sentence that a fact rests on.
#[derive(JsonSchema, Serialize)]
struct FoundJson<'a> {
    /// Its fingerprint.
    #[schemars(with = "String", regex(pattern = "^[a-z2-7]{13}$"))]
    fingerprint: Fingerprint,
    /// Whether it was found.
    state: StateJson,
    /// The line on which its paragraph begins, from 1; null if it wasn't found.
    line: Option<usize>,
    /// The sentence; null if it wasn't found.
    text: Option<&'a str>,
}

/// Whether a sentence was found.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum StateJson {
    /// The sentence is in the text.
    Found,
    /// The text has no such sentence.
    Gone,
    /// The sentence that should give the document's date gives another, or none.
    OtherDate,
    /// The folder has no text of this address.
    NoText,
}

pub(crate) fn proofs<'a>(reviews: &'a [ProvenReview<'a>], total: Tally) -> ProofsJson<'a> {
    let reviews = reviews.iter().map(|review| ReviewJson {
        id: &review.review.id,
        total: Tally::of(&review.proofs).into(),
        facts: review.proofs.iter().map(fact).collect(),
    });
    ProofsJson { schema: Version, whole: total.is_whole(), total: total.into(), reviews: reviews.collect() }
}

fn fact<'a>(proof: &'a Proof<'_>) -> FactJson<'a> {
    FactJson {
        subject: subject(proof.subject),
        option: proof.option.map(Text::as_str),
        proven: proof.is_proven(),
        sources: proof.sources.iter().map(source).collect(),
    }
}

fn source<'a>(proof: &'a SourceProof<'_>) -> SourceJson<'a> {
    let found = proof.sentences.iter().map(|(fingerprint, found)| {
        let (state, sentence) = match found {
            Found::Here(sentence) => (StateJson::Found, Some(sentence)),
            Found::Gone => (StateJson::Gone, None),
            Found::OtherDate(sentence) => (StateJson::OtherDate, Some(sentence)),
            Found::NoText => (StateJson::NoText, None),
        };
        FoundJson {
            fingerprint: *fingerprint,
            state,
            line: sentence.map(|sentence| sentence.line),
            text: sentence.map(|sentence| sentence.text.as_str()),
        }
    });
    SourceJson { url: &proof.source.url, sentences: found.collect() }
}
