//! Finding the Tor that runs, and no packet to anybody else: in namespaces where every packet is counted.

use std::net::SocketAddr;

use crate::tor::namespace::{self, Gate};
use crate::tor::program::Torcheck;
use crate::tor::{actors, network, service};

pub(crate) fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], port))
}

pub(crate) fn gate(port: u16, outside: SocketAddr) -> Gate {
    Gate { inside: loopback(port), outside }
}

/// Where a Tor, a Tor Browser and their control ports are looked for.
pub(crate) fn usual() -> Vec<SocketAddr> {
    let loopback6 = |port| SocketAddr::from((std::net::Ipv6Addr::LOCALHOST, port));
    let ports = [9050, 9150, 9051, 9151];
    ports.map(loopback).into_iter().chain(ports.map(loopback6)).collect()
}

pub(crate) fn ask(url: &str) -> Torcheck {
    Torcheck::new(&["--json", "--check-url", url, "--ca-file", service().authority()]).may_contact(&usual())
}

#[test]
fn without_tor_nothing_leaves_and_it_is_said_what_to_do() {
    if !namespace::possible() {
        return;
    }
    let answer = ask(&service().url("")).inside(&[]).run();
    answer.must_be("unknown", "no-tor-running");
    assert_eq!(answer.json()["route"]["kind"], "none");
    let text = Torcheck::new(&[]).may_contact(&usual()).inside(&[]).run();
    assert_eq!(text.code, 2);
    assert!(text.stdout.contains("Found no Tor") && text.stdout.contains("--embedded"), "{}", text.stdout);
}

#[test]
fn a_tor_and_a_tor_browser_are_found_where_they_listen() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    for gates in [
        vec![gate(9050, network.socks())],
        vec![gate(9150, network.socks())],
        vec![gate(9150, network.socks()), gate(9051, network.control())],
        // Something else on the first port does not hide the second.
        vec![gate(9050, actors::garbage()), gate(9150, network.socks())],
        vec![gate(9050, actors::silent()), gate(9150, network.socks())],
    ] {
        let answer = ask(&service().url("")).inside(&gates).run();
        answer.must_be("tor", "");
        assert!(answer.packets.is_some_and(|packets| packets > 10));
    }
}

#[test]
fn the_environment_is_heeded_only_on_this_machine() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let gates = [gate(9999, network.socks())];
    let ask = |url: &str| ask(url).may_contact(&[loopback(9999), loopback(10_000)]);
    for (name, value) in [("TOR_SOCKS_PORT", "9999"), ("ALL_PROXY", "socks5h://127.0.0.1:9999")] {
        ask(&service().url("")).variable(name, value).inside(&gates).run().must_be("tor", "");
    }
    for (name, value) in [
        ("ALL_PROXY", "socks5h://192.0.2.7:9999"),
        ("ALL_PROXY", "socks5h://proxy.example:9999"),
        ("TOR_SOCKS_HOST", "192.0.2.7"),
        ("HTTPS_PROXY", "http://192.0.2.7:3128"),
    ] {
        ask(&service().url("")).variable(name, value).inside(&gates).run().must_be("unknown", "");
    }
}

#[test]
fn no_packet_goes_anywhere_but_to_the_proxy_whatever_happens() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    std::thread::scope(|scope| {
        for (mode, _) in crate::broken::BROKEN {
            scope.spawn(move || {
                let url = service().url(mode);
                let answer = ask(&url).with(&["--timeout", "8"]).inside(&[gate(9050, network.socks())]).run();
                answer.must_be("unknown", "");
            });
        }
        scope.spawn(move || {
            let gates = [gate(9050, network.socks())];
            ask("https://no.such.name.test/").inside(&gates).run().must_be("unknown", "exit-name-lookup");
        });
        for actor in [actors::silent, actors::closing, actors::garbage, actors::http_proxy] {
            scope.spawn(move || {
                ask(&service().url("")).with(&["--timeout", "8"]).inside(&[gate(9050, actor())]).run()
            });
        }
    });
}

#[test]
fn a_control_port_that_hangs_holds_nobody_up() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let gates = [gate(9050, network.socks()), gate(9051, actors::silent()), gate(9151, actors::babbling())];
    let answer = ask(&service().url("")).inside(&gates).run();
    answer.must_be("tor", "");
    assert!(answer.took < std::time::Duration::from_secs(20), "{:?}", answer.took);
}

/// No part of a name has more than 63 letters.
const LONG_LABEL: &str = "https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example/";

#[test]
fn what_makes_no_sense_is_refused_before_anybody_is_contacted() {
    for arguments in [
        &["--proxy", "tor.example:9050"][..],
        &["--proxy", "http://127.0.0.1:8118"],
        &["--proxy", "me:secret@127.0.0.1:9050"],
        &["--proxy", "127.0.0.1"],
        &["--proxy", "127.0.0.1:0x10"],
        &["--proxy", ""],
        &["--proxy", "127.0.0.1:9050", "--embedded"],
        &["--bridges", "/nonexistent"],
        &["--embedded", "--bridges", "/nonexistent"],
        &["--embedded", "--arti-config", "/nonexistent"],
        &["--embedded", "--arti-config", "/proc/self/exe"],
        &["--check-url", "check.torproject.org"],
        &["--check-url", "ftp://check.torproject.org/"],
        &["--check-url", "https://me:secret@check.torproject.org/"],
        &["--check-url", "file:///etc/passwd"],
        &["--check-url", "https://check.example:0/"],
        &["--check-url", "https://check..example/"],
        &["--check-url", "https://*.example/"],
        &["--check-url", LONG_LABEL],
        &["--ca-file", "/nonexistent"],
        &["--ca-file", "/proc/self/exe"],
        &["--timeout", "0"],
        &["--timeout", "-1"],
        &["--timeout", "99999999999999999999"],
        &["check.torproject.org"],
    ] {
        let answer = Torcheck::new(arguments).run();
        assert!(matches!(answer.code, 2 | 64), "{arguments:?}: {}", answer.stdout);
        assert!(
            answer.stdout.is_empty() && answer.stderr.contains("error:"),
            "{arguments:?}: {}",
            answer.stderr
        );
        assert!(!answer.stderr.contains("secret"), "{arguments:?} is said again: {}", answer.stderr);
    }
}

#[test]
fn with_too_few_files_it_fails_without_a_panic() {
    for files in 5..20 {
        let program = env!("CARGO_BIN_EXE_opsec");
        let words = "torcheck --proxy 127.0.0.1:1 --check-url https://check.example/";
        let script = format!("ulimit -n {files}; exec {program} {words}");
        let output = std::process::Command::new("sh").args(["-c", &script]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && !said.contains("panicked"), "{files}: {said}");
    }
}

#[test]
fn at_a_terminal_the_tor_inside_waits_for_a_yes() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let gates: Vec<Gate> = network.relays().into_iter().map(Gate::straight).collect();
    let home = tempfile::TempDir::new().unwrap();
    let ask = |typed: &str| {
        ask(&service().url(""))
            .with(&["--arti-config", network.arti().to_str().unwrap()])
            .home(home.path())
            .typing(typed)
    };
    for typed in ["\n", "n\n", "\u{4}", "maybe\n"] {
        let answer = ask(typed).inside(&[]).run();
        assert_eq!(answer.code, 2, "{}", answer.stdout);
        assert!(
            answer.stdout.contains("[y/N]") && answer.stdout.contains("no-tor-running"),
            "{}",
            answer.stdout
        );
        // No key has ended the line where the input ends.
        let is_shared = |line: &str| line.contains("[y/N]") && line.contains('{');
        assert!(typed != "\u{4}" || !answer.stdout.lines().any(is_shared), "{}", answer.stdout);
    }
    let answer = ask("y\n").inside(&gates).run();
    assert!(answer.code == 0 && answer.stdout.contains("\"embedded\""), "{}", answer.stdout);
}
