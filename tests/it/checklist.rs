//! `opsec checklist`: the plan of a group's move.

mod announcement;
mod dangers;
mod data;
mod forms;
mod laws;
mod order;
mod pages;

use serde_json::Value;

use crate::support::program::{run, stderr, stdout};

/// Runs the command, which must succeed, and returns what it printed.
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments, "");
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output)
}

/// A typical group.
const REFERENCE: &[&str] = &["checklist", "--from", "discord", "--to", "signal", "--members", "40"];

fn reference(more: &[&str]) -> String {
    printed(&[REFERENCE, more].concat())
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--json"]].concat())).unwrap()
}
