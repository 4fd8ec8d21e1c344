//! Passphrases, rooms and word lists as a user meets them, with everything that can go wrong.

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

fn opsec(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_opsec"));
    command
        .args(arguments)
        .env("XDG_DATA_HOME", "/nonexistent")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs with this on stdin; it must end soon and not panic.
fn run(arguments: &[&str], input: &str) -> Output {
    let start = Instant::now();
    let mut child = opsec(arguments).stdin(Stdio::piped()).spawn().unwrap();
    // A program that does not read its input may be gone before all is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert!(start.elapsed() < Duration::from_mins(1), "{arguments:?} took too long");
    assert!(!stderr(&output).contains("panicked"), "{arguments:?}: {}", stderr(&output));
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_phrase_alone_goes_to_stdout_and_its_bits_to_stderr() {
    let output = run(&["passphrase", "--words", "25"], "");
    assert_eq!(stdout(&output).split(' ').count(), 25);
    assert_eq!(stdout(&output).lines().count(), 1);
    assert!(stderr(&output).contains("323.1 bits, 1.9×10^97"), "{}", stderr(&output));
    let weak = run(&["passphrase", "--words", "4"], "");
    assert!(stderr(&weak).contains("Guessing takes"), "{}", stderr(&weak));
    assert!(!stderr(&run(&["passphrase", "--words", "7"], "")).contains("Guessing takes"));
    assert!(stderr(&run(&["passphrase", "-q"], "")).is_empty());
}

#[test]
fn no_two_phrases_are_the_same() {
    let output = run(&["passphrase", "--count", "2000", "-q"], "");
    let text = stdout(&output);
    let mut phrases: Vec<_> = text.lines().collect();
    assert_eq!(phrases.len(), 2000);
    phrases.sort_unstable();
    phrases.dedup();
    assert_eq!(phrases.len(), 2000);
}

#[test]
fn what_is_made_is_read_back() {
    for arguments in [
        &["passphrase", "-q"][..],
        &["passphrase", "-q", "-l", "eff-short-1", "-s", ""],
        &["passphrase", "-q", "-l", "de", "-w", "9"],
        &["passphrase", "-q", "-s", "-", "-w", "20"],
        &["passphrase", "-q", "-s", "random-symbol"],
        &["passphrase", "-q", "--case", "title", "-s", ""],
    ] {
        let phrase = stdout(&run(arguments, ""));
        let check = run(&["passphrase", "check", "--json"], &phrase);
        assert_eq!(check.status.code(), Some(0), "{phrase}: {}", stdout(&check));
        assert!(json(&check)["bits_if_random"].as_f64().unwrap() > 50.0);
        // Nothing of the phrase is said again.
        assert!(!stdout(&check).contains(phrase.trim()));
    }
}

#[test]
fn a_typo_is_named_by_its_number_and_mended_where_that_is_certain() {
    let output = run(&["passphrase", "check", "--list", "eff-short-2", "--json"], "aardvark abandonned acc");
    assert_eq!(output.status.code(), Some(1));
    let unread = &json(&output)["unread"];
    assert_eq!(unread[0]["number"], 2);
    assert_eq!(unread[0]["nearest"][0], "abandoned");
    assert_eq!(unread[0]["certain"], true);
    // In a list where words lie close together nothing is certain.
    let output = run(&["passphrase", "check", "--list", "eff-large", "--json"], "abacus horse abdomen");
    assert_eq!(json(&output)["unread"][0]["certain"], false);
    let sentence = run(&["passphrase", "check"], "the cat is on my table");
    assert!(stdout(&sentence).contains("Chosen by a person"), "{}", stdout(&sentence));
}

#[test]
fn dice_choose_the_words_of_the_printed_list() {
    let output = run(&["passphrase", "--words", "3", "--dice"], "1 1 1 1 2\n6 6 6 6 6 3 4 5 6 1\n");
    assert_eq!(stdout(&output), "abdomen zoom ipad\n");
    assert!(stderr(&output).contains("1 1 1 1 2 → abdomen"));
    let few = run(&["passphrase", "--words", "3", "--dice"], "1 2 3");
    assert_eq!(few.status.code(), Some(2));
    assert!(stderr(&few).contains("3 more words need 12 more rolls"), "{}", stderr(&few));
    for (arguments, input) in [
        (&["passphrase", "--dice"][..], "7"),
        (&["passphrase", "--dice"], "six"),
        (&["passphrase", "--dice", "1"], "1"),
    ] {
        assert_eq!(run(arguments, input).status.code(), Some(2), "{input}");
    }
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
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stdout(&output));
        assert!(
            output.stdout.is_empty() && stderr(&output).contains("error:"),
            "{arguments:?}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn a_million_words_are_made_at_once() {
    let output = run(&["passphrase", "--words", "1000000", "-q"], "");
    assert_eq!(stdout(&output).split_whitespace().count(), 1_000_000);
}

#[test]
fn lists_of_ones_own_are_cleaned_and_examined() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str, content: &str| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let list = path("list", "\u{feff}11\talpha\r\n12\tbravo\r\n13\tCharlie\r\n14\talpha\r\n");
    let made = run(&["passphrase", "--list", &list, "--words", "50", "-q"], "");
    assert!(stdout(&made).split_whitespace().all(|word| ["alpha", "bravo", "Charlie"].contains(&word)));
    assert!(stderr(&made).contains("twice"));
    let checked = json(&run(&["wordlist", "check", &list, "--json"], ""));
    assert_eq!(
        (&checked["words"], &checked["dice_numbers"], &checked["duplicates"][0]),
        (&3.into(), &4.into(), &"alpha".into())
    );
    // NFC and NFD are one word.
    let forms = path("forms", "été\ne\u{301}te\u{301}\nautre\n");
    assert_eq!(json(&run(&["wordlist", "check", &forms, "--json"], ""))["words"], 2);
    for (name, content) in
        [("empty", ""), ("one", "word\n"), ("same", "word\nWord\n"), ("spaces", "a b\nc\n")]
    {
        let list = path(name, content);
        assert_eq!(run(&["passphrase", "--list", &list], "").status.code(), Some(2), "{name}");
    }
    let ambiguous = path("ambiguous", "light\nsaber\nlightsaber\n");
    let refused = run(&["passphrase", "--list", &ambiguous, "--separator", ""], "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("look the same"));
    assert_eq!(run(&["passphrase", "--list", &ambiguous], "").status.code(), Some(0));
    assert_eq!(run(&["wordlist", "check", &ambiguous, "--separator", ""], "").status.code(), Some(1));
    let merged = path("merged", "Polish\nnail\n");
    assert_eq!(run(&["passphrase", "--list", &merged, "--case", "lower"], "").status.code(), Some(0));
    // The file that EFF publishes, dice numbers and all, is known again.
    let eff = concat!(env!("CARGO_MANIFEST_DIR"), "/wordlists/eff_large_wordlist.txt");
    assert_eq!(json(&run(&["wordlist", "check", eff, "--json"], ""))["known"]["id"], "eff-large");
}

#[test]
fn a_list_may_come_through_a_pipe() {
    let output = run(&["passphrase", "--list", "/dev/stdin", "--words", "5", "-q"], "alpha\nbravo\n");
    assert_eq!(stdout(&output).split_whitespace().count(), 5, "{}", stderr(&output));
}

#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_is_said() {
    let mut child = opsec(&["passphrase", "--count", "200000", "-q"]).spawn().unwrap();
    let mut first = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = opsec(&["passphrase", "-q"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_secret_in_a_file_that_others_can_read_is_warned_of() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("open");
    let file = fs::File::create(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let output = opsec(&["passphrase", "-q"]).stdout(file).output().unwrap();
    assert!(stderr(&output).contains("others on this machine can read"));
    let own = folder.path().join("own");
    let output = run(&["passphrase", "-q", "-o", own.to_str().unwrap()], "");
    assert!(stderr(&output).is_empty());
    assert_eq!(fs::metadata(&own).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_room_is_one_line_that_opens_and_can_be_checked() {
    let room = stdout(&run(&["room", "new", "-q"], ""));
    assert!(
        room.starts_with("https://www.leapchat.org/#")
            && !room.trim_end().ends_with('-')
            && room.lines().count() == 1,
        "{room}"
    );
    let check = run(&["room", "check", "--json"], &room);
    let found = json(&check);
    assert_eq!(
        (&found["list"], &found["words"], &found["form"]),
        (&"EFF short 2".into(), &25.into(), &"leapchat".into())
    );
    assert_eq!(check.status.code(), Some(0));
    let with_id = json(&run(&["room", "new", "--id", "--json"], ""));
    let again = json(&run(&["room", "check", "--json"], with_id["room"].as_str().unwrap()));
    assert_eq!(with_id["id"], again["id"]);
    let pincode = json(&run(&["room", "new", "--pincode", "--json"], ""));
    assert!(
        pincode["room"].as_str().unwrap().ends_with("--") && pincode["pincode"].as_str().unwrap().len() > 5
    );
    let path = stdout(&run(
        &["room", "new", "--form", "path", "--base-url", "https://meet.example/x/", "--words", "8", "-q"],
        "",
    ));
    assert!(
        path.starts_with("https://meet.example/x/") && path.matches('-').count() >= 7 && !path.contains('#'),
        "{path}"
    );
    assert_eq!(run(&["room", "check"], &path).status.code(), Some(0));
}

#[test]
fn weak_and_broken_rooms_are_told() {
    for (name, said) in [
        ("https://www.leapchat.org/#test", "weak"),
        ("https://www.leapchat.org/#two words", "would not open"),
        ("https://www.leapchat.org/#", "there is no name"),
        ("Pizza", "✗"),
        ("https://meet.jit.si/my-meeting?x=1", "question mark"),
    ] {
        let output = run(&["room", "check"], name);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(stdout(&output).contains(said), "{name}: {}", stdout(&output));
    }
}

#[test]
fn other_forms_hold_the_same_words() {
    let voice = stdout(&run(&["passphrase", "--voice", "--words", "7", "-q"], ""));
    assert_eq!(voice.lines().count(), 7);
    let remember = stdout(&run(&["passphrase", "--remember", "--words", "7", "-q"], ""));
    assert!(remember.contains("front door") && remember.lines().filter(|line| !line.is_empty()).count() == 7);
    let qr = stdout(&run(&["passphrase", "--qr", "-q"], ""));
    assert!(qr.contains('█') && qr.lines().count() > 15);
    let json = json(&run(&["passphrase", "--json", "--count", "3", "-q", "-s", "\""], ""));
    assert_eq!(json["schema"], 1);
    assert_eq!(json["phrases"].as_array().unwrap().len(), 3);
}
