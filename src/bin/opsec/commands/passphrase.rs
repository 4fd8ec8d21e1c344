//! `opsec passphrase` and `opsec passphrase check`.

mod dice;

use std::path::Path;

use opsec::language::Language;
use opsec::passphrase::{Attack, Recipe, Separator, Strength, judge};
use opsec::text::sanitize;
use opsec::wordlist::{KNOWN, WordList, known};

use crate::cli::passphrase::{CheckArguments, PassphraseArguments, PassphraseCommand};
use crate::files::read_list;
use crate::outcome::{Failure, Outcome, Result};
use crate::render::passphrase::{Form, Phrases, compose, json};
use crate::render::qr;
use crate::report::{Answer, Format, READABLE, Report, SECRET};
use crate::secret::{self, Draw};
use crate::ui::{Ui, read_secret};
use crate::words::{passphrase as words, secret as secret_words, wordlist as list_words};

/// Most phrases of one JSON value.
const MOST_IN_JSON: u64 = 10_000;
/// Longest separator, in bytes.
const LONGEST_SEPARATOR: usize = 16;

/// The forms that are offered, the default first.
pub(crate) fn formats(arguments: &PassphraseArguments) -> &'static [Format] {
    match arguments.command {
        Some(PassphraseCommand::Check(_)) => READABLE,
        None => SECRET,
    }
}

pub(crate) fn run(arguments: &PassphraseArguments, format: Format, ui: &Ui) -> Result<Report> {
    secret::no_core_dumps();
    match &arguments.command {
        Some(PassphraseCommand::Check(arguments)) => check(arguments, format, ui),
        None => make(arguments, format, ui),
    }
}

fn make(arguments: &PassphraseArguments, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    let (list, recipe) = recipe(arguments, ui)?;
    refuse_count(arguments.count, format, language)?;
    let rolled = arguments.dice.map(|sides| dice::roll(sides, &recipe, ui)).transpose()?;
    say_strength(&recipe, &list, ui);
    let draw = match rolled {
        Some(indices) => Draw::rolled(recipe, &indices, ui),
        None => Draw::new(recipe, arguments.count, ui)?,
    };
    let too_long = || {
        Failure::usage(secret_words::too_long_for_qr(language))
            .hint(secret_words::too_long_for_qr_hint(language))
    };
    let qr = arguments.qr.then(|| draw.first(qr::terminal).ok_or_else(too_long)).transpose()?;
    let form = match (format, arguments.voice, arguments.remember) {
        (Format::Json, ..) => Form::Json,
        (_, true, _) => Form::Voice,
        (_, _, true) => Form::Remember,
        _ => Form::Line,
    };
    Ok(Report::new(Answer::Secret(Box::new(Phrases { language, draw, list, form, qr }))))
}

/// The recipe that was asked for, and the name of its list.
fn recipe(arguments: &PassphraseArguments, ui: &Ui) -> Result<(String, Recipe)> {
    let language = ui.language();
    let (name, list) = load(&arguments.list, ui)?;
    let separator = separator(&arguments.separator, language)?;
    let words = match arguments.bits {
        Some(bits) => Recipe::words_for(f64::from(bits), &list, &separator),
        None => arguments.words,
    };
    let recipe = Recipe::new(&list, words, separator, arguments.case.into()).map_err(|error| {
        Failure::usage(words::recipe_error(language, error, &arguments.list))
            .hint(words::recipe_hint(language, error))
            .because(error)
    })?;
    Ok((name, recipe))
}

/// Loads a bundled list by its id, or a file; reports what was removed from it.
fn load(asked: &str, ui: &Ui) -> Result<(String, WordList)> {
    let language = ui.language();
    if let Some(known) = known(asked) {
        return Ok((known.name.to_owned(), WordList::bundled(known)));
    }
    let path = Path::new(asked);
    if asked != "-" && !path.exists() {
        let ids: Vec<_> = KNOWN.iter().map(|known| known.id).collect();
        return Err(Failure::usage(list_words::no_such_list(language, asked))
            .hint(list_words::bundled_lists(language, &ids))
            .hint(list_words::or_a_file(language)));
    }
    let cleaned = read_list(language, path)?;
    for warning in list_words::taken_out(language, asked, &cleaned.removed, cleaned.list.len()) {
        ui.warn(&warning);
    }
    // Programs get this name too.
    Ok((sanitize(asked), cleaned.list))
}

fn separator(text: &str, language: Language) -> Result<Separator> {
    match text {
        "random-digit" => Ok(Separator::Digit),
        "random-symbol" => Ok(Separator::Symbol),
        _ if text.chars().any(char::is_control) => {
            Err(Failure::usage(words::separator_control(language))
                .hint(words::separator_control_hint(language)))
        }
        _ if text.len() > LONGEST_SEPARATOR => {
            Err(Failure::usage(words::separator_long(language)).hint(words::separator_long_hint(language)))
        }
        _ => Ok(Separator::Text(text.to_owned())),
    }
}

fn refuse_count(count: u64, format: Format, language: Language) -> Result<()> {
    if count == 0 {
        return Err(Failure::usage(words::count_zero(language)).hint(words::count_zero_hint(language)));
    }
    if format == Format::Json && count > MOST_IN_JSON {
        return Err(
            Failure::usage(words::too_many_for_json(language)).hint(words::too_many_for_json_hint(language))
        );
    }
    Ok(())
}

/// Says how strong the phrase is, and how long guessing takes if someone may be able to.
fn say_strength(recipe: &Recipe, list: &str, ui: &Ui) {
    let (language, strength) = (ui.language(), Strength::of_bits(recipe.bits()));
    ui.say(&words::strength(language, recipe.words(), list, strength.bits(), strength.choices()));
    if strength.is_guessable() {
        let (slow, fast) =
            (strength.time_to_guess(Attack::SlowHash), strength.time_to_guess(Attack::FastHash));
        ui.say(&words::guessing(language, slow, fast));
    }
}

fn check(arguments: &CheckArguments, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    let lists = match &arguments.list {
        Some(asked) => vec![load(asked, ui)?],
        None => KNOWN.iter().map(|known| (known.name.to_owned(), WordList::bundled(known))).collect(),
    };
    let phrase = read_secret(language, words::prompt(language))?;
    let judgement = judge(&lists, &phrase);
    let outcome = if judgement.is_read() { Outcome::Yes } else { Outcome::No };
    let answer = match format {
        Format::Json => Answer::json(&json::judgement(&judgement)),
        _ => Answer::document(compose::judgement(&judgement, language)),
    };
    Ok(Report::new(answer).outcome(outcome))
}
