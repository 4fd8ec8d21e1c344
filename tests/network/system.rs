//! `--system`: does what this computer sends go through Tor without being told to?

use std::net::SocketAddr;
use std::time::Duration;

use tempfile::TempDir;

use crate::tools::missing;
use crate::tor::answer::Answer;
use crate::tor::namespace::{self, Gate, World};
use crate::tor::program::Torcheck;
use crate::tor::{HOST, actors, network, service};

fn at(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

fn ask(arguments: &[&str]) -> Torcheck {
    Torcheck::new(&["--system", "--check-url", &service().url(""), "--ca-file", service().authority()])
        .with(arguments)
}

/// The way to the service as it is.
fn plain() -> [Gate; 1] {
    [Gate::straight(at(service().https()))]
}

fn text(answer: &Answer) -> String {
    answer.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn behind_a_gateway_that_sends_all_through_tor_it_is_tor() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let port = service().https();
    let gates = [Gate { inside: at(port), outside: actors::gateway(network.socks(), port) }];
    let answer = ask(&["--json", "--yes"]).in_world(World::Names, &gates).run();
    answer.must_be("tor", "");
    assert_eq!(answer.json()["route"]["kind"], "system");
    assert!(answer.json()["contacted"].to_string().contains("system"), "{}", answer.stdout);
    assert!(answer.stderr.contains(HOST) && answer.stderr.contains("own resolver"), "{}", answer.stderr);
    let said = text(&ask(&["--yes"]).in_world(World::Names, &gates).run());
    for words in
        ["came out of Tor although no proxy was used", "over TCP", "UDP and name lookups were not checked"]
    {
        assert!(said.contains(words), "{words} is not said: {said}");
    }
}

#[test]
fn behind_a_transparent_tor_of_its_own_it_is_tor() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let port = service().https();
    let world = World::Tor(network.transparent(folder.path(), &[port]));
    let gates: Vec<Gate> = network.relays().into_iter().map(Gate::straight).collect();
    let answer = ask(&["--json", "--yes"]).may_contact(&[at(port)]).in_world(world, &gates).run();
    answer.must_be("tor", "");
}

#[test]
fn without_tor_it_is_plainly_not_tor() {
    if !namespace::possible() {
        return;
    }
    let answer = ask(&["--json", "--yes"]).in_world(World::Names, &plain()).run();
    answer.must_be("not-tor", "");
    assert_eq!(answer.code, 1);
    let said = text(&ask(&["--yes"]).in_world(World::Names, &plain()).run());
    assert!(said.contains("This computer's ordinary traffic doesn't go through Tor"), "{said}");
    assert!(!said.contains("proxy lends"), "{said}");
    // Where all goes through Tor, its exit may be newer than the list.
    for words in ["on its list of exit relays", "isn't on the list for some hours"] {
        assert!(said.contains(words), "{words} is not said: {said}");
    }
}

#[test]
fn a_service_that_answers_is_not_a_computer_that_is_offline() {
    if !namespace::possible() {
        return;
    }
    for (mode, words) in [
        ("unavailable", "refuses requests from this address"),
        ("redirect", "somewhere else"),
        ("garbage", "can't read the answer"),
        ("empty-address", "without an address"),
    ] {
        let answer = Torcheck::new(&["--system", "--yes", "--check-url", &service().url(mode)])
            .with(&["--ca-file", service().authority()])
            .in_world(World::Names, &plain())
            .run();
        let said = text(&answer);
        assert!(answer.code == 2 && said.contains(words), "{mode}: {said}");
        assert!(!said.contains("online") && !said.contains("exit relay"), "{mode}: {said}");
    }
}

#[test]
fn what_keeps_the_answer_away_is_named_and_has_an_end() {
    if !namespace::possible() {
        return;
    }
    for (world, gates, reason, most) in [
        (World::NoNames, &plain()[..], "exit-name-lookup", 8),
        (World::SilentNames, &plain(), "", 8),
        (World::Names, &[], "exit-connect", 8),
    ] {
        let answer = ask(&["--json", "--yes", "--timeout", "3"])
            .may_contact(&[at(service().https())])
            .in_world(world, gates)
            .run();
        answer.must_be("unknown", reason);
        assert!(answer.took < Duration::from_secs(most), "{reason} took {:?}", answer.took);
    }
}

#[test]
fn a_lookup_that_hangs_does_not_hold_ctrl_c_up() {
    if !namespace::possible() {
        return;
    }
    let answer = ask(&["--json", "--yes"])
        .in_world(World::SilentNames, &plain())
        .started_by(&["timeout", "--preserve-status", "--signal=INT", "2"])
        .run();
    assert_eq!(answer.code, 130, "{}", answer.stderr);
    assert!(answer.stdout.is_empty() && answer.took < Duration::from_secs(6), "{:?}", answer.took);
}

#[test]
fn without_a_yes_nobody_is_contacted() {
    if !namespace::possible() {
        return;
    }
    let silent = ask(&["--json"]).inside(&[]).run();
    assert_eq!(silent.code, 64, "{}", silent.stderr);
    assert!(silent.stdout.is_empty() && silent.stderr.contains("--yes"), "{}", silent.stderr);
    for typed in ["\n", "n\n", "\u{4}"] {
        let answer = ask(&["--json"]).typing(typed).inside(&[]).run();
        assert_eq!(answer.code, 2, "{}", answer.stdout);
        assert!(
            answer.stdout.contains("[y/N]") && answer.stdout.contains("Nothing was contacted"),
            "{}",
            answer.stdout
        );
    }
    let answer = ask(&["--json"]).typing("y\n").in_world(World::Names, &plain()).run();
    assert!(answer.code == 1 && answer.stdout.contains("\"not-tor\""), "{}", answer.stdout);
}

#[test]
fn it_goes_with_no_proxy_and_no_comparison() {
    for more in [&["--proxy", "127.0.0.1:9050"][..], &["--embedded"], &["--compare-direct"], &["--full"]] {
        let answer = ask(&["--yes"]).with(more).run();
        assert_eq!(answer.code, 64, "{more:?}: {}", answer.stderr);
        assert!(answer.stderr.contains("can't be used together"), "{more:?}: {}", answer.stderr);
    }
}

#[test]
fn under_torsocks_it_is_tor() {
    let Some(network) = network() else { return };
    if missing("torsocks") {
        return;
    }
    // torsocks refuses the addresses of this machine, and on a private network there are no others.
    let tor = actors::tor_of_the_world(network.socks());
    let port = tor.port().to_string();
    let answer = ask(&["--json", "--yes"]).started_by(&["torsocks", "--port", &port]).run();
    answer.must_be("tor", "");
}
