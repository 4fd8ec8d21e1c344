//! Finds the proxy to ask through: the one that was named, or a Tor that is running.

use opsec::language::Language;
use opsec::torcheck::{Proxy, ProxyError, Reason};

use crate::net::{self, Deadline, Listener};
use crate::outcome::{Failure, Result};
use crate::ui::Ui;
use crate::words::torcheck::request as words;

/// The usual ports: the Tor service's, and Tor Browser's.
const USUAL_PORTS: [&str; 2] = ["127.0.0.1:9050", "127.0.0.1:9150"];

/// The result of the search.
pub(super) enum Found {
    Proxy { proxy: Proxy, listener: Listener },
    Unusable { proxy: Proxy, reason: Reason },
    Nothing,
}

/// Finds the proxy to ask through: the one that was typed, the environment's, or a running Tor.
pub(super) async fn find(typed: Option<&Proxy>, deadline: Deadline, ui: &Ui) -> Found {
    let language = ui.language();
    if let Some(proxy) = typed.cloned() {
        if !proxy.is_on_this_machine() {
            ui.warn(&words::proxy_is_elsewhere(language, &proxy));
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
        // Asking through it would reveal the user's own address, which nobody asked for.
        ui.warn(&words::environment_is_not_tor(language, name, &proxy));
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
            _ => ui.warn(&words::environment_ignored(ui.language(), name)),
        }
    }
    None
}

/// The reason why a proxy cannot be used.
fn reason_against(listener: Listener) -> Option<Reason> {
    match listener {
        Listener::Tor | Listener::Socks { .. } => None,
        Listener::Other => Some(Reason::ProxyNotSocks),
        Listener::Silent => Some(Reason::ProxySilent),
        Listener::Nothing => Some(Reason::ProxyClosed),
    }
}

/// Reads the address of `--proxy`.
pub(super) fn typed_proxy(text: &str, language: Language) -> Result<Proxy> {
    Proxy::read(text).map_err(|error| {
        let failure = match error {
            // A secret is not repeated.
            ProxyError::Credentials => Failure::usage(words::no_credentials(language, "--proxy")),
            _ => Failure::usage(words::proxy_refused(language, text, error)),
        };
        failure.hint(words::proxy_hint(language, error)).because(error)
    })
}
