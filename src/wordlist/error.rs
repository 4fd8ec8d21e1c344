//! Why a file is no word list.

/// Longest word in characters; a list with a longer one is refused.
pub const LONGEST_WORD: usize = 64;
/// Most words of a list.
pub const MOST_WORDS: usize = 1 << 21;

/// A form in which other programs keep words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, other than one list of texts.
    Json,
    /// Columns with commas or semicolons between them, or texts in quotes.
    Csv,
    /// HTML, XML or Markdown.
    Markup,
}

/// The reason why a file cannot be used as a word list. Lines count from 1; in JSON, words do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// No words at all.
    #[error("the list is empty")]
    Empty,
    /// One word, or the same word many times: nothing to choose from.
    #[error("the list holds only one word")]
    OneWord,
    /// More words than [`MOST_WORDS`].
    #[error("more than {MOST_WORDS} words")]
    TooManyWords,
    /// Text in UTF-16 or UTF-32.
    #[error("the text is in UTF-16")]
    Utf16,
    /// Text in an older encoding, such as Latin-1 or Mac Roman.
    #[error("line {line} is not UTF-8")]
    NotUtf8 {
        /// The first such line.
        line: usize,
    },
    /// A file of another program.
    #[error("a file of another program: {0:?}")]
    Format(Format),
    /// A PGP signature that is not whole.
    #[error("the PGP signature is cut off")]
    CutSignature,
    /// Text outside the part that a PGP signature covers.
    #[error("line {line} is outside the signed text")]
    Unsigned {
        /// The first such line.
        line: usize,
    },
    /// Several words on a line, in too many lines to leave them out.
    #[error("line {line} holds several words")]
    SeveralWords {
        /// The first such line.
        line: usize,
        /// What it holds.
        text: String,
    },
    /// A word longer than [`LONGEST_WORD`].
    #[error("line {line} is longer than {LONGEST_WORD} characters")]
    TooLong {
        /// The line of the word.
        line: usize,
    },
    /// A control character.
    #[error("line {line} holds {character:?}")]
    Control {
        /// The line of the word.
        line: usize,
        /// The character.
        character: char,
    },
}
