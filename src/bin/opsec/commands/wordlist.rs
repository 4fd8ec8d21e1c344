//! `opsec wordlist`: what lists are good for.

use std::path::Path;

use opsec::wordlist::{KNOWN, WordList, clean, decodability, known};

use crate::cli::passphrase::{CheckListArguments, ShowArguments, WordlistArguments, WordlistCommand};
use crate::outcome::{Failure, Outcome, Result};
use crate::render::wordlist::{Examined, Listing, Words};
use crate::report::Report;
use crate::store::read_text;
use crate::ui::harmless;

/// Largest list file that is read, in bytes.
const LARGEST: u64 = 256 << 20;

pub(crate) fn run(arguments: &WordlistArguments) -> Result<Report> {
    match &arguments.command {
        WordlistCommand::List => Ok(Report::new(Listing)),
        WordlistCommand::Show(arguments) => show(arguments),
        WordlistCommand::Check(arguments) => check(arguments),
    }
}

fn show(arguments: &ShowArguments) -> Result<Report> {
    let Some(known) = known(&arguments.id) else {
        let ids: Vec<_> = KNOWN.iter().map(|known| known.id).collect();
        return Err(Failure::new(format!("There is no word list '{}'.", harmless(&arguments.id)))
            .hint(format!("Bundled lists: {}.", ids.join(", "))));
    };
    let list = WordList::bundled(known);
    if arguments.words {
        return Ok(Report::new(Words(list)));
    }
    let decodability = decodability(&list, "");
    Ok(Report::new(Examined {
        name: known.name.to_owned(),
        known: Some(known),
        list,
        duplicates: Vec::new(),
        dice_numbers: 0,
        decodability,
        separator: String::new(),
    }))
}

fn check(arguments: &CheckListArguments) -> Result<Report> {
    let stdin = arguments.file == Path::new("-");
    let shown = if stdin { "standard input".to_owned() } else { harmless(&arguments.file.to_string_lossy()) };
    let text = read_text(&arguments.file, LARGEST)?;
    let cleaned =
        clean(&text).map_err(|error| Failure::new(format!("'{shown}' is no word list: {error}.")))?;
    let known = KNOWN.iter().find(|known| same_words(known, &cleaned.list));
    let decodability = decodability(&cleaned.list, &arguments.separator);
    let outcome = if decodability.is_unique() { Outcome::Yes } else { Outcome::No };
    let examined = Examined {
        name: shown,
        known,
        list: cleaned.list,
        duplicates: cleaned.duplicates,
        dice_numbers: cleaned.dice_numbers,
        decodability,
        separator: arguments.separator.clone(),
    };
    Ok(Report::new(examined).outcome(outcome))
}

/// Whether these are the very words of a bundled list, whatever dice numbers stand before them.
fn same_words(known: &opsec::wordlist::Known, list: &WordList) -> bool {
    known.count == list.len() && WordList::bundled(known).iter().eq(list.iter())
}
