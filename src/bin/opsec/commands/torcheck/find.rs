//! Finds the Tor to ask through: the one that was named, or those that run on this machine.

use std::env;
use std::path::Path;

use opsec::language::Language;
use opsec::torcheck::{
    Finding, Listener, Named, Proxy, ProxyError, Reason, diverted_by, named_by_environment, usual_places,
};

use crate::files::{a_tor_runs, ports_of_arti, ports_of_tors};
use crate::net::{self, Deadline};
use crate::outcome::{Failure, Result};
use crate::ui::Ui;
use crate::words::torcheck::request as words;

/// The result of a search: everything that was looked at, and what is to be done.
pub(super) struct Search {
    pub(super) places: Vec<Finding>,
    pub(super) choice: Choice,
}

/// What is to be done.
pub(super) enum Choice {
    /// Ask through this one.
    Through(Finding),
    /// Ask nobody, because of what listens at this place.
    Unusable { proxy: Proxy, reason: Reason },
    /// Ask nobody: what listens is no Tor, or we can't see what listens.
    NoTor(Reason),
    /// Nothing listens anywhere, and no Tor runs where we can't see it.
    Nothing,
}

/// Finds the proxy to ask through: the one that was typed, the environment's, or the first Tor in the order of
/// the usual places, arti's own file, what a control port says, and the ports of running programs.
///
/// With the first two, no other place is looked at, unless that is no Tor or all are wanted.
pub(super) async fn find(typed: Option<&Proxy>, all: bool, deadline: Deadline, ui: &Ui) -> Search {
    let language = ui.language();
    if let Some(proxy) = typed {
        if !net::is_here(proxy) {
            ui.warn(&words::proxy_is_elsewhere(language, proxy));
        }
        let places = look(vec![proxy.clone()], all, deadline, ui).await;
        let is_usable = places[0].listener.reason_against().is_none();
        let choice = if is_usable { Choice::Through(places[0].clone()) } else { refused(&places[0]) };
        return Search { places, choice };
    }
    let mut usual = usual_places(env::var_os("XDG_RUNTIME_DIR").as_deref().map(Path::new));
    usual.extend(ports_of_arti());
    let environment = environment(ui);
    if let Some((name, proxy)) = environment.here {
        let mut places = look(vec![proxy.clone()], all, deadline, ui).await;
        let is_tor = has_tor(&places);
        if all || !is_tor {
            places.extend(look(unknown(usual, &places), all, deadline, ui).await);
        }
        let choice = if is_tor {
            Choice::Through(places[0].clone())
        } else {
            // Asking through it would reveal the user's own address, which nobody asked for.
            ui.warn(&words::environment_is_not_tor(language, name, &places[0]));
            refused(&places[0])
        };
        return Search { places, choice };
    }
    let mut places = look(usual, all, deadline, ui).await;
    if !has_tor(&places) {
        let mut more = net::control_places();
        more.extend(ports_of_tors());
        places.extend(look(unknown(more, &places), all, deadline, ui).await);
        if places.iter().any(|finding| finding.listener == Listener::TorControl) && !has_tor(&places) {
            let told = net::socks_ports_of_a_running_tor(deadline).await;
            places.extend(look(unknown(told, &places), all, deadline, ui).await);
        }
    }
    let choice = match choose(&places) {
        Choice::Nothing if a_tor_runs() => {
            ui.warn(words::tor_is_out_of_sight(language));
            Choice::NoTor(Reason::NoTorRunning)
        }
        // Programs are told of a proxy that we can't use, or may not without being asked to: the Tor client in
        // this program would go past it.
        Choice::Nothing if environment.names_another => Choice::NoTor(Reason::NoTorRunning),
        choice => choice,
    };
    Search { places, choice }
}

/// Chooses the first Tor, or the best reason for having none.
fn choose(places: &[Finding]) -> Choice {
    let first = |is: fn(Listener) -> bool| places.iter().find(|finding| is(finding.listener));
    if let Some(finding) = first(Listener::is_tor) {
        return Choice::Through(finding.clone());
    }
    if env::var_os("LD_PRELOAD").is_some_and(|names| diverted_by(&names.to_string_lossy()).is_some()) {
        return Choice::NoTor(Reason::Wrapped);
    }
    let is_tors = |listener| matches!(listener, Listener::TorHttp | Listener::TorControl);
    match first(Listener::may_be_tor).or_else(|| first(is_tors)) {
        Some(finding) => refused(finding),
        None if places.iter().all(|finding| finding.listener == Listener::Nothing) => Choice::Nothing,
        None => Choice::NoTor(Reason::NoTorRunning),
    }
}

fn has_tor(places: &[Finding]) -> bool {
    places.iter().any(|finding| finding.listener.is_tor())
}

/// Those of the places that were not looked at before.
fn unknown(more: Vec<Proxy>, places: &[Finding]) -> Vec<Proxy> {
    more.into_iter().filter(|proxy| places.iter().all(|finding| finding.proxy != *proxy)).collect()
}

fn refused(finding: &Finding) -> Choice {
    let reason = finding.listener.reason_against().unwrap_or(Reason::ProxyNotTor);
    Choice::Unusable { proxy: finding.proxy.clone(), reason }
}

/// Finds out what listens at several places, each looked at once, and says so if that takes longer.
async fn look(mut places: Vec<Proxy>, all: bool, deadline: Deadline, ui: &Ui) -> Vec<Finding> {
    let mut once: Vec<Proxy> = Vec::new();
    places.retain(|place| {
        let is_new = !once.contains(place);
        once.push(place.clone());
        is_new
    });
    let waiting = |silent: &[&Proxy], seconds| ui.say(&words::still_silent(ui.language(), silent, seconds));
    let listeners = net::probe_all(&places, all, deadline, waiting).await;
    places.into_iter().zip(listeners).map(|(proxy, listener)| Finding { proxy, listener }).collect()
}

/// What the environment says about proxies.
#[derive(Default)]
struct Environment {
    /// The first that is on this machine, with the name of its variable.
    here: Option<(&'static str, Proxy)>,
    /// Whether a variable names another one, which is ignored.
    names_another: bool,
}

fn environment(ui: &Ui) -> Environment {
    let mut environment = Environment::default();
    for (name, named) in named_by_environment(|name| env::var_os(name)) {
        match named {
            Named::Here { proxy, credentials } | Named::Elsewhere { proxy, credentials }
                if net::is_here(&proxy) =>
            {
                if credentials {
                    ui.warn(&words::credentials_left_out(ui.language(), name));
                }
                environment.here = Some((name, proxy));
                break;
            }
            ignored => {
                environment.names_another = true;
                ui.warn(&words::environment_ignored(ui.language(), name, &ignored));
            }
        }
    }
    environment
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
