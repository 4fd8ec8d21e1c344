//! The answer of the check service, as JSON or as a page.

use core::net::IpAddr;

use serde::Deserialize;

use super::Reason;
use crate::html::Page;

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
    let read: ServiceAnswer = serde_json::from_slice(body).map_err(|_| Reason::AnswerGarbled)?;
    answer(read.is_tor, &read.ip)
}

/// Reads the page that the service shows to browsers.
///
/// It is read by a class and never by its words, which are translated:
/// `on` is Tor Browser, `not` is Tor with another program, such as this one, `off` is without Tor.
pub fn read_page(body: &[u8]) -> Result<Answer, Reason> {
    let text = String::from_utf8_lossy(body);
    let page = Page::read(&text);
    let classes = page.classes("h1").map_err(|_| Reason::AnswerGarbled)?;
    let found: Vec<_> = classes
        .iter()
        .flatten()
        .filter_map(|class| match class.as_str() {
            "on" | "not" => Some(true),
            "off" => Some(false),
            _ => None,
        })
        .collect();
    let &[is_tor] = found.as_slice() else { return Err(Reason::AnswerGarbled) };
    let texts = page.texts("p", "strong").map_err(|_| Reason::AnswerGarbled)?;
    let address = texts.iter().find(|text| text.parse::<IpAddr>().is_ok());
    answer(is_tor, address.map_or("", String::as_str))
}

/// An answer without an address comes from a service that failed internally: it proves nothing.
fn answer(is_tor: bool, address: &str) -> Result<Answer, Reason> {
    if address.is_empty() {
        return Err(Reason::EmptyAddress);
    }
    let address = address.parse().map_err(|_| Reason::AnswerGarbled)?;
    Ok(Answer { is_tor, address })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HERE: &str = "192.0.2.1";

    fn page(class: &str, address: &str) -> String {
        format!(
            "<!doctype html><html><head><title>x</title></head><body><h1 class=\"{class}\">Félicitations.</h1>\
             <p>Votre adresse :  <strong>{address}</strong></p></body></html>"
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
            "Congratulations. This browser is configured to use Tor.".to_owned(),
            String::new(),
        ] {
            assert_eq!(read_page(text.as_bytes()), Err(Reason::AnswerGarbled), "{text}");
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
