//! Every sentence of the program, a function each, by language.
//!
//! Grammar lives with its language: a plural or a capital is chosen here and nowhere else. A language that
//! is added to [`opsec::language::Language`] makes the compiler list every sentence that it lacks.

/// Defines sentences: each becomes a function whose first argument is the language.
///
/// ```ignore
/// sentences! {
///     fn days(number: usize) -> String { English => plural(number, "day", "days") }
///     fn ago(number: usize) -> String { English => format!("{} ago", days(English, number)) }
/// }
/// ```
macro_rules! sentences {
    ($(
        $(#[$meta:meta])*
        fn $name:ident($($argument:ident: $kind:ty),* $(,)?) -> $result:ty {
            $($language:ident => $sentence:expr),+ $(,)?
        }
    )*) => {
        $(
            $(#[$meta])*
            pub(crate) fn $name(language: opsec::language::Language $(, $argument: $kind)*) -> $result {
                match language {
                    $(opsec::language::Language::$language => $sentence,)+
                }
            }
        )*
    };
}

pub(crate) mod checklist;
pub(crate) mod clock;
pub(crate) mod common;
pub(crate) mod deliver;
pub(crate) mod dice;
pub(crate) mod document;
pub(crate) mod failure;
pub(crate) mod help;
pub(crate) mod man;
pub(crate) mod mistake;
pub(crate) mod names;
pub(crate) mod overlay;
pub(crate) mod passphrase;
pub(crate) mod prompt;
pub(crate) mod rate;
pub(crate) mod review;
pub(crate) mod room;
pub(crate) mod secret;
pub(crate) mod torcheck;
pub(crate) mod verify;
pub(crate) mod wordlist;
