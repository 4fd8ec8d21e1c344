//! The verdict of every chat for every profile, as `opsec rate --all` shows it: a change of the data that changes a
//! verdict must be seen and wanted. `policies/README.md` gives the reasons.

use crate::support::bundled::text;
use crate::support::program::{json, run};

const PROFILES: [&str; 5] = ["friends", "team", "organising", "journalist", "activist"];

/// ✓ private enough, ◐ works, but; ✗ not private, ! may shut down, ? not known; in the order of the profiles.
const VERDICTS: [(&str, &str); 14] = [
    ("briar", "◐✗◐◐◐"),
    ("discord", "✗✗✗✗✗"),
    ("imessage", "◐?◐✗✗"),
    ("keybase", "!!!!!"),
    ("leapchat", "!!!!!"),
    ("linkedin", "✗✗✗✗✗"),
    ("matrix", "?✗?✗✗"),
    ("messenger", "✗✗✗✗✗"),
    ("signal", "✓✓✓✓◐"),
    ("simplex", "✓✓✓✓◐"),
    ("slack", "✗✗✗✗✗"),
    ("telegram", "✗✗✗✗✗"),
    ("whatsapp", "◐◐◐✗✗"),
    ("x", "✗✗✗✗✗"),
];

#[test]
fn the_verdicts_of_all_chats_are_those_that_were_decided() {
    let ratings = PROFILES
        .map(|profile| json(&run(&["rate", "--all", "--kind", "chat", "--profile", profile, "--json"], "")));
    let mark = |suitability: &str| match suitability {
        "private-enough" => "✓",
        "works-but" => "◐",
        "not-private" => "✗",
        "may-shut-down" => "!",
        "not-known" => "?",
        other => panic!("{other}"),
    };
    let mut found: Vec<(String, String)> = Vec::new();
    for rating in &ratings {
        for app in rating["platforms"].as_array().unwrap() {
            let (id, suitability) =
                (app["id"].as_str().unwrap(), app["gate"]["suitability"].as_str().unwrap());
            match found.iter_mut().find(|(other, _)| other == id) {
                Some((_, marks)) => marks.push_str(mark(suitability)),
                None => found.push((id.to_owned(), mark(suitability).to_owned())),
            }
        }
    }
    let names = ratings[0]["platforms"].as_array().unwrap();
    let argued = text("README.md");
    for (id, marks) in &found {
        let name = names.iter().find(|app| app["id"] == id.as_str()).unwrap()["name"].as_str().unwrap();
        let cells: Vec<_> = marks.replace('!', "✗").chars().map(String::from).collect();
        let row = format!("| {name} | {} |", cells.join(" | "));
        assert!(argued.lines().any(|line| line == row), "policies/README.md: {row}");
    }
    found.sort();
    assert_eq!(found, VERDICTS.map(|(id, marks)| (id.to_owned(), marks.to_owned())));
}
