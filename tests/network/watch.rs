//! `opsec torcheck -- COMMAND`: other programs' connections, in namespaces in which all the world answers nothing.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::tools::missing;
use crate::tor::namespace::{self, Gate};
use crate::tor::{HOST, actors, service};

/// What a watched command came to.
pub(crate) struct Seen {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) json: Value,
}

impl Seen {
    pub(crate) fn must_be(&self, verdict: &str) {
        let all = format!("{:#}\n{}\n{}", self.json, self.stdout, self.stderr);
        assert_eq!(self.json["verdict"], verdict, "{all}");
        let code = match verdict {
            "through-tor" => 0,
            "leaked" | "tried-to-leak" => 1,
            _ => 2,
        };
        assert_eq!(self.code, code, "{all}");
        assert_eq!(self.json["exit_code"], code, "{all}");
    }

    /// Destinations of this kind: "ADDRESS PROGRAM".
    pub(crate) fn places(&self, what: &str) -> Vec<String> {
        let rows = self.json["destinations"].as_array().unwrap().iter();
        let rows = rows.filter(|row| row["what"] == what);
        rows.map(|row| format!("{} {}", row["address"].as_str().unwrap(), row["program"].as_str().unwrap()))
            .collect()
    }
}

/// Watches a command in a namespace with these gates.
pub(crate) fn watch(options: &[&str], command: &[&str], gates: &[Gate]) -> Seen {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    let report = path("report.json");
    let mut words = vec![env!("CARGO_BIN_EXE_opsec"), "torcheck", "-q", "-o", report.to_str().unwrap()];
    words.extend(options);
    words.push("--");
    words.extend(command);
    let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    fs::write(path("input"), "").unwrap();
    let words = namespace::enter(&words, gates, None, None, folder.path());
    let output = Command::new(&words[0])
        .args(&words[1..])
        .env("HOME", folder.path())
        .env("LC_ALL", "C.UTF-8")
        .env_remove("ALL_PROXY")
        .output()
        .unwrap();
    let said = |name: &str| fs::read_to_string(path(name)).unwrap_or_default();
    let everywhere: Vec<SocketAddr> = Vec::new();
    let (code, ..) = namespace::seen(folder.path(), &everywhere)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let json = serde_json::from_str(&said("report.json"))
        .unwrap_or_else(|error| panic!("{error}: {}\n{}", said("stdout"), said("stderr")));
    Seen { code, stdout: said("stdout"), stderr: said("stderr"), json }
}

/// Something at Tor's usual port that answers as Tor does, and serves the pages of the test's service.
pub(crate) fn tor() -> Vec<Gate> {
    static TOR: OnceLock<SocketAddr> = OnceLock::new();
    let outside = *TOR.get_or_init(actors::imitator);
    vec![Gate { inside: SocketAddr::from(([127, 0, 0, 1], 9050)), outside }]
}

pub(crate) fn page() -> String {
    format!("http://{HOST}:{}/api/ip", service().http)
}

pub(crate) fn lacks(tools: &[&str]) -> bool {
    !namespace::possible() || tools.iter().any(|tool| missing(tool))
}

/// A static program that connects and sends as it is told; no library can be put before it.
pub(crate) fn talker() -> &'static str {
    static TALKER: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = TALKER.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("talker");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/talker.rs");
        let status = Command::new("rustc")
            .args(["--edition", "2024", "-C", "target-feature=+crt-static", "-O", source, "-o"])
            .arg(&path)
            .status()
            .unwrap();
        assert!(status.success());
        (folder, path)
    });
    path.to_str().unwrap()
}

#[test]
fn curl_with_names_for_the_proxy_is_all_through_tor() {
    if lacks(&["curl"]) {
        return;
    }
    let seen = watch(&[], &["curl", "-sS", "--socks5-hostname", "127.0.0.1:9050", &page()], &tor());
    seen.must_be("through-tor");
    assert!(seen.stdout.contains("IsTor"), "{}", seen.stdout);
    assert_eq!(seen.places("tor"), ["127.0.0.1:9050 curl"]);
    assert_eq!(seen.json["ended"]["code"], 0);
}

#[test]
fn curl_that_looks_up_names_itself_leaks_lookups() {
    if lacks(&["curl"]) {
        return;
    }
    let seen = watch(&[], &["curl", "-sS", "-m", "3", "--socks5", "127.0.0.1:9050", &page()], &tor());
    seen.must_be("leaked");
    assert!(seen.json["leaked_lookups"].as_u64().unwrap() > 0 && seen.json["leaked_connections"] == 0);
    assert!(!seen.places("lookup").is_empty());
}

#[test]
fn curl_without_a_proxy_leaks_a_connection() {
    if lacks(&["curl"]) {
        return;
    }
    let seen = watch(&[], &["curl", "-sS", "-m", "3", "http://198.51.100.7/"], &tor());
    seen.must_be("leaked");
    assert_eq!(seen.places("outside"), ["198.51.100.7:80 curl"]);
    let seen = watch(&[], &["curl", "-sS", "-m", "3", "http://192.168.7.7/"], &tor());
    seen.must_be("leaked");
    assert_eq!(seen.places("local-network"), ["192.168.7.7:80 curl"]);
}

#[test]
fn a_proxy_that_is_no_tor_proves_nothing_unless_it_is_named() {
    if lacks(&["curl"]) {
        return;
    }
    let at = SocketAddr::from(([127, 0, 0, 1], 1080));
    let gates = [Gate { inside: at, outside: actors::plain_socks() }];
    let command = ["curl", "-sS", "--socks5-hostname", "127.0.0.1:1080", &page()];
    let seen = watch(&[], &command, &gates);
    seen.must_be("unclear");
    assert_eq!(seen.places("this-computer"), ["127.0.0.1:1080 curl"]);
    let named = watch(&["--proxy", "127.0.0.1:1080"], &command, &gates);
    named.must_be("through-tor");
    // By the user's word: nothing there answered like Tor.
    assert_eq!(named.places("named"), ["127.0.0.1:1080 curl"]);
}

#[test]
fn a_tor_that_is_not_there_is_nothing_connected() {
    if lacks(&["curl"]) {
        return;
    }
    let seen = watch(&[], &["curl", "-sS", "--socks5-hostname", "127.0.0.1:9050", &page()], &[]);
    seen.must_be("nothing-connected");
    assert_eq!(seen.places("nobody"), ["127.0.0.1:9050 curl"]);
    watch(&[], &["true"], &[]).must_be("nothing-connected");
}

#[test]
fn a_lookup_that_finds_no_way_is_one_that_was_tried() {
    if lacks(&["rustc"]) {
        return;
    }
    // A network of its own without any way out, as people use it to block what leaks.
    let verdict = |to: &str| {
        let folder = TempDir::new().unwrap();
        let report = folder.path().join("report.json");
        let mut command = Command::new("unshare");
        command.args(["--net", env!("CARGO_BIN_EXE_opsec"), "torcheck", "-q", "-o"]).arg(&report);
        let output = command.args(["--", talker(), "udp-connect", to]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let json: Value = serde_json::from_str(&fs::read_to_string(report).expect(&said)).unwrap();
        json["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("198.51.100.7:53"), "tried-to-leak");
    // Programs compare the ways to addresses like this, and send nothing.
    assert_eq!(verdict("198.51.100.7:443"), "nothing-connected");
}

#[test]
fn packets_are_seen_however_they_are_sent() {
    if lacks(&["rustc"]) {
        return;
    }
    for how in ["udp-send-to", "udp-send", "udp-write"] {
        let seen = watch(&[], &[talker(), how, "198.51.100.7:9"], &[]);
        seen.must_be("leaked");
        assert_eq!(seen.places("outside"), ["198.51.100.7:9 talker"], "{how}");
        assert_eq!(seen.json["leaked_connections"], 1, "{how}: {:#}", seen.json);
        let seen = watch(&[], &[talker(), how, "127.0.0.53:53"], &[]);
        seen.must_be("leaked");
        assert_eq!(seen.places("lookup"), ["127.0.0.53:53 talker"], "{how}");
    }
    // Finding out which address is nearest sends nothing.
    watch(&[], &[talker(), "udp-connect", "198.51.100.7:9"], &[]).must_be("nothing-connected");
}

#[test]
fn threads_and_processes_of_a_static_program_are_seen() {
    if lacks(&["rustc"]) {
        return;
    }
    let seen = watch(&[], &[talker(), "threads", "198.51.100.7:80"], &[]);
    seen.must_be("leaked");
    assert_eq!(seen.json["leaked_connections"], 8, "{:#}", seen.json);
    let script = format!("({} tcp 198.51.100.7:80; true) & wait", talker());
    let seen = watch(&[], &["sh", "-c", &script], &[]);
    seen.must_be("leaked");
    assert_eq!(seen.places("outside"), ["198.51.100.7:80 talker"]);
}

#[test]
fn ten_thousand_destinations_are_counted_and_not_kept() {
    if lacks(&["rustc"]) {
        return;
    }
    let seen = watch(&[], &[talker(), "many", "10000"], &[]);
    seen.must_be("leaked");
    assert_eq!(seen.json["leaked_connections"], 10_000, "{:#}", seen.json["further"]);
    assert_eq!(seen.json["destinations"].as_array().unwrap().len(), 500);
}
