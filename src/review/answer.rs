//! Answers to the questions of the rubric.

use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::language::Text;

/// An answer to a question of the rubric.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Answer {
    /// Id of the question.
    pub question: Text,
    /// The answer itself.
    pub given: Given,
}

/// The answer given to a question.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Given {
    /// An option of the question, with evidence.
    Option(Text, Evidence),
    /// Nothing was found; the text says where the reviewer searched.
    Unknown(Text),
    /// The question cannot apply; the text says why.
    NotApplicable(Text),
}
