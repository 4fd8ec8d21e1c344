//! Folders of reviews: names, what lies beside reviews, and what never ends.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::GOOD;
use crate::support::files::file;
use crate::support::program::{json, refused, run, stderr, stdout};

/// A review of this id, with this name and these aliases.
fn review(id: &str, name: &str, aliases: &str) -> String {
    let head = format!("id: {id}\naliases: [{aliases}]\nname: '{name}'\n");
    GOOD.replace("id: a\nname: A\n", &head)
}

/// What `rate` finds under a name, with these files as the user's own; and what it said.
fn found(files: &[(&str, String)], name: &str) -> (String, String) {
    let folder = TempDir::new().unwrap();
    for (file_name, text) in files {
        file(&folder, file_name, text);
    }
    let output = run(&["rate", name, "--json", "--reviews", folder.path().to_str().unwrap()], "");
    let id = json(&output)["platforms"][0]["id"].as_str().unwrap_or_default().to_owned();
    (id, stderr(&output).split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn an_id_wins_over_the_name_and_the_aliases_of_others() {
    for aaa in
        [review("aaa", "Signal", ""), review("aaa", "A", "signal, Briar"), review("aaa", "S-I-G-N-A-L", "")]
    {
        let (id, said) = found(&[("aaa.yaml", aaa)], "signal");
        assert_eq!(id, "signal");
        assert!(said.contains("'aaa' also uses the name"), "{said}");
    }
    // An alias of one's own wins over a bundled alias, and any alias over a name.
    assert_eq!(found(&[("aaa.yaml", review("aaa", "A", "twitter"))], "Twitter").0, "aaa");
    let two = [("a.yaml", review("a", "Some Chat", "")), ("b.yaml", review("b", "B", ""))];
    assert_eq!(found(&two, "some chat").0, "a");
}

#[test]
fn a_review_that_replaces_a_bundled_one_is_said() {
    let (id, said) = found(&[("signal.yaml", review("signal", "Signal", ""))], "signal");
    assert_eq!(id, "signal");
    assert!(
        said.contains("Your own review of 'signal' replaces ours.") && !said.contains("also uses"),
        "{said}"
    );
}

#[test]
fn two_reviews_with_one_name_are_refused_by_the_name() {
    for (one, two) in [("Chat", "chat"), ("Chat", "C-h-a-t")] {
        let folder = TempDir::new().unwrap();
        file(&folder, "a.yaml", review("a", one, ""));
        file(&folder, "b.yaml", review("b", two, ""));
        let said = refused(&["rate", "a", "--reviews", folder.path().to_str().unwrap()], "");
        assert!(said.contains(&format!("`{two}` is already a name of `a`")), "{said}");
        let check = run(
            &[
                "review",
                "check",
                &format!("{}/a.yaml", folder.path().display()),
                &format!("{}/b.yaml", folder.path().display()),
            ],
            "",
        );
        assert_eq!(check.status.code(), Some(1));
        assert!(stdout(&check).contains("is also a name in"), "{}", stdout(&check));
    }
}

#[test]
fn check_names_what_a_bundled_review_is_called_already() {
    for taken in [review("a", "A", "signal"), review("a", "Signal", ""), review("a", "A", "twitter")] {
        let folder = TempDir::new().unwrap();
        let path = file(&folder, "a.yaml", taken);
        let output = run(&["review", "check", &path], "");
        assert_eq!(output.status.code(), Some(1));
        assert!(stdout(&output).contains("is also a name of the bundled review"), "{}", stdout(&output));
    }
}

#[test]
fn an_empty_name_suggests_nothing() {
    for name in ["", " ", "!?"] {
        let said = refused(&["rate", name], "");
        assert!(said.contains("Type the name of an app.") && !said.contains("Did you mean"), "{said}");
    }
}

#[test]
fn pipes_devices_and_leftovers_of_editors_are_passed_over_at_once() {
    let start = Instant::now();
    let folder = TempDir::new().unwrap();
    file(&folder, "a.yaml", GOOD);
    for leftover in [".#x.yaml", "._x.yaml", ".x.yaml", "#x.yaml", "x.yaml~", "x.yaml.swp"] {
        file(&folder, leftover, "\u{0}\u{5}not a review");
    }
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe.yaml")).status().unwrap().success());
    symlink("/dev/zero", folder.path().join("zero.yaml")).unwrap();
    symlink("/proc/kmsg", folder.path().join("kmsg.yml")).unwrap();
    fs::create_dir(folder.path().join("folder.yaml")).unwrap();
    let reviews = folder.path().to_str().unwrap();
    for arguments in [&["rate", "a"][..], &["checklist", "--from", "a"]] {
        let output = run(&[arguments, &["--reviews", reviews]].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        for odd in ["pipe.yaml", "zero.yaml", "kmsg.yml", "folder.yaml"] {
            let said = stderr(&output);
            assert!(said.contains(odd) && said.contains("passed over"), "{odd}: {said}");
        }
        assert!(!stderr(&output).contains("x.yaml"), "{}", stderr(&output));
    }
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_link_that_leads_nowhere_is_named() {
    let folder = TempDir::new().unwrap();
    symlink("/nonexistent/x", folder.path().join("gone.yaml")).unwrap();
    assert!(refused(&["rate", "--reviews", folder.path().to_str().unwrap()], "").contains("gone.yaml"));
}
