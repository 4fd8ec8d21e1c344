//! What the environment says about a proxy, and when it is heeded.

use crate::discovery::{ask, gate, loopback};
use crate::tor::namespace;
use crate::tor::{network, service};

#[test]
fn the_environment_is_understood_in_every_spelling_and_never_repeats_a_secret() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let gates = [gate(9999, network.socks())];
    for (name, value) in [
        ("ALL_PROXY", "socks://127.0.0.1:9999/"),
        ("ALL_PROXY", "SOCKS5H://LOCALHOST:9999"),
        ("all_proxy", "socks5h://me:topsecret@127.0.0.1:9999"),
        ("TOR_SOCKS_PORT", " 9999 "),
    ] {
        let may = [loopback(9999), loopback(10_000)];
        let answer = ask(&service().url("")).variable(name, value).may_contact(&may).inside(&gates).run();
        answer.must_be("tor", "");
        assert!(!answer.stderr.contains("topsecret"), "{}", answer.stderr);
        assert_eq!(value.contains('@'), answer.stderr.contains("user name or password"), "{}", answer.stderr);
    }
}

#[test]
fn a_proxy_that_is_named_and_ignored_keeps_the_tor_inside_from_starting_by_itself() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    for (name, value) in [
        ("TOR_SOCKS_HOST", "192.0.2.7"),
        ("TOR_SOCKS_HOST", "gateway"),
        ("TOR_SOCKS_IPC_PATH", "tor/socks"),
        ("ALL_PROXY", "socks5h://192.168.1.1:9050"),
        ("ALL_PROXY", "http://127.0.0.1:8118"),
    ] {
        let ask = || {
            ask(&service().url(""))
                .with(&["--timeout", "8", "--arti-config", network.arti().to_str().unwrap()])
                .variable(name, value)
                .inside(&[])
        };
        let answer = ask().with(&["--yes"]).run();
        answer.must_be("unknown", "no-tor-running");
        assert!(answer.stderr.contains(&format!("warning: {name} ")), "{}", answer.stderr);
        assert!(!answer.stderr.contains("built-in Tor client"), "{name}={value}: {}", answer.stderr);
        let asked = ask().typing("y\n").run();
        assert!(asked.code == 2 && !asked.stdout.contains("[y/N]"), "{}", asked.stdout);
    }
}

#[test]
fn with_all_what_the_environment_names_counts_and_the_other_tors_are_asked() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let ask = || ask(&service().url("")).with(&["--all"]).variable("TOR_SOCKS_PORT", "9999");
    let gates = [gate(9050, network.socks())];
    let answer = ask().may_contact(&[loopback(9999)]).inside(&gates).run();
    answer.must_be("unknown", "proxy-closed");
    assert!(answer.stderr.contains("where nothing is listening"), "{}", answer.stderr);
    let all = answer.json()["all"].clone();
    let verdicts: Vec<_> = all.as_array().unwrap().iter().map(|one| one["verdict"].clone()).collect();
    assert_eq!(verdicts, ["unknown", "tor"], "{all:#}");
    // If there is none at all, the list is empty and not missing.
    let answer = ask().may_contact(&[loopback(9999)]).inside(&[]).run();
    assert_eq!(answer.json()["all"][0]["reasons"][0]["id"], "proxy-closed", "{}", answer.stdout);
}

#[test]
fn under_torsocks_it_is_said_to_run_without() {
    if !namespace::possible() {
        return;
    }
    // The system passes over a library that isn't there; its name is what counts.
    let answer = ask(&service().url("")).variable("LD_PRELOAD", "/nowhere/libtorsocks.so").inside(&[]).run();
    answer.must_be("unknown", "wrapped");
    assert!(answer.stdout.contains("without torsocks"), "{}", answer.stdout);
}
