//! Mistakes and changes as JSON.

use std::borrow::Cow;

use opsec::rate::{Change, Grade};
use serde::Serialize;

use super::{Differences, FileCheck};

#[derive(Serialize)]
pub(crate) struct ChecksJson<'a> {
    schema: u32,
    files: Vec<FileJson<'a>>,
}

#[derive(Serialize)]
struct FileJson<'a> {
    file: &'a str,
    sound: bool,
    problems: Vec<ProblemJson<'a>>,
    advice: Vec<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ProblemJson<'a> {
    Unplaced { message: &'a str },
    Placed { line: Option<u64>, column: Option<u64>, message: &'a str, allowed: &'a [String] },
}

pub(crate) fn checks(checks: &[FileCheck]) -> ChecksJson<'_> {
    ChecksJson { schema: 1, files: checks.iter().map(file).collect() }
}

fn file(check: &FileCheck) -> FileJson<'_> {
    let mistakes = check.mistakes.iter().map(|message| ProblemJson::Unplaced { message });
    let problems = check.problems.iter().map(|problem| ProblemJson::Placed {
        line: problem.position.map(|(line, _)| line),
        column: problem.position.map(|(_, column)| column),
        message: &problem.message,
        allowed: &problem.allowed,
    });
    FileJson {
        file: &check.file,
        sound: check.is_sound(),
        problems: mistakes.chain(problems).collect(),
        advice: check.advice.iter().map(ToString::to_string).collect(),
    }
}

#[derive(Serialize)]
pub(crate) struct DifferencesJson<'a> {
    schema: u32,
    added: &'a [String],
    removed: &'a [String],
    changed: Vec<ChangedJson<'a>>,
}

#[derive(Serialize)]
struct ChangedJson<'a> {
    id: &'a str,
    changes: Vec<ChangeJson<'a>>,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    what: WhatJson<'a>,
    before: Cow<'a, str>,
    after: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum WhatJson<'a> {
    Answer { answer: &'a str },
    Gate { gate: &'a str },
    Score { profile: &'a str, part: &'a str },
}

pub(crate) fn differences(differences: &Differences) -> DifferencesJson<'_> {
    let changed = differences
        .changed
        .iter()
        .map(|(id, changes)| ChangedJson { id, changes: changes.iter().map(change).collect() });
    DifferencesJson {
        schema: 1,
        added: &differences.added,
        removed: &differences.removed,
        changed: changed.collect(),
    }
}

fn change(change: &Change) -> ChangeJson<'_> {
    match change {
        Change::Answer(answer, before, after) => ChangeJson {
            what: WhatJson::Answer { answer },
            before: before.to_string().into(),
            after: after.to_string().into(),
        },
        Change::Gate(gate, before, after) => ChangeJson {
            what: WhatJson::Gate { gate },
            before: Cow::Borrowed(*before),
            after: Cow::Borrowed(*after),
        },
        Change::Score(profile, part, before, after) => ChangeJson {
            what: WhatJson::Score { profile, part },
            before: grade(before.as_ref()),
            after: grade(after.as_ref()),
        },
    }
}

fn grade(grade: Option<&Grade>) -> Cow<'static, str> {
    grade.map_or(Cow::Borrowed("not scored"), |grade| grade.to_string().into())
}
