//! Every command but `torcheck` opens no socket: shown from the system calls, not promised.

use std::process::{Command, Stdio};

use crate::support::tools;

#[test]
fn commands_that_need_no_network_open_no_socket() {
    if tools::missing("strace") {
        return;
    }
    for arguments in [
        &["passphrase"][..],
        &["room", "new", "--id"],
        &["wordlist", "show", "de"],
        &["rate", "discord"],
        &["rate", "--all", "--json"],
        &["rate"],
        &["checklist", "--from", "discord", "--members", "3"],
        &["checklist", "--format", "html"],
        &["verify", "new", "--members-file", "tests/data/members.txt"],
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
