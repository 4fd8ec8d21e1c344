//! Words for members, and the findings, as JSON.

use jiff::Timestamp;
use opsec::verify::{Finding, Member};
use schemars::JsonSchema;
use serde::Serialize;

use super::Round;
use crate::render::json::{Moment, Version};

/// What `opsec verify new` prints: words for members.
#[derive(JsonSchema, Serialize)]
pub(crate) struct RoundJson<'a> {
    /// The version of this document.
    schema: Version,
    /// When the words expire.
    #[schemars(with = "Moment")]
    until: Timestamp,
    /// The group's salt, if it's new; null if you gave one.
    salt: Option<&'a str>,
    /// The members in the order given.
    members: Vec<MemberJson<'a>>,
}

/// A member with their words.
#[derive(JsonSchema, Serialize)]
struct MemberJson<'a> {
    /// The member's handle in the old app.
    old: &'a str,
    /// The member's name in the new app.
    new: &'a str,
    /// The words that the member posts.
    words: &'a str,
    /// The message to send to the member.
    request: String,
}

pub(super) fn round(round: &Round) -> RoundJson<'_> {
    let members = round.words.iter().map(|(member, words)| MemberJson {
        old: member.old().shown(),
        new: member.new_name().shown(),
        words,
        request: round.request(member, words),
    });
    RoundJson {
        schema: Version,
        until: round.until,
        salt: round.salt.as_ref().map(|salt| salt.as_str()),
        members: members.collect(),
    }
}

/// What `opsec verify check` prints: the findings about words that were seen.
#[derive(JsonSchema, Serialize)]
pub(crate) struct FindingsJson<'a> {
    /// The version of this document.
    schema: Version,
    /// A result for each member that was checked.
    results: Vec<ResultJson<'a>>,
}

/// The result for a member.
#[derive(JsonSchema, Serialize)]
struct ResultJson<'a> {
    /// The member's handle in the old app.
    old: &'a str,
    /// The member's name in the new app.
    new: &'a str,
    /// What we found.
    finding: FindingJson,
    /// When the words expire, if they're right; otherwise null.
    #[schemars(with = "Option<Moment>")]
    until: Option<Timestamp>,
    /// When the words expired, if they have; otherwise null.
    #[schemars(with = "Option<Moment>")]
    since: Option<Timestamp>,
    /// The handle of the other member whose words or name these are; null if there is none.
    other: Option<&'a str>,
}

/// What was found about the words of a member.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum FindingJson {
    /// They are the member's own words, and still valid.
    Right,
    /// They are the member's own words, but expired.
    Expired,
    /// They are the words of another member.
    Swapped,
    /// They are words of this handle for the new name of another member.
    OtherName,
    /// Another member posted the same words.
    Shared,
    /// One or two letters differ from the right words.
    Nearly,
    /// They aren't this member's words.
    Wrong,
    /// The page shows no words of this member.
    NotOnPage,
    /// The page has so many words of the list that some would match by chance.
    Stuffed,
    /// The page asks you to sign in, so we didn't see the profile.
    LoginWall,
    /// The page has hardly any text, so we didn't see the profile.
    BarePage,
}

impl From<Finding<'_>> for FindingJson {
    fn from(finding: Finding<'_>) -> Self {
        match finding {
            Finding::Right { .. } => Self::Right,
            Finding::Expired { .. } => Self::Expired,
            Finding::Swapped { .. } => Self::Swapped,
            Finding::OtherName { .. } => Self::OtherName,
            Finding::Shared { .. } => Self::Shared,
            Finding::Nearly => Self::Nearly,
            Finding::Wrong => Self::Wrong,
            Finding::NotOnPage => Self::NotOnPage,
            Finding::Stuffed => Self::Stuffed,
            Finding::LoginWall => Self::LoginWall,
            Finding::BarePage => Self::BarePage,
        }
    }
}

pub(crate) fn findings<'a>(findings: &[(&'a Member, Finding<'a>)]) -> FindingsJson<'a> {
    let result = |(member, finding): &(&'a Member, Finding<'a>)| {
        let (until, since) = match *finding {
            Finding::Right { until } => (Some(until), None),
            Finding::Expired { since } => (None, Some(since)),
            _ => (None, None),
        };
        ResultJson {
            old: member.old().shown(),
            new: member.new_name().shown(),
            finding: (*finding).into(),
            until,
            since,
            other: finding.other().map(|other| other.old().shown()),
        }
    };
    FindingsJson { schema: Version, results: findings.iter().map(result).collect() }
}
