//! What a user, a file or a terminal can do wrong: a clear error or a clean result, never a panic.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

fn opsec(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opsec"));
    command
        .args(arguments)
        .env("OPSEC_AS_OF", "2026-12-03")
        .env("XDG_DATA_HOME", "/nonexistent")
        .env_remove("NO_COLOR");
    command
}

/// Runs the program and checks what must hold of any run: it ends soon, and does not panic.
fn run(arguments: &[&str]) -> Output {
    let start = Instant::now();
    let output = opsec(arguments).stdin(Stdio::null()).output().unwrap();
    assert!(start.elapsed() < Duration::from_secs(20), "{arguments:?} took too long");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{arguments:?}: {stderr}");
    assert!(output.status.code().is_some_and(|code| code <= 2), "{arguments:?}: {:?}", output.status);
    output
}

/// Runs, expects exit code 2, and returns what was said.
fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty(), "{arguments:?} printed an answer");
    String::from_utf8(output.stderr).unwrap()
}

fn file(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

const GOOD: &str = "schema: 1\nid: a\nname: A\nkind: chat\nstatus: active\nanswers:\n  - question: e2ee.group\n    option: none\n    note: n\n    sources: [{url: 'https://a.example/x', section: s, date: 2026-01-01}]\n    checked: 2026-01-02\n    confidence: high\n";

/// Checks one file and returns what `review check` printed; it must find something wrong.
fn faulty(content: impl AsRef<[u8]>) -> String {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "a.yaml", content);
    let output = run(&["review", "check", &path]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    // As an overlay the same file is refused as a whole.
    let said_by_rate = refused(&["rate", "a", "--reviews", folder.path().to_str().unwrap()]);
    assert!(said_by_rate.contains("error:"), "{said_by_rate}");
    said
}

#[test]
fn a_sound_review_is_sound_and_can_be_rated() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "a.yaml", GOOD);
    assert_eq!(run(&["review", "check", &path]).status.code(), Some(0));
    let card = run(&["rate", "a", "--reviews", folder.path().to_str().unwrap()]);
    assert_eq!(card.status.code(), Some(0));
    assert!(String::from_utf8(card.stdout).unwrap().contains("not end-to-end encrypted"));
}

#[test]
fn files_that_are_no_reviews_are_refused_with_a_reason() {
    assert!(faulty("").contains("empty"));
    assert!(faulty("\u{0}\u{1}\u{2}binary").contains("not a text file"));
    assert!(faulty([0xff, 0xfe, 0x41, 0x00]).contains("UTF-8"));
    assert!(faulty("x".repeat(2 << 20)).contains("larger than"));
    assert!(faulty("[".repeat(100_000)).contains("a.yaml:1:"));
    assert!(faulty(format!("{GOOD}---\n{GOOD}")).contains("a.yaml:"));
    assert!(faulty("just a sentence").contains("a.yaml:1:"));
}

#[test]
fn an_alias_bomb_is_refused_at_once() {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for level in 1..9 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(",");
        bomb.extend([format!("a{level}: &a{level} [{aliases}]\n")]);
    }
    assert!(faulty(bomb).contains("a.yaml"));
}

#[test]
fn mistakes_are_named_with_line_column_key_and_what_is_allowed() {
    let said = faulty(GOOD.replace("option: none", "option: never"));
    assert!(
        said.contains(":8:13:") && said.contains("option") && said.contains("allowed: always, default"),
        "{said}"
    );
    let said = faulty(GOOD.replace("e2ee.group", "e2ee.grup"));
    assert!(said.contains(":7:15:") && said.contains("e2ee.grup"), "{said}");
    let said = faulty(GOOD.replace("kind: chat", "kind: radio"));
    assert!(said.contains(":4:") && said.contains("chat") && said.contains("browser"), "{said}");
    let said = faulty(GOOD.replace("name: A", "name: A\ncolour: blue"));
    assert!(said.contains("colour"), "{said}");
    let said = faulty(GOOD.replace("checked: 2026-01-02", "checked: 2030-01-02"));
    assert!(said.contains("future"), "{said}");
    let said = faulty(GOOD.replace("date: 2026-01-01", "date: 2031-01-01"));
    assert!(said.contains("future"), "{said}");
    let said = faulty(GOOD.replace("checked: 2026-01-02", "checked: soon"));
    assert!(said.contains("YYYY-MM-DD"), "{said}");
    let said = faulty(GOOD.replace("    option: none\n", ""));
    assert!(said.contains("option, unknown, na"), "{said}");
    let said = faulty(GOOD.replace("id: a", "id: 'A b'"));
    assert!(said.contains("id:"), "{said}");
    let answer = GOOD.split("answers:\n").nth(1).unwrap();
    let said = faulty(format!("{GOOD}{answer}"));
    assert!(said.contains("answered twice"), "{said}");
    let said = faulty(GOOD.replace("schema: 1", "schema: 1\nschema: 1"));
    assert!(said.contains(":2:"), "{said}");
}

#[test]
fn two_reviews_of_one_platform_are_refused() {
    let folder = TempDir::new().unwrap();
    file(&folder, "a.yaml", GOOD);
    file(&folder, "b.yaml", GOOD);
    assert!(refused(&["rate", "a", "--reviews", folder.path().to_str().unwrap()]).contains("exists already"));
}

#[test]
fn folders_and_files_that_are_not_there_or_closed_are_named() {
    assert!(refused(&["rate", "--reviews", "/nonexistent/x"]).contains("/nonexistent/x"));
    assert!(
        refused(&["rate", "--rubric", "/nonexistent/r.yaml", "--reviews", "/tmp"])
            .contains("/nonexistent/r.yaml")
    );
    let output = run(&["review", "check", "/nonexistent/a.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let folder = TempDir::new().unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything; then the folder is merely empty.
    let output = run(&["rate", "--reviews", closed.to_str().unwrap()]);
    assert!(output.status.code() == Some(2) || fs::read_dir(&closed).is_ok());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
}

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
        refused(arguments);
    }
    assert!(refused(&["rate", "discrod"]).contains("discord"));
    assert!(!refused(&["rate", "\u{1b}[31mred"]).contains('\u{1b}'));
}

#[test]
fn text_of_others_cannot_steer_the_terminal() {
    let folder = TempDir::new().unwrap();
    let evil = GOOD
        .replace("note: n", "note: \"\\e]0;owned\\a \\u202Eevil\"")
        .replace("name: A", "name: \"A\\e[31m\"");
    file(&folder, "a.yaml", evil);
    for form in ["text", "markdown"] {
        let output =
            run(&["rate", "a", "--explain", "--format", form, "--reviews", folder.path().to_str().unwrap()]);
        let shown = String::from_utf8(output.stdout).unwrap();
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
            for line in String::from_utf8(output.stdout).unwrap().lines() {
                // An address stays whole: broken, it could not be opened.
                assert!(line.chars().count() <= columns || line.contains("https://"), "{columns}: {line}");
            }
        }
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child =
        opsec(&["rate", "--all", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_full_disk_is_said_and_leaves_nothing() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = opsec(&["rate", "discord"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("disk full"));
}

#[test]
fn an_answer_in_a_file_is_private_whole_and_never_replaces_another() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("card.txt");
    let path_text = path.to_str().unwrap();
    assert_eq!(run(&["rate", "discord", "-o", path_text]).status.code(), Some(0));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let before = fs::read(&path).unwrap();
    assert!(refused(&["rate", "signal", "-o", path_text]).contains("exists"));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(refused(&["rate", "signal", "-o", "/nonexistent/folder/x"]).contains("/nonexistent/folder/x"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "a temporary file was left behind");
}

#[test]
fn json_carries_schema_and_the_date_of_the_data() {
    for arguments in [
        &["rate", "discord", "--json"][..],
        &["rate", "--all", "--json"],
        &["rate", "discord", "signal", "--json"],
        &["rate", "--json"],
    ] {
        let output = run(arguments);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(value["schema"], 1);
        assert!(value["data_date"].as_str().unwrap().starts_with("20"));
        assert!(String::from_utf8_lossy(&output.stdout).starts_with("{\n  \"schema\": 1"));
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
        assert_eq!(run(arguments).status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_template_made_by_new_passes_check_and_the_schema_is_json() {
    let folder = TempDir::new().unwrap();
    let template = run(&["review", "new", "My: \"Chat\"", "--kind", "chat"]);
    let path = file(&folder, "my-chat.yaml", template.stdout);
    let output = run(&["review", "check", &path]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let schema: serde_json::Value = serde_json::from_slice(&run(&["review", "schema"]).stdout).unwrap();
    assert_eq!(schema["properties"]["schema"]["const"], 1);
}

#[test]
fn a_difference_between_two_reviews_is_told() {
    let folder = TempDir::new().unwrap();
    let old = file(&folder, "a.yaml", GOOD);
    let new = file(&folder, "b.yaml", GOOD.replace("option: none", "option: always"));
    let output = run(&["review", "diff", &old, &new]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("e2ee.group: none → always") && said.contains("gate for friends: closed → open"),
        "{said}"
    );
}

#[test]
fn the_manual_is_written_page_by_page_and_completions_for_every_shell() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(&["man", folder.path().to_str().unwrap()]).status.code(), Some(0));
    assert!(folder.path().join("opsec-review-check.1").is_file());
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(!run(&["completions", shell]).stdout.is_empty());
    }
}
