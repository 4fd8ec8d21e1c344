//! The words that writers of documents add of their own.

use jiff::civil::Date;
use opsec::language::Language::English;
use opsec::review::{Confidence, Source, SourceDate};

use super::common::date;
use crate::render::facts::Fact;

sentences! {
    fn facts_heading() -> &'static str { English => "Sources" }

    fn warning() -> &'static str { English => "Warning:" }

    /// "TITLE of 26 Nov 2025, “section” (seen 22 Aug 2026 at HOST): ADDRESS; checked 26 Nov 2026, high confidence".
    fn origin(fact: &Fact) -> String {
        English => {
            let sources = fact.sources.iter().map(|source| {
                format!("{}{}: {}", titled(English, source), section_and_seen(English, source), source.url)
            });
            let checked = checked(English, fact.checked, fact.confidence);
            format!("{}; {checked}", sources.collect::<Vec<_>>().join(" · "))
        }
    }

    /// "checked 26 Nov 2026, high confidence".
    fn checked(day: Date, confidence: Confidence) -> String {
        English => format!("checked {}, {}", date(English, day), self::confidence(English, confidence))
    }

    /// "WhatsApp Privacy Policy of 2 Jul 2026".
    fn titled(source: &Source) -> String {
        English => match (source.published, source.seen) {
            (SourceDate::Undated, Some(seen)) => format!("{}, seen {}", source.name(), date(English, seen)),
            (SourceDate::Undated, None) => format!("{}, undated", source.name()),
            (published, _) => format!("{} of {}", source.name(), source_date(English, published)),
        }
    }

    /// The section of a source, the day it was seen and who says so: "“Who we are”, seen 22 Aug 2026 at github.com".
    fn section_and_seen(source: &Source) -> String {
        English => {
            let section = source.section.as_ref().map_or_else(String::new, |section| format!(", “{section}”"));
            let host = source.host();
            match (source.published, source.seen) {
                (SourceDate::Undated, Some(_)) => format!("{section} (at {host})"),
                (_, Some(seen)) => format!("{section} (seen {} at {host})", date(English, seen)),
                (_, None) => format!("{section} (day of the copy not known)"),
            }
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
