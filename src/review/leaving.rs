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
    /// Securing the account today, before anything else.
    Secure,
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
    pub const ALL: [Self; 7] = [
        Self::Secure,
        Self::Export,
        Self::Messages,
        Self::Community,
        Self::Account,
        Self::Residue,
        Self::Contact,
    ];

    /// The parts that are done in the app itself, in the order that loses nothing unless a review knows better:
    /// the account goes last, since the others need it.
    pub const USUAL_ORDER: [Self; 4] = [Self::Export, Self::Messages, Self::Community, Self::Account];

    /// Returns the key of the part in a review file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Secure => "secure",
            Self::Export => "export",
            Self::Messages => "messages",
            Self::Community => "community",
            Self::Account => "account",
            Self::Residue => "residue",
            Self::Contact => "contact",
        }
    }
}

/// Whose messages a copy of the data holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// Everyone's in the group.
    Everyone,
    /// Those of the person who asks.
    Own,
    /// No messages at all.
    None,
    /// It's not known.
    Unknown,
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
    /// The order of the parts that loses nothing, as far as the review gives it.
    pub order: Vec<Part>,
    /// Why the parts behind [`Part::Account`] in the order can still be done when the account is gone.
    pub after_account: Option<Text>,
}

/// The instructions for one part of leaving, or where the reviewer searched.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Step {
    /// Instructions with sources.
    Known {
        /// What to do, and what to watch for.
        evidence: Evidence,
        /// Longest time in days until the company has done it, if a source gives it.
        wait_days: Option<u32>,
        /// Days for which a download stays ready, if a source gives them.
        link_days: Option<u32>,
        /// Days in which the member can still undo it, if a source gives them.
        grace_days: Option<u32>,
        /// Whose messages a copy holds.
        holds: Option<Holds>,
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

    /// Returns every part of the usual order once: those of the review in its order, the others where they
    /// usually come, so never behind an account that they need.
    pub fn whole_order(&self) -> Vec<Part> {
        let rank = |part: &Part| Part::USUAL_ORDER.iter().position(|usual| usual == part);
        let mut order: Vec<Part> = Vec::with_capacity(Part::USUAL_ORDER.len());
        for part in &self.order {
            if rank(part).is_some() && !order.contains(part) {
                order.push(*part);
            }
        }
        for part in Part::USUAL_ORDER {
            if !order.contains(&part) {
                let place = order.iter().position(|later| rank(later) > rank(&part));
                order.insert(place.unwrap_or(order.len()), part);
            }
        }
        order
    }

    /// Whether the review says that a part can still be done when the account is gone.
    pub fn is_after_account(&self, part: Part) -> bool {
        let place = |wanted| self.order.iter().position(|part| *part == wanted);
        self.after_account.is_some()
            && place(part).zip(place(Part::Account)).is_some_and(|(part, account)| part > account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_order_leaves_out_comes_where_it_usually_does() {
        use Part::{Account, Community, Export, Messages};
        let whole = |order: &[Part]| Leaving { order: order.to_vec(), ..Leaving::default() }.whole_order();
        assert_eq!(whole(&[]), Part::USUAL_ORDER);
        assert_eq!(whole(&[Account]), Part::USUAL_ORDER);
        assert_eq!(whole(&[Export, Messages, Account]), Part::USUAL_ORDER);
        assert_eq!(whole(&[Community, Messages]), [Export, Community, Messages, Account]);
        assert_eq!(whole(&[Account, Community]), [Export, Messages, Account, Community]);
        assert_eq!(whole(&[Account, Account, Part::Residue]), Part::USUAL_ORDER);
    }

    #[test]
    fn every_part_is_found_by_its_key() {
        for part in Part::ALL {
            assert_eq!(part.id().parse(), Ok(part));
        }
        assert_eq!("exports".parse::<Part>(), Err(UnknownPart));
    }
}
