//! Holds JSON against the schemas that the program prints.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::{Draft, Validator};
use serde_json::Value;

use super::program::{opsec, stdout};

/// The schema of each document, by name.
pub(crate) fn schemas() -> &'static BTreeMap<String, Value> {
    static SCHEMAS: OnceLock<BTreeMap<String, Value>> = OnceLock::new();
    SCHEMAS.get_or_init(|| {
        let printed = |arguments: &[&str]| stdout(&opsec(arguments).output().unwrap());
        let list = printed(&["schema"]);
        let names = list.lines().filter_map(|line| line.strip_prefix("opsec schema ")?.split(' ').next());
        let schema = |name: &str| serde_json::from_str(&printed(&["schema", name])).unwrap();
        names.map(|name| (name.to_owned(), schema(name))).collect()
    })
}

/// Returns the document that a command line prints as JSON, if its JSON has a schema.
pub(crate) fn document(arguments: &[&str]) -> Option<&'static str> {
    let is_json = |argument: &&str| matches!(*argument, "--json" | "json" | "--format=json");
    arguments.iter().find(|argument| is_json(argument))?;
    let mut words = arguments.iter().filter(|argument| !argument.starts_with('-'));
    let command = words.next()?;
    let names: Vec<_> =
        words.map(|word| format!("{command}-{word}")).chain([(*command).to_owned()]).collect();
    names.iter().find_map(|name| schemas().get_key_value(name)).map(|(name, _)| name.as_str())
}

/// Returns what is wrong with a document of this name, a line for each fault.
pub(crate) fn faults(name: &str, value: &Value) -> Vec<String> {
    let errors = |validator: &Validator| {
        let line = |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
        validator.iter_errors(value).map(line).collect()
    };
    validators().get(name).map_or_else(|| vec![format!("{name} has no schema")], errors)
}

fn validators() -> &'static BTreeMap<String, Validator> {
    static VALIDATORS: OnceLock<BTreeMap<String, Validator>> = OnceLock::new();
    VALIDATORS.get_or_init(|| {
        let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
        let validator = |schema| options.clone().build(schema).unwrap();
        schemas().iter().map(|(name, schema)| (name.clone(), validator(schema))).collect()
    })
}
