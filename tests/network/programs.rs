//! `opsec torcheck -- COMMAND` on programs that people torify, and on those that escape it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::tools::missing;
use crate::tor::{HOST, service};
use crate::watch::{lacks, page, talker, tor, watch};

/// What could not be seen.
fn not_seen(json: &serde_json::Value) -> Vec<&str> {
    json["not_seen"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect()
}

/// Runs opsec with these words, in this network.
fn opsec(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opsec"));
    command.args(words).env("COLUMNS", "80").stdin(Stdio::null());
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn torsocks_catches_a_program_of_the_c_library_and_no_static_one() {
    if lacks(&["curl", "torsocks", "rustc"]) {
        return;
    }
    // The page itself doesn't come: names are loopback addresses here, which torsocks refuses.
    let seen = watch(&[], &["torsocks", "curl", "-sS", &page()], &tor());
    seen.must_be("through-tor");
    assert_eq!(seen.places("tor"), ["127.0.0.1:9050 curl"]);
    let seen = watch(&[], &["torsocks", talker(), "tcp", "198.51.100.7:80"], &tor());
    seen.must_be("leaked");
    assert_eq!(seen.places("outside"), ["198.51.100.7:80 talker"]);
}

#[test]
fn git_goes_where_its_proxy_is() {
    if lacks(&["git"]) {
        return;
    }
    let url = format!("http://{HOST}:{}/none.git", service().http);
    let through = ["git", "-c", "http.proxy=socks5h://127.0.0.1:9050", "ls-remote", &url];
    let seen = watch(&[], &through, &tor());
    seen.must_be("through-tor");
    assert_eq!(seen.places("tor").len(), 1, "{:#}", seen.json);
    // An address, since the lookup of a name would fail first.
    let seen = watch(&[], &["git", "ls-remote", "http://198.51.100.7/none.git"], &tor());
    seen.must_be("leaked");
    assert!(seen.places("outside")[0].starts_with("198.51.100.7:80 git-remote"), "{:#}", seen.json);
}

#[test]
fn ssh_goes_by_its_proxy_command_or_leaks() {
    if lacks(&["ssh", "rustc"]) {
        return;
    }
    let proxy = format!("ProxyCommand={} tcp 127.0.0.1:9050", talker());
    let common = ["ssh", "-F", "none", "-o", "BatchMode=yes", "-o", "ConnectTimeout=3"];
    let seen = watch(&[], &[&common[..], &["-o", &proxy, "host.example", "true"]].concat(), &tor());
    seen.must_be("through-tor");
    assert_eq!(seen.places("tor"), ["127.0.0.1:9050 talker"]);
    let seen = watch(&[], &[&common[..], &["198.51.100.7", "true"]].concat(), &tor());
    seen.must_be("leaked");
    assert_eq!(seen.places("outside"), ["198.51.100.7:22 ssh"]);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn a_32_bit_program_is_seen() {
    if lacks(&["as", "ld"]) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/call32.s");
    let done = |command: &str, words: &[&str]| Command::new(command).args(words).status().unwrap().success();
    assert!(done("as", &["--32", source, "-o", &path("call32.o")]));
    assert!(done("ld", &["-m", "elf_i386", &path("call32.o"), "-o", &path("call32")]));
    if Command::new(path("call32")).status().is_err() {
        eprintln!("SKIPPED: this system runs no 32-bit programs");
        return;
    }
    let seen = watch(&[], &[&path("call32")], &[]);
    seen.must_be("leaked");
    assert_eq!(seen.places("outside"), ["198.51.100.7:80 call32", "198.51.100.7:81 call32"]);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn a_ring_of_calls_is_named() {
    if lacks(&["rustc"]) {
        return;
    }
    let seen = watch(&[], &[talker(), "ring"], &[]);
    if seen.stdout.starts_with('-') {
        eprintln!("SKIPPED: io_uring is switched off here");
        return;
    }
    seen.must_be("unclear");
    assert_eq!(not_seen(&seen.json), ["io-uring"]);
}

#[test]
fn a_program_without_its_usual_rights_is_named() {
    if lacks(&["rustc"]) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let program = folder.path().join("setuid");
    fs::copy(talker(), &program).unwrap();
    chown(&program, Some(65_534), Some(65_534)).unwrap();
    fs::set_permissions(&program, Permissions::from_mode(0o4755)).unwrap();
    let seen = watch(&[], &[program.to_str().unwrap(), "tcp", "127.0.0.1:9050"], &tor());
    seen.must_be("through-tor");
    assert_eq!(not_seen(&seen.json), ["without-rights"]);
}

#[test]
fn what_cannot_be_run_or_watched_is_an_error_and_never_runs_unwatched() {
    for command in ["/nonexistent/program", "/etc/passwd"] {
        let output = opsec(&["torcheck", "--", command]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("Couldn't run"), "{}", said(&output));
    }
    // As where a script's variable is empty: it didn't mean an ordinary check.
    let output = opsec(&["torcheck", "--"]).output().unwrap();
    assert_eq!(output.status.code(), Some(64), "{}", said(&output));
    assert!(said(&output).contains("no command after --"), "{}", said(&output));
    if missing("strace") {
        return;
    }
    let folder = TempDir::new().unwrap();
    let mark = folder.path().join("mark");
    let mut command = Command::new("strace");
    command.args(["-f", "-o", "/dev/null", env!("CARGO_BIN_EXE_opsec"), "torcheck", "--", "touch"]);
    let output = command.arg(&mark).stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("was not run") && !mark.exists(), "{}", said(&output));
}

#[test]
fn the_output_is_the_commands_own_and_the_report_goes_past_it() {
    let output = opsec(&["torcheck", "--", "sh", "-c", "echo out; echo err >&2; exit 7"]).output().unwrap();
    assert_eq!(output.stdout, b"out\n");
    assert_eq!(output.status.code(), Some(2));
    // What will be done is said before it's done.
    let said_all = said(&output);
    let (before, report) = said_all.split_once("err\n").unwrap();
    assert!(before.contains("Will run sh and watch it"), "{before}");
    assert!(report.contains("Nothing connected") && report.contains("exit code 7"), "{report}");
    assert!(report.lines().all(|line| line.chars().count() <= 80), "{report}");
    let narrow = opsec(&["torcheck", "--", "true"]).env("COLUMNS", "40").output().unwrap();
    assert!(said(&narrow).lines().all(|line| line.chars().count() <= 40), "{}", said(&narrow));
    let name = "sh\u{1b}]0;x\u{7}";
    let quiet = opsec(&["torcheck", "-q", "--", "true"]).output().unwrap();
    assert!(!said(&quiet).contains("Will run"), "{}", said(&quiet));
    let hostile = opsec(&["torcheck", "--", "sh", "-c", "true", name]).output().unwrap();
    assert!(!said(&hostile).contains(['\u{1b}', '\u{7}']), "{}", said(&hostile));
}

#[test]
fn a_signal_is_the_commands_and_the_report_still_comes() {
    for signal in ["TERM", "HUP", "INT", "QUIT", "USR1"] {
        let start = Instant::now();
        let mut command = opsec(&["torcheck", "--", "sleep", "60"]);
        // Not at a terminal, which would send to both.
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        sleep(Duration::from_secs(2));
        let number = child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &number]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        let report = said(&output);
        assert!(report.contains(&format!("SIG{signal}")) && output.status.code() == Some(2), "{report}");
        assert!(start.elapsed() < Duration::from_secs(30));
    }
}

#[test]
fn what_outlives_the_command_is_named_and_goes_on_unharmed() {
    if lacks(&["rustc"]) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let mark = folder.path().join("mark");
    // It connects after the report: without the watcher its call would fail with another error than "refused".
    let script = format!(
        "(exec >/dev/null 2>&1; sleep 2; {} udp-send-to 127.0.0.1:9 && echo fine >{}) & exit 0",
        talker(),
        mark.display()
    );
    let output = opsec(&["torcheck", "--json", "--", "sh", "-c", &script]).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert!(!json["still_running"].as_array().unwrap().is_empty(), "{json:#}");
    assert!(!Path::new(&mark).exists());
    let start = Instant::now();
    while fs::read_to_string(&mark).unwrap_or_default() != "fine\n" {
        assert!(start.elapsed() < Duration::from_secs(30), "what was left could not send");
        sleep(Duration::from_millis(100));
    }
}

#[test]
fn what_ends_just_after_the_command_is_not_called_running() {
    let output = opsec(&["torcheck", "--json", "--", "sh", "-c", "(sleep 0.1) & exit 0"]).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(json["still_running"].as_array().unwrap().len(), 0, "{json:#}");
}
