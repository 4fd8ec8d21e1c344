//! `review fingerprint` and `review prove`: the sentences that a review rests on are found again, or missed.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::GOOD;
use crate::support::files::file;
use crate::support::program::{json, refused, run, stdout};

const POLICY: &str = "# What we keep\n\nWe keep **logs** for 30 days. We don't sell them.\n\n- IP address\n";

/// Puts the text of an address into a folder.
fn lay(folder: &Path, place: &str, text: &str) {
    let path = folder.join(place);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A review whose answer rests on these sentences of <https://a.example/x>.
fn resting_on(fingerprints: &str) -> String {
    GOOD.replace("seen: unknown}", &format!("seen: unknown, evidence: [{fingerprints}]}}"))
}

fn fingerprint_of(text: &str) -> String {
    let output = run(&["review", "fingerprint", "-", "--form", "plain"], text);
    stdout(&output).split(' ').next().unwrap().to_owned()
}

#[test]
fn each_sentence_has_a_line_with_its_fingerprint() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "policy.md", POLICY);
    let lines = stdout(&run(&["review", "fingerprint", &path], ""));
    let lines: Vec<_> = lines.lines().map(|line| line.split_once("  ").unwrap().1).collect();
    assert_eq!(
        lines,
        ["1  What we keep", "3  We keep logs for 30 days.", "3  We don't sell them.", "5  IP address"]
    );
    let document = json(&run(&["review", "fingerprint", &path, "--json"], ""));
    assert_eq!(document["sentences"][1]["heading"], "What we keep");
    assert_eq!(document["sentences"][1]["fingerprint"], fingerprint_of("we keep LOGS for 30 days"));
    let html =
        file(&folder, "policy.html", "<h1>What we keep</h1><p>We keep <b>logs</b> for 30&nbsp;days. Bye");
    let page = json(&run(&["review", "fingerprint", &html, "--json"], ""));
    assert_eq!(page["sentences"][1]["fingerprint"], document["sentences"][1]["fingerprint"]);
}

#[test]
fn what_is_no_text_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "policy.pdf", b"%PDF-1.7\n\0\xff");
    assert!(refused(&["review", "fingerprint", &path], "").contains("isn't a text"));
    assert!(refused(&["review", "fingerprint", "/nonexistent/x"], "").contains("/nonexistent/x"));
    let deep = file(&folder, "deep.html", "<div>".repeat(9000));
    assert!(refused(&["review", "fingerprint", &deep], "").contains("isn't a page that people read"));
    assert_eq!(
        stdout(&run(&["review", "fingerprint", "-"], "\u{1b}[31mWe keep logs.\n")).matches('\u{1b}').count(),
        0
    );
}

#[test]
fn sentences_are_found_gone_or_without_a_text() {
    let folder = TempDir::new().unwrap();
    let texts = folder.path().join("texts");
    fs::create_dir(&texts).unwrap();
    let kept = fingerprint_of("We keep logs for 30 days.");
    let gone = fingerprint_of("We never keep logs.");
    let prove = |fingerprints: &str| {
        let review = file(&folder, "a.yaml", resting_on(fingerprints));
        let arguments = ["review", "prove", &review, "--texts", texts.to_str().unwrap()];
        let document = json(&run(&[&arguments[..], &["--json"]].concat(), ""));
        let output = run(&arguments, "");
        (output.status.code(), stdout(&output), document)
    };
    let (code, text, document) = prove(&kept);
    assert_eq!((code, &document["total"]["without_text"]), (Some(1), &1.into()));
    assert!(text.contains("no text of a.example"), "{text}");

    lay(&texts, "a.example/x.md", POLICY);
    let (code, text, document) = prove(&kept);
    assert_eq!((code, &document["whole"]), (Some(0), &true.into()));
    assert!(
        text.contains("a: 1 of 1 answer proven") && text.contains("“We keep logs for 30 days.”"),
        "{text}"
    );
    assert_eq!(document["reviews"][0]["facts"][0]["sources"][0]["sentences"][0]["line"], 3);

    let (code, text, document) = prove(&format!("{kept}, {gone}"));
    assert_eq!((code, &document["total"]["gone"]), (Some(1), &1.into()));
    assert!(text.contains(&format!("gone from a.example of 1 Jan 2026: {gone}")), "{text}");
    assert!(text.contains("a: 0 of 1 answer proven"), "{text}");

    let (code, text, document) = prove("");
    assert_eq!((code, &document["total"]["without_sentence"]), (Some(0), &1.into()));
    assert!(text.contains("names no sentence"), "{text}");
}

#[test]
fn a_missing_folder_a_missing_review_and_an_odd_fingerprint_are_refused() {
    let folder = TempDir::new().unwrap();
    let here = folder.path().to_str().unwrap();
    let good = file(&folder, "a.yaml", GOOD);
    assert!(refused(&["review", "prove", &good, "--texts", "/nonexistent/x"], "").contains("isn't a folder"));
    assert!(
        refused(&["review", "prove", "/nonexistent/a.yaml", "--texts", here], "")
            .contains("/nonexistent/a.yaml")
    );
    let odd = file(&folder, "b.yaml", resting_on("q7x2mf0d").replace("id: a", "id: b"));
    assert!(refused(&["review", "prove", &odd, "--texts", here], "").contains("not a fingerprint"));
    let bundled = run(&["review", "prove", "discord", "--texts", here, "--json"], "");
    assert_eq!(json(&bundled)["reviews"][0]["id"], "discord");
}

#[test]
fn no_address_of_a_review_leads_out_of_the_folder() {
    let folder = TempDir::new().unwrap();
    let texts = folder.path().join("texts");
    fs::create_dir(&texts).unwrap();
    fs::write(folder.path().join("secret.txt"), "We keep logs for 30 days.").unwrap();
    let review = resting_on(&fingerprint_of("We keep logs for 30 days."));
    for url in ["https://a.example/../../secret.txt", "https://a.example/%2e%2e/%2e%2e/secret"] {
        let path = file(&folder, "a.yaml", review.replace("https://a.example/x", url));
        let output = run(&["review", "prove", &path, "--texts", texts.to_str().unwrap(), "--json"], "");
        assert_eq!(json(&output)["total"]["found"], 0, "{url}");
    }
}
