//! Turns what was asked for into a recipe, or says why it can't be.

use opsec::language::Language;
use opsec::passphrase::{Case, Ending, Recipe, RecipeError, Separator};
use opsec::text::invisible::is_invisible;
use opsec::wordlist::WordList;

use super::load;
use crate::cli::passphrase::{Case as Asked, PassphraseArguments, Require};
use crate::outcome::{Failure, Result};
use crate::ui::Ui;
use crate::words::passphrase as words;

/// Words of a phrase when nobody says how many.
const USUAL_WORDS: usize = 6;
/// More words that are tried to reach an entropy with short phrases.
const MORE_WORDS: usize = 64;
/// Longest separator, in bytes.
const LONGEST_SEPARATOR: usize = 16;
/// Most words that are read aloud or remembered.
const MOST_FOR_PEOPLE: usize = 1000;

/// The recipe that was asked for, and the name of its list.
pub(super) fn recipe(arguments: &PassphraseArguments, ui: &Ui) -> Result<(String, Recipe)> {
    let language = ui.language();
    let (name, list) = load(&arguments.list, ui)?;
    let asked = Asking { arguments, list: &list, separator: separator(&arguments.separator, language)? };
    let refused = |error: RecipeError| {
        Failure::usage(words::recipe_error(language, error, &arguments.list))
            .hint(words::recipe_hint(language, error))
            .because(error)
    };
    let recipe = match (arguments.bits, arguments.words, arguments.max_length) {
        (Some(bits), ..) => asked.reaching(f64::from(bits)).map_err(refused)?.ok_or_else(|| {
            Failure::usage(words::bits_out_of_reach(language, bits))
                .hint(words::recipe_hint(language, RecipeError::TooLong))
        })?,
        (_, None, Some(_)) => asked.strongest().map_err(refused)?,
        (_, number, _) => asked.recipe(number.unwrap_or(USUAL_WORDS)).map_err(refused)?,
    };
    if arguments.dice.is_some() && !recipe.is_plain() {
        return Err(
            Failure::usage(words::dice_words_only(language)).hint(words::dice_words_only_hint(language))
        );
    }
    if (arguments.voice || arguments.remember) && recipe.words() > MOST_FOR_PEOPLE {
        return Err(Failure::usage(words::too_many_for_people(language))
            .hint(words::too_many_for_people_hint(language)));
    }
    Ok((name, recipe))
}

/// What is asked for besides the number of words.
struct Asking<'a> {
    arguments: &'a PassphraseArguments,
    list: &'a WordList,
    separator: Separator,
}

impl Asking<'_> {
    fn recipe(&self, words: usize) -> Result<Recipe, RecipeError> {
        let requires = |sign| self.arguments.require.contains(&sign);
        let case = match self.arguments.case {
            Asked::List if requires(Require::Capital) => Case::Title,
            case => case.into(),
        };
        let recipe = Recipe::new(self.list, words, self.separator.clone(), case)?;
        let separator = if words > 1 { &self.separator } else { &Separator::Text(String::new()) };
        let recipe = recipe.ending(Ending {
            digit: requires(Require::Digit) && !has_digit(separator),
            symbol: requires(Require::Symbol) && !has_symbol(separator),
        });
        let recipe = if requires(Require::Capital) { recipe.with_capital()? } else { recipe };
        match self.arguments.max_length {
            Some(most) => recipe.at_most(most),
            None => Ok(recipe),
        }
    }

    /// The shortest recipe that reaches so many bits; nothing if none does that is short enough.
    fn reaching(&self, bits: f64) -> Result<Option<Recipe>, RecipeError> {
        let fewest = Recipe::words_for(bits, self.list, &self.separator);
        // A sign at the end may spare a word.
        for words in fewest.saturating_sub(1).max(1)..=fewest + MORE_WORDS {
            match self.recipe(words) {
                Ok(recipe) if recipe.bits() >= bits - 1e-9 => return Ok(Some(recipe)),
                Ok(_) => {}
                Err(RecipeError::TooLong) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// The recipe of up to six words whose short phrases have the most bits.
    fn strongest(&self) -> Result<Recipe, RecipeError> {
        let mut strongest: Option<Recipe> = None;
        for words in 1..=USUAL_WORDS {
            match self.recipe(words) {
                Ok(recipe) => {
                    strongest = strongest.filter(|other| other.bits() > recipe.bits()).or(Some(recipe));
                }
                Err(RecipeError::TooLong) => {}
                Err(error) => return Err(error),
            }
        }
        strongest.ok_or(RecipeError::TooLong)
    }
}

fn has_digit(separator: &Separator) -> bool {
    match separator {
        Separator::Text(text) => text.chars().any(|character| character.is_ascii_digit()),
        Separator::Digit => true,
        Separator::Symbol => false,
    }
}

fn has_symbol(separator: &Separator) -> bool {
    match separator {
        Separator::Text(text) => text.chars().any(|character| character.is_ascii_punctuation()),
        Separator::Digit => false,
        Separator::Symbol => true,
    }
}

fn separator(text: &str, language: Language) -> Result<Separator> {
    let random = ["random-digit", "random-symbol"];
    let invisible = |character: char| character.is_control() || is_invisible(character);
    match text {
        "random-digit" => Ok(Separator::Digit),
        "random-symbol" => Ok(Separator::Symbol),
        // It would be printed between the words, and nobody who types it means that.
        _ if text.to_lowercase().starts_with("random") => {
            Err(Failure::usage(words::no_such_separator(language, text))
                .hint(words::no_such_separator_hint(language, &random)))
        }
        _ if text.chars().any(invisible) => Err(Failure::usage(words::separator_invisible(language))
            .hint(words::separator_invisible_hint(language))),
        _ if text.len() > LONGEST_SEPARATOR => {
            Err(Failure::usage(words::separator_long(language)).hint(words::separator_long_hint(language)))
        }
        _ => Ok(Separator::Text(text.to_owned())),
    }
}
