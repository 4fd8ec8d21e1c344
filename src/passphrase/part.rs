//! What phrases are made of besides words: separators, and signs at the end.

use std::ops::Range;

/// Symbols that most keyboards and forms take, for random separators.
pub const SYMBOLS: &str = "!#$%&*+-=?@^_~";
pub(super) const DIGITS: &str = "0123456789";

/// The separator between the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Separator {
    /// The same text everywhere; adds nothing to the entropy.
    Text(String),
    /// A random digit in each gap.
    Digit,
    /// A random symbol of [`SYMBOLS`] in each gap.
    Symbol,
}

impl Separator {
    /// Returns how many choices each gap has.
    pub fn choices(&self) -> usize {
        match self {
            Self::Text(_) => 1,
            Self::Digit => DIGITS.len(),
            Self::Symbol => SYMBOLS.len(),
        }
    }
}

/// Random signs behind the last word, for sites that demand them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// A random digit.
    pub digit: bool,
    /// A random symbol of [`SYMBOLS`], after the digit.
    pub symbol: bool,
}

impl Ending {
    pub(super) fn kinds(self) -> impl Iterator<Item = Kind> {
        [(self.digit, Kind::Digit), (self.symbol, Kind::Symbol)]
            .into_iter()
            .filter_map(|(wanted, kind)| wanted.then_some(kind))
    }
}

/// What a part of a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word of the list.
    Word,
    /// The same text between all words.
    Text,
    /// A random digit.
    Digit,
    /// A random symbol of [`SYMBOLS`].
    Symbol,
}

/// A part of a phrase, in the order in which it was drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the phrase.
    pub range: Range<usize>,
}

/// The signs of a kind.
pub(super) fn alphabet(kind: Kind) -> &'static [u8] {
    match kind {
        Kind::Digit => DIGITS.as_bytes(),
        Kind::Symbol => SYMBOLS.as_bytes(),
        Kind::Word | Kind::Text => &[],
    }
}
