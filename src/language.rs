//! The languages in which people are spoken to.

/// A language of everything that people read.
///
/// Not `non_exhaustive`: a language that is added must make the compiler list every sentence it lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, the language of every text.
    #[default]
    English,
}

impl Language {
    /// Returns the tag of the language (BCP 47): "en".
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }
}
