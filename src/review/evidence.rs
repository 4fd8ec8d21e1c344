//! Evidence: our sentence about a fact, and its sources.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{SourceDate, day, older_than, optional_day};
use crate::language::Text;
use crate::text::fingerprint::Fingerprint;

/// The reviewer's confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The operator's own text or source code, an audit or a court record.
    High,
    /// A good secondary source, an older or undated one.
    Medium,
    /// A weak source.
    Low,
    /// Sources contradict each other; counts as unknown.
    Disputed,
}

/// A source: a document, the day it gives itself, and the day of the copy that was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Source {
    /// Address of the page or file.
    pub url: Text,
    /// What people call the document: "WhatsApp Privacy Policy".
    pub title: Option<Text>,
    /// The section of the page or file.
    pub section: Option<Text>,
    /// The day the document gives itself: in force since, last changed, published.
    pub published: SourceDate,
    /// The day of the copy that was read: of an archive or repository, the last day it still held this very text.
    /// `None` if that is not known.
    #[serde(with = "optional_day")]
    pub seen: Option<Date>,
    /// Fingerprint of the sentence in which the document gives its date.
    pub dated: Option<Fingerprint>,
    /// Fingerprints of the sentences the answer rests on.
    pub evidence: Vec<Fingerprint>,
}

/// A sentence with its sources and the confidence in them.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Evidence {
    /// The sentence, in our words.
    pub note: Text,
    /// The sources, the best first.
    pub sources: Vec<Source>,
    /// The day someone last checked the sources.
    #[serde(with = "day")]
    pub checked: Date,
    /// The reviewer's confidence.
    pub confidence: Confidence,
}

impl Source {
    /// Returns what people call the source: its title, or the host of its address.
    pub fn name(&self) -> &str {
        self.title.as_deref().unwrap_or_else(|| host(&self.url))
    }

    /// Returns the host of its address, without `www.`.
    pub fn host(&self) -> &str {
        host(&self.url)
    }

    /// Returns the newest day on which the source is known to have said so: the day of the copy, or else the first
    /// day that the document's own date can mean.
    fn newest(&self) -> Option<Date> {
        self.seen.or_else(|| self.published.earliest())
    }
}

/// Returns the host of an address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

impl Evidence {
    /// Returns the newest day any source can mean.
    pub fn newest(&self) -> Option<Date> {
        self.sources.iter().filter_map(Source::newest).max()
    }

    /// Whether the evidence is too old to count on a day, if it may be so many months old.
    ///
    /// Its age runs from the newest day on which a source was seen to say so, not from the day someone read an old
    /// copy. If no source gives any day, it runs from that day, at twice the pace.
    pub fn is_older_than(&self, months: u32, as_of: Date) -> bool {
        let months = i32::try_from(months).unwrap_or(i32::MAX);
        match self.newest() {
            Some(newest) => older_than(newest, as_of, months),
            None => older_than(self.checked, as_of, months / 2),
        }
    }

    /// Whether the evidence names sentences that can be found again.
    pub fn is_proven(&self) -> bool {
        self.sources.iter().any(|source| !source.evidence.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn source(published: SourceDate, seen: Option<Date>) -> Source {
        Source {
            url: "https://www.a.example/x".into(),
            title: None,
            section: None,
            published,
            seen,
            dated: None,
            evidence: Vec::new(),
        }
    }

    fn evidence(sources: &[(SourceDate, Option<Date>)]) -> Evidence {
        Evidence {
            note: "It's so.".into(),
            sources: sources.iter().map(|(published, seen)| source(*published, *seen)).collect(),
            checked: date(2026, 11, 28),
            confidence: Confidence::Medium,
        }
    }

    #[test]
    fn age_runs_from_the_newest_day_a_source_was_seen_and_not_from_the_day_it_was_read() {
        let old = SourceDate::Day(date(2018, 5, 25));
        let seen = evidence(&[(SourceDate::Undated, Some(date(2024, 1, 1))), (old, Some(date(2026, 8, 22)))]);
        assert!(!seen.is_older_than(12, date(2027, 8, 22)));
        assert!(seen.is_older_than(12, date(2027, 8, 23)));
        let published = evidence(&[(SourceDate::Month(date(2026, 8, 1)), None)]);
        assert!(!published.is_older_than(12, date(2027, 8, 1)));
        assert!(published.is_older_than(12, date(2027, 8, 2)));
        assert!(evidence(&[(old, None)]).is_older_than(12, date(2026, 11, 28)));
    }

    #[test]
    fn without_any_day_it_runs_twice_as_fast_from_the_day_it_was_read() {
        for unknown in [evidence(&[(SourceDate::Undated, None)]), evidence(&[])] {
            assert_eq!(unknown.newest(), None);
            assert!(!unknown.is_older_than(12, date(2027, 5, 28)));
            assert!(unknown.is_older_than(12, date(2027, 5, 29)));
        }
    }

    #[test]
    fn a_source_is_called_by_its_title_or_its_host() {
        let untitled = source(SourceDate::Undated, None);
        assert_eq!(untitled.name(), "a.example");
        assert_eq!(Source { title: Some("A's Policy".into()), ..untitled }.name(), "A's Policy");
    }
}
