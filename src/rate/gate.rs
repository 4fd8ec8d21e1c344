//! Gates: conditions that an app must meet before its scores count.

use super::judged::{Judged, State};
use super::profile::{Gate, Profile};
use crate::review::{PlatformKind, Review, Rubric, Status};

/// Whether a platform passes the gates of a profile.
#[derive(Clone, Debug)]
pub enum Gates<'a> {
    /// Every gate is open.
    Open,
    /// At least one gate is closed; the closed ones with their reasons.
    Closed(Vec<GateReason<'a>>),
    /// None is known to be closed, and at least one is not known to be open.
    NotKnown(Vec<GateReason<'a>>),
    /// There are no gates: it is not a chat, has shut down, or the rubric lacks their questions.
    None,
}

/// A gate that is not open, and the answer that keeps it so.
#[derive(Clone, Debug)]
pub struct GateReason<'a> {
    /// The gate.
    pub gate: &'a Gate,
    /// The question it asks, with the review's answer.
    pub judged: Judged<'a>,
}

impl Gates<'_> {
    /// Returns the name of the state for programs.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed(_) => "closed",
            Self::NotKnown(_) => "not-known",
            Self::None => "none",
        }
    }

    /// Returns the gates that are not open.
    pub fn reasons(&self) -> &[GateReason<'_>] {
        match self {
            Self::Closed(reasons) | Self::NotKnown(reasons) => reasons,
            Self::Open | Self::None => &[],
        }
    }

    /// Whether every gate is open.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// Returns a rank for sorting: open, not known, closed, none.
    pub(super) fn order(&self) -> u8 {
        match self {
            Self::Open => 0,
            Self::NotKnown(_) => 1,
            Self::Closed(_) => 2,
            Self::None => 3,
        }
    }
}

/// Judges the gates of a profile.
///
/// An expired answer that closed a gate keeps it closed; one that opened it no longer does. Only an answer
/// opens a gate: not that a question cannot apply.
pub fn gates<'a>(profile: &'a Profile, rubric: &Rubric, judged: &[Judged<'a>], review: &Review) -> Gates<'a> {
    let asked = profile.gates.iter().any(|gate| rubric.question(&gate.question).is_some());
    if review.kind != PlatformKind::Chat || review.status == Status::Discontinued || !asked {
        return Gates::None;
    }
    let (mut closed, mut not_known) = (Vec::new(), Vec::new());
    for gate in profile.gates.iter().filter(|gate| rubric.question(&gate.question).is_some()) {
        let Some(judged) = judged.iter().find(|judged| judged.question.id == gate.question) else { continue };
        let opens = |id: &str| gate.open.iter().any(|open| *open == *id);
        let reason = || GateReason { gate, judged: judged.clone() };
        match judged.state {
            State::Known(choice, _) if opens(&choice.id) => {}
            State::Known(choice, _) | State::Expired(choice, _) if !opens(&choice.id) => {
                closed.push(reason());
            }
            // An app for which the question cannot apply has not shown what the gate asks for.
            State::Known(..)
            | State::Expired(..)
            | State::Disputed(..)
            | State::Unknown(_)
            | State::NotApplicable(_) => {
                not_known.push(reason());
            }
        }
    }
    match (closed.is_empty(), not_known.is_empty()) {
        (false, _) => Gates::Closed(closed),
        (true, false) => Gates::NotKnown(not_known),
        (true, true) => Gates::Open,
    }
}
