//! Questions at the terminal, and what can go wrong with the answers.

use std::io::Error;

use opsec::language::Language::English;

use super::failure::reason;

sentences! {
    /// The choice behind a question whose default is no.
    fn yes_or_no() -> &'static str { English => "[y/N]" }

    /// Whether an answer is a plain yes.
    fn is_yes(answer: &str) -> bool {
        English => matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
    }

    fn not_read(error: &Error) -> String {
        English => format!("Couldn't read your answer: {}.", reason(English, error))
    }

    fn ended() -> &'static str { English => "The input ended before every question was answered." }

    fn ended_hint() -> &'static str {
        English => "Answer at the terminal, or give the options instead of --ask."
    }

    fn nothing_fitted() -> &'static str { English => "None of your answers could be used." }
    fn nothing_fitted_hint() -> &'static str { English => "Give the options instead of --ask. See --help." }

    fn secret_not_read(error: &Error) -> String {
        English => format!("Couldn't read from standard input: {}.", reason(English, error))
    }

    fn secret_too_long() -> &'static str { English => "Standard input holds more than a megabyte. Give one line." }
    fn secret_not_text() -> &'static str { English => "Standard input isn't UTF-8 text." }
    fn secret_not_text_hint() -> &'static str { English => "Give one line of text." }
    fn no_secret() -> &'static str { English => "Nothing was given." }

    fn no_secret_hint() -> &'static str {
        English => "Type it at the prompt, or pass one line on standard input."
    }

    fn several_secrets() -> &'static str { English => "Several lines were given. Give one." }

    /// Work and how long it has taken so far, beside a progress bar.
    fn in_progress(work: &str, seconds: u64) -> String { English => format!("{work} ({seconds} s)") }
}
