//! Reads and saves the salts of a group's rounds.

use std::io::{IsTerminal, stdin};
use std::path::Path;

use jiff::{Timestamp, ToSpan};
use opsec::language::Language;
use opsec::verify::{Rounds, SaltError, VALID_HOURS};

use crate::files::{Readers, Target, read_secret_text};
use crate::outcome::{Failure, Result};
use crate::ui::{Ui, read_secret};
use crate::words::{deliver, verify as words};

/// Largest file with salts, in bytes.
const LARGEST: u64 = 4096;
/// Hours by which the clocks of two verifiers may differ.
const CLOCKS_HOURS: i64 = 24;
/// A round that ends within so many hours is short for members who are asked only now.
const SHORT_HOURS: i64 = 24;

/// The rounds whose salt was given: in a file, or typed unseen.
pub(super) fn given(file: Option<&Path>, now: Timestamp, language: Language) -> Result<Rounds> {
    match file {
        Some(path) => in_file(path, now, language),
        None if stdin().is_terminal() => {
            let rounds = Rounds::read(&read_secret(language, words::ask_salt(language))?)
                .map_err(|error| no_salt(words::salt_typed(language, error), error, language))?;
            refuse_future(rounds, now, language)
        }
        None => Err(Failure::usage(words::salt_missing(language)).hint(words::salt_missing_hint(language))),
    }
}

pub(super) fn in_file(path: &Path, now: Timestamp, language: Language) -> Result<Rounds> {
    let text = read_secret_text(language, path, LARGEST)?;
    let rounds = Rounds::read(&text).map_err(|error| {
        no_salt(words::salt_in_file(language, &path.to_string_lossy(), error), error, language)
    })?;
    refuse_future(rounds, now, language)
}

/// Refuses a round that ends later than one that was begun just now: one of the clocks is wrong.
fn refuse_future(rounds: Rounds, now: Timestamp, language: Language) -> Result<Rounds> {
    let latest = now.saturating_add((VALID_HOURS + CLOCKS_HOURS).hours()).unwrap_or(Timestamp::MAX);
    if rounds.until() > latest {
        return Err(Failure::new(words::salt_of_the_future(language, rounds.until()))
            .hint(words::salt_of_the_future_hint(language)));
    }
    Ok(rounds)
}

/// Refuses to add members to a round that has ended, and warns of one that soon will.
pub(super) fn refuse_ended(rounds: &Rounds, now: Timestamp, ui: &Ui) -> Result<()> {
    let language = ui.language();
    let left = rounds.until().duration_since(now);
    if !left.is_positive() {
        return Err(
            Failure::new(words::round_over(language, rounds.until())).hint(words::round_over_hint(language))
        );
    }
    if left.as_hours() <= SHORT_HOURS {
        ui.warn(&words::round_nearly_over(language, rounds.until()));
    }
    Ok(())
}

/// Saves the salts, the one that counts first.
pub(super) fn save(rounds: &Rounds, file: &Target, ui: &Ui) -> Result<()> {
    let language = ui.language();
    file.write(language, Readers::Owner, |out| {
        [rounds.current()].into_iter().chain(rounds.earlier()).try_for_each(|salt| {
            out.write_all(salt.line().as_bytes())?;
            out.write_all(b"\n")
        })
    })?;
    ui.say(&deliver::saved_for_owner(language, &file.path().to_string_lossy()));
    Ok(())
}

fn no_salt(message: String, error: SaltError, language: Language) -> Failure {
    Failure::new(message).hint(words::salt_hint(language, error)).because(error)
}
