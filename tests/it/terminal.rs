//! Tests of every command: arguments, colour, width, pipes, a full disk, output files.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use tempfile::TempDir;

use crate::review::GOOD;
use crate::support::files::file;
use crate::support::program::{MISUSED, opsec, refused, run, stderr, stdout};

#[test]
fn arguments_that_make_no_sense_are_refused() {
    for arguments in [
        &["rate", "discrod"][..],
        &["rate", "--profile", "spy"],
        &["rate", "--as-of", "yesterday"],
        &["rate", "discord", "--fail-under", "11"],
        &["rate", "discord", "--fail-under", "five"],
        &["completions", "bash", "--json"],
        &["rate", "--rubric", "x"],
        &["rate", "\u{1b}[31mred"],
        &["discord"],
        &["review", "new", "***"],
        &["rate", "discord", "--json", "--format", "text"],
    ] {
        refused(arguments, "");
    }
    assert!(refused(&["rate", "discrod"], "").contains("discord"));
    assert!(!refused(&["rate", "\u{1b}[31mred"], "").contains('\u{1b}'));
}

#[test]
fn numbers_that_make_no_sense_are_refused() {
    for arguments in [
        &["passphrase", "--words", "0"][..],
        &["passphrase", "--words", "-1"],
        &["passphrase", "--words", "99999999999999999999999"],
        &["passphrase", "--words", "1000001"],
        &["passphrase", "--bits", "0"],
        &["passphrase", "--count", "0"],
        &["passphrase", "--list", "nonesuch"],
        &["passphrase", "--separator", "a\nb"],
        &["passphrase", "--separator", "seventeen bytes!!"],
        &["passphrase", "secret", "words"],
        &["passphrase", "check", "my secret phrase"],
        &["room", "check", "https://x/#y"],
        &["room", "new", "--words", "0"],
        &["room", "new", "--words", "5000"],
        &["room", "new", "--form", "path"],
        &["room", "new", "--base-url", "leapchat.org"],
        &["room", "new", "--base-url", "https://x/?q"],
        &["room", "new", "--form", "name", "--id"],
        &["wordlist", "show", "nonesuch"],
        &["wordlist", "check", "/nonexistent/list"],
        &["wordlist", "check", "/"],
    ] {
        let output = run(arguments, "");
        assert!(matches!(output.status.code(), Some(2 | MISUSED)), "{arguments:?}: {}", stdout(&output));
        assert!(
            output.stdout.is_empty() && stderr(&output).contains("error:"),
            "{arguments:?}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn a_wrong_command_line_has_an_exit_code_of_its_own() {
    let misuse: &[&[&str]] = &[
        &["nosuch"],
        &["rate", "discrod"],
        &["rate", "--profile", "spy"],
        &["rate", "discord", "--kind", "mail"],
        &["rate", "--all", "discord"],
        &["rate", "--nosuch"],
        &["rate", "--as-of", "tomorrow"],
        &["rate", "--format", "ics"],
        &["rate", "--format"],
        &["room"],
        &["room", "new", "--form", "path"],
        &["review", "check"],
        &["passphrase", "--words", "0"],
        &["passphrase", "--list", "nonesuch"],
        &["passphrase", "--dice", "1"],
        &["wordlist", "show", "nonesuch"],
        &["checklist", "--from", "discrod"],
        &["checklist", "--members", "1"],
        &["checklist", "--slips", "--chart"],
        &["torcheck", "--proxy", "nowhere"],
        &["torcheck", "--check-url", "ftp://example.org"],
        &["verify", "new", "Ada"],
        &["completions", "tcsh"],
        &["man", "--json"],
    ];
    let trouble: &[&[&str]] = &[
        &["rate", "--reviews", "/nonexistent"],
        &["wordlist", "check", "/nonexistent"],
        &["review", "diff", "/nonexistent", "/nonexistent"],
        &["checklist", "--members-file", "/nonexistent"],
        &["checklist", "--from", "discord", "--to", "telegram"],
        &["passphrase", "check"],
    ];
    for (lines, code) in [(misuse, MISUSED), (trouble, 2)] {
        for line in lines {
            let output = run(line, "");
            assert_eq!(output.status.code(), Some(code), "{line:?}: {}", stderr(&output));
        }
    }
}

#[test]
fn text_of_others_cannot_steer_the_terminal() {
    let folder = TempDir::new().unwrap();
    let evil = GOOD
        .replace("note: n", "note: \"\\e]0;owned\\a \\u202Eevil\"")
        .replace("name: A", "name: \"A\\e[31m\"");
    file(&folder, "a.yaml", evil);
    for form in ["text", "markdown", "html"] {
        let output = run(
            &["rate", "a", "--explain", "--format", form, "--reviews", folder.path().to_str().unwrap()],
            "",
        );
        let shown = stdout(&output);
        assert!(shown.contains("owned"), "{shown}");
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'), "{shown}");
    }
}

#[test]
fn colour_is_given_and_taken_as_asked() {
    let colored = |command: &mut Command| command.output().unwrap().stdout.contains(&0x1b);
    assert!(!colored(&mut opsec(&["rate", "discord"])));
    assert!(colored(&mut opsec(&["rate", "discord", "--color", "always"])));
    assert!(!colored(opsec(&["rate", "discord", "--color", "never"]).env("CLICOLOR_FORCE", "1")));
    assert!(!colored(opsec(&["rate", "discord"]).env("NO_COLOR", "1")));
}

#[test]
fn no_line_is_wider_than_the_page() {
    for columns in [40_usize, 60, 80, 120] {
        for arguments in [
            &["rate", "discord"][..],
            &["rate", "signal", "--explain"],
            &["rate", "--all"],
            &["rate", "discord", "signal"],
            &["rate"],
        ] {
            let output = opsec(arguments).env("COLUMNS", columns.to_string()).output().unwrap();
            for line in stdout(&output).lines() {
                // An address stays whole: broken, it could not be opened.
                assert!(line.chars().count() <= columns || line.contains("://"), "{columns}: {line}");
            }
        }
    }
}

#[test]
fn on_a_narrow_page_apps_stand_one_below_the_other_in_whole_words() {
    for columns in ["40", "60", "71"] {
        let output =
            opsec(&["rate", "discord", "signal", "whatsapp"]).env("COLUMNS", columns).output().unwrap();
        let text = stdout(&output);
        assert!(!text.contains('─') && text.lines().any(|line| line == "WhatsApp"), "{columns}: {text}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = opsec(&["rate", "--all", "--json"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut message = String::new();
    child.stderr.take().unwrap().read_to_string(&mut message).unwrap();
    assert_eq!(message, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_full_disk_is_reported_and_leaves_nothing() {
    let lines: [&[&str]; 6] =
        [&["rate", "discord"], &[], &["--help"], &["-V"], &["rate", "--help"], &["man"]];
    for line in lines {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = opsec(line).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{line:?}");
        assert!(stderr(&output).contains("the disk is full"), "{line:?}");
    }
}

#[test]
fn a_date_or_number_that_cannot_be_read_is_answered_with_an_example() {
    let cases: [(&[&str], &str); 5] = [
        (&["rate", "--as-of", "foo"], "YYYY-MM-DD, for example"),
        (&["checklist", "--start", "2026-13-01"], "YYYY-MM-DD, for example"),
        (&["passphrase", "--words", "many"], "a whole number, for example"),
        (&["passphrase", "--bits", "0"], "from 1 to 10,000,000"),
        (&["torcheck", "--timeout", "0"], "from 1 to 3600"),
    ];
    for (line, hint) in cases {
        let output = opsec(line).output().unwrap();
        assert_eq!(output.status.code(), Some(MISUSED), "{line:?}");
        assert!(stderr(&output).contains(hint), "{line:?}: {}", stderr(&output));
    }
    let output = opsec(&["rate", "-o", "/no/such/folder/card"]).output().unwrap();
    assert!(stderr(&output).contains("The folder '/no/such/folder' doesn't exist."), "{}", stderr(&output));
}

#[test]
fn an_answer_in_a_file_is_private_whole_and_never_replaces_another() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("card.txt");
    let path_text = path.to_str().unwrap();
    assert_eq!(run(&["rate", "discord", "-o", path_text], "").status.code(), Some(0));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let before = fs::read(&path).unwrap();
    assert!(refused(&["rate", "signal", "-o", path_text], "").contains("exists"));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(refused(&["rate", "signal", "-o", "/nonexistent/folder/x"], "").contains("/nonexistent/folder'"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a temporary file was left behind");
}
