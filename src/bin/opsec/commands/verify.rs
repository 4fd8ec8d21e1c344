//! `opsec verify`: words for members, and the check of those that were seen.

use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

use opsec::verify::{
    Finding, LineProblem, Member, Salt, SavedPage, Seen, Wordsmith, examine, expiry, found_on, read_members,
    read_seen,
};
use rand::TryRng;
use rand::rngs::SysRng;
use zeroize::Zeroizing;

use crate::cli::verify::{CheckArguments, NewArguments, VerifyArguments, VerifyCommand};
use crate::files::read_text;
use crate::outcome::{Context, Failure, Outcome, Result};
use crate::render::verify::{Checked, Result as Found, Round};
use crate::report::{Format, Report, SECRET};
use crate::secret;
use crate::ui::{Ui, read_secret, sanitize};
use crate::{clock, outcome};

/// Largest list or page, in bytes.
const LARGEST: u64 = 16 << 20;

pub(crate) fn formats(_: &VerifyArguments) -> &'static [Format] {
    SECRET
}

pub(crate) fn run(arguments: &VerifyArguments, format: Format, ui: &Ui) -> Result<Report> {
    secret::no_core_dumps();
    match &arguments.command {
        VerifyCommand::New(arguments) => new(arguments, format, ui),
        VerifyCommand::Check(arguments) => check(arguments, format, ui),
    }
}

fn new(arguments: &NewArguments, format: Format, ui: &Ui) -> Result<Report> {
    no_names(&arguments.names)?;
    once_from_stdin(&[&arguments.members_file, &arguments.salt_file])?;
    let known = arguments.salt_file.as_deref().map(salt_from).transpose()?;
    let members = match &arguments.members_file {
        Some(path) => list(path, read_members)?,
        None if stdin().is_terminal() => ask_members(ui)?,
        None => list(Path::new("-"), read_members)?,
    };
    if members.is_empty() {
        return Err(Failure::new("There is nobody to make words for.")
            .hint("Give members, one a line: old handle -> new name"));
    }
    let fresh = known.is_none();
    let salt = known.map_or_else(fresh_salt, Ok)?;
    let until = expiry(clock::moment()?);
    let smith = Wordsmith::new(&salt);
    let words = members.into_iter().map(|member| {
        let phrase = smith.phrase(&member, until);
        (member, phrase)
    });
    Ok(Report::view(Round { salt: fresh.then(|| salt.line()), until, words: words.collect() }, format))
}

fn check(arguments: &CheckArguments, format: Format, ui: &Ui) -> Result<Report> {
    no_names(&arguments.names)?;
    let files = [&arguments.salt_file, &arguments.members_file, &arguments.seen_file, &arguments.page];
    once_from_stdin(&files)?;
    // The questions that remain are answered on standard input too.
    let asks = arguments.page.is_some() || arguments.seen_file.is_none();
    if asks && files.iter().any(|file| file.as_deref() == Some(Path::new("-"))) {
        return Err(Failure::new("Standard input cannot hold a file and the names that are asked for.")
            .hint("Save it as a file, or give the names and words with --seen-file."));
    }
    let salt = match &arguments.salt_file {
        Some(path) => salt_from(path)?,
        None if stdin().is_terminal() => {
            read_salt(&read_secret("The group's salt (it is not shown): ")?, "what was typed")?
        }
        None => {
            return Err(Failure::new("The group's salt is missing.")
                .hint("Give it with --salt-file FILE, or run this at a terminal to type it unseen."));
        }
    };
    let group = match &arguments.members_file {
        Some(path) => list(path, read_members)?,
        None => Vec::new(),
    };
    let smith = Wordsmith::new(&salt);
    let now = clock::moment()?;
    let (members, findings, group) = if let Some(path) = &arguments.page {
        let page =
            SavedPage::read(&read_text(opsec::language::Language::default(), path, LARGEST)?, smith.list());
        let member = ask_member(ui)?.ok_or_else(nobody)?;
        let finding = found_on(&smith, &group, &member, &page, now);
        (vec![member], vec![finding], group)
    } else {
        let seen = match &arguments.seen_file {
            Some(path) => list(path, read_seen)?,
            None => ask_seen(ui)?,
        };
        if seen.is_empty() {
            return Err(nobody());
        }
        // Those seen are members too: their words at somebody else's are noticed.
        let mut all = group;
        for one in &seen {
            if !all.contains(&one.member) {
                all.push(one.member.clone());
            }
        }
        let findings = examine(&smith, &all, &seen, now);
        (seen.into_iter().map(|one| one.member).collect(), findings, all)
    };
    let outcome = outcome_of(&findings);
    let results = members.iter().zip(findings).map(|(member, finding)| {
        let other = match finding {
            Finding::Swapped { with } | Finding::OtherName { of: with } => group.get(with),
            Finding::Shared { with } => members.get(with),
            _ => None,
        };
        Found { member: member.clone(), finding, other: other.cloned() }
    });
    Ok(Report::view(Checked { results: results.collect() }, format).outcome(outcome))
}

/// One no is a no; what could not be told is no yes.
fn outcome_of(findings: &[Finding]) -> Outcome {
    let right = |finding: &Finding| matches!(finding, Finding::Right { .. });
    let open = |finding: &Finding| matches!(finding, Finding::LoginWall | Finding::BarePage);
    if findings.iter().all(right) {
        Outcome::Yes
    } else if findings.iter().all(|finding| right(finding) || open(finding)) {
        Outcome::Unable
    } else {
        Outcome::No
    }
}

fn no_names(names: &[String]) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    Err(Failure::new("Names, words and salts are not taken from the command line.")
        .hint("It is kept in the shell's history, and everyone on this computer can see it.")
        .hint("Leave them out to be asked, or use --members-file, --seen-file and --salt-file. Clear this line from your history."))
}

fn once_from_stdin(files: &[&Option<PathBuf>]) -> Result<()> {
    let dashes = files.iter().filter(|file| file.as_deref() == Some(Path::new("-"))).count();
    if dashes > 1 {
        return Err(Failure::new("Only one file can be read from standard input."));
    }
    Ok(())
}

fn fresh_salt() -> Result<Salt> {
    let mut bytes = Zeroizing::new([0; Salt::BYTES]);
    SysRng.try_fill_bytes(bytes.as_mut_slice()).context("The system gave no random numbers")?;
    Ok(Salt::new(*bytes))
}

fn salt_from(path: &Path) -> Result<Salt> {
    let text = Zeroizing::new(read_text(opsec::language::Language::default(), path, 4096)?);
    // A file kept from an earlier round may hold more than the line.
    let line = text.lines().find(|line| line.trim_start().starts_with("opsec-salt-"));
    read_salt(line.unwrap_or(text.trim()), &format!("'{}'", sanitize(&path.to_string_lossy())))
}

fn read_salt(line: &str, place: &str) -> Result<Salt> {
    Salt::read(line).map_err(|problem| {
        Failure::new(format!("The salt in {place} cannot be used: {problem}."))
            .hint("Give the whole line that `opsec verify new` printed. A lost salt cannot be made again: begin a new round.")
    })
}

fn list<T>(path: &Path, read: impl Fn(&str) -> outcome::Result<Vec<T>, Vec<LineProblem>>) -> Result<Vec<T>> {
    let text = Zeroizing::new(read_text(opsec::language::Language::default(), path, LARGEST)?);
    read(&text).map_err(|problems| {
        let mut failure = Failure::new(format!("'{}' cannot be used.", sanitize(&path.to_string_lossy())));
        for problem in problems.iter().take(12) {
            failure = failure.hint(problem.to_string());
        }
        if problems.len() > 12 {
            failure = failure.hint(format!("… and {} more.", problems.len() - 12));
        }
        failure
    })
}

fn nobody() -> Failure {
    Failure::new("There is nobody to check.").hint("Answer at the terminal, or give --seen-file FILE.")
}

fn ask_members(ui: &Ui) -> Result<Vec<Member>> {
    let mut members: Vec<Member> = Vec::new();
    ui.invite("One member after the other; an empty handle ends it. Nothing is saved.");
    while let Some(member) = ask_member(ui)? {
        let same = |other: &&Member| {
            other.old().key() == member.old().key() || other.new_name().key() == member.new_name().key()
        };
        if members.iter().any(|other| same(&other)) {
            ui.warn("this handle or name was given before; it is not taken twice.");
        } else {
            members.push(member);
        }
    }
    Ok(members)
}

fn ask_seen(ui: &Ui) -> Result<Vec<Seen>> {
    let mut seen = Vec::new();
    ui.invite("One member after the other; an empty handle ends it. Nothing is saved.");
    while let Some(member) = ask_member(ui)? {
        let words = ui.ask_line("Words in the profile:")?.unwrap_or_default();
        seen.push(Seen { member, words });
    }
    Ok(seen)
}

/// Asks for a member until both names are names: a slip of the finger loses nothing typed before.
fn ask_member(ui: &Ui) -> Result<Option<Member>> {
    loop {
        let Some(old) = ui.ask_line("Handle in the old place:")? else { return Ok(None) };
        let new = ui.ask_line("Name in the new place:")?.unwrap_or_default();
        match Member::read(&old, &new) {
            Ok(member) => return Ok(Some(member)),
            Err(why) => ui.warn(&format!("this is no member: {why}. Give both names again.")),
        }
    }
}
