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

    /// Work and how long it has taken so far, for a progress bar.
    fn in_progress(work: &str, seconds: u64) -> String { English => format!("{work} ({seconds} s)") }
}
