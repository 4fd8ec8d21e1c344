//! What the JSON of several commands shares: its version, days, evidence, and the ids of the library's kinds.
//!
//! Doc comments of these types and of their fields are the descriptions in the schemas that `opsec schema` prints.

use std::borrow::Cow;

use jiff::civil::Date;
use opsec::review::{Evidence, Source, SourceDate};
use opsec::text::fingerprint::Fingerprint;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// Defines the ids by which programs know the variants of a type of the library.
///
/// A variant that is added there makes the compiler ask for its id; one that is renamed there keeps its id.
macro_rules! ids {
    ($($(#[$about:meta])* $name:ident of $kind:path { $($(#[$meta:meta])* $variant:ident = $id:literal,)+ })+) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, schemars::JsonSchema, serde::Serialize)]
        pub(crate) enum $name {
            $($(#[$meta])* #[serde(rename = $id)] $variant,)+
        }

        impl From<$kind> for $name {
            fn from(value: $kind) -> Self {
                use $kind as Kind;
                match value {
                    $(Kind::$variant => Self::$variant,)+
                }
            }
        }
    )+};
}

pub(crate) use ids;

/// The version of every document.
pub(crate) struct Version;

impl Version {
    /// Within it, fields are only added, never renamed or removed.
    const NUMBER: u32 = 1;
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(Self::NUMBER)
    }
}

impl JsonSchema for Version {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Version".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "integer", "const": Self::NUMBER})
    }
}

/// Defines types that stand in a schema for a text of a standard format.
macro_rules! formats {
    ($($(#[$about:meta])* $name:ident = $format:literal,)+) => {$(
        $(#[$about])*
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "format": $format})
            }
        }
    )+};
}

formats! {
    /// Stands for a day.
    Day = "date",
    /// Stands for a moment.
    Moment = "date-time",
}

ids! {
    /// How sure the reviewer is.
    ConfidenceJson of opsec::review::Confidence {
        /// The operator's own text or source code, an audit or a court record.
        High = "high",
        /// A good secondary source, or an older or undated one.
        Medium = "medium",
        /// A weak source.
        Low = "low",
        /// Sources contradict each other, so the answer counts as unknown.
        Disputed = "disputed",
    }
}

/// A source of a fact.
#[derive(JsonSchema, Serialize)]
pub(crate) struct SourceJson<'a> {
    /// The address of the page or file.
    url: &'a str,
    /// What people call the document; null if only its address is known.
    title: Option<&'a str>,
    /// The section of the page or file; null for the whole of it.
    section: Option<&'a str>,
    /// The day, month or year that the document gives itself, as YYYY-MM-DD, YYYY-MM or YYYY; "undated" if it
    /// gives none.
    #[schemars(with = "String", regex(pattern = r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$"))]
    published: SourceDate,
    /// The day of the copy that was read; null if that isn't known.
    #[schemars(with = "Option<Day>")]
    seen: Option<Date>,
    /// The fingerprints of the sentences the fact rests on, for `opsec review prove`.
    #[schemars(with = "Vec<String>")]
    evidence: &'a [Fingerprint],
    /// The same as `published`.
    #[schemars(with = "String", regex(pattern = r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$"))]
    date: SourceDate,
}

impl<'a> From<&'a Source> for SourceJson<'a> {
    fn from(source: &'a Source) -> Self {
        Self {
            url: &source.url,
            title: source.title.as_deref(),
            section: source.section.as_deref(),
            published: source.published,
            seen: source.seen,
            evidence: &source.evidence,
            date: source.published,
        }
    }
}

/// The sources, the best first.
pub(crate) fn sources(sources: &[Source]) -> Vec<SourceJson<'_>> {
    sources.iter().map(SourceJson::from).collect()
}

/// A fact with its sources.
#[derive(JsonSchema, Serialize)]
pub(crate) struct EvidenceJson<'a> {
    /// The fact, in our words.
    pub(crate) note: &'a str,
    /// The sources, the best first.
    pub(crate) sources: Vec<SourceJson<'a>>,
    /// The day someone last checked the sources.
    #[schemars(with = "Day")]
    pub(crate) checked: Date,
    /// How sure the reviewer is.
    pub(crate) confidence: ConfidenceJson,
}

impl<'a> From<&'a Evidence> for EvidenceJson<'a> {
    fn from(evidence: &'a Evidence) -> Self {
        Self {
            note: &evidence.note,
            sources: sources(&evidence.sources),
            checked: evidence.checked,
            confidence: evidence.confidence.into(),
        }
    }
}
