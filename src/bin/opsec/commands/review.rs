//! `opsec review`: for those who write reviews.

mod proof;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use opsec::data;
use opsec::language::Text;
use opsec::rate;
use opsec::review::{Advice, Given, Lookup, Review, Rubric, advise, spelling};
use opsec::text::sanitize;
use opsec::yaml::{self, MAX_BYTES};

use crate::cli::review::{CheckArguments, DiffArguments, NewArguments, ReviewArguments, ReviewCommand};
use crate::clock;
use crate::files::read_text;
use crate::outcome::{Failure, Outcome, Result};
use crate::overlay::{read_folder, read_rubric};
use crate::render::review::{Differences, FileCheck, compose, json, schema, template};
use crate::report::{Answer, Format, READABLE, Report};
use crate::ui::Ui;
use crate::words::{common, review as words};

pub(crate) fn formats(arguments: &ReviewArguments) -> &'static [Format] {
    match arguments.command {
        ReviewCommand::Check(_) | ReviewCommand::Diff(_) | ReviewCommand::Prove(_) => READABLE,
        ReviewCommand::Fingerprint(_) => &[Format::Text, Format::Json],
        ReviewCommand::New(_) => &[Format::Text],
        ReviewCommand::Schema(_) => &[Format::Json],
    }
}

pub(crate) fn run(arguments: &ReviewArguments, format: Format, ui: &Ui) -> Result<Report> {
    match &arguments.command {
        ReviewCommand::Check(arguments) => check(arguments, format, ui),
        ReviewCommand::New(arguments) => new(arguments, ui),
        ReviewCommand::Fingerprint(arguments) => proof::fingerprint(arguments, format, ui),
        ReviewCommand::Prove(arguments) => proof::prove(arguments, format, ui),
        ReviewCommand::Diff(arguments) => diff(arguments, format, ui),
        ReviewCommand::Schema(_) => {
            Ok(Report::new(Answer::json(&schema::write(ui.language(), data::rubric()))))
        }
    }
}

fn check(arguments: &CheckArguments, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    let today = clock::today()?;
    let own = arguments.rubric.as_deref().map(|path| read_rubric(language, path, today)).transpose()?;
    let rubric = own.as_ref().unwrap_or_else(|| data::rubric());
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let checks: Vec<_> =
        arguments.files.iter().map(|path| check_file(path, rubric, today, &mut taken, ui)).collect();
    let is_sound = checks.iter().all(FileCheck::is_sound);
    let answer = match format {
        Format::Json => Answer::json(&json::checks(&checks)),
        _ => Answer::document(compose::checks(language, &checks)),
    };
    Ok(Report::new(answer).outcome(if is_sound { Outcome::Yes } else { Outcome::No }))
}

/// Checks one file by itself, and that no file before it has taken one of its names.
fn check_file(
    path: &Path,
    rubric: &Rubric,
    today: Date,
    taken: &mut BTreeMap<String, String>,
    ui: &Ui,
) -> FileCheck {
    let language = ui.language();
    let file = sanitize(&path.to_string_lossy());
    let mut check = FileCheck::new(file.clone());
    let text = match read_text(language, path, MAX_BYTES as u64) {
        Ok(text) => text,
        Err(failure) => {
            check.mistakes.push([&[failure.message], failure.hints.as_slice()].concat().join(" "));
            return check;
        }
    };
    let review = match yaml::review(&file, &text, rubric, today) {
        Ok(review) => review,
        Err(problems) => {
            check.problems = problems;
            return check;
        }
    };
    check.advice = advise(&review, rubric);
    check.advice.extend(unopened_gates(&review));
    let bundled = |name: &str| matches!(data::find(name), Lookup::Found(_));
    let unknown =
        review.successors.iter().filter(|successor| successor.note.is_none() && !bundled(&successor.name));
    check.advice.extend(unknown.map(|successor| Advice::UnknownSuccessor(successor.name.clone())));
    if let Some(stem) = other_name(path, &review) {
        check.mistakes.push(words::misnamed(language, &file, &review.id, &stem));
    }
    for name in names_of(&review) {
        if let Lookup::Found(other) = data::find(name)
            && other != review.id.as_str()
        {
            check.mistakes.push(words::bundled_name(language, &file, name, other));
        }
        if let Some(other) = taken.get(&spelling(name)) {
            check.mistakes.push(words::name_taken(language, &file, name, other));
        }
    }
    taken.extend(names_of(&review).map(|name| (spelling(name), file.clone())));
    check
}

/// The gates that a review answers by saying that their question cannot apply.
fn unopened_gates(review: &Review) -> Vec<Advice> {
    let mut gates: Vec<_> =
        data::profiles().0.iter().flat_map(|profile| &profile.gates).map(|gate| &gate.question).collect();
    gates.sort();
    gates.dedup();
    let is_not_applicable = |question: &&Text| {
        review.answer(question).is_some_and(|answer| matches!(answer.given, Given::NotApplicable(_)))
    };
    gates
        .into_iter()
        .filter(is_not_applicable)
        .map(|question| Advice::NotApplicableGate(question.clone()))
        .collect()
}

/// Everything a review is found by.
fn names_of(review: &Review) -> impl Iterator<Item = &Text> {
    review.aliases.iter().chain([&review.id, &review.name])
}

/// The name of the file, if it isn't the id: a review is found by its id, so its file is named after it.
fn other_name(path: &Path, review: &Review) -> Option<String> {
    let stem = path.file_stem()?.to_string_lossy();
    (path != Path::new("-") && stem != review.id.as_str()).then(|| stem.into_owned())
}

fn new(arguments: &NewArguments, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    let id: String = arguments
        .name
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if id.is_empty() || arguments.name.chars().any(char::is_control) {
        return Err(Failure::usage(words::no_name(language)).hint(words::no_name_hint(language)));
    }
    let (kind, today) = (arguments.kind.into(), clock::today()?);
    let text = template::write(language, &id, &arguments.name, kind, data::rubric(), today);
    Ok(Report::new(Answer::Finished(text.into_bytes())))
}

fn diff(arguments: &DiffArguments, format: Format, ui: &Ui) -> Result<Report> {
    let today = clock::today()?;
    let rubric = data::rubric();
    let old = versions(&arguments.old, rubric, today, ui)?;
    let new = versions(&arguments.new, rubric, today, ui)?;
    let mut differences = Differences::default();
    for (id, before) in &old {
        match new.get(id) {
            None => differences.removed.push(id.clone()),
            Some(after) => {
                let changes = rate::diff(before, after, rubric, &data::profiles().0, today);
                if !changes.is_empty() {
                    differences.changed.push((id.clone(), changes));
                }
            }
        }
    }
    differences.added = new.keys().filter(|id| !old.contains_key(*id)).cloned().collect();
    Ok(Report::new(match format {
        Format::Json => Answer::json(&json::differences(ui.language(), rubric, &differences)),
        _ => Answer::document(compose::differences(ui.language(), rubric, &differences)),
    }))
}

/// One file or a folder of them, by id.
fn versions(path: &Path, rubric: &Rubric, today: Date, ui: &Ui) -> Result<BTreeMap<String, Review>> {
    if path.is_dir() {
        let reviews = read_folder(path, rubric, today, ui)?;
        return Ok(reviews.iter().map(|review| (review.id.to_string(), review.clone())).collect());
    }
    let review = read_review(path, rubric, today, ui)?;
    Ok(BTreeMap::from([(review.id.to_string(), review)]))
}

/// Reads one review file.
fn read_review(path: &Path, rubric: &Rubric, today: Date, ui: &Ui) -> Result<Review> {
    let language = ui.language();
    let file = sanitize(&path.to_string_lossy());
    let text = read_text(language, path, MAX_BYTES as u64)?;
    yaml::review(&file, &text, rubric, today).map_err(|problems| {
        let hints = problems.iter().map(|problem| words::problem(language, problem));
        Failure::new(words::not_readable(language, &file))
            .hints(hints, |more| common::and_more(language, more))
    })
}
