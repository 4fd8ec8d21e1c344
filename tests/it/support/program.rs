//! Runs the program as a person would, on a fixed day, and checks what must hold of every run.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::schema;

/// The longest that any run may take.
const LIMIT: Duration = Duration::from_mins(1);

/// The exit code for a command line that can't be used.
pub(crate) const MISUSED: i32 = 64;

/// Returns the program with these arguments, away from the settings and data of the user who runs the tests.
pub(crate) fn opsec(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opsec"));
    command
        .args(arguments)
        .env("OPSEC_AS_OF", "2026-12-03")
        .env("XDG_DATA_HOME", "/nonexistent")
        .env("COLUMNS", "80")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs the program with this on standard input. It must end soon, without a panic or an unknown exit code, and
/// JSON must be as its schema says.
pub(crate) fn run(arguments: &[&str], input: &str) -> Output {
    let start = Instant::now();
    let mut child = opsec(arguments).stdin(Stdio::piped()).spawn().unwrap();
    // A program that doesn't read its input may be gone before all is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert!(start.elapsed() < LIMIT, "{arguments:?} took {:?}", start.elapsed());
    assert!(!stderr(&output).contains("panicked"), "{arguments:?}: {}", stderr(&output));
    assert!(
        output.status.code().is_some_and(|code| code <= 2 || code == MISUSED),
        "{arguments:?}: {:?}",
        output.status
    );
    if let (Some(name), false) = (schema::document(arguments), output.stdout.is_empty()) {
        let faults = schema::faults(name, &json(&output));
        assert!(faults.is_empty(), "{arguments:?} against opsec schema {name}:\n{}", faults.join("\n"));
    }
    output
}

/// Runs the program, expects exit code 2 or 64 and no output, and returns the error message.
pub(crate) fn refused(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input);
    assert!(matches!(output.status.code(), Some(2 | MISUSED)), "{arguments:?}: {}", stderr(&output));
    assert!(output.stdout.is_empty(), "{arguments:?} printed {}", stdout(&output));
    stderr(&output)
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}
