//! The check of members: an impostor, a swap, a replay, shared and old words are caught; the honest
//! member never is.

use std::process::Output;
use std::time::{Duration, Instant};

use jiff::{Timestamp, ToSpan};
use opsec::verify::{Challenge, Finding, Key, Member, SavedPage, Seen, examine, expiry, found_on};
use proptest::prelude::*;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

use crate::support::files::file;
use crate::support::program::{self, json, refused, stderr, stdout};

fn now() -> Timestamp {
    "2026-12-03T12:00:00Z".parse().unwrap()
}

fn challenge() -> Challenge {
    Challenge::new(&Key::new([5; 16]))
}

fn member(old: &str, new: &str) -> Member {
    Member::read(old, new).unwrap()
}

/// Checks the finding for these words at this member, in a group of Ada, Bo and Cy.
fn assert_found(who: &Member, words: &str, expected: Finding<'_>) {
    let (group, seen) = (group(), [Seen { member: who.clone(), words: words.to_owned() }]);
    assert_eq!(examine(&challenge(), &group, &seen, now()), [expected], "{words}");
}

fn group() -> Vec<Member> {
    vec![member("Ada#1", "ada.42"), member("Bo#2", "bo.7"), member("Cy", "cy.1")]
}

#[test]
fn the_honest_member_is_let_through_until_the_last_minute() {
    let ada = &group()[0];
    let words = challenge().phrase(ada, expiry(now()));
    assert_found(ada, &words, Finding::Right { until: expiry(now()) });
    for minutes in [0, 1, 60, 71 * 60 + 59] {
        let later = now().checked_add(minutes.minutes()).unwrap();
        let seen = [Seen { member: ada.clone(), words: words.clone() }];
        assert!(matches!(examine(&challenge(), &[], &seen, later)[0], Finding::Right { .. }), "{minutes}");
    }
}

#[test]
fn an_impostor_who_guesses_or_asks_for_another_name_is_caught() {
    let ada = &group()[0];
    assert_found(ada, "coat gnu plank", Finding::Wrong);
    assert_found(ada, "", Finding::Wrong);
    // Ada posts in good faith words that were made for the impostor's new name.
    let false_ada = member("Ada#1", "ada.43");
    let words = challenge().phrase(&false_ada, expiry(now()));
    assert_found(ada, &words, Finding::Wrong);
    // Words of another group's salt.
    let other = Challenge::new(&Key::new([6; 16])).phrase(ada, expiry(now()));
    assert_found(ada, &other, Finding::Wrong);
}

#[test]
fn words_of_another_and_an_exchanged_name_are_named() {
    let group = group();
    let of_bo = challenge().phrase(&group[1], expiry(now()));
    assert_found(&group[0], &of_bo, Finding::Swapped { with: &group[1] });
    let crossed = challenge().phrase(&member("Ada#1", "cy.1"), expiry(now()));
    assert_found(&group[0], &crossed, Finding::OtherName { of: &group[2] });
    // Someone gives the verifier a name of their own, while Ada posts the words for hers.
    let of_ada = challenge().phrase(&group[0], expiry(now()));
    assert_found(&member("Ada#1", "mallory.66"), &of_ada, Finding::OtherName { of: &group[0] });
}

#[test]
fn old_words_are_a_replay_and_are_dated() {
    let ada = &group()[0];
    for hours in [73, 24 * 30, 24 * 80] {
        let made = now().checked_sub(hours.hours()).unwrap();
        let words = challenge().phrase(ada, expiry(made));
        assert_found(ada, &words, Finding::Expired { since: expiry(made) });
    }
}

#[test]
fn the_same_words_at_two_members_are_nobodys() {
    let group = group();
    let words = challenge().phrase(&group[0], expiry(now()));
    let seen: Vec<_> =
        group.iter().map(|who| Seen { member: who.clone(), words: words.clone() }).take(2).collect();
    let found = examine(&challenge(), &group, &seen, now());
    assert_eq!(found, [Finding::Shared { with: &group[1] }, Finding::Shared { with: &group[0] }]);
}

#[test]
fn a_typo_is_pointed_out_and_not_let_through() {
    let ada = &group()[0];
    let words = challenge().phrase(ada, expiry(now()));
    let mut letters: Vec<char> = words.chars().collect();
    letters.swap(0, 1);
    assert_found(ada, &letters.iter().collect::<String>(), Finding::Nearly);
}

#[test]
fn words_are_found_on_a_saved_page_and_a_wall_is_no_no() {
    let group = group();
    let page = |html: &str| {
        found_on(&challenge(), &group, &group[0], &SavedPage::read(html, challenge().list()), now())
    };
    let words = challenge().phrase(&group[0], expiry(now()));
    let filler = "She writes about the sea, two cats, long walks and the art of doing nothing at all.";
    let profile = |inside: &str| format!("<html><body><h1>Ada</h1><p>{filler}</p>{inside}</body></html>");
    for form in
        [words.clone(), words.replace(' ', "</b> · <b>"), words.to_uppercase(), words.replace(' ', "-")]
    {
        assert!(matches!(page(&profile(&form)), Finding::Right { .. }), "{form}");
    }
    // What no reader of the profile sees is not posted.
    assert_eq!(page(&profile(&format!("<script>{words}</script>"))), Finding::NotOnPage);
    assert_eq!(page(&profile("")), Finding::NotOnPage);
    let of_bo = challenge().phrase(&group[1], expiry(now()));
    assert_eq!(page(&profile(&of_bo)), Finding::Swapped { with: &group[1] });
    let old = challenge().phrase(&group[0], expiry(now().checked_sub(200.hours()).unwrap()));
    assert!(matches!(page(&profile(&old)), Finding::Expired { .. }));
    assert_eq!(page("<form action=/checkpoint><input type='password' name=p></form>"), Finding::LoginWall);
    assert_eq!(page("<div id=root></div><script src=app.js></script>"), Finding::BarePage);
    assert_eq!(page(""), Finding::BarePage);
    // Row after row of the list's words would hold the right ones by chance.
    let rows: Vec<_> = challenge().list().iter().map(str::to_owned).collect();
    assert_eq!(page(&profile(&format!("{words} {}", rows.join(" ")))), Finding::Stuffed);
    // Behind a wall that still shows the profile, the words count.
    let both = profile(&format!("{words}<input type=password>"));
    assert!(matches!(page(&both), Finding::Right { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_the_script_or_unicode_form_the_honest_member_is_let_through(
        old in "[\\p{L}\\p{M}\\p{N}\\p{So}#._ -]{1,30}",
        new in "[\\p{L}\\p{M}\\p{N}._]{1,30}",
        salt: [u8; 16],
    ) {
        prop_assume!(Member::read(&old, &new).is_ok());
        let challenge = Challenge::new(&Key::new(salt));
        let words = challenge.phrase(&member(&old, &new), expiry(now()));
        let forms = [
            (old.nfd().collect::<String>(), new.nfd().collect::<String>()),
            (format!("  @{}\t", old.trim().trim_start_matches('@')), new.to_uppercase().to_lowercase()),
            (old.nfc().collect::<String>(), format!("{new}\u{200d}")),
        ];
        // Some letters have no lower case that survives the way up and down, such as ß and ı.
        let stable = new.to_uppercase().to_lowercase() == new.to_lowercase();
        for (index, (old, new)) in forms.iter().enumerate() {
            if index == 1 && !stable {
                continue;
            }
            let seen = [Seen { member: member(old, new), words: words.clone() }];
            let found = examine(&challenge, &[], &seen, now())[0];
            prop_assert!(matches!(found, Finding::Right { .. }), "{:?}: {:?}", (old, new), found);
        }
    }
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
    for needed in ["What it doesn't", "in person", "Two verifiers", "remove the words"] {
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

#[test]
fn the_salt_of_a_round_can_be_used_again_and_is_not_printed_again() {
    let (folder, words) = round("Ada -> ada.42\n");
    let salt = folder.path().join("salt.txt");
    let again = run(&["new", "--salt-file", salt.to_str().unwrap()], "Ada -> ada.42\n");
    let text = stdout(&again);
    assert!(text.contains(&words[0]) && !text.contains("opsec-salt"), "{text}");
    let flat = text.replace("│", "").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("\"I, Ada, join as ada.42.\"") && flat.contains("If you didn't ask"), "{flat}");
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, content: &[u8]| file(&folder, name, content);
    let line = Key::new([9; 16]).line();
    let salt = file("salt", line.as_bytes());
    let cut = file("cut", &line.as_bytes()[..line.len() - 3]);
    let foreign = file("foreign", b"opsec-salt-9:abc");
    let binary = file("binary", &[0xff, 0xfe, 0, 1]);
    for (arguments, stdin, word) in [
        (&["new", "Ada"][..], "", "command line"),
        (&["check", "Ada", "ada.42"], "", "command line"),
        (&["new"], "", "nobody"),
        (&["new"], "Ada\n", "line 1"),
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
