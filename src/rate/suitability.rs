//! Whether an app suits a profile: one verdict wherever it is shown.

use super::assess::Assessment;
use super::gate::Gates;
use crate::review::{PlatformKind, Status};

/// Whether an app suits a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suitability {
    /// Every gate is open.
    PrivateEnough,
    /// It works, but only on conditions.
    WorksBut,
    /// It may shut down soon, or nobody maintains it; no group should move there.
    MayShutDown,
    /// A gate is closed.
    NotPrivate,
    /// It is not known whether every gate is open.
    NotKnown,
    /// Nobody can use it any more.
    ShutDown,
    /// It is not a chat app, and verdicts are for chat apps.
    NotAChat,
    /// The rubric asks none of the questions that decide.
    NotAsked,
}

impl From<&Assessment<'_>> for Suitability {
    fn from(assessment: &Assessment<'_>) -> Self {
        match (&assessment.gates, assessment.review.status) {
            (Gates::Open, _) => Self::PrivateEnough,
            (Gates::Conditional(_), _) => Self::WorksBut,
            (Gates::AtRisk, _) => Self::MayShutDown,
            (Gates::Closed(_), _) => Self::NotPrivate,
            (Gates::NotKnown(_), _) => Self::NotKnown,
            (Gates::None, Status::Discontinued) => Self::ShutDown,
            (Gates::None, _) if assessment.review.kind == PlatformKind::Chat => Self::NotAsked,
            (Gates::None, _) => Self::NotAChat,
        }
    }
}
