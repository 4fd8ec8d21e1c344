//! Reads the rolls of the user's own dice.

use std::io::{self, BufRead, IsTerminal};

use opsec::language::Language;
use opsec::passphrase::{DiceError, DiceReader, Recipe, Roll, rolls_per_word};
use zeroize::Zeroizing;

use crate::outcome::{Failure, Result};
use crate::ui::Ui;
use crate::words::{failure, passphrase as words};

/// Reads rolls until all words are complete, and says which rolls gave which word.
pub(super) fn roll(sides: u32, recipe: &Recipe, ui: &Ui) -> Result<Vec<usize>> {
    let (language, list) = (ui.language(), recipe.list());
    let mut reader = DiceReader::new(sides, list.len()).map_err(|error| not_taken(language, sides, error))?;
    let each = rolls_per_word(sides, list.len());
    ui.say(&words::dice_intro(language, sides, each, recipe.words(), reader.efficiency()));
    if io::stdin().is_terminal() {
        ui.say(words::dice_invitation(language));
    }
    let mut indices = Vec::with_capacity(recipe.words());
    let mut line = Zeroizing::new(String::with_capacity(1 << 12));
    while indices.len() < recipe.words() {
        line.clear();
        let read = io::stdin().lock().read_line(&mut line).map_err(|error| {
            Failure::new(failure::not_read(language, failure::standard_input(language), &error))
                .hint(words::roll_hint(language, sides))
                .because(error)
        })?;
        if read == 0 {
            let left = recipe.words() - indices.len();
            let rolls = (left - 1) * each + reader.missing();
            return Err(Failure::new(words::too_few_rolls(language, left, rolls))
                .hint(words::too_few_rolls_hint(language)));
        }
        for token in line.split_whitespace() {
            let number = token.parse().map_err(|_| {
                Failure::new(words::roll_is_no_number(language)).hint(words::roll_hint(language, sides))
            })?;
            let roll = reader.roll(number).map_err(|error| not_taken(language, sides, error))?;
            if let Some(roll) = roll.filter(|_| indices.len() < recipe.words()) {
                take(&roll, recipe, &mut indices, ui);
            }
        }
    }
    Ok(indices)
}

/// Takes the word that rolls give, if they give one.
fn take(roll: &Roll, recipe: &Recipe, indices: &mut Vec<usize>, ui: &Ui) {
    let rolls: Vec<_> = roll.rolls.iter().map(ToString::to_string).collect();
    let rolls = rolls.join(" ");
    let Some(index) = roll.index else {
        ui.say(&words::rolled_in_vain(ui.language(), &rolls));
        return;
    };
    indices.push(index);
    ui.say(&words::rolled(ui.language(), indices.len(), &rolls, recipe.list().word(index)));
}

fn not_taken(language: Language, sides: u32, error: DiceError) -> Failure {
    match error {
        DiceError::Sides => {
            Failure::usage(words::die_sides(language, sides)).hint(words::die_sides_hint(language))
        }
        DiceError::NotOnTheDie(number) => Failure::new(words::not_on_the_die(language, sides, number))
            .hint(words::roll_hint(language, sides)),
    }
    .because(error)
}
