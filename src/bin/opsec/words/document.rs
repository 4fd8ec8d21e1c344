//! The words that writers of documents add of their own.

use opsec::language::Language::English;
use opsec::review::Confidence;

use super::common::date;
use crate::render::facts::Fact;

sentences! {
    fn facts_heading() -> &'static str { English => "Sources" }

    fn warning() -> &'static str { English => "Warning:" }

    /// "support.signal.org, 2025-11-26 (section); checked 26 Nov 2026, high confidence".
    fn origin(fact: &Fact) -> String {
        English => {
            let sources = fact.sources.iter().map(|source| {
                let section = source.section.as_ref().map_or_else(String::new, |section| format!(" ({section})"));
                format!("{}{section}, {}", source.url, source.date)
            });
            let checked = date(English, fact.checked);
            let confidence = confidence(English, fact.confidence);
            format!("{}; checked {checked}, {confidence}", sources.collect::<Vec<_>>().join(" · "))
        }
    }

    fn confidence(confidence: Confidence) -> &'static str {
        English => match confidence {
            Confidence::High => "high confidence",
            Confidence::Medium => "medium confidence",
            Confidence::Low => "low confidence",
            Confidence::Disputed => "disputed",
        }
    }
}
