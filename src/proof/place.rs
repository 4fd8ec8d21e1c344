//! Where the text of an address lies in a folder of texts.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Endings that a text may have beyond its address.
const ENDINGS: [&str; 4] = ["", ".md", ".html", ".txt"];

/// Returns the paths within a folder of texts at which the text of an address may lie, the best first.
///
/// The folder is laid out by address, as `wget --force-directories` does it: host, path, and the query behind a
/// question mark; `index` for an address that ends in a slash. Percent signs are decoded. An ending (`.md`, `.html`,
/// `.txt`) may be added. Returns nothing for an address without a host, and none that leads out of the folder.
pub fn places(url: &str) -> Vec<String> {
    let Some((_, rest)) = url.split_once("://") else { return Vec::new() };
    let rest = rest.split('#').next().unwrap_or_default();
    let (address, query) =
        rest.split_once('?').map_or((rest, None), |(address, query)| (address, Some(query)));
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let host = host.rsplit('@').next().unwrap_or_default();
    let host =
        host.strip_suffix(":443").or_else(|| host.strip_suffix(":80")).unwrap_or(host).trim_end_matches('.');
    let path = decoded(path);
    let is_outside = |piece: &str| piece == "." || piece == ".." || piece.contains(['\0', '\\']);
    if host.is_empty() || is_outside(host) || path.split('/').any(is_outside) || path.starts_with('/') {
        return Vec::new();
    }
    let query = query
        .filter(|query| !query.is_empty())
        .map_or_else(String::new, |query| format!("?{}", decoded(query).replace('/', "%2F")));
    let whole = format!("{}/{}", host.to_ascii_lowercase(), path.trim_end_matches('/'));
    let whole = whole.trim_end_matches('/');
    let file = (!path.is_empty() && !path.ends_with('/')).then(|| format!("{whole}{query}"));
    let index = format!("{whole}/index{query}");
    let bases = file.into_iter().chain([index]);
    bases.flat_map(|base| ENDINGS.map(|ending| format!("{base}{ending}"))).collect()
}

/// Decodes percent signs. What isn't UTF-8 then stays as it was.
fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_lies_where_wget_would_put_it() {
        let first = |url| places(url).into_iter().next().unwrap();
        assert_eq!(
            first("https://github.com/A/b/blob/0a1b/WhatsApp/Privacy%20Policy.md"),
            "github.com/A/b/blob/0a1b/WhatsApp/Privacy Policy.md"
        );
        assert_eq!(
            places("https://Signal.org/legal/#terms")[..2],
            ["signal.org/legal/index", "signal.org/legal/index.md"]
        );
        assert_eq!(places("https://signal.org")[2], "signal.org/index.html");
        assert_eq!(
            places("https://a.example/b")[..5],
            ["a.example/b", "a.example/b.md", "a.example/b.html", "a.example/b.txt", "a.example/b/index"]
        );
        assert_eq!(first("https://a.example/b?page=2/3"), "a.example/b?page=2%2F3");
        assert_eq!(first("https://A.example.:443/b?"), "a.example/b");
        assert_eq!(first("https://a.example/100%"), "a.example/100%");
        assert_eq!(first("https://a.example/%FF"), "a.example/%FF");
    }

    #[test]
    fn no_address_leads_out_of_the_folder() {
        for url in [
            "a.example/b",
            "https://",
            "https:///etc/passwd",
            "https://a.example/../../etc/passwd",
            "https://a.example/%2e%2e/x",
            "https://a.example/..%2f..%2fx",
            "https://../x",
            "https://a.example//etc/passwd",
            "https://a.example/%00",
        ] {
            assert_eq!(places(url), Vec::<String>::new(), "{url}");
        }
    }

    proptest! {
        #[test]
        fn any_address_stays_inside(url in "(https?://)?([a-z./%?#\\\\2eEfF:]|\\PC){0,40}") {
            for place in places(&url) {
                let stays = place.split('/').all(|piece| piece != ".." && piece != ".");
                prop_assert!(stays && !place.starts_with('/'), "{}", place);
            }
        }
    }
}
