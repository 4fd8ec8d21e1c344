//! Mistakes and changes as JSON.

pub(crate) mod proof;

use opsec::language::Language;
use opsec::rate::{Change, Grade};
use opsec::review::Rubric;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Differences, FileCheck};
use crate::render::json::Version;

/// What `opsec review check` prints: the mistakes in review files.
#[derive(JsonSchema, Serialize)]
pub(crate) struct ChecksJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The files in the order given.
    files: Vec<FileJson<'a>>,
}

/// A review file.
#[derive(JsonSchema, Serialize)]
struct FileJson<'a> {
    /// The name of the file.
    file: &'a str,
    /// Whether it has no mistakes.
    sound: bool,
    /// The mistakes.
    problems: Vec<ProblemJson<'a>>,
    /// How to make the review better. It doesn't change the exit code.
    advice: Vec<String>,
}

/// A mistake.
#[derive(JsonSchema, Serialize)]
struct ProblemJson<'a> {
    /// The line, from 1; null if the mistake has no place in the file.
    line: Option<u64>,
    /// The column, from 1; null if the mistake has no place in the file.
    column: Option<u64>,
    /// What is wrong.
    message: &'a str,
    /// What is allowed there; empty if that isn't a list of words.
    allowed: &'a [String],
}

pub(crate) fn checks(checks: &[FileCheck]) -> ChecksJson<'_> {
    ChecksJson { schema: Version, files: checks.iter().map(file).collect() }
}

fn file(check: &FileCheck) -> FileJson<'_> {
    let mistakes =
        check.mistakes.iter().map(|message| ProblemJson { line: None, column: None, message, allowed: &[] });
    let problems = check.problems.iter().map(|problem| ProblemJson {
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

/// What `opsec review diff` prints: what changed between two versions of reviews.
#[derive(JsonSchema, Serialize)]
pub(crate) struct DifferencesJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The IDs of reviews that only the newer version has.
    added: &'a [String],
    /// The IDs of reviews that only the older version has.
    removed: &'a [String],
    /// The reviews that changed.
    changed: Vec<ChangedJson<'a>>,
}

/// A review that changed.
#[derive(JsonSchema, Serialize)]
struct ChangedJson<'a> {
    /// The ID of the app.
    id: &'a str,
    /// What changed.
    changes: Vec<ChangeJson<'a>>,
}

/// A change.
#[derive(JsonSchema, Serialize)]
struct ChangeJson<'a> {
    /// What changed: an answer, the gates of a profile, or the score of a part.
    what: WhatJson<'a>,
    /// What it was before: the ID of an answer or of the gates' state, or a letter with its interval.
    before: String,
    /// What it is now, in the same form.
    after: String,
}

/// What changed.
#[derive(Default, JsonSchema, Serialize)]
struct WhatJson<'a> {
    /// The ID of the question, if an answer changed; otherwise null.
    answer: Option<&'a str>,
    /// The ID of the profile, if its gates changed; otherwise null.
    gate: Option<&'a str>,
    /// The ID of the profile, if a score changed; otherwise null.
    profile: Option<&'a str>,
    /// The ID of the part, if a score changed; otherwise null.
    part: Option<&'a str>,
    /// The question in two or three words, or the name of the part; null if the gates changed.
    label: Option<&'a str>,
}

pub(crate) fn differences<'a>(
    language: Language,
    rubric: &'a Rubric,
    differences: &'a Differences,
) -> DifferencesJson<'a> {
    let changed = differences.changed.iter().map(|(id, changes)| ChangedJson {
        id,
        changes: changes.iter().map(|change| self::change(language, rubric, change)).collect(),
    });
    DifferencesJson {
        schema: Version,
        added: &differences.added,
        removed: &differences.removed,
        changed: changed.collect(),
    }
}

fn change<'a>(language: Language, rubric: &'a Rubric, change: &'a Change) -> ChangeJson<'a> {
    match change {
        Change::Answer(answer, before, after) => {
            let label = rubric.question(answer).map(|question| question.label.text(language));
            ChangeJson {
                what: WhatJson { answer: Some(answer), label, ..WhatJson::default() },
                before: before.to_string(),
                after: after.to_string(),
            }
        }
        Change::Gate(profile, before, after) => ChangeJson {
            what: WhatJson { gate: Some(profile), ..WhatJson::default() },
            before: (*before).to_owned(),
            after: (*after).to_owned(),
        },
        Change::Score(profile, part, before, after) => {
            let label = rubric.parts.iter().find(|known| known.id == *part);
            let label = label.map(|part| part.name.text(language));
            ChangeJson {
                what: WhatJson { profile: Some(profile), part: Some(part), label, ..WhatJson::default() },
                before: grade(before.as_ref()),
                after: grade(after.as_ref()),
            }
        }
    }
}

fn grade(grade: Option<&Grade>) -> String {
    grade.map_or_else(|| "not scored".to_owned(), Grade::to_string)
}
