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
    /// Getting a copy of the data.
    Export,
    /// Deleting one's own messages.
    Messages,
    /// Closing the server, workspace or group.
    Community,
    /// Deleting the account.
    Account,
    /// What remains in spite of every deletion.
    Residue,
    /// The contact for privacy requests.
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

/// The error of a key that names no part of leaving.
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
    /// The step for each part.
    pub steps: BTreeMap<Part, Step>,
    /// The order of the parts that loses nothing.
    pub order: Vec<Part>,
}

/// The instructions for one part of leaving, or where the reviewer searched.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Step {
    /// Instructions with sources.
    Known {
        /// What to do, and what to watch for.
        evidence: Evidence,
        /// Longest wait in days, if a source gives it.
        days: Option<u32>,
        /// Days in which it can still be undone, if a source gives them.
        grace_days: Option<u32>,
        /// Where it is done: a menu of the app, or an address.
        place: Option<Text>,
    },
    /// Nothing was found; the text says where the reviewer searched.
    Unknown(Text),
}

impl Leaving {
    /// Returns the step for a part.
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
