//! The address of a source: what it leads to, and whom it tells about.

use jiff::civil::Date;
use percent_encoding::percent_decode_str;

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

/// An address in its parts.
pub(super) struct Address {
    /// In lower case, without user, port and a full stop at the end.
    pub(super) host: String,
    /// The pieces of the path.
    path: Vec<String>,
    /// What stands behind `?` and `#`.
    rest: String,
    has_user: bool,
}

impl Address {
    pub(super) fn read(url: &str) -> Self {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let end = rest.find(['?', '#']).unwrap_or(rest.len());
        let (address, rest) = rest.split_at(end);
        let (authority, path) = address.split_once('/').unwrap_or((address, ""));
        let (user, host) =
            authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
        let host = host.split(':').next().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
        Self {
            host: host.strip_prefix("www.").unwrap_or(&host).to_owned(),
            path: path.split('/').filter(|piece| !piece.is_empty()).map(decoded).collect(),
            rest: rest.to_owned(),
            has_user: user.is_some(),
        }
    }

    fn is_on(&self, host: &str) -> bool {
        self.host == host || self.host.strip_suffix(host).is_some_and(|sub| sub.ends_with('.'))
    }

    /// Whether it repeats what others wrote. What people post on X does, X's own pages don't.
    pub(super) fn is_repost(&self) -> bool {
        let is_post = self.path.get(1).is_some_and(|piece| piece.eq_ignore_ascii_case("status"));
        REPOSTS.iter().any(|host| self.is_on(host))
            || (is_post
                && ["x.com", "mobile.x.com", "twitter.com", "mobile.twitter.com"]
                    .contains(&self.host.as_str()))
    }

    /// Whether it is in an archive, which records the texts of others.
    pub(super) fn is_archive(&self) -> bool {
        let owner = self.path.first().map(|owner| owner.to_ascii_lowercase());
        let is_recorded = matches!(owner.as_deref(), Some("opentermsarchive" | "tosdr"));
        (is_recorded && (self.host == "github.com" || self.host == "raw.githubusercontent.com"))
            || self.host == "web.archive.org"
            || ["archive.ph", "archive.is", "archive.today", "archive.md", "archive.li"]
                .iter()
                .any(|host| self.is_on(host))
    }

    /// The day on which an archive recorded the page, if the address gives it.
    pub(super) fn captured(&self) -> Option<Date> {
        let stamp = self
            .path
            .iter()
            .take_while(|piece| !piece.contains(':'))
            .find(|piece| piece.len() >= 8 && piece.bytes().take(8).all(|byte| byte.is_ascii_digit()))?;
        Date::strptime("%Y%m%d", &stamp[..8]).ok()
    }

    /// Whether it leads to a file in a repository and doesn't name the commit.
    pub(super) fn needs_commit(&self) -> bool {
        let piece = |index: usize| self.path.get(index).map_or("", String::as_str);
        let behind = |kind: &str| {
            self.path.iter().position(|piece| piece == kind).map(|index| piece(index + 1).to_owned())
        };
        let reference = if self.host == "github.com" {
            match piece(2) {
                "blob" | "raw" | "tree" | "blame" | "edit" | "commits" => Some(piece(3).to_owned()),
                "" if self
                    .path
                    .first()
                    .is_some_and(|owner| owner.eq_ignore_ascii_case("opentermsarchive")) =>
                {
                    Some(String::new())
                }
                _ => None,
            }
        } else if self.host == "raw.githubusercontent.com" {
            Some(piece(2).to_owned())
        } else if ["src", "raw"].contains(&piece(2)) && ["branch", "commit", "tag"].contains(&piece(3)) {
            Some(if piece(3) == "commit" { piece(4).to_owned() } else { String::new() })
        } else if self.path.iter().any(|piece| piece == "-") || self.host == "gitlab.com" {
            behind("blob").or_else(|| behind("raw")).or_else(|| behind("tree"))
        } else {
            None
        };
        reference.is_some_and(|reference| {
            reference.len() != 40 || !reference.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    }

    /// Returns what says who opened the page: the key of a session, of a campaign, of an account.
    pub(super) fn session_key(&self) -> Option<String> {
        if self.has_user {
            return Some("user@".to_owned());
        }
        let in_path = self.path.iter().flat_map(|piece| piece.split(';').skip(1));
        let (query, fragment) = self.rest.split_once('#').unwrap_or((&self.rest, ""));
        let query = query.split(['?', '&', ';']);
        // A fragment without a value is a place on the page.
        let fragment = fragment.split('&').filter(|pair| pair.contains('='));
        let pairs =
            query.chain(fragment).chain(in_path).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        pairs.map(|(key, value)| (decoded(key).to_ascii_lowercase(), value)).find_map(|(key, value)| {
            let is_secret = SECRETS.contains(&key.as_str()) && value.len() >= LONG;
            (is_secret || is_session(&key)).then_some(key)
        })
    }
}

/// Keys of secrets, which can be words of an innocent address too: only with a long value.
const SECRETS: [&str; 5] = ["access_token", "api_key", "auth", "jwt", "token"];
/// Least length of a secret.
const LONG: usize = 12;

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn is_session(key: &str) -> bool {
    const KEYS: [&str; 17] = [
        "_ga",
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
    use super::*;

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
            ("github.com//a/b/%62%6c%6f%62/main/x", true),
            ("github.com/tosdr", false),
            ("gitlab.com/a/b/blob/master/R.md", true),
            ("a.example/-/tree-of-products", false),
            ("github.com/a/b/issues/4", false),
            ("github.com/a/b/commit/COMMIT", false),
            ("raw.githubusercontent.com/a/b/main/R.md", true),
            ("raw.githubusercontent.com/a/b/COMMIT/R.md", false),
            ("gitlab.com/a/b/-/blob/master/R.md", true),
            ("code.example/a/b/-/blob/COMMIT/R.md", false),
            ("codeberg.org/a/b/src/branch/main/R.md", true),
            ("codeberg.org/a/b/src/commit/COMMIT/R.md", false),
        ] {
            let url = format!("https://{}", address.replace("COMMIT", COMMIT));
            assert_eq!(Address::read(&url).needs_commit(), is_fault, "{address}");
        }
    }

    #[test]
    fn an_address_does_not_tell_who_opened_the_page() {
        for (address, key) in [
            ("a.example/x?sid=4", Some("sid")),
            ("a.example/x?sid", Some("sid")),
            ("a.example/x#sid=4", Some("sid")),
            ("a.example/x?%73%69%64=4", Some("sid")),
            ("a.example/x?token=abcdefabcdef", Some("token")),
            ("a.example/x?token=erc20", None),
            ("a.example/x#auth", None),
            ("a.example/x;jsessionid=4", Some("jsessionid")),
            ("a.example/x?a=1&search_session_id=4", Some("search_session_id")),
            ("a.example/x?a=1&utm_source=b", Some("utm_source")),
            ("me:pw@a.example/x", Some("user@")),
            ("a.example/x?id=4&side=1", None),
            ("congress.gov/x?congress=117&session=2&parliament-session=57-1", None),
        ] {
            let found = Address::read(&format!("https://{address}")).session_key();
            assert_eq!(found.as_deref(), key, "{address}");
        }
    }
}
