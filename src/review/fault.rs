//! What a reviewer must not write: dates that cannot mean what they say, weak hosts, and notes that people cannot read.

use std::fmt;

use jiff::civil::Date;

use super::{Confidence, Evidence, Source};

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 200;

/// Hosts that post again what others wrote, sell what they write about, or let anyone write. None is high evidence.
const REPOSTS: [&str; 38] = [
    "a.plas.ml",
    "alternativeto.net",
    "archive.is",
    "archive.li",
    "archive.md",
    "archive.ph",
    "archive.today",
    "ardechelibre.org",
    "beamcommunications.com",
    "conductatlas.com",
    "cyberinsider.com",
    "datanorth.net",
    "dev.to",
    "diffen.com",
    "epochtimes.com",
    "factually.co",
    "freeproxy.co",
    "garudax.id",
    "grokipedia.com",
    "medium.com",
    "movatter.jp",
    "mtgzone.com",
    "news.ycombinator.com",
    "oddbean.com",
    "portal.vyprsec.ai",
    "protocolreport.com",
    "quora.com",
    "redd.it",
    "reddit.com",
    "restoreprivacy.com",
    "studicata.com",
    "substack.com",
    "tfdracing.nl",
    "theepochtimes.com",
    "tuxmachines.org",
    "vuink.com",
    "wikipedia.org",
    "wikiwand.com",
];

/// Words that don't belong in a note.
const BANNED: [&str; 15] = [
    "but by",
    "but for",
    "so that",
    "whoever",
    "anew",
    "reckoned",
    "of ours",
    "of one's own",
    "by its word",
    "by its own word",
    "mend",
    "had for long",
    "learnt",
    "in law",
    "beside",
];
/// Where one of them is part of a name that people use.
const ALLOWED: [&str; 2] = ["in law enforcement", "in law firms"];

/// The hedges for something we searched and did not find; they name where.
const NOT_FOUND: [&str; 2] = ["we found no ", "we found nothing"];
const WHERE: [&str; 9] = ["in", "on", "at", "among", "under", "from", "within", "across", "by"];
/// Abbreviations behind which a sentence goes on.
const GOES_ON: [&str; 6] = ["Co", "Corp", "Inc", "LLC", "Ltd", "U.S"];

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
        let recorded = source.seen.or_else(|| address.captured());
        let is_capture = first
            .zip(last)
            .is_some_and(|(first, last)| recorded.is_none_or(|recorded| (first..=last).contains(&recorded)));
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

/// Returns what is wrong with a note, or with a sentence that says where a reviewer searched.
pub fn note_faults(note: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    // Copies hide soft hyphens and zero widths in words.
    let note: String = note.chars().filter(|letter| !is_unseen(*letter)).collect();
    if !note.contains(char::is_alphanumeric) {
        faults.push(Fault::EmptyNote);
    }
    let length = note.chars().count();
    if length > LONGEST_NOTE {
        faults.push(Fault::LongNote(length));
    }
    let words = note.to_lowercase().replace('’', "'");
    let words: Vec<_> = words.split(|letter: char| !letter.is_alphanumeric() && letter != '\'').collect();
    let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let mut padded = format!(" {} ", words.join(" "));
    for allowed in ALLOWED {
        padded = padded.replace(&format!(" {allowed} "), " ");
    }
    faults.extend(
        BANNED.into_iter().filter(|word| padded.contains(&format!(" {word} "))).map(Fault::BannedWord),
    );
    if sentences(&note).into_iter().any(found_nothing_nowhere) {
        faults.push(Fault::FoundNothingNowhere);
    }
    faults
}

/// Whether a character is a soft hyphen, a zero width or a mark of direction.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether a sentence says that we found something not, and names no place behind it.
fn found_nothing_nowhere(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let rest = NOT_FOUND.iter().find_map(|hedge| lower.split(hedge).nth(1));
    rest.is_some_and(|rest| {
        let words: Vec<_> = rest.split_whitespace().collect();
        !words.windows(2).any(|pair| {
            // "in 2025" and "at all" are no places.
            let is_place = pair[1].starts_with(char::is_alphabetic) && !pair[1].starts_with("all");
            WHERE.contains(&pair[0]) && is_place
        })
    })
}

fn sentences(note: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in note.match_indices(". ") {
        let goes_on = GOES_ON.iter().any(|word| note[start..at].ends_with(word));
        let is_end = note[at + 2..].starts_with(char::is_uppercase);
        if is_end && !goes_on {
            sentences.push(&note[start..at]);
            start = at + 2;
        }
    }
    sentences.push(&note[start..]);
    sentences
}

/// An address in its parts.
struct Address {
    /// In lower case, without user, port and a full stop at the end.
    host: String,
    /// The pieces of the path.
    path: Vec<String>,
    /// What stands behind `?` and `#`.
    rest: String,
    has_user: bool,
}

impl Address {
    fn read(url: &str) -> Self {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let end = rest.find(['?', '#']).unwrap_or(rest.len());
        let (address, rest) = rest.split_at(end);
        let (authority, path) = address.split_once('/').unwrap_or((address, ""));
        let (user, host) =
            authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
        let host = host.split(':').next().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
        Self {
            host: host.strip_prefix("www.").unwrap_or(&host).to_owned(),
            path: path.split('/').map(|piece| piece.replace("%62", "b").replace("%6C", "l")).collect(),
            rest: rest.to_owned(),
            has_user: user.is_some(),
        }
    }

    fn is_on(&self, host: &str) -> bool {
        self.host == host || self.host.strip_suffix(host).is_some_and(|sub| sub.ends_with('.'))
    }

    /// Whether it repeats what others wrote. What people post on X is, X's own pages aren't.
    fn is_repost(&self) -> bool {
        let is_post = self.path.iter().any(|piece| piece == "status");
        REPOSTS.iter().any(|host| self.is_on(host))
            || (is_post && (self.is_on("x.com") || self.is_on("twitter.com")))
    }

    /// Whether it is in an archive, which records the texts of others.
    fn is_archive(&self) -> bool {
        let owner = self.path.first().map(|owner| owner.to_ascii_lowercase());
        let is_recorded = matches!(owner.as_deref(), Some("opentermsarchive" | "tosdr"));
        (is_recorded && (self.host == "github.com" || self.host == "raw.githubusercontent.com"))
            || self.is_on("archive.org")
            || ["archive.ph", "archive.is", "archive.today", "archive.md", "archive.li"]
                .iter()
                .any(|host| self.is_on(host))
    }

    /// The day on which an archive recorded the page, if the address gives it.
    fn captured(&self) -> Option<Date> {
        let stamp = self
            .path
            .iter()
            .take_while(|piece| !piece.contains(':'))
            .find(|piece| piece.len() >= 8 && piece.bytes().take(8).all(|byte| byte.is_ascii_digit()))?;
        Date::strptime("%Y%m%d", &stamp[..8]).ok()
    }

    /// Whether it leads to a file in a repository and doesn't name the commit.
    fn needs_commit(&self) -> bool {
        let piece = |index: usize| self.path.get(index).map_or("", String::as_str);
        let behind = |kind: &str| {
            self.path.iter().position(|piece| piece == kind).map(|index| piece(index + 1).to_owned())
        };
        let reference = if self.host == "github.com" {
            match piece(2) {
                "blob" | "raw" | "tree" | "blame" | "edit" | "commits" => Some(piece(3).to_owned()),
                "" if self.is_archive() => Some(String::new()),
                _ => None,
            }
        } else if self.host == "raw.githubusercontent.com" {
            Some(piece(2).to_owned())
        } else if self.host == "codeberg.org" && piece(2) == "src" {
            Some(if piece(3) == "commit" { piece(4).to_owned() } else { String::new() })
        } else if self.path.iter().any(|piece| piece == "-") {
            behind("blob").or_else(|| behind("raw")).or_else(|| behind("tree"))
        } else {
            None
        };
        reference.is_some_and(|reference| {
            reference.len() != 40 || !reference.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    }

    /// Returns what says who opened the page: the key of a session, of a campaign, of an account.
    fn session_key(&self) -> Option<String> {
        if self.has_user {
            return Some("user@".to_owned());
        }
        let in_path = self.path.iter().flat_map(|piece| piece.split(';').skip(1));
        let pairs = self.rest.split(['?', '&', '#', ';']).chain(in_path);
        let keys = pairs.map(|pair| pair.split_once('=').map_or(pair, |(key, _)| key));
        keys.map(|key| key.replace("%73", "s").to_ascii_lowercase()).find(|key| is_session(key))
    }
}

fn is_session(key: &str) -> bool {
    const KEYS: [&str; 20] = [
        "_ga",
        "access_token",
        "auth",
        "fbclid",
        "gclid",
        "igshid",
        "jsessionid",
        "mc_eid",
        "mibextid",
        "msclkid",
        "phpsessid",
        "ref_src",
        "session_id",
        "session-id",
        "sessionid",
        "sid",
        "srsltid",
        "token",
        "x-amz-signature",
        "yclid",
    ];
    KEYS.contains(&key)
        || key.starts_with("utm_")
        || key.ends_with("session_id")
        || key.ends_with("sessionid")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::review::SourceDate;
    use crate::text::fingerprint::Fingerprint;

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

    const COMMIT: &str = "9a9aa998a72768dc540a03e582a6de5be0dad2aa";

    #[test]
    fn a_file_in_a_repository_needs_its_commit() {
        for (address, is_fault) in [
            ("github.com/OpenTermsArchive/pga-versions", true),
            ("github.com/OpenTermsArchive/pga-versions/blob/main/WhatsApp/Privacy%20Policy.md", true),
            ("github.com/OpenTermsArchive/pga-versions/blob/COMMIT/WhatsApp/Privacy%20Policy.md", false),
            ("github.com/OpenTermsArchive/x/issues/3", false),
            ("github.com/a/b/blob/main/README.md", true),
            ("GitHub.com:443/a/b/raw/main/README.md", true),
            ("github.com./a/b/tree/20250101/x", true),
            ("github.com/a/b/%62lob/main/x", true),
            ("github.com/a/b/issues/4", false),
            ("github.com/a/b/commit/COMMIT", false),
            ("raw.githubusercontent.com/a/b/main/R.md", true),
            ("raw.githubusercontent.com/a/b/COMMIT/R.md", false),
            ("gitlab.com/a/b/-/blob/master/R.md", true),
            ("code.example/a/b/-/blob/COMMIT/R.md", false),
            ("codeberg.org/a/b/src/branch/main/R.md", true),
            ("codeberg.org/a/b/src/commit/COMMIT/R.md", false),
        ] {
            let faults = source_faults(&source(&format!("https://{}", address.replace("COMMIT", COMMIT))));
            assert_eq!(faults, Vec::from_iter(is_fault.then_some(Fault::WithoutCommit)), "{address}");
        }
    }

    #[test]
    fn an_address_does_not_tell_who_opened_the_page() {
        for (address, key) in [
            ("a.example/x?sid=4", Some("sid")),
            ("a.example/x?sid", Some("sid")),
            ("a.example/x#sid=4", Some("sid")),
            ("a.example/x?%73id=4", Some("sid")),
            ("a.example/x;jsessionid=4", Some("jsessionid")),
            ("a.example/x?a=1&search_session_id=4", Some("search_session_id")),
            ("a.example/x?a=1&utm_source=b", Some("utm_source")),
            ("me:pw@a.example/x", Some("user@")),
            ("a.example/x?id=4&side=1", None),
            ("congress.gov/x?congress=117&session=2&parliament-session=57-1", None),
        ] {
            let faults = source_faults(&source(&format!("https://{address}")));
            assert_eq!(
                faults,
                Vec::from_iter(key.map(|key| Fault::SessionInAddress(key.to_owned()))),
                "{address}"
            );
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
    fn notes_are_short_plain_and_say_where() {
        let long = "x".repeat(201);
        for (note, fault) in [
            ("It's encrypted.", None),
            (long.as_str(), Some(Fault::LongNote(201))),
            ("", Some(Fault::EmptyNote)),
            (" \u{200b}.", Some(Fault::EmptyNote)),
            ("who\u{ad}ever asks", Some(Fault::BannedWord("whoever"))),
            ("Nothing leaves it, but  by\nrequest.", Some(Fault::BannedWord("but by"))),
            ("Whoever asks gets it.", Some(Fault::BannedWord("whoever"))),
            ("A server of one’s own.", Some(Fault::BannedWord("of one's own"))),
            ("They recommend it and renew it.", None),
            ("Signal names requests in law enforcement guides.", None),
            ("We found no audit.", Some(Fault::FoundNothingNowhere)),
            ("It's open, but we found no audit.", Some(Fault::FoundNothingNowhere)),
            ("We found nothing.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit. In 2025 it changed.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit in 2025.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit at all.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit in its docs. We found no report.", Some(Fault::FoundNothingNowhere)),
            ("We found no audit of Signal Messenger, Inc. in its help centre.", None),
            ("We found no audit within its docs.", None),
        ] {
            assert_eq!(note_faults(note), Vec::from_iter(fault), "{note:?}");
        }
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
