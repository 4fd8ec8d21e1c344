//! Diceware passphrases: chosen without bias, counted exactly, and read back.

mod check;
mod dice;
mod generate;
mod judge;
mod recipe;
mod sample;
mod strength;

pub use check::{Habit, Reading, Unread, habits, read_back, unread};
pub use dice::{DiceError, DiceReader, Roll, read_rolls};
pub use generate::Generator;
pub use judge::{Found, Judgement, judge};
pub use recipe::{Case, Recipe, RecipeError, SYMBOLS, Separator};
pub use sample::Sampler;
pub use strength::{Attack, Count, Strength, TimeToGuess};
