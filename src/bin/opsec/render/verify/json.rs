//! Words for members, and the findings, as JSON.

use jiff::Timestamp;
use opsec::verify::{Finding, Remark};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Checked, Round};
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
    /// When the words expire, if they're right or of an earlier round; otherwise null.
    #[schemars(with = "Option<Moment>")]
    until: Option<Timestamp>,
    /// When the words expired, if they have; otherwise null.
    #[schemars(with = "Option<Moment>")]
    since: Option<Timestamp>,
    /// How many words were typed, if it's the wrong number; otherwise null.
    typed: Option<usize>,
    /// The handle of the other member whose words or name these are, or who copied them; null if there is none.
    other: Option<&'a str>,
    /// What to notice about the member's names.
    remarks: Vec<RemarkJson<'a>>,
}

/// What was found about the words of a member.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum FindingJson {
    /// They are the member's own words, and still valid.
    Right,
    /// They are the member's own words of this round, which has ended.
    Expired,
    /// They are the member's own words of an earlier round.
    EarlierRound,
    /// They are the words of another member.
    Swapped,
    /// They are words of this handle for the new name of another member.
    OtherName,
    /// Another member posted the same words, and they are neither's.
    Shared,
    /// One or two letters differ from the right words.
    Nearly,
    /// There aren't as many words as there should be.
    WordCount,
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
    /// The page is no text, or too deeply nested to be read.
    Unreadable,
}

impl From<Finding<'_>> for FindingJson {
    fn from(finding: Finding<'_>) -> Self {
        match finding {
            Finding::Right { .. } => Self::Right,
            Finding::Expired { .. } => Self::Expired,
            Finding::EarlierRound { .. } => Self::EarlierRound,
            Finding::Swapped { .. } => Self::Swapped,
            Finding::OtherName { .. } => Self::OtherName,
            Finding::Shared { .. } => Self::Shared,
            Finding::Nearly => Self::Nearly,
            Finding::WordCount { .. } => Self::WordCount,
            Finding::Wrong => Self::Wrong,
            Finding::NotOnPage => Self::NotOnPage,
            Finding::Stuffed => Self::Stuffed,
            Finding::LoginWall => Self::LoginWall,
            Finding::BarePage => Self::BarePage,
            Finding::Unreadable => Self::Unreadable,
        }
    }
}

/// A remark about a name.
#[derive(JsonSchema, Serialize)]
struct RemarkJson<'a> {
    /// What to notice.
    remark: RemarkKindJson,
    /// The name.
    name: &'a str,
    /// The invisible character; null for other remarks.
    character: Option<char>,
    /// The name as the list of members has it; null for other remarks.
    listed: Option<&'a str>,
}

/// What to notice about a name.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum RemarkKindJson {
    /// It has an invisible character: another account may look the same.
    Invisible,
    /// The list of members writes it with other letters.
    WrittenOtherwise,
}

impl<'a> From<&Remark<'a>> for RemarkJson<'a> {
    fn from(remark: &Remark<'a>) -> Self {
        let (remark, name, character, listed) = match *remark {
            Remark::Invisible { name, character } => (RemarkKindJson::Invisible, name, Some(character), None),
            Remark::WrittenOtherwise { name, listed } => {
                (RemarkKindJson::WrittenOtherwise, name, None, Some(listed.shown()))
            }
        };
        Self { remark, name: name.shown(), character, listed }
    }
}

pub(crate) fn findings<'a>(checked: &'a [Checked<'a>]) -> FindingsJson<'a> {
    let result = |one: &'a Checked<'a>| {
        let (until, since, typed) = match one.finding {
            Finding::Right { until, .. } | Finding::EarlierRound { until } => (Some(until), None, None),
            Finding::Expired { since } => (None, Some(since), None),
            Finding::WordCount { typed } => (None, None, Some(typed)),
            _ => (None, None, None),
        };
        ResultJson {
            old: one.member.old().shown(),
            new: one.member.new_name().shown(),
            finding: one.finding.into(),
            until,
            since,
            typed,
            other: one.finding.other().map(|other| other.old().shown()),
            remarks: one.remarks.iter().map(RemarkJson::from).collect(),
        }
    };
    FindingsJson { schema: Version, results: checked.iter().map(result).collect() }
}
