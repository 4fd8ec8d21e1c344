//! The project's own YAML, and what `review new` prints, reads alike in every parser.

use std::io::Write;
use std::process::{Command, Stdio};

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::Value;

use crate::support::bundled;
use crate::support::program::{run, stdout};
use crate::support::tools::missing;

/// Every text of YAML that comes from us, with its name.
fn texts() -> Vec<(String, String)> {
    let platforms = bundled::review_files().into_iter().map(|name| format!("platforms/{name}"));
    let files = ["profiles.yaml", "rubric.yaml"].map(str::to_owned);
    let mut texts: Vec<_> =
        files.into_iter().chain(platforms).map(|name| (name.clone(), bundled::text(&name))).collect();
    texts.extend(bundled::texts("moves"));
    for name in ["My: \"Chat\"?", "No", "a # b"] {
        texts.push((format!("new {name}"), stdout(&run(&["review", "new", name], ""))));
    }
    texts
}

/// Whether parsers of YAML 1.1 and 1.2 read a scalar without quotes as the same text.
fn is_plain_everywhere(text: &str, in_flow: bool) -> bool {
    const OTHERWISE: [&str; 9] = ["yes", "no", "on", "off", "y", "n", "true", "false", "~"];
    let is_word = !OTHERWISE.contains(&text.to_lowercase().as_str()) || ["true", "false"].contains(&text);
    // 1.1 reads 12:30 in base 60, and takes a question mark or a colon in braces for its own.
    let is_clock = text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':');
    is_word
        && !is_clock
        && !(in_flow && text.contains(['?', '{', '}', '[', ']', ',']))
        && !(in_flow && (text.contains(": ") || text.ends_with(':')))
        && !text.contains(" #")
}

/// Reads a text into a tree of strings, and checks every scalar without quotes.
fn tree(name: &str, text: &str) -> Value {
    let mut open: Vec<(bool, Value, Vec<Value>)> = Vec::new();
    let mut root = Value::Null;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.unwrap_or_else(|error| panic!("{name}: {error}"));
        let done = match event {
            Event::MappingStart(..) => {
                open.push((
                    span.slice(text).is_some_and(|text| text.starts_with('{')),
                    serde_json::json!({}),
                    Vec::new(),
                ));
                continue;
            }
            Event::SequenceStart(..) => {
                open.push((
                    span.slice(text).is_some_and(|text| text.starts_with('[')),
                    serde_json::json!([]),
                    Vec::new(),
                ));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let (_, mut made, parts) = open.pop().unwrap();
                match &mut made {
                    Value::Array(list) => list.extend(parts),
                    Value::Object(map) => map.extend(
                        parts.chunks(2).map(|pair| (pair[0].as_str().unwrap().to_owned(), pair[1].clone())),
                    ),
                    _ => unreachable!(),
                }
                made
            }
            Event::Scalar(scalar, style, ..) => {
                let in_flow = open.iter().any(|(is_flow, ..)| *is_flow);
                let is_alike = style != ScalarStyle::Plain || is_plain_everywhere(&scalar, in_flow);
                assert!(is_alike, "{name}: quote `{scalar}`: not every parser reads it alike");
                Value::String(scalar.into_owned())
            }
            _ => continue,
        };
        match open.last_mut() {
            Some((.., parts)) => parts.push(done),
            None => root = done,
        }
    }
    root
}

#[test]
fn no_scalar_without_quotes_is_read_in_two_ways() {
    for (name, text) in texts() {
        assert!(tree(&name, &text).is_object(), "{name}");
    }
    for (scalar, in_flow) in
        [("What is it?", true), ("a: b", true), ("No", false), ("12:30", false), ("a, b", true)]
    {
        assert!(!is_plain_everywhere(scalar, in_flow), "{scalar}");
    }
}

#[test]
fn pyyaml_reads_the_same() {
    const READ: &str = "import sys, json, yaml\ntext = sys.stdin.read()\nyaml.safe_load(text)\n\
                        json.dump(yaml.load(text, yaml.BaseLoader), sys.stdout)";
    if missing("python3") {
        return;
    }
    let has_pyyaml =
        Command::new("python3").args(["-c", "import yaml"]).stderr(Stdio::null()).status().unwrap();
    if !has_pyyaml.success() {
        eprintln!("SKIPPED: python3-yaml is not installed");
        return;
    }
    for (name, text) in texts() {
        let mut python = Command::new("python3")
            .args(["-c", READ])
            .env("PYTHONIOENCODING", "utf-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        python.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = python.wait_with_output().unwrap();
        assert!(output.status.success(), "PyYAML cannot read {name}");
        let theirs: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(theirs, tree(&name, &text), "{name}");
    }
}
