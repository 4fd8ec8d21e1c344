//! Text of others steers nothing: names, notes, sections, places, ids, labels, options and letters, in every form.

use opsec::text::invisible::steers;
use tempfile::TempDir;

use super::GOOD;
use crate::support::files::file;
use crate::support::program::{run, stderr, stdout};

/// An escape sequence that sets the title, a bell, a clear screen, an 8-bit control, a NUL-free override of
/// direction and a space without width, as YAML writes them.
const EVIL: &str = r"x\e]0;owned\a\e[2J\x9b31m\u202e\u200b\u2066<b>|`y";

/// Every form that a command has.
const FORMS: [&str; 5] = ["text", "json", "markdown", "html", "ics"];

fn is_harmless(text: &str) -> bool {
    !text
        .chars()
        .any(|character| (character.is_control() && !"\r\n".contains(character)) || steers(character))
}

/// A review with hostile text in every field that takes any.
fn review() -> String {
    let evidence = format!(
        "note: \"{EVIL}\", sources: [{{url: 'https://a.example/\u{202e}\u{9b}x', section: \"{EVIL}\", published: 2026-01-01, seen: unknown}}], checked: 2026-01-02"
    )
    .replace("\u{202e}\u{9b}", "%20");
    let steps = ["export", "messages", "community", "account", "residue", "contact"]
        .map(|part| format!("  {part}: {{{evidence}, where: \"{EVIL}\", wait_days: 1}}\n"))
        .concat();
    let answers = format!(
        "answers:\n  - {{question: e2ee.group, option: none, {evidence}}}\n  - {{question: e2ee.calls, na: \"{EVIL}\"}}\n  - \
         {{question: e2ee.direct, unknown: \"{EVIL}\"}}\n"
    );
    format!(
        "schema: 2\nid: a\naliases: [\"{EVIL}\"]\nname: \"{EVIL}\"\nkind: chat\nstatus: at-risk\nstatus_note: {{{evidence}}}\n\
         successors: [{{name: \"{EVIL}\", note: \"{EVIL}\"}}]\noperator: {{name: \"{EVIL}\", country: \"{EVIL}\"}}\n\
         remarks: [{{{evidence}}}]\n{answers}leaving:\n{steps}  order: [account, community]\n  after_account: \"{EVIL}\"\n"
    )
}

/// Runs a command in every form, and returns how many of these it has.
fn forms(arguments: &[&str], input: &str) -> usize {
    let mut offered = 0;
    for form in FORMS {
        let output = run(&[arguments, &["--format", form, "--color", "never"]].concat(), input);
        let (answer, said) = (stdout(&output), stderr(&output));
        assert!(is_harmless(&answer), "{arguments:?} as {form}: {answer:?}");
        assert!(is_harmless(&said), "{arguments:?} as {form}: {said:?}");
        offered += usize::from(!answer.is_empty());
    }
    offered
}

#[test]
fn a_hostile_review_is_harmless_in_every_form() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "a.yaml", review());
    let mine = ["--reviews", folder.path().to_str().unwrap()];
    for arguments in [
        &["rate", "a"][..],
        &["rate", "a", "--explain"],
        &["rate", "a", "signal", "--fail-under", "9"],
        &["rate"],
        &["rate", "--all"],
        &["checklist", "--from", "a", "--from", "discord"],
        &["checklist", "--from", "a", "--chart"],
        &["checklist", "--from", "a", "--slips", "--members", "3"],
        &["checklist", "--from", "discord", "--to", "a", "--anyway"],
    ] {
        assert!(forms(&[arguments, &mine].concat(), "") >= 4, "{arguments:?}");
    }
    assert_eq!(forms(&[&["checklist", "--from", "discord", "--to", "a"][..], &mine].concat(), ""), 0);
    assert!(forms(&["review", "check", &path], "") >= 4);
    let changed = file(&folder, "b.txt", review().replace("option: none", "option: always"));
    assert!(forms(&["review", "diff", &path, &changed], "") >= 4);
}

#[test]
fn what_is_wrong_with_a_hostile_file_is_said_harmlessly() {
    let folder = TempDir::new().unwrap();
    for (from, to) in [
        ("id: a", "id: \"EVIL\""),
        ("kind: chat", "kind: \"EVIL\""),
        ("question: e2ee.group", "question: \"EVIL\""),
        ("option: none", "option: \"EVIL\""),
        ("name: A", "name: A\n\"EVIL\": x"),
        ("published: 2026-01-01", "published: \"EVIL\""),
        ("seen: unknown", "seen: \"EVIL\""),
        ("checked: 2026-01-02", "checked: \"EVIL\""),
        ("'https://a.example/x'", "\"EVIL\""),
    ] {
        let path = file(&folder, "a.yaml", GOOD.replace(from, &to.replace("EVIL", EVIL)));
        assert!(forms(&["review", "check", &path], "") >= 4);
        assert_eq!(forms(&["rate", "a", "--reviews", folder.path().to_str().unwrap()], ""), 0);
    }
}

#[test]
fn a_hostile_rubric_is_harmless_in_every_form() {
    let folder = TempDir::new().unwrap();
    let rubric = format!(
        "schema: 1\ngrading: {{coverage: 10, width: 10, letters: [{{letter: \"{EVIL}\", from: 0}}]}}\nparts:\n  - id: \"{EVIL}\"\n    \
         name: \"{EVIL}\"\n    text: \"{EVIL}\"\n    questions:\n      - {{id: \"{EVIL}\", group: \"{EVIL}\", points: 1, label: \
         \"{EVIL}\", text: \"{EVIL}\", why: \"{EVIL}\", options: [{{id: \"{EVIL}\", percent: 100, text: \"{EVIL}\"}}, {{id: b, \
         percent: 0}}]}}\n"
    );
    let rubric = file(&folder, "rubric.txt", rubric);
    let question = |id: &str, option: &str| {
        GOOD.replace("id: a", &format!("id: {id}"))
            .replace("name: A", &format!("name: {id}"))
            .replace("e2ee.group", &format!("\"{EVIL}\""))
            .replace("option: none", &format!("option: {option}"))
    };
    file(&folder, "a.yaml", question("a", &format!("\"{EVIL}\"")));
    file(&folder, "b.yaml", question("b", "b"));
    let mine = ["--rubric", &rubric, "--reviews", folder.path().to_str().unwrap()];
    for arguments in
        [&["rate", "a"][..], &["rate", "a", "--explain"], &["rate", "a", "b"], &["rate"], &["rate", "--all"]]
    {
        assert!(forms(&[arguments, &mine].concat(), "") >= 4, "{arguments:?}");
    }
}

#[test]
fn json_escapes_what_steers_and_means_the_same() {
    let folder = TempDir::new().unwrap();
    file(&folder, "a.yaml", GOOD.replace("note: n", "note: \"a\\u202eb\\x9bc\\U000e0041\""));
    let output = run(&["rate", "a", "--json", "--reviews", folder.path().to_str().unwrap()], "");
    let text = stdout(&output);
    assert!(text.contains(r"a\u202eb\u009bc\udb40\udc41"), "{text}");
    let answers = crate::support::program::json(&output)["platforms"][0]["answers"].clone();
    let answer =
        answers.as_array().unwrap().iter().find(|answer| answer["question"] == "e2ee.group").unwrap();
    assert_eq!(answer["note"], "a\u{202e}b\u{9b}c\u{e0041}");
}
