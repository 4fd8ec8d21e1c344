//! Dangers: what protects one group harms another, so each danger has a playbook of its own.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The danger a group is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Danger {
    /// A club, a family, friends: companies, hackers, former members with a grudge.
    Friends,
    /// People who work together, and their employer agrees: phishers, people who left with their access.
    Team,
    /// People who organise at work: the employer owns the chat, and perhaps the phones.
    Organising,
    /// A journalist's team and the sources: courts, leak inquiries, a seized phone.
    Journalist,
    /// Organisers and families under a state that hunts them.
    Activist,
}

impl Danger {
    /// Every danger.
    pub const ALL: [Self; 5] =
        [Self::Friends, Self::Team, Self::Organising, Self::Journalist, Self::Activist];

    /// Returns the id of the profile it belongs to.
    pub fn id(self) -> &'static str {
        match self {
            Self::Friends => "friends",
            Self::Team => "team",
            Self::Organising => "organising",
            Self::Journalist => "journalist",
            Self::Activist => "activist",
        }
    }
}

/// The error of a profile for which there is no playbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no playbook for this profile")]
pub struct UnknownDanger;

impl FromStr for Danger {
    type Err = UnknownDanger;

    fn from_str(id: &str) -> Result<Self, UnknownDanger> {
        Self::ALL.into_iter().find(|danger| danger.id() == id).ok_or(UnknownDanger)
    }
}
