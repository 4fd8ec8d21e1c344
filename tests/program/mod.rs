//! The program, run as a person would: on a fixed day, with something on standard input.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Runs the program and checks that it does not panic.
pub(crate) fn opsec(arguments: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_opsec"))
        .args(arguments)
        .env("OPSEC_AS_OF", "2026-12-03")
        .env("XDG_DATA_HOME", "/nonexistent")
        .env("COLUMNS", "80")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end without reading.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{arguments:?}: {stderr}");
    output
}

/// Runs the program, expects exit code 2 and no answer, and returns what was said.
pub(crate) fn refused(arguments: &[&str], stdin: &str) -> String {
    let output = opsec(arguments, stdin);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?} printed an answer");
    said
}
