//! How to leave a platform, in the order that loses nothing.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::language::Text;

/// A part of leaving a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Getting a copy.
    Export,
    /// Deleting what one wrote.
    Messages,
    /// Closing the server, workspace or group.
    Community,
    /// Deleting the account.
    Account,
    /// What stays whatever one does.
    Residue,
    /// Whom to write to about privacy.
    Contact,
}

impl Part {
    /// All parts, in the order of a review file.
    pub const ALL: [Self; 6] =
        [Self::Export, Self::Messages, Self::Community, Self::Account, Self::Residue, Self::Contact];

    /// Returns the key of the part in a review file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Export => "export",
            Self::Messages => "messages",
            Self::Community => "community",
            Self::Account => "account",
            Self::Residue => "residue",
            Self::Contact => "contact",
        }
    }
}

/// A word that is the key of no part of leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no part of leaving")]
pub struct UnknownPart;

impl FromStr for Part {
    type Err = UnknownPart;

    fn from_str(id: &str) -> Result<Self, UnknownPart> {
        Self::ALL.into_iter().find(|part| part.id() == id).ok_or(UnknownPart)
    }
}

/// How to leave a platform.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Leaving {
    /// What is known of each part.
    pub steps: BTreeMap<Part, Step>,
    /// The order in which nothing is lost.
    pub order: Vec<Part>,
}

/// One step of leaving, or where was looked for it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Step {
    /// A sourced way.
    Known {
        /// What to do, and what to watch for.
        evidence: Evidence,
        /// Longest wait in days, where a source says so.
        days: Option<u32>,
        /// Days in which it can still be undone, where a source says so.
        grace_days: Option<u32>,
        /// Where in the program or on the web.
        place: Option<Text>,
    },
    /// Nothing was found; where was looked.
    Unknown(Text),
}

impl Leaving {
    /// Returns what is known of a part.
    pub fn step(&self, part: Part) -> Option<&Step> {
        self.steps.get(&part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_found_by_its_key() {
        for part in Part::ALL {
            assert_eq!(part.id().parse(), Ok(part));
        }
        assert_eq!("exports".parse::<Part>(), Err(UnknownPart));
    }
}
