//! Words for members, and the findings, as JSON.

use jiff::Timestamp;
use opsec::verify::Remark;
use serde::Serialize;
use serde_json::Value;

use super::{Checked, Round};

#[derive(Serialize)]
pub(super) struct RoundJson<'a> {
    schema: u32,
    until: Timestamp,
    salt: Option<&'a str>,
    members: Vec<MemberJson<'a>>,
}

#[derive(Serialize)]
struct MemberJson<'a> {
    old: &'a str,
    new: &'a str,
    words: &'a str,
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
        schema: 1,
        until: round.until,
        salt: round.salt.as_ref().map(|salt| salt.as_str()),
        members: members.collect(),
    }
}

#[derive(Serialize)]
pub(crate) struct FindingsJson<'a> {
    schema: u32,
    results: Vec<ResultJson<'a>>,
}

#[derive(Serialize)]
struct ResultJson<'a> {
    old: &'a str,
    new: &'a str,
    finding: Value,
    until: Value,
    since: Value,
    typed: Value,
    other: Option<&'a str>,
    remarks: &'a [Remark<'a>],
}

pub(crate) fn findings<'a>(checked: &'a [Checked<'a>]) -> FindingsJson<'a> {
    let result = |one: &'a Checked<'a>| {
        // The finding says what it has; here what it has not is null.
        let mut value = serde_json::to_value(one.finding).unwrap_or_default();
        let mut take = |key: &str| value.get_mut(key).map(Value::take).unwrap_or_default();
        ResultJson {
            old: one.member.old().shown(),
            new: one.member.new_name().shown(),
            finding: take("finding"),
            until: take("until"),
            since: take("since"),
            typed: take("typed"),
            other: one.finding.other().map(|other| other.old().shown()),
            remarks: &one.remarks,
        }
    };
    FindingsJson { schema: 1, results: checked.iter().map(result).collect() }
}
