//! The announcement claims of each app what its review says, and the plan says how old it is.

use super::json;
use crate::support::program::{opsec, stdout};

/// The announcement of a plan, on one line.
fn announcement(from: &[&str], more: &[&str]) -> String {
    let from: Vec<_> = from.iter().flat_map(|app| ["--from", app]).collect();
    let plan = json(&[&["checklist"], &from[..], more].concat());
    let messages = plan["messages"].as_array().unwrap();
    let text =
        messages.iter().find(|message| message["title"] == "Announcement").unwrap()["text"].as_str().unwrap();
    assert!(!text.contains("\n\n\n") && !text.contains('{'), "{text}");
    assert!(
        !text.contains("Signal") || from.contains(&"signal"),
        "a watcher learns where the group goes: {text}"
    );
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn only_an_app_that_can_read_messages_is_said_to() {
    for app in ["discord", "slack", "linkedin", "telegram"] {
        let text = announcement(&[app], &[]);
        assert!(
            text.contains("can read what we write here. The people who run the new app can't."),
            "{text}"
        );
    }
    let text = announcement(&["x"], &[]);
    assert!(
        text.contains("X (Twitter) can read what we write here, unless encryption is switched on."),
        "{text}"
    );
    for app in ["whatsapp", "signal", "imessage", "keybase", "briar", "simplex", "matrix"] {
        let text = announcement(&[app], &["--to", if app == "simplex" { "signal" } else { "simplex" }]);
        assert!(
            !text.contains("can read what we write") && !text.contains("company behind"),
            "{app}: {text}"
        );
    }
    let text = announcement(&["whatsapp"], &[]);
    assert!(
        text.contains("WhatsApp can't read our messages, but keeps records of who talks to whom."),
        "{text}"
    );
}

#[test]
fn several_apps_are_each_said_what_is_true_of_them() {
    let text = announcement(&["discord", "whatsapp", "slack", "x"], &[]);
    assert!(
        text.contains(
            "Why: Discord and Slack can read what we write there. X (Twitter) can read what we write there, unless \
             encryption is switched on. WhatsApp can't read our messages, but keeps records of who talks to whom."
        ),
        "{text}"
    );
}

#[test]
fn nothing_is_claimed_of_what_nobody_knows() {
    for (from, more) in [(&[][..], &[][..]), (&["briar"], &[]), (&["gmail"], &[]), (&["firefox-send"], &[])] {
        let text = announcement(from, more);
        assert!(!text.contains("Why:") && text.contains("to another app. What happens now:"), "{text}");
    }
    let text = announcement(&["discord"], &["--to", "telegram", "--anyway"]);
    assert!(text.contains("Discord can read") && !text.contains("new app can't"), "{text}");
}

#[test]
fn an_address_that_nobody_knows_is_left_to_write_in() {
    let plan = json(&["checklist", "--from", "firefox-send"]);
    let text = plan["messages"].to_string();
    assert!(text.contains("To: ______") && !text.contains("{contact}"), "{text}");
}

#[test]
fn one_day_is_a_day_and_none_is_today() {
    for (day, age) in
        [("2026-11-28", ", today."), ("2026-11-29", ", 1 day ago."), ("2026-11-30", ", 2 days ago.")]
    {
        let output = opsec(&["checklist", "--from", "discord"]).env("OPSEC_AS_OF", day).output().unwrap();
        let plan = stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plan.contains(&format!("We last checked the steps on 28 Nov 2026{age}")), "{day}");
    }
}
