//! `opsec review`, and users' own reviews: valid ones are accepted, all others are refused with a reason.

mod check;
mod folder;
mod foreign;
mod proof;
mod yaml;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::bundled::text;
use crate::support::files::file;
use crate::support::program::{json, refused, run, stdout};

/// A valid review.
pub(crate) const GOOD: &str = "\
schema: 2
id: a
name: A
kind: chat
status: active
answers:
  - question: e2ee.group
    option: none
    note: n
    sources: [{url: 'https://a.example/x', section: s, published: 2026-01-01, seen: unknown}]
    checked: 2026-01-02
    confidence: high
";

/// Checks one file and returns what `review check` printed, on one line; it must find something wrong.
fn faulty(content: impl AsRef<[u8]>) -> String {
    let start = Instant::now();
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "a.yaml", content);
    let output = run(&["review", "check", &path], "");
    let report = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{report}");
    // As an overlay the same file is refused as a whole.
    let said_by_rate = refused(&["rate", "a", "--reviews", folder.path().to_str().unwrap()], "");
    assert!(said_by_rate.contains("error:"), "{said_by_rate}");
    assert!(start.elapsed() < Duration::from_secs(20), "both took {:?}", start.elapsed());
    report.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_sound_review_is_sound_and_can_be_rated() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "a.yaml", GOOD);
    assert_eq!(run(&["review", "check", &path], "").status.code(), Some(0));
    let card = run(&["rate", "a", "--reviews", folder.path().to_str().unwrap()], "");
    assert_eq!(card.status.code(), Some(0));
    assert!(stdout(&card).contains("not end-to-end encrypted"));
}

#[test]
fn files_that_are_no_reviews_are_refused_with_a_reason() {
    assert!(faulty("").contains("empty"));
    assert!(faulty("\u{0}\u{1}\u{2}binary").contains("not a text file"));
    assert!(faulty([0xff, 0xfe, 0x41, 0x00]).contains("UTF-8"));
    assert!(faulty("x".repeat(2 << 20)).contains("too large. opsec reads at most 1,048,576 bytes"));
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
    let report = faulty(GOOD.replace("option: none", "option: never"));
    assert!(
        report.contains(":8:13:") && report.contains("option") && report.contains("allowed: always, default"),
        "{report}"
    );
    let report = faulty(GOOD.replace("e2ee.group", "e2ee.grup"));
    assert!(report.contains(":7:15:") && report.contains("e2ee.grup"), "{report}");
    let report = faulty(GOOD.replace("kind: chat", "kind: radio"));
    assert!(report.contains(":4:") && report.contains("chat") && report.contains("browser"), "{report}");
    let report = faulty(GOOD.replace("name: A", "name: A\ncolour: blue"));
    assert!(report.contains("colour"), "{report}");
    let report = faulty(GOOD.replace("checked: 2026-01-02", "checked: 2030-01-02"));
    assert!(report.contains("future"), "{report}");
    let report = faulty(GOOD.replace("published: 2026-01-01", "published: 2031-01-01"));
    assert!(report.contains("future"), "{report}");
    let report = faulty(GOOD.replace("checked: 2026-01-02", "checked: soon"));
    assert!(report.contains("YYYY-MM-DD"), "{report}");
    let report = faulty(GOOD.replace("    option: none\n", ""));
    assert!(report.contains("option, unknown, na"), "{report}");
    let report = faulty(GOOD.replace("id: a", "id: 'A b'"));
    assert!(report.contains("id:"), "{report}");
    let answer = GOOD.split("answers:\n").nth(1).unwrap();
    let report = faulty(format!("{GOOD}{answer}"));
    assert!(report.contains("answered twice"), "{report}");
    let report = faulty(GOOD.replace("schema: 2", "schema: 2\nschema: 2"));
    assert!(report.contains(":2:"), "{report}");
}

#[test]
fn two_reviews_of_one_platform_are_refused() {
    let folder = TempDir::new().unwrap();
    file(&folder, "a.yaml", GOOD);
    file(&folder, "b.yaml", GOOD);
    assert!(
        refused(&["rate", "a", "--reviews", folder.path().to_str().unwrap()], "").contains("exists already")
    );
}

#[test]
fn folders_and_files_that_are_not_there_or_closed_are_named() {
    assert!(refused(&["rate", "--reviews", "/nonexistent/x"], "").contains("/nonexistent/x"));
    assert!(
        refused(&["rate", "--rubric", "/nonexistent/r.yaml", "--reviews", "/tmp"], "")
            .contains("/nonexistent/r.yaml")
    );
    let output = run(&["review", "check", "/nonexistent/a.yaml"], "");
    assert_eq!(output.status.code(), Some(1));
    let folder = TempDir::new().unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read everything; then the folder is merely empty.
    let output = run(&["rate", "--reviews", closed.to_str().unwrap()], "");
    assert!(output.status.code() == Some(2) || fs::read_dir(&closed).is_ok());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn a_template_made_by_new_passes_check_and_the_schema_is_json() {
    let folder = TempDir::new().unwrap();
    let template = run(&["review", "new", "My: \"Chat\"", "--kind", "chat"], "");
    let path = file(&folder, "my-chat.yaml", template.stdout);
    let output = run(&["review", "check", &path], "");
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let schema = json(&run(&["review", "schema"], ""));
    assert_eq!(schema["properties"]["schema"]["const"], 2);
}

#[test]
fn a_difference_between_two_reviews_is_shown() {
    let folder = TempDir::new().unwrap();
    let old = file(&folder, "a.yaml", GOOD);
    let new = file(&folder, "b.yaml", GOOD.replace("option: none", "option: always"));
    let changed = |old: &str, new: &str| {
        let report = stdout(&run(&["review", "diff", old, new], ""));
        move |what: &str, how: &str| {
            let mut lines = report.lines();
            assert!(lines.any(|line| line.contains(what) && line.ends_with(&format!("  {how}"))), "{report}");
        }
    };
    let is_said = changed(&old, &new);
    is_said("e2ee.group ", "none → always");
    // The other gates of the profile have no answer.
    is_said("verdict (friends)", "not private → not known");
    let briar = text("platforms/briar.yaml");
    let better = briar.replacen(
        "question: daily.vanish\n    option: none",
        "question: daily.vanish\n    option: timer",
        1,
    );
    let better = better.replacen(
        "question: daily.devices\n    option: some",
        "question: daily.devices\n    option: all",
        1,
    );
    let [before, after] =
        [("before.yaml", briar), ("after.yaml", better)].map(|(name, text)| file(&folder, name, text));
    let report = stdout(&run(&["review", "diff", &before, &after], ""));
    assert!(!report.contains("Protection") && !report.contains("Daily use"), "{report}");
    let is_said = changed(&before, &after);
    is_said("daily.vanish ", "none → timer");
    is_said("verdict (friends)", "works, but on conditions → private enough");
}

/// A valid review of how to leave, with this as its last lines.
fn leaving(lines: &str) -> String {
    format!(
        "schema: 2\nid: a\nname: A\nkind: chat\nstatus: active\nleaving:\n  export: {{note: n, sources: \
         [{{url: 'https://a.example/x', section: s, published: 2026-01-01, seen: unknown}}], checked: 2026-01-02, wait_days: 3}}\n{lines}"
    )
}

#[test]
fn an_order_of_leaving_that_would_lose_something_is_refused_with_its_line() {
    for (lines, place, reason) in [
        ("  order: [account, account]\n", ":8:20:", "listed twice"),
        ("  order: [export, account, community]\n", ":8:28:", "comes after `account`, which it needs"),
        ("  order: [residue]\n", ":8:11:", "allowed: export, messages, community, account"),
        ("  order: [account, community]\n  after_account: ' '\n", ":9:18:", "give the reason"),
        ("  order: [community, account]\n  after_account: so\n", ":9:18:", "comes after `account`"),
        ("  messages: {unknown: looked, note: n}\n", ":8:13:", "keep one of the two"),
    ] {
        let report = faulty(leaving(lines));
        assert!(report.contains(place) && report.contains(reason), "{lines}: {report}");
    }
    let folder = TempDir::new().unwrap();
    let said = leaving("  order: [account, community]\n  after_account: The owner stays.\n");
    let path = file(&folder, "a.yaml", said);
    assert_eq!(run(&["review", "check", &path], "").status.code(), Some(0));
    let plan = stdout(&run(&["checklist", "--from", "a", "--reviews", folder.path().to_str().unwrap()], ""));
    assert!(plan.contains("The owner stays."), "{plan}");
}

#[test]
fn a_time_that_no_plan_can_wait_for_is_refused_with_its_line() {
    for (key, days) in [("wait_days", "3651"), ("link_days", "7304485"), ("grace_days", "4294967295")] {
        let report = faulty(leaving("").replace("wait_days: 3", &format!("{key}: {days}")));
        assert!(report.contains(":7:") && report.contains("at most 3650 days"), "{report}");
    }
    assert!(faulty(leaving("").replace("days: 3", "days: 4294967296")).contains(":7:"));
    assert!(faulty(leaving("").replace("days: 3", "days: -1")).contains(":7:"));
}
