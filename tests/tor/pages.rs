//! What the check service says: the honest answers in both forms, and everything that may stand instead.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::HOST;

/// What follows the head of an answer.
pub(crate) enum Body {
    Whole(Vec<u8>),
    /// One byte now and then, for ever.
    Drip,
    /// As fast as it goes, for ever.
    Flood,
    /// Nothing, and the connection stays open.
    Silence,
}

/// One answer of the service.
pub(crate) struct Page {
    pub(crate) status: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) location: Option<String>,
    /// Seconds by which the Date header is wrong; none for no such header.
    pub(crate) clock: Option<i64>,
    pub(crate) body: Body,
}

/// The client of a request, as far as the service can know.
#[derive(Clone, Copy)]
pub(crate) struct Visitor {
    pub(crate) address: IpAddr,
    pub(crate) through_tor: bool,
}

const DAY: i64 = 86_400;

/// How often the mode was asked for that says yes once.
static FIRST_YES: AtomicUsize = AtomicUsize::new(0);

/// The answer in this mode, in the machine's form or in the reader's.
pub(crate) fn answer(mode: &str, machine: bool, visitor: Visitor, trap: u16) -> Page {
    let Visitor { address, through_tor } = visitor;
    let honest =
        |is_tor| if machine { json(is_tor, &address.to_string()) } else { html(class(is_tor), "", address) };
    let only_page =
        |class, text| if machine { json_text("{\"IsTor\":tr") } else { html(class, text, address) };
    match mode {
        "" => honest(through_tor),
        "unlisted" => honest(false),
        "lying" => honest(true),
        "unavailable" => Page { status: "503 Service Unavailable", ..honest(through_tor) },
        "missing" => Page { status: "404 Not Found", ..json_text("") },
        "garbage" => Page { body: Body::Whole((0..4096_u32).map(noise).collect()), ..json_text("") },
        "nothing" => json_text(""),
        "large" => {
            json_text(&format!("{{\"IsTor\":true,\"IP\":\"{address}\",\"x\":\"{}\"}}", "x".repeat(10 << 20)))
        }
        "flood" => Page { body: Body::Flood, ..json_text("") },
        "drip" => Page { body: Body::Drip, ..json_text("") },
        "silence" => Page { body: Body::Silence, ..json_text("") },
        "redirect" => Page {
            status: "302 Found",
            location: Some(format!("http://{HOST}:{trap}/api/ip")),
            ..honest(through_tor)
        },
        "redirect-loopback" => Page {
            status: "301 Moved Permanently",
            location: Some(format!("http://127.0.0.1:{trap}/api/ip")),
            ..honest(through_tor)
        },
        "empty-address" if machine => json(false, ""),
        "empty-address" => html("off", "", ""),
        "strange-address" if machine => json(false, "\u{1b}[31m203.0.113.7\u{7}"),
        "strange-address" => html("off", "", "\u{1b}[31m203.0.113.7"),
        "wrong-types" => json_text("{\"IsTor\":\"true\",\"IP\":7}"),
        "twice" => json_text(&format!("{{\"IsTor\":false,\"IsTor\":true,\"IP\":\"{address}\"}}")),
        "list" => json_text("[true]"),
        "pages" => only_page(class(through_tor), ""),
        "page-on" => only_page("on", "Glückwunsch. Dieser Browser verwendet Tor."),
        "page-not" => only_page("not", "مبروك. هذا المتصفح معد لاستخدام تور."),
        "page-off" => only_page("off", "Desculpe. Você não está usando o Tor."),
        "page-both" => only_page("on off", ""),
        "page-without-class" => only_page("", "Congratulations. This browser is configured to use Tor."),
        "array" => json_text(&format!("[true,\"{address}\"]")),
        "page-banner" => only_page("banner on", ""),
        "page-template" => around("<template>", "</template>", &only_page("on", ""), machine),
        "page-comment" => around("<!--", "-->", &only_page("on", ""), machine),
        "page-hidden" => around("<div hidden>", "</div>", &only_page("on", ""), machine),
        "page-form" => around("<form>", "</form>", &only_page("on", ""), machine),
        "first-yes" => honest(FIRST_YES.fetch_add(1, Ordering::SeqCst) == 0),
        "epoch" => Page { clock: Some(-jiff::Timestamp::now().as_second()), ..honest(through_tor) },
        "ahead" => Page { clock: Some(2 * DAY), ..honest(through_tor) },
        "behind" => Page { clock: Some(-2 * DAY), ..honest(through_tor) },
        "undated" => Page { clock: None, ..honest(through_tor) },
        // A yes for an address that is none of an exit's: "seen-10.0.0.1"; and a no: "denied-10.0.0.1".
        other => match (other.strip_prefix("seen-"), other.strip_prefix("denied-")) {
            (Some(seen), _) if machine => json(true, seen),
            (Some(seen), _) => html("on", "", seen),
            (_, Some(seen)) if machine => json(false, alternate(seen)),
            (_, Some(seen)) => html("off", "", alternate(seen)),
            _ => panic!("the check service knows no mode {other}"),
        },
    }
}

/// One of the addresses of "first+second", in turn for each such pair.
fn alternate(addresses: &str) -> &str {
    static ASKED: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());
    let addresses_in_turn: Vec<_> = addresses.split('+').collect();
    let mut asked = ASKED.lock().unwrap();
    let number = asked.entry(addresses.to_owned()).or_default();
    *number += 1;
    addresses_in_turn[(*number - 1) % addresses_in_turn.len()]
}

fn class(is_tor: bool) -> &'static str {
    // Tor but not Tor Browser is "not", which is easily misread.
    if is_tor { "not" } else { "off" }
}

/// The page with its heading and address within something that nobody sees, or that the service doesn't have.
fn around(before: &str, after: &str, page: &Page, machine: bool) -> Page {
    let Body::Whole(body) = &page.body else { panic!("it is a page") };
    if machine {
        return json_text("{\"IsTor\":tr");
    }
    let text = String::from_utf8_lossy(body);
    let text = text.replace("<h1", &format!("{before}<h1")).replace("</p>", &format!("</p>{after}"));
    html_text(text)
}

/// Bytes that are no text.
fn noise(number: u32) -> u8 {
    (number.wrapping_mul(2_654_435_761) >> 24) as u8
}

fn page(kind: &'static str, body: Vec<u8>) -> Page {
    Page { status: "200 OK", kind, location: None, clock: Some(0), body: Body::Whole(body) }
}

fn json(is_tor: bool, address: &str) -> Page {
    json_text(&serde_json::json!({"IsTor": is_tor, "IP": address}).to_string())
}

fn json_text(text: &str) -> Page {
    page("application/json", text.as_bytes().to_vec())
}

/// The page that people see; its words are translated, its class is not.
fn html(class: &str, text: &str, address: impl std::fmt::Display) -> Page {
    let text = match (text, class) {
        ("", "off") => "Sorry. You are not using Tor.",
        ("", _) => "Congratulations. This browser is configured to use Tor.",
        _ => text,
    };
    let body = format!(
        "<!doctype html>
<html lang=\"en_US\">
<head><meta charset=\"utf-8\"><title>{text}</title></head>
<body>
  <div class=\"content\">
    <h1 class=\"{class}\">
      {text}
    </h1>
    <p>Your IP address appears to be:  <strong>{address}</strong></p>
  </div>
</body>
</html>
"
    );
    html_text(body)
}

fn html_text(text: String) -> Page {
    page("text/html; charset=utf-8", text.into_bytes())
}
