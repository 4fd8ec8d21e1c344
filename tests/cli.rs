//! Whole sessions: command, answer, exit code, on one page each. The README's are among them.

use std::process::Command;

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .env("OPSEC_AS_OF", "2026-12-03")
        .env("COLUMNS", "80")
        .env("XDG_DATA_HOME", "/nonexistent")
        .case("tests/cmd/**/*.md")
        .case("README.md");
}

/// The examples in the help of a command, without what a shell would do with them.
fn examples(words: &[&str]) -> Vec<String> {
    let help = Command::new(env!("CARGO_BIN_EXE_opsec")).args(words).arg("--help").output().unwrap();
    assert!(help.status.success(), "{words:?}");
    let text = String::from_utf8(help.stdout).unwrap();
    let typed =
        |line: &str| line.split("  ").next().unwrap().split(['|', '>']).next().unwrap().trim().to_owned();
    let lines =
        text.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| line.starts_with("opsec "));
    lines.map(typed).collect()
}

#[test]
fn every_example_in_a_help_is_a_command_that_the_program_knows() {
    let commands: &[&[&str]] = &[
        &["rate"],
        &["passphrase"],
        &["passphrase", "check"],
        &["room", "new"],
        &["room", "check"],
        &["wordlist"],
        &["torcheck"],
        &["checklist"],
        &["verify"],
        &["verify", "new"],
        &["verify", "check"],
        &["review"],
        &["completions"],
        &["man"],
    ];
    let found: Vec<_> = commands.iter().flat_map(|words| examples(words)).collect();
    assert!(found.len() > 40, "{found:?}");
    for example in &found {
        let words = example.split_whitespace().skip(1);
        let known = Command::new(env!("CARGO_BIN_EXE_opsec")).args(words).arg("--help").output().unwrap();
        assert!(known.status.success(), "{example}: {}", String::from_utf8_lossy(&known.stderr));
    }
}
