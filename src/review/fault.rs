//! What a reviewer must not write: dates that cannot mean what they say, weak hosts, and notes that people cannot read.

mod address;
mod note;

use std::fmt;

use super::{Confidence, Evidence, Source};
use address::Address;
pub use note::{LONGEST_NOTE, note_faults};

/// Something that a reviewer must not write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The day on which an archive recorded a text is given as the day of the text, and nothing shows that it is.
    CaptureAsPublished,
    /// High confidence rests on a host that posts again what others wrote.
    HighOnRepost(String),
    /// The address doesn't say which version of the file was read.
    WithoutCommit,
    /// The address has the id of a session or of a campaign.
    SessionInAddress(String),
    /// Neither the document nor the copy has a day.
    WithoutAnyDay,
    /// The note has nothing that people can read.
    EmptyNote,
    /// A fingerprint is given twice.
    SameTwice,
    /// The note has so many characters.
    LongNote(usize),
    /// The note has a word that nobody uses.
    BannedWord(&'static str),
    /// The note says that nothing was found, and not where.
    FoundNothingNowhere,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CaptureAsPublished => f.write_str(
                "published: this is the day the archive recorded the text. Give the day the text gives itself, with \
                 `dated:`, the fingerprint of the sentence that does, or write `undated`",
            ),
            Self::HighOnRepost(host) => write!(
                f,
                "confidence: `high` rests on {host}, which repeats what others wrote. Cite the original, or use `low`"
            ),
            Self::WithoutCommit => {
                f.write_str("url: name the commit, as in /blob/COMMIT/PATH. A branch changes after it was read")
            }
            Self::SessionInAddress(key) => {
                write!(f, "url: remove `{key}`. It says who opened the page, not which page it is")
            }
            Self::WithoutAnyDay => f.write_str(
                "confidence: no source says when it was published or seen. Find one that does, or use `low`",
            ),
            Self::EmptyNote => f.write_str("note: write a sentence"),
            Self::SameTwice => f.write_str("evidence: a fingerprint is there twice"),
            Self::LongNote(length) => {
                write!(f, "note: it has {length} characters, and {LONGEST_NOTE} are allowed")
            }
            Self::BannedWord(word) => write!(f, "note: say it without \"{word}\""),
            Self::FoundNothingNowhere => {
                f.write_str("note: say where you searched: \"We found no … in …\"")
            }
        }
    }
}

/// Returns what is wrong with a source, by itself.
pub fn source_faults(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let address = Address::read(&source.url);
    if address.needs_commit() {
        faults.push(Fault::WithoutCommit);
    }
    if let Some(key) = address.session_key() {
        faults.push(Fault::SessionInAddress(key));
    }
    if source.dated.is_none() && address.is_archive() {
        let (first, last) = (source.published.earliest(), source.published.latest());
        let recorded: Vec<_> = source.seen.into_iter().chain(address.captured()).collect();
        let is_capture = first.zip(last).is_some_and(|(first, last)| {
            recorded.is_empty() || recorded.iter().any(|recorded| (first..=last).contains(recorded))
        });
        if is_capture {
            faults.push(Fault::CaptureAsPublished);
        }
    }
    let mut evidence = source.evidence.clone();
    evidence.sort_unstable();
    if evidence.windows(2).any(|pair| pair[0] == pair[1]) {
        faults.push(Fault::SameTwice);
    }
    faults
}

/// Returns what is wrong with an answer's evidence as a whole.
pub fn evidence_faults(evidence: &Evidence) -> Vec<Fault> {
    let mut faults = note_faults(&evidence.note);
    let is_sure = matches!(evidence.confidence, Confidence::High | Confidence::Medium);
    if is_sure && !evidence.sources.is_empty() && evidence.newest().is_none() {
        faults.push(Fault::WithoutAnyDay);
    }
    if evidence.confidence == Confidence::High {
        let addresses = evidence.sources.iter().map(|source| Address::read(&source.url));
        let reposts = addresses.filter(Address::is_repost);
        faults.extend(reposts.map(|address| Fault::HighOnRepost(address.host)));
    }
    faults
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::review::SourceDate;
    use crate::text::fingerprint::Fingerprint;

    const COMMIT: &str = "9a9aa998a72768dc540a03e582a6de5be0dad2aa";

    fn source(url: &str) -> Source {
        Source {
            url: url.to_owned().into(),
            title: None,
            section: None,
            published: SourceDate::Undated,
            seen: None,
            dated: None,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn the_day_of_a_capture_is_no_day_of_the_text() {
        let (day, later) = (date(2026, 8, 22), date(2026, 9, 1));
        let archive =
            format!("https://github.com/OpenTermsArchive/a/blob/{COMMIT}/Signal/Privacy%20Policy.md");
        let wayback = "https://WEB.archive.org/web/20260822101112/https://a.example/blog/20260101/x";
        let of = |url: &str, published, seen, dated| {
            source_faults(&Source { published, seen, dated, ..source(url) })
        };
        for (url, published, seen) in [
            (archive.as_str(), SourceDate::Day(day), Some(day)),
            (&archive, SourceDate::Month(date(2026, 8, 1)), Some(day)),
            (&archive, SourceDate::Year(date(2026, 1, 1)), Some(day)),
            (&archive, SourceDate::Day(day), None),
            (wayback, SourceDate::Day(day), None),
        ] {
            assert_eq!(of(url, published, seen, None), [Fault::CaptureAsPublished], "{url} {published}");
            assert_eq!(of(url, published, seen, Some(Fingerprint(1))), [], "{url} {published}");
        }
        assert_eq!(of(&archive, SourceDate::Day(day), Some(later), None), []);
        assert_eq!(of(&archive, SourceDate::Undated, Some(day), None), []);
        assert_eq!(of(wayback, SourceDate::Day(date(2026, 1, 1)), None, None), []);
        assert_eq!(of("https://a.example/policy", SourceDate::Day(day), Some(day), None), []);
    }

    #[test]
    fn confidence_needs_a_day_and_an_original() {
        let of = |url: &str, seen, confidence| {
            evidence_faults(&Evidence {
                note: "It's so.".into(),
                sources: vec![Source { seen, ..source(url) }],
                checked: date(2026, 11, 28),
                confidence,
            })
        };
        let day = Some(date(2026, 8, 22));
        assert_eq!(of("https://a.example/", None, Confidence::Medium), [Fault::WithoutAnyDay]);
        assert_eq!(of("https://a.example/", None, Confidence::Low), []);
        for (address, host) in [
            ("www.reddit.com/r/x", Some("reddit.com")),
            ("old.REDDIT.com.:443/r/x", Some("old.reddit.com")),
            ("en.wikipedia.org/wiki/X", Some("en.wikipedia.org")),
            ("x.com/durov/status/1", Some("x.com")),
            ("x.com/en/privacy", None),
            ("help.x.com/en", None),
            ("notreddit.com/", None),
        ] {
            let faults = of(&format!("https://{address}"), day, Confidence::High);
            assert_eq!(
                faults,
                Vec::from_iter(host.map(|host| Fault::HighOnRepost(host.to_owned()))),
                "{address}"
            );
        }
        assert_eq!(of("https://www.reddit.com/r/x", day, Confidence::Medium), []);
    }

    #[test]
    fn a_sentence_is_named_once() {
        let twice = Source {
            evidence: vec![Fingerprint(1), Fingerprint(2), Fingerprint(1)],
            ..source("https://a.example/")
        };
        assert_eq!(source_faults(&twice), [Fault::SameTwice]);
    }
}
