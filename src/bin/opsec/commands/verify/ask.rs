//! Asks for members and their words at the terminal.

use opsec::verify::{Challenge, Member, Seen, WORDS};

use crate::outcome::Result;
use crate::ui::{Ui, someone_is_there};
use crate::words::verify as words;

pub(super) fn members(ui: &Ui) -> Result<Vec<Member>> {
    let language = ui.language();
    let mut members: Vec<Member> = Vec::new();
    ui.invite(words::one_by_one(language));
    while let Some(member) = member(ui)? {
        if members.iter().any(|other| other.has_handle_of(&member) || other.has_name_of(&member)) {
            ui.warn(words::given_before(language));
        } else {
            members.push(member);
        }
    }
    Ok(members)
}

pub(super) fn seen(ui: &Ui) -> Result<Vec<Seen>> {
    let language = ui.language();
    let vocabulary = Challenge::vocabulary();
    let mut seen = Vec::new();
    ui.invite(words::one_by_one(language));
    while let Some(member) = member(ui)? {
        let mut words = ui.ask_line(words::ask_words(language))?.unwrap_or_default();
        if someone_is_there() && !matches!(vocabulary.typed(&words), 0 | WORDS) {
            ui.warn(&words::word_count(language, vocabulary.typed(&words)));
            words = ui.ask_line(words::ask_words(language))?.unwrap_or_default();
        }
        seen.push(Seen { member, words });
    }
    Ok(seen)
}

/// Asks for a member until both names are names: a slip of the finger loses nothing typed before.
pub(super) fn member(ui: &Ui) -> Result<Option<Member>> {
    let language = ui.language();
    loop {
        let Some(old) = ui.ask_line(words::ask_old(language))? else { return Ok(None) };
        let new = ui.ask_line(words::ask_new(language))?.unwrap_or_default();
        match Member::read(&old, &new) {
            Ok(member) => return Ok(Some(member)),
            Err(why) => ui.warn(&words::not_a_member(language, why)),
        }
    }
}
