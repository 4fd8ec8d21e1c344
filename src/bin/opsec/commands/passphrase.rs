//! `opsec passphrase` and `opsec passphrase check`.

use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use opsec::passphrase::{
    DiceError, DiceReader, Recipe, RecipeError, Separator, habits, read_back, rolls_per_word, unread,
};
use opsec::wordlist::{KNOWN, WordList, bits, clean, known};
use zeroize::Zeroizing;

use crate::cli::passphrase::{CheckArguments, PassphraseArguments, PassphraseCommand};
use crate::files::read_text;
use crate::outcome::{Failure, Outcome, Result};
use crate::render::passphrase::{Form, Phrases, Said, power, time_to_guess};
use crate::report::{Format, Report};
use crate::secret;
use crate::ui::{Ui, read_secret, sanitize};

/// Largest list file that is read, in bytes: ten million short words.
const LARGEST_LIST: u64 = 256 << 20;
/// Below so many bits it is told how long guessing takes.
const WEAK_BITS: f64 = 90.0;

pub(crate) fn run(arguments: &PassphraseArguments, format: Format, ui: &Ui) -> Result<Report> {
    secret::no_core_dumps();
    if let Some(PassphraseCommand::Check(arguments)) = &arguments.command {
        return check(arguments, format);
    }
    let (name, list) = load(&arguments.list, ui)?;
    let separator = separator(&arguments.separator)?;
    let words = match arguments.bits {
        Some(bits) => Recipe::words_for(f64::from(bits), &list, &separator),
        None => arguments.words,
    };
    let recipe = Recipe::new(&list, words, separator, arguments.case.into())
        .map_err(|error| told(error, &arguments.list))?;
    if arguments.count == 0 {
        return Err(Failure::new("--count 0 asks for nothing.").hint("Ask for one phrase or more."));
    }
    let rolled = arguments.dice.map(|sides| dice(sides, &recipe, ui)).transpose()?;
    say_strength(ui, &recipe, &name);
    let form = match (arguments.voice, arguments.remember) {
        (true, _) => Form::Voice,
        (_, true) => Form::Remember,
        _ => Form::Line,
    };
    if format == Format::Json && arguments.count > 10_000 {
        return Err(
            Failure::new("As JSON at most 10,000 phrases are made.").hint("Leave out --json for more.")
        );
    }
    Ok(Report::view(
        Phrases { recipe, list: name, count: arguments.count, rolled, form, qr: arguments.qr },
        format,
    ))
}

/// Loads a bundled list by its id, or a file; says what was taken out of it.
pub(crate) fn load(asked: &str, ui: &Ui) -> Result<(String, WordList)> {
    if let Some(known) = known(asked) {
        return Ok((known.name.to_owned(), WordList::bundled(known)));
    }
    let shown = sanitize(asked);
    let ids: Vec<_> = KNOWN.iter().map(|known| known.id).collect();
    let bundled = format!("Bundled lists: {}. Or give a file with one word a line.", ids.join(", "));
    if !Path::new(asked).exists() && asked != "-" {
        return Err(Failure::new(format!("There is no word list '{shown}'.")).hint(bundled));
    }
    let text = read_text(opsec::language::Language::default(), Path::new(asked), LARGEST_LIST)?;
    let cleaned = clean(&text)
        .map_err(|error| Failure::new(format!("'{shown}' is no word list: {error}.")).hint(bundled))?;
    if !cleaned.duplicates.is_empty() {
        let many = cleaned.duplicates.len();
        ui.warn(&format!(
            "'{shown}' has {many} words twice; each counts once: {} words.",
            cleaned.list.len()
        ));
    }
    Ok((shown, cleaned.list))
}

fn separator(text: &str) -> Result<Separator> {
    match text {
        "random-digit" => Ok(Separator::Digit),
        "random-symbol" => Ok(Separator::Symbol),
        _ if text.chars().any(char::is_control) => {
            Err(Failure::new("The separator holds a control character.")
                .hint("Use text that can be typed and seen."))
        }
        _ if text.len() > 16 => Err(Failure::new("The separator is longer than 16 bytes.")),
        _ => Ok(Separator::Text(text.to_owned())),
    }
}

fn told(error: RecipeError, list: &str) -> Failure {
    match error {
        RecipeError::NoWords => Failure::new("A phrase of no words protects nothing.").hint("Ask for six words or more."),
        RecipeError::TooManyWords => Failure::new(format!("A phrase has at most {} words.", Recipe::MOST_WORDS)),
        RecipeError::CaseMergesWords => {
            Failure::new("Written so, different words of this list become equal, and the phrase would be weaker than told.")
                .hint("Leave out --case.")
        }
        RecipeError::Ambiguous => Failure::new(format!(
            "With this separator two different phrases of '{}' can look the same, so they would be weaker than told.",
            sanitize(list)
        ))
        .hint("Use a separator that no word holds, such as a space: --separator ' '."),
    }
}

fn say_strength(ui: &Ui, recipe: &Recipe, list: &str) {
    let bits = recipe.bits();
    let words = crate::words::common::words(ui.language(), recipe.words());
    ui.say(&format!("{words} of {list}: {bits:.1} bits, {} equally likely phrases.", power(bits)));
    if bits < WEAK_BITS {
        ui.say(&format!(
            "Guessing takes on average: {} at 10^4 guesses a second (a slow hash), {} at 10^12 (a fast hash, much hardware).",
            time_to_guess(bits, 4.0),
            time_to_guess(bits, 12.0)
        ));
    }
}

/// Reads rolls until all words are complete, and says which rolls gave which word.
fn dice(sides: u32, recipe: &Recipe, ui: &Ui) -> Result<Vec<usize>> {
    let list = recipe.list();
    let mut reader = DiceReader::new(sides, list.len())
        .map_err(|_| Failure::new(format!("A die has from 2 to 1000 sides, not {sides}.")))?;
    let each = rolls_per_word(sides, list.len());
    let used = bits(list.len()) / (bits(sides as usize) * f64::from(u32::try_from(each).unwrap_or(u32::MAX)));
    ui.say(&format!(
        "{} rolls of a die with {sides} sides for each of {} words ({:.0} % of their chance is used).",
        each,
        recipe.words(),
        used * 100.0
    ));
    let terminal = io::stdin().is_terminal();
    if terminal {
        ui.say("Type the numbers, with spaces between; Enter as often as you like.");
    }
    let mut places = Vec::with_capacity(recipe.words());
    let mut line = Zeroizing::new(String::with_capacity(1 << 12));
    while places.len() < recipe.words() {
        line.clear();
        let read = io::stdin().lock().read_line(&mut line).map_err(|error| {
            Failure::new(format!("Could not read rolls from standard input: {error}"))
                .hint("Give numbers with spaces between.")
        })?;
        if read == 0 {
            let left = recipe.words() - places.len();
            return Err(Failure::new(format!(
                "The rolls ended too early: {left} more words need {} more rolls.",
                (left - 1) * each + reader.missing()
            )));
        }
        for token in line.split_whitespace() {
            let number: u32 = token.parse().map_err(|_| {
                Failure::new("A roll is not a number.")
                    .hint(format!("Numbers from 1 to {sides}, with spaces between."))
            })?;
            let roll = reader.roll(number).map_err(|error| match error {
                DiceError::NotOnTheDie(number) => {
                    Failure::new(format!("A die with {sides} sides does not show {number}."))
                }
                DiceError::Sides => Failure::new("A die has from 2 to 1000 sides."),
            })?;
            let Some(roll) = roll else { continue };
            let rolls: Vec<_> = roll.rolls.iter().map(ToString::to_string).collect();
            match roll.place {
                Some(place) if places.len() < recipe.words() => {
                    ui.say(&format!("{:>4}  {} → {}", places.len() + 1, rolls.join(" "), list.word(place)));
                    places.push(place);
                }
                Some(_) => {}
                None => ui.say(&format!("      {} → thrown away, roll again", rolls.join(" "))),
            }
        }
    }
    Ok(places)
}

fn check(arguments: &CheckArguments, format: Format) -> Result<Report> {
    let lists = match &arguments.list {
        Some(asked) => {
            let known = known(asked);
            let list = if let Some(known) = known {
                WordList::bundled(known)
            } else {
                let text = read_text(opsec::language::Language::default(), Path::new(asked), LARGEST_LIST)?;
                let no_list =
                    |error| Failure::new(format!("'{}' is no word list: {error}.", sanitize(asked)));
                clean(&text).map_err(no_list)?.list
            };
            vec![(known.map_or_else(|| sanitize(asked), |known| known.name.to_owned()), list)]
        }
        None => KNOWN.iter().map(|known| (known.name.to_owned(), WordList::bundled(known))).collect(),
    };
    let phrase = read_secret("Phrase (not shown): ")?;
    let said = judge(&lists, &phrase);
    let outcome = if said.is_good() { Outcome::Yes } else { Outcome::No };
    Ok(Report::view(said, format).outcome(outcome))
}

/// Finds the list that has all the words; else the one that has most of them.
fn judge(lists: &[(String, WordList)], phrase: &str) -> Said {
    let mut readings: Vec<_> = lists
        .iter()
        .filter_map(|(name, list)| read_back(list, phrase).map(|reading| (name, list, reading)))
        .collect();
    // The smallest list that has all words tells the least entropy: never promise more.
    readings.sort_by_key(|(_, list, _)| list.len());
    if let Some((name, list, reading)) = readings.first() {
        let words: Vec<&str> = reading.places.iter().map(|place| list.word(*place)).collect();
        #[expect(clippy::cast_precision_loss, reason = "a typed phrase has few words")]
        let bits = words.len() as f64 * list.bits_per_word();
        return Said {
            list: Some((*name).clone()),
            also: readings.iter().skip(1).map(|(name, ..)| (*name).clone()).collect(),
            words: words.len(),
            bits: Some(bits),
            ambiguous: reading.ambiguous,
            habits: habits(&words, Some(list.len())),
            unread: Vec::new(),
        };
    }
    let tried = lists.iter().map(|(name, list)| (name, unread(list, phrase)));
    let (name, (missing, words)) = tried
        .min_by_key(|(_, (missing, _))| {
            (missing.len(), missing.iter().filter(|word| word.nearest.is_empty()).count())
        })
        .expect("there is a list");
    let lower = Zeroizing::new(phrase.to_lowercase());
    let tokens: Vec<&str> =
        lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    // A list that has none of the words is not "the nearest".
    let list = (missing.len() < words).then(|| name.clone());
    Said {
        list,
        also: Vec::new(),
        words,
        bits: None,
        ambiguous: false,
        habits: habits(&tokens, None),
        unread: missing,
    }
}
