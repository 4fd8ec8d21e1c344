//! The check of members: an impostor, a swap, a replay, shared and old words are caught; the honest
//! member never is.

mod pages;
mod words;

use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use opsec::verify::{Challenge, Member, Rounds, Salt, expiry};
use tempfile::TempDir;

use crate::support::files::file;
use crate::support::program::{self, json, opsec, refused, stderr, stdout};

fn now() -> Timestamp {
    "2026-12-03T12:00:00Z".parse().unwrap()
}

fn salt() -> Salt {
    Salt::new([5; 16], expiry(now()))
}

fn rounds() -> Rounds {
    Rounds::new(salt())
}

fn challenge() -> Challenge {
    Challenge::new(&salt())
}

fn member(old: &str, new: &str) -> Member {
    Member::read(old, new).unwrap()
}

fn group() -> Vec<Member> {
    vec![member("Ada#1", "ada.42"), member("Bo#2", "bo.7"), member("Cy", "cy.1")]
}

// ---- the program ------------------------------------------------------------------------------

fn run(arguments: &[&str], input: &str) -> Output {
    program::run(&[&["verify"], arguments].concat(), input)
}

/// A round for these members: the folder with the salt in `salt.txt`, and the words of each.
fn round(members: &str) -> (TempDir, Vec<String>) {
    let output = run(&["new", "--json"], members);
    assert!(output.status.success(), "{}", stderr(&output));
    let value = json(&output);
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("salt.txt"), value["salt"].as_str().unwrap()).unwrap();
    let words = value["members"].as_array().unwrap();
    (folder, words.iter().map(|member| member["words"].as_str().unwrap().to_owned()).collect())
}

#[test]
fn a_whole_round_catches_the_impostor_and_lets_the_others_in() {
    let (folder, words) = round("Ada#1 -> ada.42\nنور -> noor.1\n");
    let salt = folder.path().join("salt.txt");
    let check = ["check", "--salt-file", salt.to_str().unwrap()];
    let seen = format!("Ada#1 -> ada.42 = {}\nنور -> noor.1 = {}\n", words[0], words[1]);
    let good = run(&[&check[..], &["--seen-file", "-"]].concat(), &seen);
    assert_eq!(good.status.code(), Some(0));
    let bad = format!("{seen}Eve -> eve.1 = {}\n", "coat gnu plank");
    let bad = run(&[&check[..], &["--seen-file", "-"]].concat(), &bad);
    let report = stdout(&bad);
    assert_eq!(bad.status.code(), Some(1));
    assert!(report.contains("✗ Eve → eve.1: not their words") && report.contains("✓ Ada#1"), "{report}");
    for needed in ["Two verifiers", "remove the words"] {
        assert!(report.contains(needed), "{needed}: {report}");
    }
    // Asked one after the other, as at the terminal.
    let asked = run(&check, &format!("ada#1\nADA.42\n{}\n\n", words[0]));
    assert_eq!(asked.status.code(), Some(0), "{}", stdout(&asked));
    let wall = folder.path().join("wall.html");
    std::fs::write(&wall, "<input type=password>").unwrap();
    let page = [&check[..], &["--page", wall.to_str().unwrap()]].concat();
    assert_eq!(run(&page, "Ada#1\nada.42\n").status.code(), Some(2));
}

/// The words that `verify new` makes for these members, by its arguments.
fn words_of(arguments: &[&str], members: &str) -> Vec<String> {
    let output = run(&[&["new", "--json"], arguments].concat(), members);
    assert!(output.status.success(), "{}", stderr(&output));
    let value = json(&output);
    let members = value["members"].as_array().unwrap().clone();
    members.iter().map(|member| member["words"].as_str().unwrap().to_owned()).collect()
}

fn check(salt: &str, seen: &str) -> (Option<i32>, String) {
    let output = run(&["check", "--salt-file", salt, "--seen-file", "-"], seen);
    (output.status.code(), stdout(&output).split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn members_join_a_round_and_a_new_round_has_new_words() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (first, second, third) = (path("first"), path("second"), path("third"));
    let ada = "Ada -> ada.42\n";
    let words = words_of(&["--salt-out", &first], ada);
    // More members in the same round, by the same salt; those who were there keep their words.
    let more = words_of(&["--salt-file", &first], "Ada -> ada.42\nBo -> bo.7\n");
    assert_eq!(more[0], words[0]);
    let both = format!("Ada -> ada.42 = {}\nBo -> bo.7 = {}\n", more[0], more[1]);
    assert_eq!(check(&first, &both).0, Some(0));
    let again = run(&["new", "--salt-file", &first], ada);
    assert!(!stdout(&again).contains("opsec-salt"), "{}", stdout(&again));
    let flat = stdout(&again).replace("│", "").split_whitespace().collect::<Vec<_>>().join(" ");
    for needed in ["\"I, Ada, join as ada.42.\"", "If you didn't ask", "--salt-file FILE", "--new-round"] {
        assert!(flat.contains(needed), "{needed}: {flat}");
    }
    // New rounds in the same hour, twice from the same old salt: never the same words again.
    let round = |out: &str| words_of(&["--salt-file", &first, "--new-round", "--salt-out", out], ada);
    let (new, newer) = (round(&second), round(&third));
    assert!(new[0] != words[0] && newer[0] != words[0] && new[0] != newer[0]);
    let seen = |words: &[String]| format!("Ada -> ada.42 = {}\n", words[0]);
    assert_eq!(check(&second, &seen(&new)).0, Some(0));
    let (code, report) = check(&second, &seen(&words));
    assert!(code == Some(1) && report.contains("earlier round"), "{report}");
    let (code, report) = check(&third, &seen(&new));
    assert!(code == Some(1) && report.contains("not their words"), "{report}");
    // Without a salt, a round of its own.
    assert_ne!(words_of(&[], ada), words);
}

#[test]
fn a_salt_of_its_own_file_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let salt = folder.path().join("salt.txt");
    let output = run(&["new", "--salt-out", salt.to_str().unwrap()], "Ada -> ada.42\n");
    assert!(output.status.success() && !stdout(&output).contains("opsec-salt"), "{}", stdout(&output));
    assert_eq!(std::fs::metadata(&salt).unwrap().permissions().mode() & 0o777, 0o600);
    let line = std::fs::read_to_string(&salt).unwrap();
    assert!(line.starts_with("opsec-salt-2:") && line.lines().count() == 1, "{line}");
    let value = json(&run(&["new", "--json", "--salt-file", salt.to_str().unwrap()], "Ada -> ada.42\n"));
    assert!(value["salt"].is_null());
    // What the words prove is said where they are made, once, and not to those who want quiet.
    let said = stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("They don't show") && said.contains("In person"), "{said}");
    let quiet = run(&["new", "--quiet"], "Ada -> ada.42\n");
    assert_eq!(stderr(&quiet), "");
}

#[test]
fn a_round_that_is_over_takes_no_members_and_its_words_no_longer_count() {
    let folder = TempDir::new().unwrap();
    let salt = file(&folder, "salt", salt().line().as_bytes());
    let words = challenge().phrase(&member("Ada", "ada.42"));
    let at = |day: &str, arguments: &[&str], input: &str| {
        let path = file(&folder, "input", input);
        let file = if arguments[0] == "new" { "--members-file" } else { "--seen-file" };
        let output = opsec(&[&["verify"], arguments, &["--salt-file", &salt, file, &path]].concat())
            .env("OPSEC_AS_OF", day)
            .output()
            .unwrap();
        (output.status.code(), stdout(&output) + &stderr(&output))
    };
    let ada = "Ada -> ada.42\n";
    let seen = format!("Ada -> ada.42 = {words}\n");
    assert_eq!(at("2026-12-03", &["check"], &seen).0, Some(0));
    for (day, arguments, input, code, said) in [
        ("2026-12-05", &["new"][..], ada, 0, "ends soon"),
        ("2026-12-08", &["new"], ada, 2, "ended"),
        ("2026-12-08", &["new", "--new-round"], ada, 0, "opsec-salt-2:"),
        ("2026-12-08", &["check"], &seen, 1, "expired"),
        ("2026-11-20", &["check"], &seen, 2, "date and time"),
        ("2026-11-20", &["new"], ada, 2, "date and time"),
    ] {
        let (found, text) = at(day, arguments, input);
        assert!(found == Some(code) && text.contains(said), "{day} {arguments:?}: {found:?} {text}");
    }
}

#[test]
fn honest_mistakes_are_told_before_anyone_is_judged() {
    let (folder, words) = round("Ada#1 -> ada.42\nBo#2 -> bo.7\n");
    let salt = folder.path().join("salt.txt");
    let salt = salt.to_str().unwrap();
    let two = words[0].rsplit_once(' ').unwrap().0;
    let (code, report) = check(salt, &format!("Ada#1 -> ada.42 = {two}\n"));
    assert_eq!(code, Some(2));
    assert!(report.contains("? Ada#1 → ada.42: You typed two words; there should be three."), "{report}");
    // Whoever copies is swapped, and the owner is let in, with a warning.
    let copied = format!("Ada#1 -> ada.42 = {0}\nBo#2 -> bo.7 = {0}\n", words[0]);
    let (code, report) = check(salt, &copied);
    assert_eq!(code, Some(1));
    for needed in ["✓ Ada#1", "Careful: Bo#2 posted the same words", "✗ Bo#2", "the words of Ada#1"] {
        assert!(report.contains(needed), "{needed}: {report}");
    }
    // A name that looks alike is named, whatever its words are.
    let (code, report) = check(salt, &format!("A\u{200b}da#1 -> ada.42 = {}\n", words[0]));
    assert_eq!(code, Some(0));
    assert!(report.contains("Careful") && report.contains("U+200B"), "{report}");
}

#[test]
fn names_are_not_shown_to_everyone_and_not_left_in_a_core_dump() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, words) = round("Ada -> ada.42\n");
    let salt = folder.path().join("salt.txt");
    let salt = salt.to_str().unwrap();
    let seen = file(&folder, "seen", format!("Ada -> ada.42 = {}\n", words[0]));
    let names = file(&folder, "names", "Ada\nBo\n");
    let pairs = file(&folder, "pairs", "Ada -> ada.42\n");
    for (arguments, warns) in [
        (&["verify", "check", "--salt-file", salt, "--seen-file", &seen][..], true),
        (&["verify", "check", "--salt-file", salt, "--seen-file", &seen, "--json"], true),
        (&["verify", "new", "--members-file", &pairs], true),
        (&["checklist", "--slips", "--members-file", &names], true),
        (&["checklist", "--slips", "--members-file", &names, "--json"], true),
        (&["checklist", "--members-file", &names], false),
        (&["checklist", "--slips", "--members", "3"], false),
    ] {
        let path = folder.path().join("open");
        let open = std::fs::File::create(&path).unwrap();
        open.set_permissions(PermissionsExt::from_mode(0o644)).unwrap();
        let output = opsec(arguments).stdout(open).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(stderr(&output).contains("Other people on this computer"), warns, "{arguments:?}");
        assert!(std::fs::metadata(&path).unwrap().len() > 100);
    }
    #[cfg(target_os = "linux")]
    for arguments in [&["checklist", "--slips", "--members-file", "-"][..], &["verify", "new"]] {
        let mut child = opsec(arguments).stdin(Stdio::piped()).spawn().unwrap();
        // It waits for names, with core dumps off by then.
        let limits = format!("/proc/{}/limits", child.id());
        let is_off = || {
            let limits = std::fs::read_to_string(&limits).unwrap();
            let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
            core.split_whitespace().nth(4) == Some("0")
        };
        let start = Instant::now();
        while !is_off() {
            assert!(start.elapsed() < Duration::from_secs(10), "{arguments:?}");
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(child.stdin.take());
        child.wait().unwrap();
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, content: &[u8]| file(&folder, name, content);
    let line = salt().line();
    let salt = file("salt", line.as_bytes());
    let cut = file("cut", &line.as_bytes()[..line.len() - 3]);
    let foreign = file("foreign", b"opsec-salt-9:abc");
    let first = file("first", b"opsec-salt-1:24XfyvPkrr5Y743dzzeqFsaFqeMG");
    let binary = file("binary", &[0xff, 0xfe, 0, 1]);
    for (arguments, stdin, word) in [
        (&["new", "Ada"][..], "", "command line"),
        (&["check", "Ada", "ada.42"], "", "command line"),
        (&["new"], "", "nobody"),
        (&["new"], "Ada\nBo\n", "opsec checklist --members-file"),
        (&["new"], "Ada -> a\nBo\n", "line 2"),
        (&["new"], "Ada -> a = coat gnu plank\n", "--seen-file"),
        (&["new", "--salt-file", &salt, "--salt-out", "x"], "Ada -> a\n", "--new-round"),
        (&["new", "--salt-out", &salt], "Ada -> a\n", "exists"),
        (&["new", "--new-round"], "Ada -> a\n", "--salt-file"),
        (&["new", "--salt-file", &first], "Ada -> a\n", "older opsec"),
        (&["check", "--salt-file", &first, "--seen-file", "-"], "", "Start a new round"),
        (&["new"], "Ada -> a\nada -> b\n", "line 2"),
        (&["new"], "Ada -> a\nBo -> A\n", "line 2"),
        (&["new"], "Ada -> a\u{202e}\n", "line 1"),
        (&["new"], "\u{1b}[2J -> a\n", "line 1"),
        (&["new", "--members-file", "/nonexistent"], "", "Couldn't read"),
        (&["new", "--members-file", &binary], "", "UTF-8"),
        (&["new", "--members-file", "-", "--salt-file", "-"], "", "standard input"),
        (&["check"], "", "salt is missing"),
        (&["check", "--salt-file", &cut, "--seen-file", "-"], "", "missing or wrong"),
        (&["check", "--salt-file", &foreign, "--seen-file", "-"], "", "another version"),
        (&["check", "--salt-file", &binary], "", "UTF-8"),
        (&["check", "--salt-file", &salt, "--page", "-"], "", "can't hold"),
        (&["check", "--salt-file", "-"], "", "can't hold"),
        (&["check", "--salt-file", &salt, "--seen-file", "-"], "", "nobody"),
        (&["check", "--salt-file", &salt, "--seen-file", "-"], "Ada -> a\n", "line 1"),
        (&["check", "--salt-file", &salt, "--seen-file", "-"], "Ada = a\n", "opsec checklist"),
        (&["check", "--salt-file", &salt], "\u{200b}\nada\n", "not a member"),
    ] {
        let report = refused(&[&["verify"], arguments].concat(), stdin);
        // A path of any length comes before it, so a line may end anywhere.
        let flat = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(word), "{arguments:?} {stdin:?}: {report}");
        assert!(!report.contains("\u{1b}[2J"), "{arguments:?} steers the terminal");
    }
}

#[test]
fn ten_thousand_members_and_a_large_page_are_no_trouble() {
    let start = Instant::now();
    let members: String =
        (0..10_000).map(|number| format!("old{number} -> new{number}\n")).collect::<Vec<_>>().concat();
    let (folder, words) = round(&members);
    assert_eq!(words.len(), 10_000);
    let page = folder.path().join("page.html");
    let text = format!("<p>{}</p>{}", "lorem ipsum dolor sit amet ".repeat(200_000), words[7]);
    std::fs::write(&page, text).unwrap();
    let salt = folder.path().join("salt.txt");
    let arguments = ["check", "--salt-file", salt.to_str().unwrap(), "--page", page.to_str().unwrap()];
    let output = run(&arguments, "old7\nnew7\n");
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}

#[test]
fn a_page_that_nests_without_end_is_answered_soon() {
    let (folder, _) = round("Ada -> ada.42\n");
    let salt = folder.path().join("salt.txt");
    let formats: String = (0..2000).map(|number| format!("<b a={number}>")).collect::<Vec<_>>().concat();
    for page in [
        format!("{formats}{}", "<p>x".repeat(120_000)),
        format!("<svg>{}", "<td>x".repeat(80_000)),
        format!("{}{}", "<div>".repeat(9900), "x<br>".repeat(200_000)),
    ] {
        let start = Instant::now();
        let page = file(&folder, "page.html", page);
        let output = run(&["check", "--salt-file", salt.to_str().unwrap(), "--page", &page], "Ada\nada.42\n");
        assert!(matches!(output.status.code(), Some(1 | 2)), "{}", stdout(&output));
        assert!(!stdout(&output).contains('✓') && start.elapsed() < Duration::from_secs(10));
    }
}
