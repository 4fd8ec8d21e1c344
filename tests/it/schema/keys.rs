//! The fields that scripts may rely on: within schema 1 none is ever renamed or removed.
//!
//! `tests/data/schema1.txt` has a line for each field: its document and path, its types, and its words in
//! quotes. A field or word that is added is recorded there with
//! `KEYS=add cargo test --test it schema::keys`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::support::schema::schemas;

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/schema1.txt");

/// Each field with its types, and its words in quotes.
type Fields = BTreeMap<String, BTreeSet<String>>;

/// The fields of every document today.
fn fields() -> Fields {
    let mut fields = Fields::new();
    for (name, schema) in schemas() {
        collect(schema, &format!("{name} "), &mut fields);
    }
    fields
}

/// Collects the types and words of a schema at this path, and the fields below it.
fn collect(schema: &Value, path: &str, fields: &mut Fields) {
    let listed = |value: &Value| value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
    if !path.ends_with(' ') {
        let kinds = fields.entry(path.to_owned()).or_default();
        match &schema["const"] {
            Value::Null => {
                kinds.extend(listed(&schema["type"]).iter().filter_map(Value::as_str).map(str::to_owned));
            }
            word => drop(kinds.insert(word.to_string())),
        }
        kinds.extend(schema["enum"].as_array().into_iter().flatten().map(Value::to_string));
    }
    for choice in ["oneOf", "anyOf"] {
        schema[choice].as_array().into_iter().flatten().for_each(|choice| collect(choice, path, fields));
    }
    if let Some(items) = schema.get("items").filter(|items| items.is_object()) {
        collect(items, &format!("{path}[]"), fields);
    }
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let dot = if path.ends_with(' ') { "" } else { "." };
        collect(value, &format!("{path}{dot}{key}"), fields);
    }
}

fn written(fields: &Fields) -> String {
    let line = |(field, kinds): (&String, &BTreeSet<String>)| {
        format!("{field}: {}\n", kinds.iter().cloned().collect::<Vec<_>>().join(" "))
    };
    fields.iter().map(line).collect()
}

fn read(text: &str) -> Fields {
    let field = |line: &str| {
        let (field, kinds) = line.split_once(": ").unwrap_or_else(|| panic!("not a field: {line}"));
        (field.to_owned(), kinds.split(' ').map(str::to_owned).collect())
    };
    text.lines().map(field).collect()
}

/// Returns what of the first fields the second lack: a field, a word, or the same types.
fn broken(promised: &Fields, now: &Fields) -> Vec<String> {
    let is_word = |kind: &&String| !kind.starts_with(|letter: char| letter.is_ascii_lowercase());
    let fault = |(field, before): (&String, &BTreeSet<String>)| match now.get(field) {
        None => Some(format!("{field} is gone")),
        Some(after) => {
            let types = |kinds: &BTreeSet<String>| -> Vec<_> {
                kinds.iter().filter(|kind| !is_word(kind)).cloned().collect()
            };
            let lost: Vec<_> = before.difference(after).filter(is_word).cloned().collect();
            let same = types(before) == types(after);
            (!same || !lost.is_empty()).then(|| format!("{field} was {before:?} and is {after:?}"))
        }
    };
    promised.iter().filter_map(fault).collect()
}

#[test]
fn no_field_of_schema_1_is_renamed_removed_or_of_another_type() {
    let now = fields();
    let promised = read(&fs::read_to_string(RECORD).unwrap_or_default());
    let broken = broken(&promised, &now);
    assert!(
        broken.is_empty(),
        "The README promises that within schema 1 fields are only added, never renamed or removed: scripts rely \
         on it. Keep the old field, and add a new one beside it.\n{}",
        broken.join("\n")
    );
    if std::env::var("KEYS").is_ok_and(|keys| keys == "add") {
        fs::write(RECORD, written(&now)).unwrap();
        return;
    }
    let new: Vec<_> = now.iter().filter(|(field, kinds)| promised.get(*field) != Some(kinds)).collect();
    assert!(
        new.is_empty(),
        "These fields are new, and from now on promised. Record them with \
         `KEYS=add cargo test --test it schema::keys`, and commit tests/data/schema1.txt.\n{new:?}"
    );
}

#[test]
fn a_lost_field_a_lost_word_and_another_type_are_seen_and_an_addition_is_not() {
    let promised = read("rate a: string\nrate b: \"x\" \"y\"\nrate c[].d: integer null\n");
    assert_eq!(read(&written(&promised)), promised);
    let broken_by = |now: &str| broken(&promised, &read(now)).len();
    assert_eq!(
        broken_by("rate a: string\nrate b: \"x\" \"y\" \"z\"\nrate c[].d: integer null\nrate e: string"),
        0
    );
    assert_eq!(broken_by("rate b: \"x\" \"y\"\nrate c[].d: integer null"), 1);
    assert_eq!(broken_by("rate a: string\nrate b: \"x\"\nrate c[].d: integer null"), 1);
    assert_eq!(broken_by("rate a: null string\nrate b: \"x\" \"y\"\nrate c[].d: integer"), 2);
}
