//! Bridges: those that were given are used and nobody else is contacted; and the programs that disguise the traffic.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::tor::network::Network;
use crate::tor::program::Torcheck;
use crate::tor::trace::Call;
use crate::tor::{actors, network, service};

/// Asks with a configuration that goes on after that of the network.
fn ask(network: &Network, home: &Path, more: &str) -> Torcheck {
    let path = home.join("arti.toml");
    fs::write(&path, format!("{}\n{more}\n", fs::read_to_string(network.arti()).unwrap())).unwrap();
    Torcheck::new(&["--json", "--embedded", "--yes", "--check-url", &service().url("")])
        .with(&["--ca-file", service().authority(), "--arti-config", path.to_str().unwrap()])
        .home(home)
}

fn list(home: &Path, text: &str) -> String {
    let path = home.join("bridges");
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What was said, without the breaks of lines.
fn said(answer: &crate::tor::answer::Answer) -> String {
    answer.stderr.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A program for a pluggable transport.
fn program(path: &Path, script: &str) -> PathBuf {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    path.to_owned()
}

/// What a program says that serves a transport with a SOCKS proxy at this address.
fn serving(transport: &str, proxy: std::net::SocketAddr) -> String {
    format!(
        "echo VERSION 1\necho CMETHOD {transport} socks5 {proxy}\necho CMETHODS DONE\nexec cat > /dev/null"
    )
}

fn naming(transport: &str, path: &Path) -> String {
    format!("[[bridges.transports]]\nprotocols = [\"{transport}\"]\npath = \"{}\"", path.display())
}

#[test]
fn bridges_that_were_given_are_used_whatever_the_configuration_says() {
    let Some(network) = network() else { return };
    let others = "[bridges]\nbridges = [\"127.9.9.8:443 316E643333645F6D79216558614D3931657A5F5F\"]";
    for more in ["[bridges]\nenabled = false", "[bridges]\nenabled = \"auto\"", others] {
        let home = TempDir::new().unwrap();
        // With a mark that some editors put before the first bridge.
        let bridges = list(home.path(), &format!("\u{FEFF}{}", network.bridge_line()));
        let asked = ask(network, home.path(), more).with(&["--bridges", &bridges]);
        let answer = asked.may_contact(&[network.bridge()]).run();
        answer.must_be("tor", "");
        assert_eq!(answer.json()["contacted"][0]["host"], "Tor bridges");
        // One that is dead leaves no other way out.
        let dead = list(home.path(), "127.9.9.9:443 8C00000DFE0046ABCDFAD191144399CB520C29E8\n");
        let asked = ask(network, home.path(), more).with(&["--bridges", &dead, "--timeout", "8"]);
        asked
            .may_contact(&["127.9.9.9:443".parse().unwrap()])
            .run()
            .must_be("unknown", "network-or-censorship");
    }
}

#[test]
fn bridges_of_the_configuration_are_announced_as_bridges() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let more = format!("[bridges]\nbridges = '''\n{}'''", network.bridge_line());
    let answer = ask(network, home.path(), &more).may_contact(&[network.bridge()]).run();
    answer.must_be("tor", "");
    assert_eq!(answer.json()["contacted"][0]["host"], "Tor bridges");
    assert!(said(&answer).contains("will contact the bridges"), "{}", answer.stderr);
}

#[test]
fn bridges_are_announced_as_the_client_understands_the_configuration() {
    let Some(network) = network() else { return };
    let line = network.bridge_line();
    let (address, fingerprint) = line.trim().split_once(' ').unwrap();
    let off = format!("[bridges]\nenabled = \"false\"\nbridges = [\"{}\"]", line.trim());
    let table =
        format!("[bridges]\n[[bridges.bridges]]\naddrs = [\"{address}\"]\nids = [\"{fingerprint}\"]\n");
    for (more, host) in [(off, "Tor relays"), (table, "Tor bridges")] {
        let home = TempDir::new().unwrap();
        let allowed = if host == "Tor bridges" { vec![network.bridge()] } else { network.relays() };
        let answer = ask(network, home.path(), &more)
            .may_contact(&allowed)
            .may_contact(&[9051, 9151].map(|port| ([127, 0, 0, 1], port).into()))
            .run();
        answer.must_be("tor", "");
        assert_eq!(answer.json()["contacted"][0]["host"], host, "{more}");
    }
}

#[test]
fn a_wrong_fingerprint_is_no_wrong_clock() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let bridges =
        list(home.path(), &format!("{} 8C00000DFE0046ABCDFAD191144399CB520C29E8\n", network.bridge()));
    let asked = ask(network, home.path(), "").with(&["--bridges", &bridges, "--timeout", "10"]);
    let answer = asked.may_contact(&[network.bridge()]).run();
    answer.must_be("unknown", "handshake-blocked-or-clock-ahead");
    assert!(!answer.json()["reasons"].to_string().contains("clock is"), "{}", answer.stdout);
    assert!(!answer.json()["next"].to_string().contains("date"), "{}", answer.stdout);
    assert!(answer.stdout.contains("fingerprint"), "{}", answer.stdout);
}

#[test]
fn a_transport_whose_program_cannot_be_started_is_named_before_anybody_is_contacted() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let line = network.bridge_line();
    let bridges = list(home.path(), &format!("fake {line}"));
    let dead = home.path().join("not-there");
    let unstartable = list(home.path(), "");
    fs::copy(&unstartable, home.path().join("plain")).unwrap();
    let bridges_again = list(home.path(), &format!("fake {line}"));
    assert_eq!(bridges, bridges_again);
    for path in [dead, home.path().join("plain")] {
        let answer = ask(network, home.path(), &naming("fake", &path)).with(&["--bridges", &bridges]).run();
        assert_eq!(answer.code, 2, "{}", answer.stdout);
        assert!(said(&answer).contains("isn't there or can't be started"), "{}", answer.stderr);
        assert!(said(&answer).contains(path.to_str().unwrap()), "{}", answer.stderr);
    }
}

#[test]
fn a_transport_whose_program_ends_or_says_nothing_is_no_censorship() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let bridges = list(home.path(), &format!("fake {}", network.bridge_line()));
    for script in [
        "exit 3",
        "exec sleep 600",
        "echo VERSION 1\necho CMETHOD-ERROR fake no\nexec sleep 600",
        "echo VERSION 1\necho CMETHOD fake socks5 127.0.0.1:9\necho CMETHODS DONE\nexit 3",
    ] {
        let path = program(&home.path().join("program"), script);
        let asked = ask(network, home.path(), &naming("fake", &path)).with(&["--bridges", &bridges]);
        let answer = asked.with(&["--timeout", "8"]).may_contact(&[([127, 0, 0, 1], 9).into()]).run();
        answer.must_be("unknown", "transport-failed");
        assert!(said(&answer).contains(path.to_str().unwrap()), "{}", answer.stderr);
    }
}

/// Whether a process runs whose number is in a file.
fn runs(number: &Path) -> bool {
    let number = fs::read_to_string(number).unwrap();
    let state = fs::read_to_string(format!("/proc/{}/stat", number.trim())).unwrap_or_default();
    state.rsplit(") ").next().is_some_and(|rest| !rest.is_empty() && !rest.starts_with('Z'))
}

#[test]
fn programs_of_transports_end_with_it_and_no_others() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let file = |name: &str| home.path().join(name);
    let bridges = list(home.path(), &format!("fake {}", network.bridge_line()));
    // It heeds neither a signal nor the end of its input, and has started another.
    let script = format!(
        "trap '' TERM INT HUP\necho $$ > {}\n(while :; do sleep 1; done) &\necho $! > {}\necho VERSION 1\n\
         while :; do sleep 1; done",
        file("program-number").display(),
        file("another-number").display()
    );
    let path = program(&file("program"), &script);
    let configuration = file("arti.toml");
    let base = fs::read_to_string(network.arti()).unwrap();
    fs::write(&configuration, format!("{base}\n{}\n", naming("fake", &path))).unwrap();
    for signal in ["", "-INT"] {
        // A shell that becomes opsec leaves it a child of its own.
        let mut child = Command::new("sh")
            .args(["-c", "sleep 60 & echo $! > \"$HOME/own-number\"; exec \"$@\"", "sh"])
            .args([env!("CARGO_BIN_EXE_opsec"), "torcheck", "--embedded", "--timeout", "3"])
            .args(["--check-url", &service().url(""), "--ca-file", service().authority()])
            .args(["--arti-config", configuration.to_str().unwrap(), "--bridges", &bridges])
            .env("HOME", home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        if !signal.is_empty() {
            std::thread::sleep(Duration::from_secs(2));
            assert!(runs(&file("program-number")) && runs(&file("another-number")));
            Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        }
        child.wait().unwrap();
        assert!(runs(&file("own-number")), "{signal}");
        let own = fs::read_to_string(file("own-number")).unwrap();
        Command::new("kill").arg(own.trim()).status().unwrap();
        assert!(!runs(&file("program-number")) && !runs(&file("another-number")), "{signal}");
    }
}

#[test]
fn a_program_for_a_transport_is_found_and_named_before_it_starts() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let proxy = actors::leading_to(network.bridge());
    let path = home.path().join("tor-browser/Browser/TorBrowser/Tor/PluggableTransports/lyrebird");
    let path = program(&path, &serving("obfs4", proxy));
    let bridges = list(home.path(), &format!("obfs4 {}", network.bridge_line()));
    let asked = ask(network, home.path(), "").with(&["--bridges", &bridges]);
    let answer = asked.may_contact(&[proxy]).run();
    answer.must_be("tor", "");
    assert!(said(&answer).contains(path.to_str().unwrap()), "{}", answer.stderr);
    if let Some(calls) = &answer.calls {
        let said =
            calls.iter().position(|call| matches!(call, Call::Said(text) if text.contains("lyrebird")));
        let first = calls.iter().position(|call| matches!(call, Call::Contact(_)));
        assert!(said.is_some() && said < first, "{calls:#?}");
    }
    // A program that others could have put there is not started.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
    let answer = ask(network, home.path(), "").with(&["--bridges", &bridges]).run();
    assert_eq!(answer.code, 2, "{}{}", answer.stdout, answer.stderr);
    assert!(said(&answer).contains("obfs4"), "{}", answer.stderr);
}

#[test]
fn a_file_that_never_ends_is_waited_for_no_longer_than_asked() {
    let home = TempDir::new().unwrap();
    let pipe = home.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let pipe = pipe.to_str().unwrap();
    for option in ["--bridges", "--arti-config", "--ca-file"] {
        let asked = || Torcheck::new(&["--embedded", "--yes", option, pipe]).home(home.path());
        let answer = asked().with(&["--timeout", "2"]).run();
        assert_eq!(answer.code, 2, "{option}: {}", answer.stderr);
        assert!(answer.took < Duration::from_secs(4), "{option}: {:?}", answer.took);
        assert!(said(&answer).contains("Waiting for"), "{option}: {}", answer.stderr);
        for signal in ["-INT", "-TERM", "-HUP"] {
            let (code, took) = stopped(&["--embedded", "--yes", option, pipe], home.path(), signal);
            assert_eq!(code, Some(130), "{option} {signal}");
            assert!(took < Duration::from_secs(1), "{option} {signal}: {took:?}");
        }
    }
    // The same of standard input.
    let (code, took) = stopped(&["--embedded", "--yes", "--bridges", "-"], home.path(), "-INT");
    assert!(code == Some(130) && took < Duration::from_secs(1), "{code:?} {took:?}");
}

/// Starts the program with an input that never ends, sends it a signal, and returns its end.
fn stopped(arguments: &[&str], home: &Path, signal: &str) -> (Option<i32>, Duration) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_opsec"))
        .arg("torcheck")
        .args(arguments)
        .env("HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(700));
    let sent = Instant::now();
    Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    // Its input stays open until it has ended.
    let input = child.stdin.take();
    let code = child.wait().unwrap().code();
    drop(input);
    (code, sent.elapsed())
}
