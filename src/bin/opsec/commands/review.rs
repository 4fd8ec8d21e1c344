//! `opsec review`: for those who write reviews.

use std::collections::BTreeMap;
use std::path::Path;

use opsec::policy::{MAX_BYTES, Review, Rubric, advise};
use opsec::rate::compare;

use crate::cli::review::{CheckArguments, DiffArguments, NewArguments, ReviewArguments, ReviewCommand};
use crate::clock;
use crate::data::{Data, Sources, bundled_rubric, read_folder, read_rubric};
use crate::files::read_text;
use crate::outcome::{Failure, Outcome, Result};
use crate::render::review::{Checked, Checks, Differences, Schema, Template};
use crate::report::{Format, READABLE, Report};
use crate::ui::{Ui, sanitize, sanitize_lines};

pub(crate) fn formats(arguments: &ReviewArguments) -> &'static [Format] {
    match arguments.command {
        ReviewCommand::Check(_) | ReviewCommand::Diff(_) => READABLE,
        ReviewCommand::New(_) => &[Format::Text],
        ReviewCommand::Schema(_) => &[Format::Json],
    }
}

pub(crate) fn run(arguments: &ReviewArguments, format: Format, _: &Ui) -> Result<Report> {
    match &arguments.command {
        ReviewCommand::Check(arguments) => check(arguments, format),
        ReviewCommand::New(arguments) => new(arguments, format),
        ReviewCommand::Diff(arguments) => diff(arguments, format),
        ReviewCommand::Schema(_) => Ok(Report::view(Schema, format)),
    }
}

fn check(arguments: &CheckArguments, format: Format) -> Result<Report> {
    let rubric = arguments.rubric.as_deref().map_or_else(|| Ok(bundled_rubric()), read_rubric)?;
    let today = clock::today()?;
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut checks = Vec::new();
    for path in &arguments.files {
        let file = sanitize(&path.to_string_lossy());
        let mut checked = Checked { file: file.clone(), ..Checked::default() };
        match read_text(opsec::language::Language::default(), path, MAX_BYTES as u64) {
            Err(failure) => checked.mistakes.push(failure.message),
            Ok(text) => match opsec::yaml::review(&file, &text, &rubric, today) {
                Err(problems) => checked.problems = problems,
                Ok(review) => {
                    checked.advice = advise(&review, &rubric);
                    if let Some(expected) = misnamed(path, &review) {
                        checked.mistakes.push(expected);
                    }
                    for name in review.aliases.iter().chain([&review.id]) {
                        if let Some(other) = names.insert(name.to_string(), file.clone()) {
                            checked.mistakes.push(format!("{file}: `{name}` also stands in {other}"));
                        }
                    }
                }
            },
        }
        checks.push(checked);
    }
    let outcome = if checks.iter().all(Checked::is_sound) { Outcome::Yes } else { Outcome::No };
    Ok(Report::view(Checks(checks), format).outcome(outcome))
}

/// A review is found by its id, so its file is named after it.
fn misnamed(path: &Path, review: &Review) -> Option<String> {
    let stem = path.file_stem()?.to_string_lossy();
    (path != Path::new("-") && *stem != *review.id).then(|| {
        format!(
            "{}: id: `{}`, but the file is named `{}`",
            sanitize(&path.to_string_lossy()),
            review.id,
            sanitize(&stem)
        )
    })
}

fn new(arguments: &NewArguments, format: Format) -> Result<Report> {
    let id: String = arguments
        .name
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if id.is_empty() || arguments.name.chars().any(char::is_control) {
        return Err(Failure::new("A review needs a name with Latin letters or digits, for its id.")
            .hint("opsec review new 'My Chat'"));
    }
    let today = clock::today()?;
    Ok(Report::view(
        Template { id, name: arguments.name.clone(), kind: arguments.kind, today, rubric: bundled_rubric() },
        format,
    ))
}

fn diff(arguments: &DiffArguments, format: Format) -> Result<Report> {
    let today = clock::today()?;
    let data = Data::load(&Sources::default(), today)?;
    let old = versions(&arguments.old, &data.rubric, today)?;
    let new = versions(&arguments.new, &data.rubric, today)?;
    let mut differences = Differences::default();
    for (id, before) in &old {
        match new.get(id) {
            None => differences.gone.push(id.clone()),
            Some(after) => {
                let changes = compare(before, after, &data.rubric, &data.profiles.0, today);
                if !changes.is_empty() {
                    differences.changed.push((id.clone(), changes));
                }
            }
        }
    }
    differences.added = new.keys().filter(|id| !old.contains_key(*id)).cloned().collect();
    Ok(Report::view(differences, format))
}

/// One file or a folder of them, by id.
fn versions(path: &Path, rubric: &Rubric, today: jiff::civil::Date) -> Result<BTreeMap<String, Review>> {
    if path.is_dir() {
        return Ok(read_folder(path, rubric, today)?
            .iter()
            .map(|review| (review.id.to_string(), review.clone()))
            .collect());
    }
    let file = sanitize(&path.to_string_lossy());
    let text = read_text(opsec::language::Language::default(), path, MAX_BYTES as u64)?;
    let review = opsec::yaml::review(&file, &text, rubric, today).map_err(|problems| {
        problems
            .iter()
            .take(12)
            .fold(Failure::new(format!("'{file}' cannot be read as a review.")), |failure, problem| {
                failure.hint(sanitize_lines(&problem.to_string()))
            })
    })?;
    Ok(BTreeMap::from([(review.id.to_string(), review)]))
}
