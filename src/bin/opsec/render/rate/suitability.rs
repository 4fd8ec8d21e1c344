//! Whether an app suits a profile: one verdict for cards, tables and lists.

use opsec::rate::{Assessment, Gates};
use opsec::review::{PlatformKind, Status};

use crate::render::document::Meaning;

/// Whether an app suits a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suitability {
    PrivateEnough,
    /// Private enough, and perhaps soon gone.
    MayShutDown,
    NotPrivate,
    NotKnown,
    /// Nobody can use it any more.
    ShutDown,
    /// Verdicts are for chats.
    NotAChat,
    /// The rubric asks none of the questions that decide.
    NotAsked,
}

impl From<&Assessment<'_>> for Suitability {
    fn from(assessment: &Assessment<'_>) -> Self {
        match (&assessment.gates, assessment.review.status) {
            (Gates::Open, Status::AtRisk) => Self::MayShutDown,
            (Gates::Open, _) => Self::PrivateEnough,
            (Gates::Closed(_), _) => Self::NotPrivate,
            (Gates::NotKnown(_), _) => Self::NotKnown,
            (Gates::None, Status::Discontinued) => Self::ShutDown,
            (Gates::None, _) if assessment.review.kind == PlatformKind::Chat => Self::NotAsked,
            (Gates::None, _) => Self::NotAChat,
        }
    }
}

impl Suitability {
    pub(super) fn meaning(self) -> Meaning {
        match self {
            Self::PrivateEnough => Meaning::Good,
            Self::NotPrivate | Self::ShutDown => Meaning::Bad,
            Self::MayShutDown | Self::NotKnown => Meaning::Warning,
            Self::NotAChat | Self::NotAsked => Meaning::Faint,
        }
    }

    /// What colour says, for those who see none.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Self::PrivateEnough => "✓",
            Self::MayShutDown => "!",
            Self::NotPrivate | Self::ShutDown => "✗",
            Self::NotKnown => "?",
            Self::NotAChat | Self::NotAsked => "–",
        }
    }
}

/// What closed gates say of an app, each once: "knows who you are", "shows where you are".
pub(super) fn closed_because<'a>(assessment: &Assessment<'a>) -> Vec<&'a str> {
    let Gates::Closed(reasons) = &assessment.gates else { return Vec::new() };
    let mut said: Vec<_> = reasons.iter().map(|reason| reason.gate.closed.english()).collect();
    said.dedup();
    said
}
