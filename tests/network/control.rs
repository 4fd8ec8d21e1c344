//! What a running Tor says on its control port, and what stands there instead.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::proxy::ask;
use crate::tor::control::{self, Answers};
use crate::tor::program::Torcheck;
use crate::tor::{actors, network, service};

/// Asks through a proxy that answers as Tor, with something at its control port.
fn beside(answers: Answers) -> (Torcheck, SocketAddr) {
    let proxy = control::beside(actors::imitator, answers);
    let control = SocketAddr::new(proxy.ip(), proxy.port() + 1);
    let ask = Torcheck::new(&["--proxy", &proxy.to_string(), "--ca-file", service().authority()])
        .with(&["--check-url", &service().url("lying")])
        .may_contact(&[proxy, control]);
    (ask, control)
}

fn control_of(ask: Torcheck) -> Value {
    let answer = ask.with(&["--json"]).run();
    answer.must_be("tor", "");
    answer.json()["control"].clone()
}

#[test]
fn a_running_tor_tells_where_it_listens() {
    let Some(network) = network() else { return };
    let answer = ask(network, &service().url("")).run();
    answer.must_be("tor", "");
    let control = answer.json()["control"].clone();
    assert_eq!(control["checked"], true, "{control:#}");
    let listeners = control["listeners"]["socks"].as_array().unwrap();
    assert!(listeners.contains(&network.socks().to_string().into()), "{control:#}");
    assert_eq!(control["listeners"]["dns"], serde_json::json!([]), "{control:#}");
    assert!(control["text"].as_str().unwrap().contains("ready"), "{control:#}");
}

#[test]
fn a_filter_before_tor_is_called_a_filter_and_never_another_tor() {
    for answers in [control::tails, control::whonix, control::forgetful] {
        let (ask, address) = beside(answers);
        let control = control_of(ask);
        assert_eq!(control["why"], "filtered", "{control:#}");
        let text = control["text"].as_str().unwrap();
        assert!(text.contains(&address.to_string()) && text.contains("Tails and Whonix"), "{text}");
    }
    let (ask, _) = beside(control::another);
    assert_eq!(control_of(ask)["why"], "another-tor");
}

#[test]
fn what_a_control_port_says_without_end_is_cut_and_harmless() {
    let (ask, _) = beside(control::wordy);
    let answer = ask.run();
    assert!(answer.stdout.contains("50% started"), "{}", answer.stdout);
    assert!(answer.stdout.len() < 8_000 && answer.stderr.len() < 4_000, "{}", answer.stdout.len());
}

#[test]
fn a_control_socket_that_takes_nobody_in_holds_nobody_up() {
    let proxy = actors::imitator();
    let folder = TempDir::new().unwrap();
    let socket = folder.path().join("control");
    let _full = control::full(&socket);
    let answer =
        Torcheck::new(&["--json", "--proxy", &proxy.to_string(), "--ca-file", service().authority()])
            .with(&["--check-url", &service().url("lying")])
            .variable("TOR_CONTROL_IPC_PATH", socket.to_str().unwrap())
            .may_contact(&[proxy, SocketAddr::new(proxy.ip(), proxy.port() + 1)])
            .may_open(&socket)
            .run();
    answer.must_be("tor", "");
    assert_eq!(answer.json()["control"]["why"], "silent", "{}", answer.stdout);
    assert!(answer.took < Duration::from_secs(5), "{:?}", answer.took);
}

#[test]
fn the_environment_says_where_to_ask_on_this_machine_alone() {
    let Some(network) = network() else { return };
    let socket = network.socks_socket();
    // A proxy in the file system has no port beside it.
    let ask = || {
        Torcheck::new(&["--json", "--proxy", &format!("unix:{}", socket.display())])
            .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
            .may_open(&socket)
    };
    let port = network.control().port().to_string();
    let answer = ask().variable("TOR_CONTROL_PORT", &port).may_contact(&[network.control()]).run();
    answer.must_be("tor", "");
    assert_eq!(answer.json()["control"]["checked"], true, "{}", answer.stdout);
    let answer = ask().variable("TOR_CONTROL_HOST", "192.0.2.1").run();
    answer.must_be("tor", "");
    assert_eq!(answer.json()["control"]["why"], "none-found", "{}", answer.stdout);
    assert!(answer.stderr.contains("TOR_CONTROL_HOST"), "{}", answer.stderr);
}

#[test]
fn a_tor_is_known_as_the_same_by_every_way_to_its_port() {
    let Some(network) = network() else { return };
    let (socks, control) = (network.socks().port(), network.control().port());
    for host in ["0.0.0.0", "[::ffff:127.0.0.1]"] {
        let at = |port| format!("{host}:{port}");
        let answer = Torcheck::new(&["--json", "--proxy", &at(socks)])
            .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
            .may_contact(&[at(socks).parse().unwrap(), at(control).parse().unwrap()])
            .run();
        answer.must_be("tor", "");
        assert_eq!(answer.json()["control"]["checked"], true, "{host}: {}", answer.stdout);
    }
    // Systems have links to folders of sockets, as /var/run leads to /run.
    let folder = TempDir::new().unwrap();
    let link = folder.path().join("tor");
    std::os::unix::fs::symlink(network.socks_socket().parent().unwrap(), &link).unwrap();
    let socket = link.join("socks");
    let answer = Torcheck::new(&["--json", "--proxy", &format!("unix:{}", socket.display())])
        .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
        .variable("TOR_CONTROL_PORT", &control.to_string())
        .may_contact(&[network.control()])
        .may_open(&socket)
        .run();
    answer.must_be("tor", "");
    assert_eq!(answer.json()["control"]["checked"], true, "{}", answer.stdout);
}

#[test]
fn a_password_is_never_sent_or_shown() {
    let (ask, _) = beside(|command, proxy| match command.split(' ').next() {
        Some("PROTOCOLINFO") => {
            "250-PROTOCOLINFO 1\r\n250-AUTH METHODS=HASHEDPASSWORD\r\n250 OK\r\n".to_owned()
        }
        _ => control::another(command, proxy),
    });
    let answer = ask.variable("TOR_CONTROL_PASSWD", "\"correct horse\"").with(&["--json"]).run();
    assert_eq!(answer.json()["control"]["why"], "not-allowed", "{}", answer.stdout);
    assert!(!format!("{}{}", answer.stdout, answer.stderr).contains("horse"));
}
