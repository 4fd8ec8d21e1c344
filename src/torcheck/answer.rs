//! The answer of the check service, as JSON or as a page.

use core::net::IpAddr;

use serde::Deserialize;

use super::Reason;
use super::address::is_on_the_internet;
use crate::html::{Found, Page};

/// Longest answer that is read, in bytes; a genuine one has some hundred, its page some thousand.
pub const MAX_BYTES: usize = 64 * 1024;

/// What the service reports about the request it received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether the request came from an address on its list of exit relays.
    pub is_tor: bool,
    /// The address it came from.
    pub address: IpAddr,
}

/// The fields of `/api/ip` that are read.
#[derive(Deserialize)]
struct ServiceAnswer {
    #[serde(rename = "IsTor")]
    is_tor: bool,
    #[serde(rename = "IP")]
    ip: String,
}

/// Reads the answer of `/api/ip`: `{"IsTor":true,"IP":"192.0.2.1"}`.
pub fn read_json(body: &[u8]) -> Result<Answer, Reason> {
    // The reader would take a list for the fields in their order.
    if !body.trim_ascii_start().starts_with(b"{") {
        return Err(Reason::AnswerGarbled);
    }
    let read: ServiceAnswer = serde_json::from_slice(body).map_err(|_| Reason::AnswerGarbled)?;
    answer(read.is_tor, &read.ip)
}

/// Reads the page that the service shows to browsers.
///
/// It is read by a class and never by its words, which are translated:
/// `on` is Tor Browser, `not` is Tor with another program, such as this one, `off` is without Tor. The one heading
/// and the address must be where the service has them (its public/index.html and base.html), and be shown: other
/// pages use such classes too.
pub fn read_page(body: &[u8]) -> Result<Answer, Reason> {
    let text = String::from_utf8_lossy(body);
    let page = Page::read(&text);
    let headings = page.elements("h1", &["html", "body", "div"]).map_err(|_| Reason::AnswerGarbled)?;
    let [Found { classes, is_shown: true, .. }] = headings.as_slice() else {
        return Err(Reason::AnswerGarbled);
    };
    let is_tor = match classes.as_slice() {
        [class] if class == "on" || class == "not" => true,
        [class] if class == "off" => false,
        _ => return Err(Reason::AnswerGarbled),
    };
    let found = page.elements("strong", &["html", "body", "div", "p"]).map_err(|_| Reason::AnswerGarbled)?;
    let shown: Vec<_> = found.iter().filter(|found| found.is_shown).map(|found| found.text.trim()).collect();
    match shown.as_slice() {
        [address] => answer(is_tor, address),
        _ => Err(Reason::AnswerGarbled),
    }
}

/// An answer without an address comes from a service that failed internally: it proves nothing. Nor does an
/// address that no request over the internet can come from.
fn answer(is_tor: bool, address: &str) -> Result<Answer, Reason> {
    if address.is_empty() {
        return Err(Reason::EmptyAddress);
    }
    let address = address.parse().map_err(|_| Reason::AnswerGarbled)?;
    if !is_on_the_internet(address) {
        return Err(Reason::AddressImpossible);
    }
    Ok(Answer { is_tor, address })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HERE: &str = "192.0.2.1";

    fn page(class: &str, address: &str) -> String {
        format!(
            "<!doctype html><html><head><title>x</title></head><body><div class=\"content\"><h1 class=\"{class}\">\
             Félicitations.</h1><p>Votre adresse :  <strong>{address}</strong></p></div></body></html>"
        )
    }

    #[test]
    fn the_answer_is_read_from_json() {
        let read = |text: &str| read_json(text.as_bytes());
        assert!(read(r#"{"IsTor":true,"IP":"192.0.2.1"}"#).unwrap().is_tor);
        assert!(!read(r#"{"IP":"2001:db8::1","IsTor":false, "more": [1]}"#).unwrap().is_tor);
    }

    #[test]
    fn an_answer_without_an_address_is_none() {
        for text in [r#"{"IsTor":false,"IP":""}"#, r#"{"IsTor":true,"IP":""}"#] {
            assert_eq!(read_json(text.as_bytes()), Err(Reason::EmptyAddress));
        }
        assert_eq!(read_page(page("off", "").as_bytes()), Err(Reason::EmptyAddress));
    }

    #[test]
    fn what_is_not_plainly_an_answer_is_garbled() {
        for text in [
            "",
            "null",
            "{}",
            r#"{"IsTor":"true","IP":"192.0.2.1"}"#,
            r#"{"IsTor":true}"#,
            r#"{"IsTor":true,"IP":"here"}"#,
            r#"{"IsTor":false,"IsTor":true,"IP":"192.0.2.1"}"#,
            r#"{"IsTor":true,"IP":"192.0.2.1"} and more"#,
            r#"[true,"192.0.2.1"]"#,
            r#"[{"IsTor":true,"IP":"192.0.2.1"}]"#,
            r#"{"IsTor":1,"IP":"192.0.2.1"}"#,
            r#"{"IsTor":true,"IP":["192.0.2.1"]}"#,
            r#"{"IsTor":true,"IP":"192.0.2.1:443"}"#,
            r#"{"IsTor":true,"IP":"192.0.2.1, 10.0.0.1"}"#,
            "<html>",
        ] {
            assert_eq!(read_json(text.as_bytes()), Err(Reason::AnswerGarbled), "{text}");
        }
    }

    #[test]
    fn the_page_is_read_by_its_class_in_any_language() {
        for (class, is_tor) in [("on", true), ("not", true), ("off", false)] {
            let answer = read_page(page(class, HERE).as_bytes()).unwrap();
            assert_eq!((answer.is_tor, answer.address.to_string().as_str()), (is_tor, HERE));
        }
    }

    #[test]
    fn a_page_that_says_two_things_or_none_says_nothing() {
        for text in [
            page("off", HERE) + &page("on", HERE),
            page("congratulations", HERE),
            page("banner on", HERE),
            page("on off", HERE),
            page("on on", HERE),
            page("", HERE),
            page("off", HERE).replace("<p>", "<h1 class=on hidden>x</h1><p>"),
            page("on", HERE).replace("<div", "<div hidden"),
            page("on", HERE).replace("<div", "<template").replace("</div", "</template"),
            page("on", HERE).replace("<div", "<!--<div").replace("</div>", "</div>-->"),
            page("on", HERE).replace("<div", "<form><div"),
            page("on", HERE).replace("<strong", "<strong hidden"),
            page("on", HERE).replace("<p>", "<p><strong>192.0.2.7</strong>"),
            page("on", "<i>192.0.2.1</i> or 192.0.2.2"),
            page("on", "here"),
            "Congratulations. This browser is configured to use Tor.".to_owned(),
            String::new(),
        ] {
            assert_eq!(read_page(text.as_bytes()), Err(Reason::AnswerGarbled), "{text}");
        }
    }

    #[test]
    fn an_address_that_is_not_on_the_internet_is_no_answer() {
        for address in ["127.0.0.1", "0.0.0.0", "255.255.255.255", "10.0.0.1", "::1", "::ffff:192.0.2.1"] {
            let json = format!("{{\"IsTor\":true,\"IP\":\"{address}\"}}");
            assert_eq!(read_json(json.as_bytes()), Err(Reason::AddressImpossible));
            assert_eq!(read_page(page("on", address).as_bytes()), Err(Reason::AddressImpossible));
        }
    }

    proptest! {
        #[test]
        fn no_answer_makes_the_reader_panic(body in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let _ = read_json(&body);
            let _ = read_page(&body);
        }
    }
}
