//! `rate` opens no socket: shown from the system calls, not promised.

use std::process::{Command, Stdio};

/// Whether a tool of the tests must be there: `OPSEC_TEST_REQUIRE=tor,chromium,strace`.
fn required(tool: &str) -> bool {
    std::env::var("OPSEC_TEST_REQUIRE").is_ok_and(|tools| tools.split(',').any(|name| name == tool))
}

#[test]
fn commands_that_need_no_network_open_no_socket() {
    let there = Command::new("strace").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if there.is_err() {
        assert!(!required("strace"), "strace is required and not installed");
        eprintln!("SKIPPED: strace is not installed");
        return;
    }
    for arguments in [
        &["passphrase"][..],
        &["room", "new", "--id"],
        &["wordlist", "show", "de"],
        &["rate", "discord"],
        &["rate", "--all", "--json"],
        &["rate"],
        &["review", "schema"],
        &["--version"],
        &["man"],
    ] {
        let folder = tempfile::TempDir::new().unwrap();
        let log = folder.path().join("calls");
        let status = Command::new("strace")
            .args(["-f", "-e", "trace=%network,execve", "-o"])
            .arg(&log)
            .arg(env!("CARGO_BIN_EXE_opsec"))
            .args(arguments)
            .stdout(Stdio::null())
            .status()
            .unwrap();
        let calls = std::fs::read_to_string(&log).unwrap();
        // The trace must have seen the program begin and end, or it proves nothing.
        assert!(
            status.success() && calls.contains("execve(") && calls.contains("+++ exited with 0 +++"),
            "{calls}"
        );
        for call in ["socket(", "connect(", "sendto(", "sendmsg("] {
            assert!(!calls.contains(call), "{arguments:?} made a network call: {calls}");
        }
    }
}
