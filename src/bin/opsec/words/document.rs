//! The words that writers of documents add of their own.

use jiff::civil::Date;
use opsec::language::Language::English;
use opsec::review::{Confidence, Source, SourceDate};

use super::common::date;
use crate::render::facts::Fact;

sentences! {
    fn facts_heading() -> &'static str { English => "Sources" }

    fn warning() -> &'static str { English => "Warning:" }

    /// "ADDRESS (section), 26 Nov 2025; checked 26 Nov 2026, high confidence".
    fn origin(fact: &Fact) -> String {
        English => {
            let sources = fact.sources.iter().map(|source| {
                format!("{}{}", source.url, section_and_date(English, source))
            });
            let checked = checked(English, fact.checked, fact.confidence);
            format!("{}; {checked}", sources.collect::<Vec<_>>().join(" · "))
        }
    }

    /// "checked 26 Nov 2026, high confidence".
    fn checked(day: Date, confidence: Confidence) -> String {
        English => format!("checked {}, {}", date(English, day), self::confidence(English, confidence))
    }

    /// What follows the address of a source: its section and its date.
    fn section_and_date(source: &Source) -> String {
        English => {
            let section = source.section.as_ref().map_or_else(String::new, |section| format!(" ({section})"));
            format!("{section}, {}", source_date(English, source.date))
        }
    }

    /// A day, a month, a year, or none.
    fn source_date(source_date: SourceDate) -> String {
        English => match source_date {
            SourceDate::Day(day) => date(English, day),
            SourceDate::Month(month) => month.strftime("%b %Y").to_string(),
            SourceDate::Year(year) => year.strftime("%Y").to_string(),
            SourceDate::Undated => "undated".to_owned(),
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
