//! Evidence: a sentence of ours, and where it is said.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{SourceDate, day};
use crate::language::Text;

/// How sure the reviewer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The operator's own text, source, an audit or a court record says so.
    High,
    /// A good secondary source, an older or undated one.
    Medium,
    /// A weak source.
    Low,
    /// Sources contradict each other; counts as unknown.
    Disputed,
}

/// Where something is said.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Source {
    /// Address of the page or file.
    pub url: Text,
    /// Heading or part of it.
    pub section: Option<Text>,
    /// Date of the source.
    pub date: SourceDate,
}

/// A sentence with what stands behind it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Evidence {
    /// A sentence of ours.
    pub note: Text,
    /// Where it is said, the best source first.
    pub sources: Vec<Source>,
    /// The day someone last saw the sources say so.
    #[serde(with = "day")]
    pub checked: Date,
    /// How sure the reviewer is.
    pub confidence: Confidence,
}

impl Source {
    /// Returns who is speaking: the host, on a code host the owner too, and for a text recorded by
    /// Open Terms Archive the name of that text.
    pub fn speaker(&self) -> String {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        if rest.starts_with("github.com/OpenTermsArchive/") {
            let mut path = rest.rsplit('/').map(|piece| piece.replace("%20", " "));
            if let (Some(file), Some(service)) = (path.next(), path.next()) {
                return format!("{service} {}", file.trim_end_matches(".md"));
            }
        }
        let mut pieces = rest.split(['/', '?', '#']);
        let host = pieces.next().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        match pieces.next() {
            Some(owner)
                if ["github.com", "gitlab.com", "codeberg.org"].contains(&host) && !owner.is_empty() =>
            {
                format!("{host}/{owner}")
            }
            _ => host.to_owned(),
        }
    }
}

impl Evidence {
    /// Returns the newest day any source can mean.
    pub fn newest(&self) -> Option<Date> {
        self.sources.iter().filter_map(|source| source.date.latest()).max()
    }
}
