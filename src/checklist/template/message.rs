//! Messages and letters ready to send.

use serde::{Deserialize, Serialize};

use super::Scope;
use crate::language::{Localized, Text};

/// A message ready to send.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Message {
    /// Name for programs.
    pub id: Text,
    /// What it is for. The laws of a danger forbid some kinds.
    pub kind: MessageKind,
    /// What it is.
    pub title: Localized,
    /// Whether one is written for every app left.
    pub scope: Option<Scope>,
    /// Where and when to send it.
    pub when: Localized,
    /// The text.
    pub text: Localized,
    /// Ids of the facts it relies on.
    pub claims: Vec<Text>,
}

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MessageKind {
    /// It tells the whole group, in the old app, that it moves.
    Announcement,
    /// It is said face to face, and never written.
    Spoken,
    /// It asks a member to show words in a public profile.
    Words,
    /// It goes to the company: a request for data, for erasure, or a complaint.
    Letter,
}
