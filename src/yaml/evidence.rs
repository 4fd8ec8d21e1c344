//! Reads the evidence of a review file and checks it.

use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_yaml::{Location, Spanned};

use super::problem::{Problem, position};
use crate::review::{
    Confidence, Evidence, Fault, Rubric, Source, SourceDate, evidence_faults, note_faults, source_faults,
};
use crate::text::fingerprint::Fingerprint;

/// Longest time that a file may give, in days: ten years.
pub(super) const MOST_DAYS: u32 = 3650;

/// Defines a raw type with the four keys of evidence, each of which may be missing.
macro_rules! with_evidence {
    (struct $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }) => {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            $($(#[$attribute])* $field: $type,)*
            #[serde(default)]
            note: Option<String>,
            #[serde(default)]
            sources: Vec<serde_yaml::Spanned<$crate::yaml::evidence::RawSource>>,
            #[serde(default)]
            checked: Option<serde_yaml::Spanned<String>>,
            #[serde(default)]
            confidence: Option<$crate::review::Confidence>,
        }

        impl $name {
            /// Takes the four keys out.
            fn evidence(&mut self) -> $crate::yaml::evidence::RawEvidence {
                $crate::yaml::evidence::RawEvidence {
                    note: self.note.take(),
                    sources: std::mem::take(&mut self.sources),
                    checked: self.checked.take(),
                    confidence: self.confidence.take(),
                }
            }
        }
    };
}
pub(super) use with_evidence;

/// The four keys of evidence.
pub(super) struct RawEvidence {
    pub(super) note: Option<String>,
    pub(super) sources: Vec<Spanned<RawSource>>,
    pub(super) checked: Option<Spanned<String>>,
    pub(super) confidence: Option<Confidence>,
}

impl RawEvidence {
    /// Whether none of the keys is there.
    pub(super) fn is_empty(&self) -> bool {
        self.note.is_none() && self.sources.is_empty() && self.checked.is_none() && self.confidence.is_none()
    }
}

/// A source of a fact.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub(super) url: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    section: Option<String>,
    published: SourceDate,
    seen: Seen,
    #[serde(default)]
    dated: Option<Fingerprint>,
    #[serde(default)]
    evidence: Vec<Fingerprint>,
}

/// The day of a copy, or `unknown`.
struct Seen(Option<Date>);

impl<'de> Deserialize<'de> for Seen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.parse() {
            _ if text == "unknown" => Ok(Self(None)),
            Ok(day) if text.len() == 10 => Ok(Self(Some(day))),
            _ => Err(D::Error::custom(format!("`{text}` is not a day; allowed: YYYY-MM-DD or unknown"))),
        }
    }
}

impl From<RawSource> for Source {
    fn from(raw: RawSource) -> Self {
        Self {
            url: raw.url.into(),
            title: raw.title.map(Into::into),
            section: raw.section.map(Into::into),
            published: raw.published,
            seen: raw.seen.0,
            dated: raw.dated,
            evidence: raw.evidence,
        }
    }
}

/// The rubric and day a review is checked against, and the problems found so far.
pub(super) struct Checker<'a> {
    pub(super) file: &'a str,
    pub(super) rubric: &'a Rubric,
    pub(super) today: Date,
    pub(super) problems: Vec<Problem>,
}

impl Checker<'_> {
    pub(super) fn problem(&mut self, location: Location, message: impl Into<String>) {
        self.problems.push(Problem::new(self.file, position(location), message));
    }

    pub(super) fn problem_allowing<I: Into<String>>(
        &mut self,
        location: Location,
        message: impl Into<String>,
        allowed: impl IntoIterator<Item = I>,
    ) {
        self.problems.push(Problem::at(self.file, location, message).allowing(allowed));
    }

    pub(super) fn not_future(&mut self, key: &str, date: Option<Date>, location: Location) {
        if let Some(date) = date.filter(|date| *date > self.today) {
            let today = self.today;
            self.problem(location, format!("{key}: {date} is in the future (today is {today})"));
        }
    }

    /// Refuses a time that no plan can wait for.
    pub(super) fn days(&mut self, key: &str, days: Option<Spanned<u32>>) -> Option<u32> {
        let days = days?;
        if days.value > MOST_DAYS {
            let message = format!("{key}: {} is too long; at most {MOST_DAYS} days", days.value);
            self.problem(days.referenced, message);
        }
        Some(days.value)
    }

    /// Converts the raw keys into evidence, or reports what is missing.
    pub(super) fn evidence(&mut self, what: &str, location: Location, raw: RawEvidence) -> Evidence {
        if raw.sources.is_empty() {
            self.problem(location, format!("sources: {what} has none"));
        }
        if raw.checked.is_none() {
            self.problem(
                location,
                format!("checked: {what} lacks the day someone last saw the source say so"),
            );
        }
        let checked = self.checked(raw.checked.as_ref());
        Evidence {
            note: raw.note.unwrap_or_default().into(),
            sources: self.sources(raw.sources, checked),
            checked: checked.unwrap_or(Date::ZERO),
            confidence: raw.confidence.unwrap_or(Confidence::Medium),
        }
    }

    /// Reads sources: each with an address, none from after today or after the day it was checked, and none that
    /// was seen before it was published.
    pub(super) fn sources(&mut self, sources: Vec<Spanned<RawSource>>, checked: Option<Date>) -> Vec<Source> {
        for source in &sources {
            let (at, RawSource { url, published, seen, .. }) = (source.referenced, &source.value);
            if !is_address(url) {
                self.problem(at, format!("url: `{url}` isn't an address such as https://example.org/page"));
            }
            let published = published.earliest();
            for (key, date) in [("published", published), ("seen", seen.0)] {
                self.not_future(key, date, at);
                if let Some((date, checked)) = date.zip(checked)
                    && date > checked
                    && date <= self.today
                {
                    self.problem(
                        at,
                        format!("{key}: {date} is later than {checked}, the day the source was checked"),
                    );
                }
            }
            if let Some((published, seen)) = published.zip(seen.0)
                && published > seen
            {
                let message =
                    format!("published: {published} is later than {seen}, the day the copy was seen");
                self.problem(at, message);
            }
        }
        let read = |source: Spanned<RawSource>| {
            let (at, source) = (source.referenced, Source::from(source.value));
            for fault in source_faults(&source) {
                self.problem(at, fault.to_string());
            }
            source
        };
        sources.into_iter().map(read).collect()
    }

    /// Reports what is wrong with the evidence of an answer, a remark or a status as a whole.
    pub(super) fn scrutinise(&mut self, location: Location, evidence: &Evidence) {
        for fault in evidence_faults(evidence) {
            self.problem(location, fault.to_string());
        }
    }

    /// Reports what is wrong with the words of an answer without an option. They may be longer than a note.
    pub(super) fn scrutinise_words(&mut self, location: Location, words: &str) {
        for fault in note_faults(words) {
            if !words.trim().is_empty() && !matches!(fault, Fault::LongNote(_) | Fault::FoundNothingNowhere) {
                self.problem(location, fault.to_string());
            }
        }
    }

    /// Reads the day on which someone last saw the sources.
    pub(super) fn checked(&mut self, checked: Option<&Spanned<String>>) -> Option<Date> {
        let checked = checked?;
        let Some(date) = checked.value.parse().ok().filter(|_| checked.value.len() == 10) else {
            let message = format!("checked: `{}` is not a day", checked.value);
            self.problem_allowing(checked.referenced, message, ["YYYY-MM-DD"]);
            return None;
        };
        self.not_future("checked", Some(date), checked.referenced);
        Some(date)
    }
}

/// Whether a text is the address of a page: a scheme, a host, and nothing that ends an address.
fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| host.contains(char::is_alphanumeric))
        && !url.contains(|character: char| character.is_whitespace() || character.is_control())
}
