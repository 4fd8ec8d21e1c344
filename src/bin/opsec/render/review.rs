//! What people who write reviews are shown: mistakes, changes, a template, a schema.

pub(crate) mod compose;
pub(crate) mod json;
pub(crate) mod proof;
pub(crate) mod schema;
pub(crate) mod template;

use opsec::proof::{Proof, Subject};
use opsec::rate::Change;
use opsec::review::{Advice, Review};
use opsec::yaml::Problem;

/// The findings about one file.
pub(crate) struct FileCheck {
    pub(crate) file: String,
    /// Mistakes without a position in the text, in words.
    pub(crate) mistakes: Vec<String>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) advice: Vec<Advice>,
}

impl FileCheck {
    pub(crate) fn new(file: String) -> Self {
        Self { file, mistakes: Vec::new(), problems: Vec::new(), advice: Vec::new() }
    }

    pub(crate) fn is_sound(&self) -> bool {
        self.mistakes.is_empty() && self.problems.is_empty()
    }
}

/// A review, and what was found of the sentences it rests on.
pub(crate) struct ProvenReview<'a> {
    pub(crate) review: &'a Review,
    pub(crate) proofs: Vec<Proof<'a>>,
}

/// The name of a subject: the id of a question, or a word with a number or part.
fn subject(subject: Subject<'_>) -> String {
    match subject {
        Subject::Question(id) => id.to_string(),
        Subject::Operator => "operator".to_owned(),
        Subject::Status => "status".to_owned(),
        Subject::Remark(number) => format!("remark-{number}"),
        Subject::Leaving(part) => format!("leaving-{}", part.id()),
    }
}

/// The changes between two versions of reviews.
#[derive(Default)]
pub(crate) struct Differences {
    pub(crate) added: Vec<String>,
    pub(crate) removed: Vec<String>,
    /// Ids with their changes.
    pub(crate) changed: Vec<(String, Vec<Change>)>,
}

impl Differences {
    pub(crate) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}
