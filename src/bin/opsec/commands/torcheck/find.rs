//! Finds the proxy to ask through: the one that was named, or a Tor that is running.

use opsec::language::Language;
use opsec::torcheck::{Listener, Proxy, ProxyError, Reason};

use crate::net::{self, Deadline};
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
        let listener = probe(&proxy, deadline, ui).await;
        return match listener.reason_against() {
            Some(reason) => Found::Unusable { proxy, reason },
            None => Found::Proxy { proxy, listener },
        };
    }
    if let Some((name, proxy)) = environment(ui) {
        let listener = probe(&proxy, deadline, ui).await;
        if listener.is_tor() {
            return Found::Proxy { proxy, listener };
        }
        // Asking through it would reveal the user's own address, which nobody asked for.
        ui.warn(&words::environment_is_not_tor(language, name, &proxy));
        return Found::Unusable { proxy, reason: listener.reason_against().unwrap_or(Reason::ProxyNotTor) };
    }
    let usual = USUAL_PORTS.map(|port| Proxy::read(port).expect("the usual ports are addresses"));
    let listeners = probe_all(&usual, deadline, ui).await;
    let mut found = usual.into_iter().zip(listeners);
    if let Some((proxy, listener)) = found.clone().find(|(_, listener)| listener.is_tor()) {
        return Found::Proxy { proxy, listener };
    }
    match found.find_map(|(proxy, listener)| {
        Some((proxy, listener.reason_against()?)).filter(|_| listener.may_be_tor())
    }) {
        Some((proxy, reason)) => Found::Unusable { proxy, reason },
        None => Found::Nothing,
    }
}

async fn probe(proxy: &Proxy, deadline: Deadline, ui: &Ui) -> Listener {
    let listeners = probe_all(std::slice::from_ref(proxy), deadline, ui).await;
    listeners.first().copied().unwrap_or(Listener::Nothing)
}

/// Finds out what listens at several places, and says so if that takes longer.
async fn probe_all(places: &[Proxy], deadline: Deadline, ui: &Ui) -> Vec<Listener> {
    let waiting = |silent: &[&Proxy], seconds| ui.say(&words::still_silent(ui.language(), silent, seconds));
    net::probe_all(places, deadline, waiting).await
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
