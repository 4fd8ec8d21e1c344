//! Help, manual and completions.

use tempfile::TempDir;

use crate::support::program::{opsec, run, stderr, stdout};

/// The examples in the help of a command, without what a shell would do with them.
fn examples(words: &[&str]) -> Vec<String> {
    let help = opsec(words).arg("--help").output().unwrap();
    assert!(help.status.success(), "{words:?}");
    let text = stdout(&help);
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
        let words: Vec<_> = example.split_whitespace().skip(1).chain(["--help"]).collect();
        let known = run(&words, "");
        assert!(known.status.success(), "{example}: {}", stderr(&known));
    }
}

#[test]
fn the_manual_is_written_page_by_page_and_completions_for_every_shell() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(&["man", folder.path().to_str().unwrap()], "").status.code(), Some(0));
    assert!(folder.path().join("opsec-review-check.1").is_file());
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(!run(&["completions", shell], "").stdout.is_empty());
    }
}
