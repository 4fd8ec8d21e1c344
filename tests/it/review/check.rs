//! What `review check` names in a review, a rubric and a schema.

use tempfile::TempDir;

use super::{GOOD, faulty};
use crate::support::bundled;
use crate::support::files::file;
use crate::support::program::{json, refused, run, stdout};

/// What `review check` prints about a sound review.
fn advice(content: &str) -> String {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "a.yaml", content);
    let output = run(&["review", "check", &path], "");
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_would_be_dropped_or_cannot_be_true_is_named_with_its_line() {
    let with = |lines: &str| GOOD.replace("answers:\n", &format!("{lines}\nanswers:\n"));
    let source = "{url: 'https://a.example/x', section: s, published: 2026-01-01, seen: unknown}";
    for (review, line, reason) in [
        (GOOD.replace("option: none", "unknown: looked"), ":7:", "would be lost"),
        (GOOD.replace("option: none", "na: why"), ":7:", "would be lost"),
        (GOOD.replace("name: A", "name: ''"), ":3:", "isn't a name"),
        (GOOD.replace("name: A", "name: A\naliases: ['!']"), ":4:", "isn't a name"),
        (GOOD.replace("published: 2026-01-01", "published: 2026-01-03"), ":10:", "later than 2026-01-02"),
        (GOOD.replace("option: none", "option: !foo none"), ":8:", ""),
        (
            with(
                "operator: {name: O, country: C, sources: [{url: 'javascript:x', published: undated, seen: unknown}]}",
            ),
            ":6:",
            "address",
        ),
        (
            with(&format!("operator: {{name: O, country: C, sources: [{source}], checked: 2099-01-01}}")),
            ":6:",
            "future",
        ),
        (with("operator: {name: O, country: C, checked: never}"), ":6:", "not a day"),
        (
            with(
                "successors: [{name: S, sources: [{url: 'javascript:x', published: undated, seen: unknown}]}]",
            ),
            ":6:",
            "address",
        ),
        (
            with(
                "successors: [{name: S, sources: [{url: 'https://a.example', published: 2099, seen: unknown}]}]",
            ),
            ":6:",
            "future",
        ),
        (with("successors: [{name: S, checked: never}]"), ":6:", "not a day"),
    ] {
        let report = faulty(&review);
        assert!(report.contains(&format!("a.yaml{line}")) && report.contains(reason), "{review}: {report}");
    }
    for url in [
        "https://",
        "https:///x",
        "https://?x",
        "https://a b.example",
        "\"https://a.example/\\nx\"",
        "ftp://a.example",
    ] {
        let report = faulty(GOOD.replace("'https://a.example/x'", url));
        assert!(report.contains("a.yaml:10:"), "{url}: {report}");
    }
}

#[test]
fn dates_hosts_addresses_and_notes_that_mislead_are_refused() {
    const ARCHIVE: &str = "https://github.com/OpenTermsArchive/pga-versions/blob/";
    let source = "url: 'https://a.example/x', section: s, published: 2026-01-01, seen: unknown";
    let with = |other: &str| GOOD.replace(source, other);
    let note = |note: &str| GOOD.replace("note: n", &format!("note: \"{note}\""));
    let at = "section: s, published: 2026-01-01, seen: 2026-01-01";
    for (review, reason) in [
        (
            with("url: 'https://a.example/x', section: s, published: 2026-01-02, seen: 2026-01-01"),
            "later than 2026-01-01",
        ),
        (
            with("url: 'https://a.example/x', section: s, published: 2025-01-02, seen: 2026-01-03"),
            "seen: 2026-01-03 is later",
        ),
        (
            with(&format!("url: '{ARCHIVE}9a9aa998a72768dc540a03e582a6de5be0dad2aa/A/B.md', {at}")),
            "the day the archive recorded",
        ),
        (
            with(&format!("url: '{ARCHIVE}main/A/B.md', section: s, published: undated, seen: 2026-01-01")),
            "name the commit",
        ),
        (with(&format!("url: 'https://www.reddit.com/r/x', {at}")), "repeats what others wrote"),
        (with(&format!("url: 'https://a.example/x?sid=4', {at}")), "remove `sid`"),
        (
            with("url: 'https://a.example/x', section: s, published: undated, seen: unknown"),
            "no source says when",
        ),
        (with("url: 'https://a.example/x', section: s, published: 2026-01-01"), "seen"),
        (
            with("url: 'https://a.example/x', section: s, published: 2026-01-01, seen: soon"),
            "YYYY-MM-DD or unknown",
        ),
        (note(&"x".repeat(201)), "201 characters"),
        (note("Whoever asks gets it."), "say it without"),
        (note("We found no audit."), "say where you searched"),
    ] {
        let report = faulty(&review);
        assert!(report.contains("a.yaml:") && report.contains(reason), "{review}: {report}");
    }
}

#[test]
fn a_successor_that_nobody_knows_and_an_answer_that_says_nothing_get_advice() {
    let review = |name: &str| GOOD.replace("answers:", &format!("successors: [{name}]\nanswers:"));
    assert!(advice(&review("sgnal")).contains("no review of the successor `sgnal`"));
    assert!(!advice(&review("signal")).contains("successor"));
    let na = "schema: 2\nid: a\nname: A\nkind: chat\nstatus: active\nanswers:\n  - {question: e2ee.group, na: none}\n";
    let advice = advice(na);
    assert!(advice.contains("`e2ee.group` decides") && advice.contains("1 answers are `na`"), "{advice}");
}

/// A rubric of two questions.
const RUBRIC: &str = "\
schema: 1
date: 2026-01-01
grading: {coverage: 50, width: 5, letters: [{letter: G, from: 5}, {letter: H, from: 0}]}
parts:
  - id: one
    questions:
      - {id: e2ee.group, group: content, points: 1, text: t, options: [{id: good, percent: 100}, {id: bad, percent: 0}]}
";

#[test]
fn oddities_of_an_own_rubric_are_refused_with_their_line() {
    let folder = TempDir::new().unwrap();
    for (from, to, line, reason) in [
        ("coverage: 50", "coverage: 101", 3, "100 percent"),
        ("width: 5", "width: .nan", 3, "from 0 to 10"),
        ("width: 5", "width: -1", 3, "from 0 to 10"),
        ("from: 5", "from: 11", 3, "from 0 to 10"),
        ("from: 5", "from: .nan", 3, "from 0 to 10"),
        ("from: 5", "from: -5", 3, "from 0 to 10"),
        ("letter: H", "letter: G", 3, "repeats"),
        ("from: 5", "from: 0", 3, "repeats"),
        ("date: 2026-01-01", "date: 2099-01-01", 2, "future"),
    ] {
        let path = file(&folder, "r.yaml", RUBRIC.replacen(from, to, 1));
        let said = refused(&["rate", "--rubric", &path, "--reviews", folder.path().to_str().unwrap()], "");
        assert!(said.contains(&format!("r.yaml:{line}")) && said.contains(reason), "{to}: {said}");
    }
    let part = RUBRIC.split("parts:\n").nth(1).unwrap();
    let path = file(&folder, "r.yaml", format!("{RUBRIC}{}", part.replace("e2ee.group", "other")));
    let said = refused(&["rate", "--rubric", &path, "--reviews", folder.path().to_str().unwrap()], "");
    assert!(said.contains("r.yaml:8") && said.contains("two parts `one`"), "{said}");
}

#[test]
fn an_own_rubric_is_scored_by_its_own_points_and_closes_no_gate_of_ours() {
    let folder = TempDir::new().unwrap();
    let rubric = file(&folder, "r.txt", RUBRIC);
    let question = GOOD.replace("option: none", "option: good");
    file(&folder, "a.yaml", question);
    let reviews = folder.path().to_str().unwrap();
    for profile in ["friends", "activist"] {
        let arguments = ["rate", "--rubric", &rubric, "--reviews", reviews, "--profile", profile];
        let rating = json(&run(&[&arguments[..], &["--json"]].concat(), ""));
        assert_eq!(rating["platforms"][0]["gate"]["state"], "none");
        assert_eq!(rating["platforms"][0]["parts"][0]["low"], 10.0);
        let list = stdout(&run(&arguments, ""));
        assert!(list.contains("no verdict · one G 10.0"), "{list}");
    }
}

/// Whether a value is of one of the types, fits the pattern and lies within the bounds of a schema's piece.
fn fits(schema: &serde_json::Value, value: &serde_json::Value) -> bool {
    let kind = if value.is_string() {
        "string"
    } else if value.is_i64() {
        "integer"
    } else {
        "number"
    };
    let types = schema["type"].as_array().cloned().unwrap_or_else(|| vec![schema["type"].clone()]);
    let is_of_type = types.iter().any(|name| name == kind || (name == "number" && kind == "integer"));
    let least = schema["minimum"].as_f64().unwrap_or(f64::MIN);
    let most = schema["maximum"].as_f64().unwrap_or(f64::MAX);
    is_of_type && value.as_f64().is_none_or(|value| (least..=most).contains(&value))
}

#[test]
fn the_schema_accepts_dates_and_sections_as_the_bundled_files_write_them() {
    let schema = json(&run(&["review", "schema"], ""));
    let properties = &schema["$defs"]["sources"]["items"]["properties"];
    for name in bundled::review_files() {
        let text = bundled::text(&format!("platforms/{name}"));
        for (key, piece) in ["published", "seen", "section"].into_iter().flat_map(|key| {
            let mark = format!(" {key}: ");
            text.split(&mark).skip(1).map(|piece| (key, piece.to_owned())).collect::<Vec<_>>()
        }) {
            let end = piece.find([',', '}', '\n']).unwrap_or(piece.len());
            let plain = piece[..end].trim();
            let value = plain
                .parse::<i64>()
                .map(serde_json::Value::from)
                .or_else(|_| plain.parse::<f64>().map(serde_json::Value::from))
                .unwrap_or_else(|_| plain.into());
            assert!(fits(&properties[key], &value), "{name}: {key}: {value}");
        }
    }
    // YAML takes a year and a section such as 1.2 for numbers, if they have no quotes.
    assert!(fits(&properties["published"], &serde_json::json!(2026)));
    assert!(fits(&properties["section"], &serde_json::json!(1.2)));
    assert!(!fits(&properties["published"], &serde_json::json!(20_260_101)));
}
