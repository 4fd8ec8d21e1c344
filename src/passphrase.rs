//! Diceware passphrases: chosen without bias, counted exactly, and read back.

mod check;
mod dice;
mod generate;
mod sample;

pub use check::{Habit, Reading, Unread, habits, read_back, unread};
pub use dice::{DiceError, DiceReader, Roll, rolls_per_word};
pub use generate::{Case, Generator, Recipe, RecipeError, SYMBOLS, Separator};
pub use sample::Sampler;
