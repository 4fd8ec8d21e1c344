//! `opsec rate`: the laws of the engine, what the bundled data gives, and what scripts read.

mod data;
mod gates;
mod laws;
mod verdicts;

use tempfile::TempDir;

use crate::review::GOOD;
use crate::support::files::file;
use crate::support::program::{json, run, stderr, stdout};

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
        // Works only on conditions, and may shut down: neither is known to be private enough.
        (&["rate", "briar", "--fail-on-gate"], 1),
        (&["rate", "leapchat", "--fail-on-gate"], 1),
        (&["rate", "keybase", "--fail-on-gate", "--profile", "journalist"], 1),
        (&["rate", "gmail", "--fail-under", "1"], 1),
        (&["--version"], 0),
        (&["--help"], 0),
        (&[], 0),
    ] {
        assert_eq!(run(arguments, "").status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_quiet_floor_says_only_who_is_below_it() {
    let output = run(&["rate", "discord", "--fail-under", "5", "--fail-on-gate", "-q"], "");
    assert!(output.stdout.is_empty(), "{}", stdout(&output));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("below 5.00: Discord (1.") && told.contains("profile: Discord (not private)."),
        "{told}"
    );
    assert!(run(&["rate", "signal", "--fail-under", "5", "-q"], "").stderr.is_empty());
}

#[test]
fn a_closed_gate_is_told_with_its_reason() {
    for (arguments, reason) in [
        (&["leapchat"][..], "\"friends\" profile: LeapChat (not private: may shut down)."),
        (&["briar"], "Briar (works, but nothing in a group vanishes by itself; not for every phone)."),
        (&["whatsapp", "--profile", "journalist"], "WhatsApp (not private: shows who your sources are; "),
        (&["matrix"], "Matrix (Element) (not known: contacts and activity)."),
    ] {
        let output = run(&[&["rate", "--fail-on-gate", "--quiet"], arguments].concat(), "");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments:?}");
        let told = stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(reason), "{told}");
    }
}

#[test]
fn work_is_two_opposite_dangers_and_no_command_chooses_between_them() {
    for arguments in [&["rate", "signal"][..], &["rate", "--all"], &["checklist", "--from", "slack"]] {
        let output = run(&[arguments, &["--profile", "workplace"]].concat(), "");
        assert_eq!(output.status.code(), Some(64));
        let told = stderr(&output);
        assert!(told.contains("--profile team") && told.contains("--profile organising"), "{told}");
    }
}

#[test]
fn what_has_no_score_is_shown_as_answers_and_never_as_a_score() {
    let shown = |arguments: &[&str]| stdout(&run(&[&["rate"], arguments].concat(), ""));
    for arguments in [&["--all"][..], &["discord", "signal"]] {
        assert!(!shown(arguments).contains("Daily use"), "{arguments:?}");
    }
    // A card has a line for each, and no meter.
    let card = shown(&["discord"]);
    let (above, below) = card.split_once("\nDaily use\n").unwrap();
    assert!(above.contains("Key answers") && below.starts_with("  devices  "), "{card}");
    assert_eq!(card.matches("▐").count(), 2);
    // Side by side, every fact of daily use has a row, whatever decides.
    let side_by_side = shown(&["discord", "signal"]);
    for label in ["removing a member", "history for", "screen reader", "vanishing in groups"] {
        assert!(side_by_side.contains(label), "{label}: {side_by_side}");
    }
    let explained = shown(&["signal", "--explain"]);
    let (_, daily) = explained.split_once("\nDaily use").unwrap();
    assert!(daily.contains("screen reader") && daily.contains("(seen "), "{daily}");
    let card = json(&run(&["rate", "signal", "--json"], ""));
    let app = &card["platforms"][0];
    let parts: Vec<_> = app["parts"].as_array().unwrap().iter().map(|part| &part["id"]).collect();
    assert_eq!(parts, ["protection", "policy"]);
    let answers = app["answers"].as_array().unwrap();
    let daily = answers.iter().filter(|answer| answer["question"].as_str().unwrap().starts_with("daily."));
    assert_eq!(daily.map(|answer| answer["points"].as_u64()).collect::<Vec<_>>(), [Some(0); 6]);
}

#[test]
fn text_a_wiki_and_a_page_give_the_same_verdict_scores_and_sources() {
    let rating = json(&run(&["rate", "discord", "--json"], ""));
    let part = &rating["platforms"][0]["parts"][0];
    let [low, high] = ["low", "high"].map(|end| format!("{:.1}", part[end].as_f64().unwrap()));
    let score = if low == high { format!("{low} of 10") } else { format!("{low} – {high} of 10") };
    for (form, source) in [
        ("text", "(Discord Privacy Policy of 29 Sep 2025)"),
        ("markdown", "[Discord Privacy Policy of 29 Sep 2025](<https://github.com/OpenTermsArchive/"),
        ("html", "href=\"https://github.com/OpenTermsArchive/"),
    ] {
        let card = stdout(&run(&["rate", "discord", "--format", form], ""));
        let card: String = card.split_whitespace().collect::<Vec<_>>().join(" ").replace("&quot;", "\"");
        for text in ["✗ Discord isn't private enough for the \"friends\" profile.", &score, source] {
            assert!(card.contains(text), "{form} lacks {text}: {card}");
        }
    }
}

#[test]
fn a_page_shows_text_of_others_as_text() {
    let folder = TempDir::new().unwrap();
    let evil = GOOD
        .replace("note: n", "note: \"<script>alert(1)</script>\"")
        .replace("name: A", "name: \"A<img src=x>\"")
        .replace("https://", "https://x\"onclick=\"y.example/");
    file(&folder, "a.yaml", evil);
    let folder = folder.path().to_str().unwrap();
    let page = stdout(&run(&["rate", "a", "--explain", "--format", "html", "--reviews", folder], ""));
    assert!(page.contains("&lt;script&gt;") && page.contains("A&lt;img"), "{page}");
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("\"onclick"), "{page}");
}

#[test]
fn no_form_shows_an_answer_by_its_id() {
    for arguments in
        [&["rate", "--all"][..], &["rate", "signal"], &["rate", "signal", "--explain"], &["rate"]]
    {
        let shown = stdout(&run(arguments, ""));
        assert!(!shown.contains("almost-nothing-shown") && !shown.contains("e2ee.group"), "{shown}");
    }
}

#[test]
fn a_floor_is_compared_exactly_and_what_is_below_it_is_named() {
    let rate = |arguments: &[&str]| run(&[&["rate"], arguments].concat(), "");
    // What is shown is never more than what is compared.
    for name in ["discord", "signal", "briar", "x", "matrix"] {
        for profile in ["friends", "team", "organising", "journalist", "activist"] {
            let card = json(&rate(&[name, "--profile", profile, "--json"]));
            let part = &card["platforms"][0]["parts"][0];
            let floor = part["low"].to_string();
            let output = rate(&[name, "--profile", profile, "--fail-under", &floor]);
            assert_eq!(output.status.code(), Some(0), "{name} {profile}: {}", stderr(&output));
            let text = part["text"].as_str().unwrap();
            assert!(text.starts_with(&floor), "{text} {floor}");
        }
    }
    let output = rate(&["x", "discord", "--profile", "journalist", "--fail-under", "9"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(said.contains("Protection is below 9.00: ") && said.contains("Discord ("), "{said}");
    // Named, an app without a score fails; among all, it has no floor to reach.
    assert_eq!(rate(&["gmail", "--fail-under", "0"]).status.code(), Some(1));
    assert_eq!(rate(&["--all", "--fail-under", "0"]).status.code(), Some(0));
    assert_eq!(rate(&["--all", "--fail-under", "9.9"]).status.code(), Some(1));
}
