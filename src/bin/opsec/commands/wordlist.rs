//! `opsec wordlist`: what lists are good for.

use std::path::Path;

use opsec::wordlist::{KNOWN, WordList, clean, decodability, known};

use crate::cli::passphrase::{CheckListArguments, ShowArguments, WordlistArguments, WordlistCommand};
use crate::files::read_text;
use crate::outcome::{Failure, Outcome, Result};
use crate::render::wordlist::{Examined, Listing, Words};
use crate::report::{Format, READABLE, Report};
use crate::ui::{Ui, sanitize};

/// Largest list file that is read, in bytes.
const LARGEST: u64 = 256 << 20;

pub(crate) fn formats(_: &WordlistArguments) -> &'static [Format] {
    READABLE
}

pub(crate) fn run(arguments: &WordlistArguments, format: Format, _: &Ui) -> Result<Report> {
    match &arguments.command {
        WordlistCommand::List => Ok(Report::view(Listing, format)),
        WordlistCommand::Show(arguments) => show(arguments, format),
        WordlistCommand::Check(arguments) => check(arguments, format),
    }
}

fn show(arguments: &ShowArguments, format: Format) -> Result<Report> {
    let Some(known) = known(&arguments.id) else {
        let ids: Vec<_> = KNOWN.iter().map(|known| known.id).collect();
        return Err(Failure::new(format!("There is no word list '{}'.", sanitize(&arguments.id)))
            .hint(format!("Bundled lists: {}.", ids.join(", "))));
    };
    let list = WordList::bundled(known);
    if arguments.words {
        return Ok(Report::view(Words(list), format));
    }
    let decodability = decodability(&list, "");
    Ok(Report::view(
        Examined {
            name: known.name.to_owned(),
            known: Some(known),
            list,
            duplicates: Vec::new(),
            dice_numbers: 0,
            decodability,
            separator: String::new(),
        },
        format,
    ))
}

fn check(arguments: &CheckListArguments, format: Format) -> Result<Report> {
    let stdin = arguments.file == Path::new("-");
    let shown = if stdin { "standard input".to_owned() } else { sanitize(&arguments.file.to_string_lossy()) };
    let text = read_text(opsec::language::Language::default(), &arguments.file, LARGEST)?;
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
    Ok(Report::view(examined, format).outcome(outcome))
}

/// Whether these are the very words of a bundled list, whatever dice numbers stand before them.
fn same_words(known: &opsec::wordlist::Known, list: &WordList) -> bool {
    known.count == list.len() && WordList::bundled(known).iter().eq(list.iter())
}
