//! The sentences about where a Tor was looked for, and what listens there.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::{Check, Finding, Listener, Proxy, Route};

sentences! {
    fn found_label() -> &'static str { English => "found" }
    fn also_found_label() -> &'static str { English => "also found" }

    /// A place, and what listens there.
    fn describe_finding(finding: &Finding) -> String {
        English => format!("{}, {}", Foreign(&finding.proxy.to_string()), what(English, finding.listener))
    }

    fn what(listener: Listener) -> &'static str {
        English => match listener {
            Listener::Tor => "a Tor SOCKS port",
            Listener::TorHttp => "Tor's HTTP port",
            Listener::TorControl => "Tor's control port",
            Listener::SocksUsers | Listener::Socks => "a SOCKS proxy that didn't answer like Tor",
            Listener::SocksPassword => "a SOCKS proxy that wants a password",
            Listener::SocksLogin => "a SOCKS proxy that wants another kind of login",
            Listener::Socks4 => "a proxy that only speaks SOCKS 4",
            Listener::Other => "a program that isn't a SOCKS proxy",
            Listener::Silent => "a program that doesn't answer",
            Listener::Busy => "a program that accepts no more connections right now",
            Listener::NoPermission => "which you have no permission to use",
            Listener::Forbidden => "which something on this computer blocks",
            Listener::Unreachable => "which we couldn't connect to",
            Listener::Nothing => "where nothing is listening",
        }
    }

    /// That there's no Tor, and what there is instead.
    fn found_no_tor(check: &Check) -> String {
        English => match check.places.iter().find(|finding| finding.listener != Listener::Nothing) {
            Some(finding) => format!(
                "Found no Tor. At {}, there's {}.",
                Foreign(&finding.proxy.to_string()),
                what(English, finding.listener)
            ),
            None => "Found no Tor at 127.0.0.1 or [::1], ports 9050 and 9150.".to_owned(),
        }
    }

    /// Everywhere that a Tor was looked for.
    fn checked(check: &Check) -> String {
        English => {
            let places: Vec<_> =
                check.places.iter().map(|finding| Foreign(&finding.proxy.to_string()).to_string()).collect();
            match places.split_last() {
                Some((last, [])) => format!("We checked {last}."),
                Some((last, others)) => format!("We checked {} and {last}.", others.join(", ")),
                None => "No Tor port answered at the usual addresses.".to_owned(),
            }
        }
    }

    /// The command that asks through another Tor, if one was found.
    fn use_the_other(check: &Check) -> Option<String> {
        English => {
            let chosen = match &check.route {
                Route::Proxy { proxy, .. } => Some(proxy),
                _ => None,
            };
            let is_other = |finding: &&Finding| finding.listener.is_tor() && Some(&finding.proxy) != chosen;
            check.places.iter().find(is_other).map(|finding| {
                format!("Use the Tor that we found: opsec torcheck --proxy {}", typed(&finding.proxy))
            })
        }
    }
}

/// The address as it's typed: shells take spaces, brackets and more for themselves.
fn typed(proxy: &Proxy) -> String {
    let address = Foreign(&proxy.to_string()).to_string();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/.:_-".contains(letter);
    if address.chars().all(is_plain) { address } else { format!("'{}'", address.replace('\'', r"'\''")) }
}
