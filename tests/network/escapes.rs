//! `opsec torcheck -- COMMAND` on a program that goes past Tor in ways that are hard to see.

use std::fs::{self, Permissions};
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::tools::missing;
use crate::tor::actors;
use crate::tor::namespace::Gate;
use crate::watch::{Seen, lacks, tor, watch};

/// A program that talks to Tor's port, and then past it in the way that it is told.
fn escapes() -> &'static str {
    static ESCAPES: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = ESCAPES.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("escapes");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/escapes.c");
        let status = Command::new("cc").args(["-O1", "-w", "-pthread", source, "-o"]).arg(&path).status();
        assert!(status.unwrap().success());
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        (folder, path)
    });
    path.to_str().unwrap()
}

fn escape(words: &[&str]) -> Seen {
    watch(&[], &[&[escapes()], words].concat(), &tor())
}

fn not_seen(json: &Value) -> Vec<&str> {
    json["not_seen"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect()
}

#[test]
fn what_goes_past_tor_in_an_unusual_way_is_seen() {
    if lacks(&["cc"]) {
        return;
    }
    escape(&["none"]).must_be("through-tor");
    for way in [
        "without-family",
        "65th-message",
        "last-readable-message",
        "another-thread",
        "another-process",
        "shared-files",
        "sibling",
        "pwritev2",
        "first-thread-ended",
        "own-files",
    ] {
        let seen = escape(&[way]);
        assert_eq!(seen.json["verdict"], "leaked", "{way}: {:#}", seen.json);
        assert_eq!(seen.places("lookup"), ["198.51.100.7:53 escapes"], "{way}: {:#}", seen.json);
    }
    let seen = escape(&["own-trace-filter"]);
    seen.must_be("leaked");
    assert_eq!(seen.places("outside"), ["198.51.100.7:80 escapes"]);
    // To wait for packets to a group is not to keep what is sent to it.
    let seen = escape(&["group"]);
    seen.must_be("leaked");
    assert_eq!(seen.places("local-network"), ["239.255.255.250:1900 escapes"]);
}

#[test]
fn a_connection_is_told_where_it_went_and_not_where_it_was_to_go() {
    if lacks(&["cc"]) {
        return;
    }
    let at = SocketAddr::from(([127, 0, 0, 1], 1080));
    let gates = [tor(), vec![Gate { inside: at, outside: actors::plain_socks() }]].concat();
    let seen = watch(&[], &[escapes(), "changing-address"], &gates);
    let rows = seen.json["destinations"].as_array().unwrap().iter();
    let count: u64 =
        rows.filter(|row| row["address"] == "127.0.0.1:1080").map(|row| row["done"].as_u64().unwrap()).sum();
    assert_eq!(seen.stdout.trim(), count.to_string(), "{:#}", seen.json);
}

#[test]
fn a_thread_in_another_network_namespace_is_told_apart() {
    if lacks(&["cc"]) {
        return;
    }
    assert_eq!(escape(&["thread-elsewhere"]).places("other-network"), ["127.0.0.1:9 escapes"]);
}

#[test]
fn a_connection_that_was_still_waiting_when_its_program_ended_is_a_leak() {
    if lacks(&["cc"]) {
        return;
    }
    for way in ["waits-killed", "waits-at-exit", "waits-at-exec"] {
        let seen = escape(&[way]);
        seen.must_be("leaked");
        // The first one was accepted, the second one waited.
        assert_eq!(seen.json["leaked_connections"], 2, "{way}: {:#}", seen.json);
    }
}

#[test]
#[cfg(target_arch = "x86_64")]
fn calls_of_32_bit_programs_are_read_also_in_a_64_bit_one() {
    if lacks(&["cc"]) {
        return;
    }
    let seen = escape(&["32-bit-write"]);
    if seen.json["ended"]["signal"] == 11 {
        eprintln!("SKIPPED: this system has no 32-bit calls");
        return;
    }
    seen.must_be("leaked");
    assert_eq!(seen.places("lookup"), ["198.51.100.7:53 escapes"]);
    let seen = escape(&["32-bit-edge"]);
    seen.must_be("leaked");
    assert_eq!(seen.places("outside"), ["198.51.100.7:80 escapes"]);
}

#[test]
fn what_cannot_be_seen_is_named_and_never_through_tor() {
    if lacks(&["cc"]) {
        return;
    }
    let mut other = Command::new("sleep").arg("60").stdin(Stdio::null()).spawn().unwrap();
    let number = other.id().to_string();
    for (words, what) in [
        (&["passed-on"][..], "shared-socket"),
        (&["aio"], "shared-socket"),
        (&["untraced"], "untraced"),
        (&["secret-memory"], "hidden"),
        (&["own-listener"], "supervised"),
        (&["traces", &number], "controls"),
        (&["takes", &number, "0"], "taken"),
    ] {
        let seen = escape(words);
        if seen.stdout == "none\n" {
            eprintln!("SKIPPED: {words:?}: this system has no such memory");
            continue;
        }
        assert_eq!(seen.json["verdict"], "unclear", "{words:?}: {:#}", seen.json);
        assert_eq!(not_seen(&seen.json), [what], "{words:?}");
    }
    other.kill().unwrap();
    other.wait().unwrap();
}

#[test]
fn a_process_that_has_only_just_begun_when_the_command_ends_is_named() {
    if lacks(&["cc"]) {
        return;
    }
    for _ in 0..8 {
        let seen = escape(&["leaves-a-child"]);
        seen.must_be("unclear");
        assert_eq!(seen.json["still_running"].as_array().unwrap().len(), 1, "{:#}", seen.json);
    }
}

#[test]
fn a_program_that_hides_its_memory_is_named() {
    if lacks(&["cc", "setpriv", "unshare"]) {
        return;
    }
    // Root may read all memory. Another user has to reach both programs.
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let opsec = folder.path().join("opsec");
    fs::copy(env!("CARGO_BIN_EXE_opsec"), &opsec).unwrap();
    let script = "ip link set lo up && exec setpriv --reuid 65534 --regid 65534 --clear-groups \"$@\"";
    let watched = |command: &[&str]| {
        let output = Command::new("unshare")
            .args(["--net", "sh", "-c", script, "sh", opsec.to_str().unwrap(), "torcheck", "--json", "--"])
            .args(command)
            .env("HOME", "/nonexistent")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        serde_json::from_slice::<Value>(&output.stderr)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
    };
    let json = watched(&[escapes(), "hides"]);
    assert_eq!((&json["verdict"], &not_seen(&json)[..]), (&"unclear".into(), &["hidden"][..]), "{json:#}");
    // A program whose file may not be read hides from the beginning.
    let unreadable = folder.path().join("unreadable");
    fs::copy(escapes(), &unreadable).unwrap();
    fs::set_permissions(&unreadable, Permissions::from_mode(0o711)).unwrap();
    let json = watched(&[unreadable.to_str().unwrap(), "none"]);
    assert_eq!((&json["verdict"], &not_seen(&json)[..]), (&"unclear".into(), &["hidden"][..]), "{json:#}");
}

#[test]
fn a_socket_is_known_by_its_file_and_not_by_its_name() {
    if lacks(&["cc"]) {
        return;
    }
    let jail = TempDir::new().unwrap();
    let journal = jail.path().join("run/systemd/journal");
    fs::create_dir_all(&journal).unwrap();
    let _listener = UnixListener::bind(journal.join("socket")).unwrap();
    let seen = escape(&["unix", "/run/systemd/journal/socket", jail.path().to_str().unwrap()]);
    seen.must_be("unclear");
    assert!(seen.places("harmless").is_empty(), "{:#}", seen.json);
}

#[test]
fn an_open_socket_at_the_beginning_is_named() {
    if missing("cc") {
        return;
    }
    let opsec = env!("CARGO_BIN_EXE_opsec");
    let output = Command::new(escapes())
        .args(["holds", opsec, "torcheck", "--json", "--", "true"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let json: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!((&json["verdict"], &not_seen(&json)[..]), (&"unclear".into(), &["inherited"][..]), "{json:#}");
}

#[test]
fn a_connection_that_could_never_be_made_is_no_leak() {
    if lacks(&["cc"]) {
        return;
    }
    for way in ["no-such-file", "no-socket"] {
        escape(&[way]).must_be("through-tor");
    }
}
