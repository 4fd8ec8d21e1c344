//! The findings about the words that were seen, and what follows from them.

use jiff::Timestamp;
use serde::Serialize;

use super::Member;

/// The finding about a member's words.
///
/// Serialised, it is its name under `finding`, with the moment it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum Finding<'g> {
    /// The member's own words, still valid.
    Right {
        /// The end of their validity.
        until: Timestamp,
        /// Another member who has posted the same words.
        #[serde(skip)]
        copied_by: Option<&'g Member>,
    },
    /// The member's own words of this round, which has ended.
    Expired {
        /// When they expired.
        since: Timestamp,
    },
    /// The member's own words of an earlier round: left up, or posted again.
    EarlierRound {
        /// When they expired or would have.
        until: Timestamp,
    },
    /// The words of another member of the group.
    Swapped {
        /// The other member.
        #[serde(skip)]
        with: &'g Member,
    },
    /// Words of this handle for the new name of another member.
    OtherName {
        /// The other member.
        #[serde(skip)]
        of: &'g Member,
    },
    /// The same words were seen at two members, and they are neither's.
    Shared {
        /// The other member.
        #[serde(skip)]
        with: &'g Member,
    },
    /// One or two letters differ from the right words.
    Nearly,
    /// Not as many words as there should be.
    WordCount {
        /// How many words were typed.
        typed: usize,
    },
    /// They are not this member's words in any round that is known.
    Wrong,
    /// The page shows no words of this member.
    NotOnPage,
    /// The page has so many words of the list that some would match by chance.
    Stuffed,
    /// The page asks to sign in, so the profile was not seen.
    LoginWall,
    /// The page has hardly any text, so the profile was not seen.
    BarePage,
    /// The page is no text, or has too many elements or nests them too deeply to be read.
    Unreadable,
}

impl<'g> Finding<'g> {
    /// Returns the other member of the finding.
    pub fn other(self) -> Option<&'g Member> {
        match self {
            Self::Swapped { with: other } | Self::OtherName { of: other } | Self::Shared { with: other } => {
                Some(other)
            }
            Self::Right { copied_by, .. } => copied_by,
            _ => None,
        }
    }

    /// Returns the result of this finding alone.
    pub fn conclusion(self) -> Conclusion {
        match self {
            Self::Right { .. } => Conclusion::Confirmed,
            // Where no words were typed, the profile shows none.
            Self::WordCount { typed } if typed > 0 => Conclusion::Open,
            Self::LoginWall | Self::BarePage | Self::Unreadable => Conclusion::Open,
            Self::Expired { .. }
            | Self::EarlierRound { .. }
            | Self::WordCount { .. }
            | Self::Swapped { .. }
            | Self::OtherName { .. }
            | Self::Shared { .. }
            | Self::Nearly
            | Self::Wrong
            | Self::NotOnPage
            | Self::Stuffed => Conclusion::Refused,
        }
    }
}

/// The result of findings, from best to worst; several have the worst of their results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conclusion {
    /// Everyone's words are right and valid.
    Confirmed,
    /// Something is not known, and nothing is wrong.
    Open,
    /// Something is wrong.
    Refused,
}

impl Conclusion {
    /// Returns the result of several findings: the worst of their results.
    pub fn of(findings: &[Finding<'_>]) -> Self {
        findings.iter().map(|finding| finding.conclusion()).max().unwrap_or(Self::Confirmed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_no_is_a_no_and_an_unclear_result_is_not_a_yes() {
        let right = Finding::Right { until: Timestamp::UNIX_EPOCH, copied_by: None };
        assert_eq!(Conclusion::of(&[right, right]), Conclusion::Confirmed);
        assert_eq!(Conclusion::of(&[right, Finding::LoginWall]), Conclusion::Open);
        assert_eq!(Conclusion::of(&[right, Finding::WordCount { typed: 2 }]), Conclusion::Open);
        assert_eq!(Conclusion::of(&[right, Finding::WordCount { typed: 0 }]), Conclusion::Refused);
        assert_eq!(Conclusion::of(&[Finding::BarePage, Finding::Nearly, right]), Conclusion::Refused);
    }
}
