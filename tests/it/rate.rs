//! `opsec rate`: the laws of the engine, what the bundled data gives, and what scripts read.

mod data;
mod laws;

use crate::support::program::{json, run, stdout};

#[test]
fn json_carries_schema_and_the_date_of_the_data() {
    for arguments in [
        &["rate", "discord", "--json"][..],
        &["rate", "--all", "--json"],
        &["rate", "discord", "signal", "--json"],
        &["rate", "--json"],
    ] {
        let output = run(arguments, "");
        let value = json(&output);
        assert_eq!(value["schema"], 1);
        assert!(value["data_date"].as_str().unwrap().starts_with("20"));
        assert!(stdout(&output).starts_with("{\n  \"schema\": 1"));
    }
}

#[test]
fn scripts_get_their_exit_codes() {
    for (arguments, code) in [
        (&["rate", "discord", "--fail-under", "5"][..], 1),
        (&["rate", "signal", "--fail-under", "5"], 0),
        (&["rate", "discord", "--fail-on-gate"], 1),
        (&["rate", "signal", "--fail-on-gate"], 0),
        (&["rate", "signal", "--fail-on-gate", "--profile", "activist"], 1),
        (&["rate", "gmail", "--fail-under", "1"], 1),
        (&["--version"], 0),
        (&["--help"], 0),
        (&[], 0),
    ] {
        assert_eq!(run(arguments, "").status.code(), Some(code), "{arguments:?}");
    }
}
