//! `opsec room`: private room names.

use opsec::language::Language;
use opsec::passphrase::{Case, Recipe, Separator, Strength};
use opsec::room::{Form, LEAPCHAT_BASE, WEAK_BITS, base, examine, leapchat_id};
use opsec::wordlist::{WordList, known};
use zeroize::Zeroizing;

use crate::cli::room::{NewArguments, RoomArguments, RoomCommand};
use crate::outcome::{Failure, Outcome, Result};
use crate::render::qr;
use crate::render::room::{Room, compose, json};
use crate::report::{Answer, Format, READABLE, Report, SECRET};
use crate::secret::{self, one_phrase};
use crate::ui::{Ui, read_secret};
use crate::words::{room as words, secret as secret_words};

/// Most words of a name; longer links may not open.
const MOST_WORDS: usize = 200;
/// Longest address of a service, in bytes.
const LONGEST_ADDRESS: usize = 1000;
/// LeapChat suggests two words for a pincode.
const PINCODE_WORDS: usize = 2;

/// The forms that are offered, the default first.
pub(crate) fn formats(arguments: &RoomArguments) -> &'static [Format] {
    match arguments.command {
        RoomCommand::New(_) => SECRET,
        RoomCommand::Check(_) => READABLE,
    }
}

pub(crate) fn run(arguments: &RoomArguments, format: Format, ui: &Ui) -> Result<Report> {
    secret::no_core_dumps();
    match &arguments.command {
        RoomCommand::New(arguments) => new(arguments, format, ui),
        RoomCommand::Check(_) => check(format, ui),
    }
}

fn new(arguments: &NewArguments, format: Format, ui: &Ui) -> Result<Report> {
    let (language, form) = (ui.language(), Form::from(arguments.form));
    if form != Form::LeapChat && (arguments.pincode || arguments.id) {
        return Err(Failure::usage(words::only_leapchat(language)).hint(words::only_leapchat_hint(language)));
    }
    let base = address(form, arguments.base_url.as_deref(), language)?;
    let recipe = recipe(form, arguments.words, language)?;
    let mut name = one_phrase(&recipe, language)?;
    let strength = Strength::of_bits(recipe.bits());
    ui.say(&words::strength(language, arguments.words, strength.bits(), strength.choices()));
    let pincode = arguments.pincode.then(|| pincode(language)).transpose()?;
    if let Some(pincode) = &pincode {
        // LeapChat asks for the pincode because the name ends so, and joins the two.
        name = joined(&[&name, "--"]);
        ui.tell(&words::pincode(language, pincode));
    }
    explain(form, base.as_deref(), strength, ui);
    let id =
        arguments.id.then(|| leapchat_id(&joined(&[&name, pincode.as_ref().map_or("", |pincode| pincode)])));
    if let Some(id) = &id {
        ui.tell(&words::id(language, id));
    }
    let link = match (form, &base) {
        (Form::LeapChat, Some(base)) => joined(&[base, "/#", &name]),
        (Form::Path, Some(base)) => joined(&[base, "/", &name]),
        _ => name,
    };
    let too_long = || {
        Failure::usage(secret_words::too_long_for_qr(language))
            .hint(secret_words::too_long_for_qr_hint(language))
    };
    let qr = arguments.qr.then(|| qr::terminal(&link).ok_or_else(too_long)).transpose()?;
    let json = format == Format::Json;
    let room = Room { link, pincode, id, words: arguments.words, strength, qr, json };
    Ok(Report::new(Answer::Secret(Box::new(room))))
}

/// What a room's name is made of.
fn recipe(form: Form, words: usize, language: Language) -> Result<Recipe> {
    if words > MOST_WORDS {
        return Err(
            Failure::usage(words::too_many_words(language)).hint(words::too_many_words_hint(language))
        );
    }
    let separator = if form == Form::LeapChat { "" } else { "-" };
    recipe_of(words, separator, language)
}

fn recipe_of(words: usize, separator: &str, language: Language) -> Result<Recipe> {
    let list = known("eff-short-2").map(WordList::bundled).expect("EFF short 2 is bundled");
    Recipe::new(&list, words, Separator::Text(separator.to_owned()), Case::Title).map_err(|error| {
        Failure::usage(words::no_words(language)).hint(words::no_words_hint(language)).because(error)
    })
}

fn pincode(language: Language) -> Result<Zeroizing<String>> {
    one_phrase(&recipe_of(PINCODE_WORDS, "", language)?, language)
}

/// One text of several, built in memory of known size: growth would leave copies behind.
fn joined(pieces: &[&str]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(pieces.iter().map(|piece| piece.len()).sum()));
    for piece in pieces {
        text.push_str(piece);
    }
    text
}

/// The address of the service; a name alone has none.
fn address(form: Form, given: Option<&str>, language: Language) -> Result<Option<String>> {
    let given = match (form, given) {
        (Form::Name, None) => return Ok(None),
        (Form::Name, Some(_)) => {
            return Err(Failure::usage(words::name_has_no_address(language))
                .hint(words::name_has_no_address_hint(language)));
        }
        (Form::LeapChat, None) => LEAPCHAT_BASE,
        (Form::Path, None) => {
            return Err(Failure::usage(words::path_needs_address(language))
                .hint(words::path_needs_address_hint(language)));
        }
        (_, Some(address)) => address,
    };
    if given.len() > LONGEST_ADDRESS {
        return Err(
            Failure::usage(words::address_too_long(language)).hint(words::address_too_long_hint(language))
        );
    }
    base(given).map(|base| Some(base.to_owned())).ok_or_else(|| {
        Failure::usage(words::not_an_address(language, given)).hint(words::not_an_address_hint(language))
    })
}

/// Says what a room's name protects from and what not.
fn explain(form: Form, base: Option<&str>, strength: Strength, ui: &Ui) {
    let language = ui.language();
    if strength.bits() < WEAK_BITS {
        ui.warn(&words::weak(language, strength.bits()));
        ui.say(words::not_a_lock(language, form));
    } else {
        ui.say(&format!("{} {}", words::unguessable(language, form), words::not_a_lock(language, form)));
    }
    if form == Form::LeapChat {
        ui.say(words::about_leapchat(language));
        if base.is_some_and(|base| base != LEAPCHAT_BASE) {
            ui.say(words::own_leapchat(language));
        }
    }
}

fn check(format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    let check = examine(&read_secret(language, words::prompt(language))?);
    let outcome = match () {
        () if check.is_good() => Outcome::Yes,
        () if check.is_untold() => Outcome::Unable,
        () => Outcome::No,
    };
    let answer = match format {
        Format::Json => Answer::json(&json::check(&check)),
        _ => Answer::document(compose::check(&check, language)),
    };
    Ok(Report::new(answer).outcome(outcome))
}
