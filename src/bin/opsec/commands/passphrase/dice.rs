//! Reads the rolls of the user's own dice.

use std::io::{self, IsTerminal};

use opsec::language::Language;
use opsec::passphrase::{DiceError, DiceReader, Recipe, Roll, read_rolls};
use opsec::wordlist::Choice;
use zeroize::Zeroizing;

use crate::outcome::{Failure, Result};
use crate::ui::{LONGEST_LINE, SecretLines, Ui};
use crate::words::{dice as words, failure};

/// Reads rolls until all words are complete, and says which rolls gave which word.
pub(super) fn roll(sides: u32, recipe: &Recipe, ui: &Ui) -> Result<Zeroizing<Vec<usize>>> {
    let language = ui.language();
    let mut reader =
        DiceReader::new(sides, recipe.list()).map_err(|error| not_usable(language, sides, error))?;
    let each = reader.rolls_per_word();
    ui.say(&words::intro(language, sides, each, recipe.words(), reader.efficiency()));
    let is_typed = io::stdin().is_terminal();
    if is_typed {
        ui.say(words::invitation(language));
    }
    let mut lines = SecretLines::of_stdin().map_err(|error| not_read(language, sides, 1, error))?;
    let mut indices = Zeroizing::new(Vec::with_capacity(recipe.words()));
    while indices.len() < recipe.words() {
        let rolls = match lines.next() {
            Ok(Some(line)) => read_rolls(&String::from_utf8_lossy(line), sides),
            Ok(None) => {
                let left = recipe.words() - indices.len();
                let rolls = (left - 1) * each + reader.missing();
                return Err(Failure::new(words::too_few_rolls(language, left, rolls))
                    .hint(words::too_few_rolls_hint(language)));
            }
            Err(error) => return Err(not_read(language, sides, lines.number(), error)),
        };
        match rolls {
            Ok(rolls) => {
                for rolled in rolls.iter() {
                    // All were checked against the die.
                    if let Ok(Some(roll)) = reader.roll(*rolled)
                        && indices.len() < recipe.words()
                    {
                        take(&roll, recipe, &mut indices, ui);
                    }
                }
            }
            Err(error) if is_typed => {
                ui.warn(&words::not_taken(language, sides, &error));
                ui.say(&words::again(language, indices.len() + 1, reader.missing()));
            }
            Err(error) => {
                let message = words::not_taken(language, sides, &error);
                return Err(Failure::new(words::on_line(language, lines.number(), &message))
                    .hint(words::hint(language, sides))
                    .because(error));
            }
        }
    }
    Ok(indices)
}

/// Takes the word that rolls give, if they give one.
fn take(roll: &Roll, recipe: &Recipe, indices: &mut Vec<usize>, ui: &Ui) {
    let (language, list) = (ui.language(), recipe.list());
    if let Choice::Word(index) = roll.choice {
        indices.push(index);
    }
    ui.say_secret(match roll.choice {
        Choice::Word(index) => words::rolled(language, indices.len(), &roll.rolls, list.word(index)),
        Choice::TooOften(index) => words::rolled_too_often(language, &roll.rolls, list.word(index)),
        Choice::Nothing => words::rolled_in_vain(language, &roll.rolls),
    });
}

fn not_usable(language: Language, sides: u32, error: DiceError) -> Failure {
    let (message, hint) = match &error {
        DiceError::Numbers(error) => {
            (words::numbers(language, sides, error), words::numbers_hint(language, error))
        }
        _ => (words::sides(language, sides), words::sides_hint(language).to_owned()),
    };
    Failure::usage(message).hint(hint).because(error)
}

fn not_read(language: Language, sides: u32, line: usize, error: io::Error) -> Failure {
    let message = if error.kind() == io::ErrorKind::FileTooLarge {
        words::line_too_long(language, line, LONGEST_LINE)
    } else {
        failure::not_read(language, failure::standard_input(language), &error)
    };
    Failure::new(message).hint(words::hint(language, sides)).because(error)
}
