//! The sentences about the user's own dice.

use std::fmt::Write;

use opsec::language::Language::English;
use opsec::passphrase::DiceError;
use opsec::text::Foreign;
use opsec::wordlist::NumbersError;
use zeroize::Zeroizing;

use super::common::{number, plural, words};

sentences! {
    fn intro(sides: u32, rolls: usize, number: usize, used: f64) -> String {
        English => format!(
            "Roll a die with {sides} sides {} for each of {}. That uses {:.0}% of the randomness in the rolls.",
            plural(rolls, "time", "times"),
            words(English, number),
            used * 100.0
        )
    }

    fn invitation() -> &'static str {
        English => "Type the numbers, for example 3 1 6 2 5. Press Enter whenever you like."
    }

    fn rolled(number: usize, rolls: &[u32], word: &str) -> Zeroizing<String> {
        English => line(rolls, format_args!("{number:>4}  "), format_args!("{word}"))
    }

    fn rolled_too_often(rolls: &[u32], word: &str) -> Zeroizing<String> {
        English => line(
            rolls,
            format_args!("      "),
            format_args!("{word}, which is in the list more often than other words: roll again"),
        )
    }

    fn rolled_in_vain(rolls: &[u32]) -> Zeroizing<String> {
        English => line(rolls, format_args!("      "), format_args!("not used, roll again"))
    }

    fn too_few_rolls(left: usize, rolls: usize) -> String {
        English => format!(
            "The rolls ended too early: {} {} {}.",
            plural(left, "more word", "more words"),
            if left == 1 { "needs" } else { "need" },
            plural(rolls, "more roll", "more rolls")
        )
    }

    fn too_few_rolls_hint() -> &'static str { English => "Roll again from the start: we kept nothing." }
    fn sides(sides: u32) -> String { English => format!("A die has 2 to 1,000 sides, not {sides}.") }
    fn sides_hint() -> &'static str { English => "For ordinary dice: --dice 6" }

    fn hint(sides: u32) -> String {
        English => format!("Enter numbers from 1 to {sides}, with spaces between them.")
    }

    fn not_taken(sides: u32, error: &DiceError) -> String {
        English => match error {
            DiceError::NotOnTheDie(u32::MAX) => format!("A number is too large for a die with {sides} sides."),
            DiceError::NotOnTheDie(number) => format!("A die with {sides} sides can't show {number}."),
            DiceError::NotANumber(character) => {
                format!("'{}' isn't a number.", Foreign(character.encode_utf8(&mut [0; 4])))
            }
            DiceError::Sides | DiceError::Numbers(_) => sides_hint(English).to_owned(),
        }
    }

    fn again(number: usize, rolls: usize) -> String {
        English => format!(
            "That line doesn't count, the earlier ones do. Word {number} needs {}.",
            plural(rolls, "more roll", "more rolls")
        )
    }

    fn on_line(line: usize, message: &str) -> String { English => format!("Line {line} of the rolls: {message}") }

    fn line_too_long(line: usize, limit: usize) -> String {
        English => format!("Line {line} of the rolls is longer than {} bytes.", number(English, limit as u64))
    }

    fn numbers(sides: u32, error: &NumbersError) -> String {
        English => match error {
            NumbersError::Partly { numbered, lines } => format!(
                "Only {} of {} in the list {} a dice number.",
                number(English, *numbered as u64),
                words(English, *lines),
                if *numbered == 1 { "has" } else { "have" }
            ),
            NumbersError::OtherDie(0 | 1 | 1001..) => {
                "The numbers in the list aren't dice numbers.".to_owned()
            }
            NumbersError::OtherDie(other) => {
                format!("The list is numbered for dice with {other} sides, not {sides}.")
            }
            NumbersError::Uneven(number) => {
                format!("The dice number {} is longer or shorter than the first one in the list.", Foreign(number))
            }
            NumbersError::Twice(number) => {
                format!("The dice number {} stands for two different words in the list.", Foreign(number))
            }
            NumbersError::NotOfDice(number) => {
                format!("The number {} in the list isn't a dice number.", Foreign(number))
            }
        }
    }

    fn numbers_hint(error: &NumbersError) -> String {
        English => match error {
            NumbersError::OtherDie(other @ 2..=1000) => format!("Use --dice {other}."),
            _ => "Number every line in the list the same way, or take all numbers out.".to_owned(),
        }
    }
}

/// A line with rolls and what they gave. It never moves while it grows: no copy stays in memory.
fn line(rolls: &[u32], before: std::fmt::Arguments, after: std::fmt::Arguments) -> Zeroizing<String> {
    let longest = "1000 ".len() * rolls.len() + 4 * opsec::wordlist::LONGEST_WORD + 128;
    let mut line = Zeroizing::new(String::with_capacity(longest));
    // Writing into a text can't fail.
    let _ = line.write_fmt(before);
    for roll in rolls {
        let _ = write!(line, "{roll} ");
    }
    let _ = write!(line, "→ {after}");
    line
}
