//! Finds what to ask through: the proxy that was named, or a Tor that is running.

use opsec::torcheck::{Proxy, ProxyError, Reason};

use crate::net::{self, Deadline, Listener};
use crate::outcome::{Failure, Result};
use crate::ui::{Ui, sanitize};

/// Where Tor listens if nobody says otherwise: the service, and Tor Browser.
const USUAL_PORTS: [&str; 2] = ["127.0.0.1:9050", "127.0.0.1:9150"];

/// What there is to ask through.
pub(super) enum Found {
    Proxy { proxy: Proxy, listener: Listener },
    Unusable { proxy: Proxy, reason: Reason },
    Nothing,
}

/// Finds the proxy to ask through: the one that was typed, the environment's, or a running Tor.
pub(super) async fn find(typed: Option<Proxy>, deadline: Deadline, ui: &Ui) -> Found {
    if let Some(proxy) = typed {
        if !proxy.is_on_this_machine() {
            ui.warn(&format!(
                "{proxy} is not on this machine. Nothing protects the way to it: whoever is on that way sees \
                 what you ask the proxy for."
            ));
        }
        let listener = net::probe(&proxy, deadline).await;
        return match reason_against(listener) {
            Some(reason) => Found::Unusable { proxy, reason },
            None => Found::Proxy { proxy, listener },
        };
    }
    if let Some((name, proxy)) = environment(ui) {
        let listener = net::probe(&proxy, deadline).await;
        if listener == Listener::Tor {
            return Found::Proxy { proxy, listener };
        }
        // Asking through it would show one's own address, which nobody said that one wants.
        ui.warn(&format!(
            "{name} names {}, which does not answer as a Tor port. Nothing was sent through it; \
             --proxy insists on it.",
            sanitize(&proxy.to_string())
        ));
        return Found::Unusable { proxy, reason: reason_against(listener).unwrap_or(Reason::ProxyNotTor) };
    }
    for port in USUAL_PORTS {
        let proxy = Proxy::read(port).expect("the usual ports are addresses");
        let listener = net::probe(&proxy, deadline).await;
        if listener == Listener::Tor {
            return Found::Proxy { proxy, listener };
        }
    }
    Found::Nothing
}

/// The proxy that the environment names, if it is on this machine.
fn environment(ui: &Ui) -> Option<(&'static str, Proxy)> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let mut named = Vec::new();
    if let Some(port) = set("TOR_SOCKS_PORT") {
        let host = set("TOR_SOCKS_HOST").unwrap_or_else(|| "127.0.0.1".to_owned());
        let host = if host.contains(':') { format!("[{host}]") } else { host };
        named.push(("TOR_SOCKS_PORT", format!("{host}:{port}")));
    } else if let Some(host) = set("TOR_SOCKS_HOST") {
        named.push(("TOR_SOCKS_HOST", format!("{host}:9050")));
    }
    for name in ["ALL_PROXY", "all_proxy"] {
        named.extend(set(name).map(|value| (name, value)));
    }
    for (name, value) in named {
        match Proxy::read(&value) {
            Ok(proxy) if proxy.is_on_this_machine() => return Some((name, proxy)),
            _ => ui.warn(&format!(
                "{name} does not name a SOCKS proxy on this machine; it is not used. --proxy insists on one."
            )),
        }
    }
    None
}

/// Why a proxy cannot be asked through.
fn reason_against(listener: Listener) -> Option<Reason> {
    match listener {
        Listener::Tor | Listener::Socks { .. } => None,
        Listener::Other => Some(Reason::ProxyNotSocks),
        Listener::Silent => Some(Reason::ProxySilent),
        Listener::Nothing => Some(Reason::ProxyClosed),
    }
}

/// Reads the address of `--proxy`.
pub(super) fn typed_proxy(text: &str) -> Result<Proxy> {
    Proxy::read(text).map_err(|error| {
        let shown = sanitize(text);
        match error {
            ProxyError::HostName => {
                Failure::new(format!("--proxy {shown}: a name would have to be looked up outside of Tor."))
                    .hint("Give its IP address, or localhost.")
            }
            ProxyError::NoPort => Failure::new(format!("--proxy {shown}: the port is missing."))
                .hint("For example 127.0.0.1:9050 for the Tor service, 127.0.0.1:9150 for Tor Browser."),
            ProxyError::NotSocks5 => {
                Failure::new(format!("--proxy {shown}: only SOCKS 5 can carry names to Tor."))
                    .hint("For example socks5h://127.0.0.1:9050")
            }
            ProxyError::Credentials => {
                Failure::new("--proxy: a user name or password is not taken from the command line.")
                    .hint("Tor needs none; this program makes a new one for each request.")
            }
            ProxyError::Unreadable => Failure::new(format!("--proxy {shown}: that is no address."))
                .hint("For example 127.0.0.1:9050, [::1]:9050 or unix:/run/tor/socks"),
        }
    })
}
