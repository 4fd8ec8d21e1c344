//! Evidence: our sentence about a fact, and its sources.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{SourceDate, day};
use crate::language::Text;

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

/// A source: an address with its section and date.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Source {
    /// Address of the page or file.
    pub url: Text,
    /// The section of the page or file.
    pub section: Option<Text>,
    /// Date of the source.
    pub date: SourceDate,
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
