//! Diceware passphrases: chosen without bias, counted exactly, and read back.

mod dice;
mod fit;
mod generate;
mod habits;
mod judge;
mod part;
mod read;
mod recipe;
mod sample;
mod strength;
mod typed;
mod unread;

pub use dice::{DiceError, DiceReader, Roll, read_rolls};
pub use generate::Generator;
pub use habits::{Habit, habits};
pub use judge::{Found, Judgement, judge};
pub use part::{Ending, Kind, Part, SYMBOLS, Separator};
pub use read::{Reading, read_back};
pub use recipe::{Case, Recipe, RecipeError};
pub use sample::Sampler;
pub use strength::{Attack, Count, Strength, TimeToGuess};
pub use unread::{Lacking, Unread, unread};
