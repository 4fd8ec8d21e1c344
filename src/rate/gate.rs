//! Gates: conditions that an app must meet before its scores count.

use super::judged::{Judged, State};
use super::profile::{Gate, Profile};
use crate::review::{PlatformKind, Review, Rubric, Status};

/// Whether a platform passes the gates of a profile.
#[derive(Clone, Debug)]
pub enum Gates<'a> {
    /// Every gate is open.
    Open,
    /// None is closed, and some are open only on conditions; those with their reasons.
    Conditional(Vec<GateReason<'a>>),
    /// At least one gate is closed; the closed ones with their reasons.
    Closed(Vec<GateReason<'a>>),
    /// None is known to be closed, and at least one is not known to be open.
    NotKnown(Vec<GateReason<'a>>),
    /// The app may shut down, or nobody maintains it: no answer makes up for that.
    AtRisk,
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
            Self::Conditional(_) => "conditional",
            Self::Closed(_) | Self::AtRisk => "closed",
            Self::NotKnown(_) => "not-known",
            Self::None => "none",
        }
    }

    /// Returns the gates that are not open.
    pub fn reasons(&self) -> &[GateReason<'_>] {
        match self {
            Self::Closed(reasons) | Self::NotKnown(reasons) | Self::Conditional(reasons) => reasons,
            Self::Open | Self::AtRisk | Self::None => &[],
        }
    }

    /// Whether every gate is open.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }

    /// Whether no gate is closed or unknown: a group can move there, perhaps on conditions.
    pub fn lets_pass(&self) -> bool {
        matches!(self, Self::Open | Self::Conditional(_))
    }

    /// Returns a rank for sorting: open, on conditions, not known, closed, none.
    pub(super) fn order(&self) -> u8 {
        match self {
            Self::Open => 0,
            Self::Conditional(_) => 1,
            Self::NotKnown(_) => 2,
            Self::Closed(_) | Self::AtRisk => 3,
            Self::None => 4,
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
    if review.status == Status::AtRisk {
        return Gates::AtRisk;
    }
    let (mut closed, mut not_known, mut partly) = (Vec::new(), Vec::new(), Vec::new());
    for gate in profile.gates.iter().filter(|gate| rubric.question(&gate.question).is_some()) {
        let Some(judged) = judged.iter().find(|judged| judged.question.id == gate.question) else { continue };
        let opens = |id: &str| gate.open.iter().any(|open| *open == *id);
        let half_opens = |id: &str| gate.partly.iter().any(|partly| *partly == *id);
        let reason = || GateReason { gate, judged: judged.clone() };
        match judged.state {
            State::Known(choice, _) if opens(&choice.id) => {}
            State::Known(choice, _) if half_opens(&choice.id) => partly.push(reason()),
            State::Known(choice, _) | State::Expired(choice, _)
                if !opens(&choice.id) && !half_opens(&choice.id) =>
            {
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
        (true, true) if !partly.is_empty() => Gates::Conditional(partly),
        (true, true) => Gates::Open,
    }
}
