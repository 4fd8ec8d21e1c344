//! The Tor inside the program where it can't start: each cause by its own name, and no clock blamed that is right.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::embedded::ask;
use crate::tor::actors::{self, Cut};
use crate::tor::network::{Network, Role};
use crate::tor::program::Torcheck;
use crate::tor::{network, service};

/// The configuration of the network with other addresses of its relays.
pub(crate) fn configuration(
    network: &Network,
    home: &Path,
    other: &mut dyn FnMut(SocketAddr) -> SocketAddr,
) -> PathBuf {
    let mut text = fs::read_to_string(network.arti()).unwrap();
    for node in network.nodes.iter().filter(|node| node.role == Role::Authority) {
        text = text.replace(&node.relay().to_string(), &other(node.relay()).to_string());
    }
    let path = home.join("arti.toml");
    fs::write(&path, text).unwrap();
    path
}

/// Asks by relays at other addresses.
fn ask_by(network: &Network, home: &Path, other: &mut dyn FnMut(SocketAddr) -> SocketAddr) -> Torcheck {
    let mut allowed = Vec::new();
    let path = configuration(network, home, &mut |relay| {
        let there = other(relay);
        allowed.push(there);
        there
    });
    Torcheck::new(&["--json", "--embedded", "--yes", "--check-url", &service().url("")])
        .with(&["--ca-file", service().authority(), "--arti-config", path.to_str().unwrap()])
        .may_contact(&allowed)
        .home(home)
}

#[test]
fn connections_that_are_cut_are_no_wrong_clock() {
    let Some(network) = network() else { return };
    std::thread::scope(|scope| {
        for (bytes, cut) in
            [(0, Cut::Stall), (1500, Cut::Reset), (3500, Cut::Stall), (3500, Cut::Reset), (9000, Cut::Reset)]
        {
            scope.spawn(move || {
                let home = TempDir::new().unwrap();
                let asked = ask_by(network, home.path(), &mut |relay| actors::cutting(relay, bytes, cut));
                let answer = asked.may_contact(&network.relays()).with(&["--timeout", "40"]).run();
                if bytes > 3000 && answer.json()["verdict"] == "tor" {
                    // The list of so young a network may be shorter than that.
                    return;
                }
                answer.must_be("unknown", "");
                let reason = answer.json()["reasons"][0]["id"].as_str().unwrap().to_owned();
                let right =
                    ["handshake-blocked-or-clock-ahead", "downloads-blocked", "bootstrap-slow", "no-circuit"];
                assert!(right.contains(&reason.as_str()), "{bytes} {cut:?}: {}", answer.stdout);
                for said in ["Tor", "bridges"] {
                    assert!(answer.stdout.contains(said), "{bytes} {cut:?}: {}", answer.stdout);
                }
                assert!(
                    answer.stdout.contains("block") || answer.stdout.contains("slowing"),
                    "{}",
                    answer.stdout
                );
            });
        }
    });
}

#[test]
fn without_a_network_what_an_earlier_run_kept_is_no_sign_of_one() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    ask(network, &service().url(""), home.path()).run().must_be("tor", "");
    if !crate::tor::namespace::possible() {
        return;
    }
    // A namespace without a way out: every connection fails.
    let answer = ask(network, &service().url(""), home.path()).inside(&[]).run();
    answer.must_be("unknown", "network-or-censorship");
    assert!(answer.took < Duration::from_secs(40), "{:?}", answer.took);
}

#[test]
fn a_relay_that_never_answers_is_no_slow_service() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let silent = actors::silent();
    let answer = ask_by(network, home.path(), &mut |_| silent).with(&["--timeout", "15"]).run();
    answer.must_be("unknown", "handshake-blocked-or-clock-ahead");
}
