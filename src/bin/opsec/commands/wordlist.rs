//! `opsec wordlist`: shows and checks word lists.

use opsec::language::Language;
use opsec::text::sanitize;
use opsec::wordlist::{KNOWN, Removed, WordList, examine, known};

use crate::cli::wordlist::{CheckArguments, ShowArguments, WordlistArguments, WordlistCommand};
use crate::files::{read_list, shown};
use crate::outcome::{Failure, Outcome, Result};
use crate::render::wordlist::{Examined, compose, json};
use crate::report::{Answer, Format, READABLE, Report};
use crate::ui::Ui;
use crate::words::wordlist as words;

/// The forms that are offered, the default first.
pub(crate) fn formats(arguments: &WordlistArguments) -> &'static [Format] {
    match &arguments.command {
        WordlistCommand::Show(arguments) if arguments.words => &[Format::Text],
        _ => READABLE,
    }
}

pub(crate) fn run(arguments: &WordlistArguments, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    match &arguments.command {
        WordlistCommand::List => Ok(Report::new(match format {
            Format::Json => Answer::json(&json::listing()),
            _ => Answer::document(compose::listing(language)),
        })),
        WordlistCommand::Show(arguments) => show(arguments, format, language),
        WordlistCommand::Check(arguments) => check(arguments, format, language),
    }
}

fn show(arguments: &ShowArguments, format: Format, language: Language) -> Result<Report> {
    let Some(known) = known(&arguments.id) else {
        let ids: Vec<_> = KNOWN.iter().map(|known| known.id).collect();
        return Err(Failure::usage(words::no_such_list(language, &arguments.id))
            .hint(words::bundled_lists(language, &ids)));
    };
    let list = WordList::bundled(known);
    if arguments.words {
        let lines: String = list.iter().flat_map(|word| [word, "\n"]).collect();
        return Ok(Report::new(Answer::Finished(lines.into_bytes())));
    }
    let examined = Examined {
        name: known.name.to_owned(),
        examination: examine(&list, ""),
        list,
        removed: Removed::default(),
        separator: String::new(),
    };
    Ok(Report::new(answer(&examined, format, language)))
}

fn check(arguments: &CheckArguments, format: Format, language: Language) -> Result<Report> {
    let cleaned = read_list(language, &arguments.file)?;
    let examined = Examined {
        // Programs get this name too.
        name: sanitize(&shown(language, &arguments.file)),
        examination: examine(&cleaned.list, &arguments.separator),
        list: cleaned.list,
        removed: cleaned.removed,
        separator: arguments.separator.clone(),
    };
    let outcome = if examined.examination.decodability.is_unique() { Outcome::Yes } else { Outcome::No };
    Ok(Report::new(answer(&examined, format, language)).outcome(outcome))
}

fn answer(examined: &Examined, format: Format, language: Language) -> Answer {
    match format {
        Format::Json => Answer::json(&json::examined(examined)),
        _ => Answer::document(compose::examined(examined, language)),
    }
}
