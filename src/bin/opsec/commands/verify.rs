//! `opsec verify`: words for members, and the check of those that were seen.

mod ask;

use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

use opsec::language::Language;
use opsec::verify::{
    Challenge, Conclusion, Finding, Key, KeyError, LineProblem, Member, SavedPage, examine, expiry, found_on,
    read_members, read_seen,
};

use crate::cli::verify::{CheckArguments, NewArguments, VerifyArguments, VerifyCommand};
use crate::clock;
use crate::files::{read_secret_text, read_text, shown};
use crate::outcome::{self, Failure, Outcome, Result};
use crate::render::verify::{Round, compose, json};
use crate::report::{Answer, Format, READABLE, Report, SECRET};
use crate::secret::{self, system_bytes};
use crate::ui::{Ui, read_secret};
use crate::words::{common, verify as words};

/// Largest list or page, in bytes.
const LARGEST: u64 = 16 << 20;
/// Largest file with a key, in bytes.
const LARGEST_KEY: u64 = 4096;

/// The forms that are offered, the default first.
pub(crate) fn formats(arguments: &VerifyArguments) -> &'static [Format] {
    match arguments.command {
        VerifyCommand::New(_) => SECRET,
        VerifyCommand::Check(_) => READABLE,
    }
}

pub(crate) fn run(arguments: &VerifyArguments, format: Format, ui: &Ui) -> Result<Report> {
    secret::no_core_dumps();
    match &arguments.command {
        VerifyCommand::New(arguments) => new(arguments, format, ui),
        VerifyCommand::Check(arguments) => check(arguments, format, ui),
    }
}

fn new(arguments: &NewArguments, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    refuse_names(&arguments.names, language)?;
    refuse_two_from_stdin(&[arguments.members_file.as_ref(), arguments.salt_file.as_ref()], language)?;
    let known = arguments.salt_file.as_deref().map(|path| key_in(path, language)).transpose()?;
    let members = match &arguments.members_file {
        Some(path) => list(path, read_members, language)?,
        None if stdin().is_terminal() => ask::members(ui)?,
        None => list(Path::new("-"), read_members, language)?,
    };
    if members.is_empty() {
        return Err(Failure::new(words::nobody_to_make_words_for(language))
            .hint(words::nobody_to_make_words_for_hint(language)));
    }
    let is_new = known.is_none();
    let key = known.map_or_else(|| system_bytes(language).map(|bytes| Key::new(*bytes)), Ok)?;
    let until = expiry(clock::moment()?);
    let challenge = Challenge::new(&key);
    let words = members.into_iter().map(|member| {
        let phrase = challenge.phrase(&member, until);
        (member, phrase)
    });
    let round = Round {
        language,
        salt: is_new.then(|| key.line()),
        until,
        words: words.collect(),
        json: format == Format::Json,
    };
    Ok(Report::new(Answer::Secret(Box::new(round))))
}

fn check(arguments: &CheckArguments, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    refuse_names(&arguments.names, language)?;
    let files = [&arguments.salt_file, &arguments.members_file, &arguments.seen_file, &arguments.page]
        .map(Option::as_ref);
    refuse_two_from_stdin(&files, language)?;
    // The questions that remain are answered on standard input too.
    let asks = arguments.page.is_some() || arguments.seen_file.is_none();
    if asks && files.iter().any(|file| is_stdin(*file)) {
        return Err(
            Failure::usage(words::stdin_is_taken(language)).hint(words::stdin_is_taken_hint(language))
        );
    }
    let challenge = Challenge::new(&key(arguments.salt_file.as_deref(), language)?);
    let group = match &arguments.members_file {
        Some(path) => list(path, read_members, language)?,
        None => Vec::new(),
    };
    let now = clock::moment()?;
    let nobody =
        || Failure::new(words::nobody_to_check(language)).hint(words::nobody_to_check_hint(language));
    if let Some(path) = &arguments.page {
        let page = SavedPage::read(&read_text(language, path, LARGEST)?, challenge.list());
        let member = ask::member(ui)?.ok_or_else(nobody)?;
        let finding = found_on(&challenge, &group, &member, &page, now);
        return Ok(report(&[(&member, finding)], format, language));
    }
    let seen = match &arguments.seen_file {
        Some(path) => list(path, read_seen, language)?,
        None => ask::seen(ui)?,
    };
    if seen.is_empty() {
        return Err(nobody());
    }
    let findings = examine(&challenge, &group, &seen, now);
    let members = seen.iter().map(|one| &one.member);
    Ok(report(&members.zip(findings).collect::<Vec<_>>(), format, language))
}

fn report(findings: &[(&Member, Finding<'_>)], format: Format, language: Language) -> Report {
    let answer = match format {
        Format::Json => Answer::json(&json::findings(findings)),
        _ => Answer::document(compose::findings(findings, language)),
    };
    let alone: Vec<_> = findings.iter().map(|(_, finding)| *finding).collect();
    Report::new(answer).outcome(match Conclusion::of(&alone) {
        Conclusion::Confirmed => Outcome::Yes,
        Conclusion::Open => Outcome::Unable,
        Conclusion::Refused => Outcome::No,
    })
}

/// Refuses names on the command line: they stay in the shell's history.
fn refuse_names(names: &[String], language: Language) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(words::names_as_arguments(language))
        .hint(words::names_as_arguments_explanation(language))
        .hint(words::names_as_arguments_hint(language)))
}

fn is_stdin(file: Option<&PathBuf>) -> bool {
    file.is_some_and(|path| path.as_path() == Path::new("-"))
}

fn refuse_two_from_stdin(files: &[Option<&PathBuf>], language: Language) -> Result<()> {
    if files.iter().filter(|file| is_stdin(**file)).count() > 1 {
        return Err(
            Failure::usage(words::one_from_stdin(language)).hint(words::one_from_stdin_hint(language))
        );
    }
    Ok(())
}

/// The group's key, from a file or typed unseen.
fn key(file: Option<&Path>, language: Language) -> Result<Key> {
    match file {
        Some(path) => key_in(path, language),
        None if stdin().is_terminal() => Key::read(&read_secret(language, words::ask_salt(language))?)
            .map_err(|error| no_key(words::salt_typed(language, error), error, language)),
        None => Err(Failure::usage(words::salt_missing(language)).hint(words::salt_missing_hint(language))),
    }
}

fn key_in(path: &Path, language: Language) -> Result<Key> {
    let text = read_secret_text(language, path, LARGEST_KEY)?;
    Key::find(&text).map_err(|error| {
        no_key(words::salt_in_file(language, &path.to_string_lossy(), error), error, language)
    })
}

fn no_key(message: String, error: KeyError, language: Language) -> Failure {
    Failure::new(message).hint(words::salt_hint(language)).because(error)
}

fn list<T>(
    path: &Path,
    read: impl Fn(&str) -> outcome::Result<Vec<T>, Vec<LineProblem>>,
    language: Language,
) -> Result<Vec<T>> {
    let text = read_secret_text(language, path, LARGEST)?;
    read(&text).map_err(|problems| {
        let lines = problems.iter().map(|problem| words::line_problem(language, problem));
        Failure::new(words::list_not_usable(language, &shown(language, path)))
            .hints(lines, |more| common::and_more(language, more))
    })
}
