//! `opsec verify`: words for members, and the check of those that were seen.

mod ask;
mod salt;

use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use opsec::language::Language;
use opsec::verify::{
    Challenge, Conclusion, Finding, LineProblem, Member, Rounds, Salt, SavedPage, examine, expiry, found_on,
    read_members, read_seen,
};

use crate::cli::verify::{CheckArguments, NewArguments, VerifyArguments, VerifyCommand};
use crate::clock;
use crate::files::{Replace, Target, read_bytes, read_secret_text, shown};
use crate::outcome::{self, Failure, Outcome, Result};
use crate::render::verify::{Checked, Round, compose, json};
use crate::report::{Answer, Format, READABLE, Report, SECRET};
use crate::secret::{self, system_bytes};
use crate::ui::Ui;
use crate::words::{common, verify as words};

/// Largest list or page, in bytes.
const LARGEST: u64 = 16 << 20;

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
    let stays = arguments.salt_file.is_some() && !arguments.new_round;
    if stays && arguments.salt_out.is_some() {
        return Err(Failure::usage(words::no_new_salt(language)).hint(words::no_new_salt_hint(language)));
    }
    let salt_out = arguments.salt_out.as_deref().filter(|path| *path != Path::new("-"));
    let salt_out = salt_out.map(|path| Target::new(language, path, Replace::Nothing)).transpose()?;
    let now = clock::moment()?;
    let known = arguments.salt_file.as_deref().map(|path| salt::in_file(path, now, language)).transpose()?;
    if stays && let Some(rounds) = &known {
        salt::refuse_ended(rounds, now, ui)?;
    }
    let members = match &arguments.members_file {
        Some(path) => list(path, read_members, language)?,
        None if stdin().is_terminal() => ask::members(ui)?,
        None => list(Path::new("-"), read_members, language)?,
    };
    if members.is_empty() {
        return Err(Failure::new(words::nobody_to_make_words_for(language))
            .hint(words::nobody_to_make_words_for_hint(language)));
    }
    let rounds = match known {
        Some(rounds) if stays => rounds,
        known => begin(known, now, language)?,
    };
    if let Some(file) = &salt_out {
        salt::save(&rounds, file, ui)?;
    }
    let challenge = Challenge::new(rounds.current());
    let with_words = |member: Member| {
        let phrase = challenge.phrase(&member);
        (member, phrase)
    };
    let round = Round {
        language,
        salt: (!stays && salt_out.is_none()).then(|| rounds.current().line()),
        until: rounds.until(),
        words: members.into_iter().map(with_words).collect(),
        json: format == Format::Json,
    };
    if format != Format::Json {
        ui.say(words::what_it_shows(language));
    }
    Ok(Report::new(Answer::Secret(Box::new(round))))
}

/// Begins a round with a salt of its own. It ends no earlier than the one before: the latest is what counts.
fn begin(known: Option<Rounds>, now: Timestamp, language: Language) -> Result<Rounds> {
    let until = known.as_ref().map_or(expiry(now), |rounds| rounds.until().max(expiry(now)));
    let salt = Salt::new(*system_bytes(language)?, until);
    Ok(match known {
        Some(rounds) => rounds.begin(salt),
        None => Rounds::new(salt),
    })
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
    let now = clock::moment()?;
    let rounds = salt::given(arguments.salt_file.as_deref(), now, language)?;
    let group = match &arguments.members_file {
        Some(path) => list(path, read_members, language)?,
        None => Vec::new(),
    };
    let nobody =
        || Failure::new(words::nobody_to_check(language)).hint(words::nobody_to_check_hint(language));
    if let Some(path) = &arguments.page {
        let page = SavedPage::read(&read_bytes(language, path, LARGEST)?, &Challenge::vocabulary());
        let member = ask::member(ui)?.ok_or_else(nobody)?;
        let finding = found_on(&rounds, &group, &member, &page, now);
        return Ok(report(&[Checked::new(&member, finding, &group)], format, language));
    }
    let seen = match &arguments.seen_file {
        Some(path) => list(path, read_seen, language)?,
        None => ask::seen(ui)?,
    };
    if seen.is_empty() {
        return Err(nobody());
    }
    let findings = examine(&rounds, &group, &seen, now);
    let checked = seen.iter().zip(findings).map(|(one, finding)| Checked::new(&one.member, finding, &group));
    Ok(report(&checked.collect::<Vec<_>>(), format, language))
}

fn report(checked: &[Checked<'_>], format: Format, language: Language) -> Report {
    let answer = match format {
        Format::Json => Answer::json(&json::findings(checked)),
        _ => Answer::document(compose::findings(checked, language)),
    };
    let findings: Vec<Finding<'_>> = checked.iter().map(|one| one.finding).collect();
    let outcome = match Conclusion::of(&findings) {
        Conclusion::Confirmed => Outcome::Yes,
        Conclusion::Open => Outcome::Unable,
        Conclusion::Refused => Outcome::No,
    };
    Report::new(answer).outcome(outcome).with_names(true)
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
