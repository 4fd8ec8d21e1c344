//! What was found for a question of the rubric.

use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::language::Text;

/// An answer to a question of the rubric.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Answer {
    /// Id of the question.
    pub question: Text,
    /// What was found.
    pub given: Given,
}

/// What was found for a question.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Given {
    /// An option of the question, with evidence.
    Option(Text, Evidence),
    /// Nothing; where was looked.
    Unknown(Text),
    /// The question cannot apply; why.
    NotApplicable(Text),
}
