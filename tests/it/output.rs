//! Where the output goes: files, streams, forms by ending, and what is refused.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::files::file;
use crate::support::program::{MISUSED, opsec, refused, run, stderr, stdout};

/// Runs the program in a folder.
fn run_in(folder: &TempDir, arguments: &[&str]) -> Output {
    opsec(arguments).current_dir(folder).output().unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn entries(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_dash_and_the_names_of_standard_output_are_standard_output() {
    let folder = TempDir::new().unwrap();
    for name in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let output = run_in(&folder, &["passphrase", "-q", "-o", name]);
        assert!(output.status.success(), "{name}: {}", stderr(&output));
        assert_eq!(stdout(&output).split_whitespace().count(), 6, "{name}");
    }
    assert!(entries(&folder).is_empty());
}

#[test]
fn pipes_and_devices_are_written_to_as_they_are() {
    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    assert!(run_in(&folder, &["passphrase", "-q", "-o", "pipe"]).status.success());
    assert_eq!(reader.join().unwrap().split_whitespace().count(), 6);
    assert!(run_in(&folder, &["passphrase", "-q", "-o", "/dev/null"]).status.success());
    let full = run_in(&folder, &["passphrase", "-q", "-o", "/dev/full"]);
    assert_eq!(full.status.code(), Some(2));
    assert!(stderr(&full).contains("the disk is full"), "{}", stderr(&full));
    assert_eq!(entries(&folder), ["pipe"]);
}

#[test]
fn the_ending_of_the_name_chooses_the_form() {
    let folder = TempDir::new().unwrap();
    for (name, beginning) in [
        ("a.html", "<!DOCTYPE html>"),
        ("a.HTM", "<!DOCTYPE html>"),
        ("a.json", "{\n  \"schema\": 1"),
        ("a.md", "# Signal"),
        ("a.markdown", "# Signal"),
        ("a.txt", "Signal"),
        ("a", "Signal"),
        (".json", "Signal"),
        ("a.pdf", "Signal"),
    ] {
        assert!(run_in(&folder, &["rate", "signal", "-o", name]).status.success(), "{name}");
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.trim_start().starts_with(beginning), "{name}: {text:.100}");
    }
    assert!(run_in(&folder, &["checklist", "-o", "plan.ics"]).status.success());
    assert!(fs::read_to_string(folder.path().join("plan.ics")).unwrap().starts_with("BEGIN:VCALENDAR"));
}

#[test]
fn an_ending_that_is_not_offered_is_refused_and_a_form_that_was_named_wins() {
    let folder = TempDir::new().unwrap();
    for line in [&["passphrase", "-o", "words.html"][..], &["rate", "signal", "-o", "card.ics"]] {
        let output = run_in(&folder, line);
        assert_eq!(output.status.code(), Some(MISUSED));
        assert!(stderr(&output).contains("Choose one of: text, json"), "{}", stderr(&output));
    }
    assert!(entries(&folder).is_empty());
    for line in [&["rate", "signal", "--json", "-o", "a.html"][..], &["passphrase", "--json", "-o", "b.md"]] {
        let output = run_in(&folder, line);
        assert!(output.status.success() && stderr(&output).contains("will hold json"), "{}", stderr(&output));
        assert!(fs::read_to_string(folder.path().join(line.last().unwrap())).unwrap().starts_with('{'));
    }
}

#[test]
fn only_force_replaces_and_only_a_file() {
    let folder = TempDir::new().unwrap();
    let phrase = |line: &[&str]| run_in(&folder, &[&["passphrase", "-q", "-o"], line].concat());
    fs::write(folder.path().join("old"), "old").unwrap();
    fs::set_permissions(folder.path().join("old"), fs::Permissions::from_mode(0o644)).unwrap();
    symlink("old", folder.path().join("link")).unwrap();
    symlink("nowhere", folder.path().join("dangling")).unwrap();
    let message = stderr(&phrase(&["old"]));
    assert!(message.contains("already exists") && message.contains("--force"), "{message}");
    for name in ["link", "dangling", "."] {
        let output = phrase(&[name, "--force"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(stderr(&output).contains("Give the name of a file"), "{name}: {}", stderr(&output));
    }
    assert_eq!(fs::read_to_string(folder.path().join("old")).unwrap(), "old");
    assert!(phrase(&["old", "--force"]).status.success());
    assert_eq!(fs::read_to_string(folder.path().join("old")).unwrap().split_whitespace().count(), 6);
    assert_eq!(mode(&folder.path().join("old")), 0o600);
    assert!(phrase(&["new", "--force"]).status.success());
    assert_eq!(entries(&folder), ["dangling", "link", "new", "old"]);
    assert!(refused(&["passphrase", "--force"], "").contains("-o FILE"));
}

#[test]
fn what_cannot_be_saved_is_told_plainly_and_before_any_work() {
    let folder = TempDir::new().unwrap();
    file(&folder, "file", "");
    let long = "a".repeat(300);
    for (name, words) in [
        ("nodir/x.txt", "The folder 'nodir' doesn't exist."),
        ("file/x.txt", "part of the path isn't a folder"),
        ("new/", "ends with a slash"),
        ("/", "is a folder"),
        (long.as_str(), "the name is too long"),
    ] {
        let output = run_in(&folder, &["passphrase", "--dice", "-o", name]);
        let message = stderr(&output);
        assert!(matches!(output.status.code(), Some(2 | MISUSED)), "{name}");
        assert!(message.contains(words), "{name}: {message}");
        for raw in ["os error", ".opsec-", "roll"] {
            assert!(!message.contains(raw), "{name}: {message}");
        }
    }
    assert_eq!(entries(&folder), ["file"]);
}

#[test]
fn a_file_that_outgrows_the_limit_or_the_disk_is_told_and_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let script = "ulimit -f 1; exec \"$0\" passphrase -q -c 100000 -o out";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_opsec")])
        .current_dir(&folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(stderr(&output).contains("larger than your limit"), "{}", stderr(&output));
    assert!(entries(&folder).is_empty());
}

#[test]
fn completions_and_manuals_are_for_everyone_and_the_rest_is_for_its_owner() {
    let folder = TempDir::new().unwrap();
    for (line, expected) in [
        (&["completions", "bash", "-o", "completions"][..], 0o644),
        (&["man", "-o", "manual.1"], 0o644),
        (&["checklist", "-o", "plan"], 0o600),
        (&["rate", "signal", "-o", "card"], 0o600),
        (&["passphrase", "-o", "phrase"], 0o600),
    ] {
        let output = run_in(&folder, line);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(mode(&folder.path().join(line.last().unwrap())), expected, "{line:?}");
        assert_eq!(stderr(&output).contains("Only you can read it"), expected == 0o600, "{line:?}");
    }
}

#[test]
fn manuals_make_their_folder_and_renew_their_own_pages_alone() {
    let folder = TempDir::new().unwrap();
    let pages = folder.path().join("share/man/man1");
    let man = || run(&["man", pages.to_str().unwrap()], "");
    let first = man();
    assert!(first.status.success(), "{}", stderr(&first));
    let listed = stdout(&first);
    assert_eq!(listed.lines().count(), fs::read_dir(&pages).unwrap().count());
    assert_eq!(mode(&pages), 0o755);
    let page = pages.join("opsec-rate.1");
    assert_eq!(mode(&page), 0o644);
    // An earlier version wrote other text below the same first line.
    let text = fs::read_to_string(&page).unwrap();
    let earlier = text.lines().next().unwrap().to_owned() + "\n.TH earlier 1\n";
    fs::write(&page, earlier).unwrap();
    assert!(man().status.success());
    assert_eq!(fs::read_to_string(&page).unwrap(), text);
    // Another's page is left, and so are all the others.
    fs::write(&page, ".TH foreign 1\n").unwrap();
    fs::remove_file(pages.join("opsec.1")).unwrap();
    let refused = man();
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("opsec didn't"), "{}", stderr(&refused));
    assert_eq!(fs::read_to_string(&page).unwrap(), ".TH foreign 1\n");
    assert!(!pages.join("opsec.1").exists());
}
