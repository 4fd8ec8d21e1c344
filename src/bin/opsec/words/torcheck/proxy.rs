//! The sentences about what listens where a Tor should.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::{Check, Proxy, Reason, Route, Verdict};

use super::found::{checked, found_no_tor, use_the_other};

sentences! {
    /// Why there's no answer, in one sentence.
    fn proxy_headline(reason: Reason, check: &Check) -> String {
        English => {
            let proxy = proxy_of(English, &check.route);
            match reason {
                Reason::Wrapped => "opsec is running under torsocks or proxychains.".to_owned(),
                Reason::ProxyClosed => format!("Nothing is listening at {proxy}."),
                Reason::ProxyNotSocks => format!("What's listening at {proxy} isn't a SOCKS proxy."),
                Reason::ProxySilent => format!("What's listening at {proxy} doesn't answer."),
                Reason::ProxyBusy => format!("What's listening at {proxy} accepts no more connections right now."),
                Reason::ProxyNoPermission => format!("You have no permission to use {proxy}."),
                Reason::ProxyForbidden => {
                    format!("Something on this computer forbids the connection to {proxy}.")
                }
                Reason::ProxyUnreachable => format!("We couldn't connect to {proxy}."),
                Reason::ProxyWantsPassword => format!("The proxy at {proxy} wants a password."),
                Reason::ProxyWantsLogin => format!("The proxy at {proxy} wants a login that opsec doesn't know."),
                Reason::ProxySocks4 => format!("The proxy at {proxy} only speaks SOCKS 4."),
                Reason::TorHttpPort => format!("{proxy} is Tor's HTTP port, not its SOCKS port."),
                Reason::TorControlPort => format!("{proxy} is Tor's control port, not its SOCKS port."),
                Reason::ProxyNotTor => format!("What's listening at {proxy} didn't answer like a Tor port."),
                _ => found_no_tor(English, check),
            }
        }
    }

    /// What that means, and whether anything was sent.
    fn describe_proxy(reason: Reason, check: &Check) -> String {
        English => {
            let proxy = proxy_of(English, &check.route);
            match reason {
                Reason::Wrapped => {
                    "torsocks or proxychains redirect opsec's connections, so it can't see what's listening on this \
                     computer. The request wasn't sent."
                        .to_owned()
                }
                Reason::ProxyClosed => format!("No program is listening at {proxy}. Nothing was sent."),
                Reason::ProxyNotSocks => {
                    format!("The program at {proxy} doesn't speak SOCKS. The request wasn't sent.")
                }
                Reason::ProxySilent => format!(
                    "A program is listening at {proxy}, but it doesn't answer. It may be a Tor that's busy or \
                     suspended. The request wasn't sent."
                ),
                Reason::ProxyBusy => format!(
                    "A program is listening at {proxy}, but its queue is full. It may be a Tor that's busy or \
                     suspended. The request wasn't sent."
                ),
                Reason::ProxyNoPermission => format!(
                    "{proxy} belongs to another user, or is in a folder that you can't open. It may well be a Tor. \
                     Nothing was sent."
                ),
                Reason::ProxyForbidden => {
                    "torsocks, a sandbox or a firewall rule doesn't let opsec connect. Nothing was sent.".to_owned()
                }
                Reason::ProxyUnreachable => {
                    format!("We couldn't connect to {proxy} in time. Nothing was sent.")
                }
                Reason::ProxyWantsPassword => format!(
                    "{proxy} is a SOCKS 5 proxy that refused us without the right password. Tor wants none, so it \
                     isn't a Tor port. The request wasn't sent."
                ),
                Reason::ProxyWantsLogin => format!(
                    "{proxy} is a SOCKS 5 proxy that only accepts another kind of login, such as GSSAPI. Tor wants \
                     none, so it isn't a Tor port. The request wasn't sent."
                ),
                Reason::ProxySocks4 => format!(
                    "{proxy} doesn't speak SOCKS 5. Tor does, so it isn't a Tor port. The request wasn't sent."
                ),
                Reason::TorHttpPort => format!(
                    "{proxy} answered like the port that Tor has for HTTP tunnels (HTTPTunnelPort). opsec speaks \
                     SOCKS. The request wasn't sent."
                ),
                Reason::TorControlPort => format!(
                    "{proxy} answered like the port by which Tor is controlled (ControlPort). It carries no requests. \
                     The request wasn't sent."
                ),
                Reason::ProxyNotTor if check.verdict == Verdict::NotTor => format!(
                    "{} doesn't know the request's address as an exit relay, and {proxy} didn't answer like a Tor \
                     port.",
                    check.service_host()
                ),
                Reason::ProxyNotTor => format!(
                    "{proxy} is a SOCKS proxy, but it didn't answer like a Tor port. The request wasn't sent."
                ),
                Reason::ProxyNotRecognised => format!(
                    "But {proxy} didn't answer like a Tor port. Something there is relaying to Tor and can see what \
                     you send."
                ),
                _ => format!("{} The request wasn't sent.", checked(English, check)),
            }
        }
    }

    /// What to do about it.
    fn after_proxy(reason: Reason, check: &Check) -> String {
        English => match reason {
            _ if use_the_other(English, check).is_some() => use_the_other(English, check).unwrap_or_default(),
            Reason::Wrapped => "Run opsec without torsocks or proxychains: it speaks to Tor itself.".to_owned(),
            Reason::ProxySilent | Reason::ProxyBusy => {
                "Check the program there: it may be suspended, or very busy. Then try again.".to_owned()
            }
            Reason::ProxyNoPermission => {
                "Run opsec as a user who may use it: on Debian, as a member of the group debian-tor. Or use Tor's TCP \
                 port: opsec torcheck --proxy 127.0.0.1:9050"
                    .to_owned()
            }
            Reason::ProxyForbidden => {
                "If you run opsec under torsocks, run it without: it speaks to Tor itself. If not, check this \
                 computer's firewall and sandbox."
                    .to_owned()
            }
            Reason::ProxyUnreachable => {
                "Check the address, and that the computer there is on and connected.".to_owned()
            }
            Reason::TorHttpPort | Reason::TorControlPort => {
                format!("Give Tor's SOCKS port instead: {}", socks_port(English, check))
            }
            Reason::ProxyWantsPassword | Reason::ProxyWantsLogin | Reason::ProxySocks4 => {
                "Use a Tor port: usually 127.0.0.1:9050 (the tor service) or 127.0.0.1:9150 (Tor Browser).".to_owned()
            }
            _ if check.is_client_declined => start_tor(English).to_owned(),
            _ => format!(
                "{} Or use the built-in Tor client (your internet provider can see that you use Tor): opsec torcheck \
                 --embedded",
                start_tor(English)
            ),
        }
    }

    fn start_tor() -> &'static str {
        English => "Start Tor Browser (https://www.torproject.org/download/) or the tor service, then try again."
    }

    /// The SOCKS port that belongs to another port of Tor's, as far as it's known.
    fn socks_port(check: &Check) -> String {
        English => match &check.route {
            // After a search, we know that nothing is listening at the usual ports.
            _ if check.places.len() > 1 => {
                "look for SocksPort in Tor's configuration, and give its address with --proxy.".to_owned()
            }
            // 9051 belongs to 9050, 9151 to 9150.
            Route::Proxy { proxy: Proxy::Tcp(address), .. } if matches!(address.port(), 9051 | 9151) => {
                let mut address = *address;
                address.set_port(address.port() - 1);
                format!("--proxy {address}")
            }
            _ => "usually 127.0.0.1:9050 (the tor service) or 127.0.0.1:9150 (Tor Browser). Tor's configuration calls \
                  it SocksPort."
                .to_owned(),
        }
    }

    /// The proxy's address, as it stands in a sentence; or who else could have answered.
    fn proxy_of(route: &Route) -> String {
        English => match route {
            Route::Proxy { proxy, .. } => Foreign(&proxy.to_string()).to_string(),
            Route::System => "anyone on this network".to_owned(),
            _ => "the proxy".to_owned(),
        }
    }
}
