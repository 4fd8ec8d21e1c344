//! `opsec schema`, and whether the JSON of every command is what it says.

mod keys;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::review::GOOD;
use crate::support::files::file;
use crate::support::program::{json, opsec, run, stdout};
use crate::support::schema::{document, faults, schemas};

/// Runs a command that must print JSON, which [`run`] holds against its schema, and returns the document's name.
fn printed(arguments: &[&str], input: &str) -> &'static str {
    let arguments = &[arguments, &["--json"]].concat();
    let output = run(arguments, input);
    assert!(!output.stdout.is_empty(), "{arguments:?} printed nothing");
    document(arguments).unwrap_or_else(|| panic!("{arguments:?} has no schema"))
}

/// The one document that is printed by the side of another program's output.
fn watched() -> Option<&'static str> {
    let output = opsec(&["torcheck", "--json", "-o", "-", "--", "true"]).output().unwrap();
    let faults = faults("torcheck-watch", &json(&output));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    Some("torcheck-watch").filter(|_| cfg!(target_os = "linux"))
}

#[test]
fn what_every_command_prints_as_json_is_what_its_schema_says() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().to_str().unwrap();
    let good = file(&folder, "a.yaml", GOOD);
    let changed = file(&folder, "changed.txt", GOOD.replace("option: none", "option: opt-in"));
    let misnamed = file(&folder, "b.txt", GOOD);
    let faulty = file(&folder, "c.txt", GOOD.replace("kind: chat", "kind: pigeon"));
    let unknown = file(
        &folder,
        "u.txt",
        "schema: 2\nid: u\nname: U\nkind: chat\nstatus: at-risk\nanswers:\n  - {question: e2ee.group, unknown: in all of it}\n  - {question: ads.targeting, na: it is free}\n",
    );
    let words = file(&folder, "words.txt", "11 a\n12 ab\n13 abb\n14 a\n");
    let page = file(&folder, "page.html", "<p>Sign in to continue</p><input type=password>");
    let members = "tests/data/members.txt";
    let round = json(&run(&["verify", "new", "--members-file", members, "--json"], ""));
    let salt = file(&folder, "salt.txt", round["salt"].as_str().unwrap());
    let own = format!("Ada#1 -> ada.42 = {}\n", round["members"][0]["words"].as_str().unwrap());
    let missing = format!("{path}/none.yaml");
    let table: &[(&[&str], &str)] = &[
        (&["rate"], ""),
        (&["rate", "discord"], ""),
        (&["rate", "discord", "discord"], ""),
        (&["rate", "discord", "signal", "x", "--sort", "age"], ""),
        (&["rate", "--all", "--profile", "activist", "--as-of", "2031-01-01"], ""),
        (&["rate", "--all", "--as-of", "1999-01-01"], ""),
        (&["rate", "--kind", "mail"], ""),
        (&["rate", "firefox-send"], ""),
        (&["rate", "signal", "--profile", "team", "--fail-under", "9.9"], ""),
        (&["rate", "a", "--reviews", path, "--fail-on-gate"], ""),
        (&["passphrase"], ""),
        (&["passphrase", "--words", "3", "--separator", "\"\\", "--count", "50"], ""),
        (&["passphrase", "check"], "correct horse battery staple\n"),
        (&["passphrase", "check"], "abacus abdomen abdominal abide abiding ability\n"),
        (&["passphrase", "check"], "abacus abacsu\n"),
        (&["passphrase", "check"], "ß\u{200b}¿ 12\n"),
        (&["room", "new"], ""),
        (&["room", "new", "--pincode", "--id"], ""),
        (&["room", "new", "--form", "name", "--words", "2"], ""),
        (&["room", "check"], "YoyoPurpleWalnut\n"),
        (&["room", "check"], "https://www.leapchat.org/#YoyoPurpleWalnut--\n"),
        (&["room", "check"], "https://meet.example/a?b\n"),
        (&["room", "check"], "-\n"),
        (&["wordlist", "list"], ""),
        (&["wordlist", "show", "eff-large"], ""),
        (&["wordlist", "show", "de"], ""),
        (&["wordlist", "check", &words], ""),
        (&["wordlist", "check", &words, "--separator", ""], ""),
        (&["torcheck", "--proxy", "127.0.0.1:1"], ""),
        (&["torcheck", "--proxy", "localhost:1", "--full", "--onion-url", ONION], ""),
        (&["checklist"], ""),
        (&["checklist", "--from", "discord", "--from", "slack", "--members", "40"], ""),
        (&["checklist", "--from", "x", "--to", "telegram", "--anyway", "--profile", "activist"], ""),
        (&["checklist", "--chart", "--from", "discord"], ""),
        (&["checklist", "--slips", "--members", "3"], ""),
        (&["checklist", "--slips", "--members-file", "-"], "Ada\n</b>\n"),
        (&["verify", "new", "--members-file", members], ""),
        (&["verify", "new", "--members-file", members, "--salt-file", &salt], ""),
        (&["verify", "check", "--salt-file", &salt, "--seen-file", "-"], &own),
        (
            &["verify", "check", "--salt-file", &salt, "--seen-file", "-"],
            "Ada#1 -> ada.42 = acid acorn acre\n",
        ),
        (&["verify", "check", "--salt-file", &salt, "--page", &page], "Ada#1\nada.42\n"),
        (&["review", "check", &good], ""),
        (&["review", "check", &good, &misnamed, &faulty, &unknown, &missing], ""),
        (&["review", "fingerprint", "-"], "We keep logs. We sell nothing.\n"),
        (&["review", "prove", &good, "discord", "--texts", "tests/data"], ""),
        (&["review", "diff", &good, &good], ""),
        (&["review", "diff", &good, &changed], ""),
        (&["review", "diff", &good, &unknown], ""),
        (&["review", "diff", "policies/platforms/discord.yaml", "policies/platforms/signal.yaml"], ""),
    ];
    let mut seen: BTreeSet<_> = table.iter().map(|(arguments, input)| printed(arguments, input)).collect();
    seen.extend(watched());
    let all: BTreeSet<_> = schemas().keys().map(String::as_str).collect();
    assert_eq!(seen, all, "not every document was printed");
}

const ONION: &str = "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion/";

/// Spoils a document.
type Spoil<'a> = &'a dyn Fn(&mut Value);

/// The tester itself must see a fault.
#[test]
fn a_wrong_document_does_not_pass() {
    let right = json(&run(&["rate", "discord", "--json"], ""));
    assert_eq!(faults("rate", &right), [""; 0]);
    let spoilt: &[(&str, Spoil<'_>)] = &[
        ("another version", &|value| value["schema"] = json!(2)),
        ("a day that isn't one", &|value| value["as_of"] = json!("2026-02-30")),
        ("a lost field", &|value| drop(value.as_object_mut().unwrap().remove("better"))),
        ("a lost field deep inside", &|value| {
            drop(value["platforms"][0]["answers"][3].as_object_mut().unwrap().remove("label"));
        }),
        ("an unknown word", &|value| value["platforms"][0]["status"] = json!("undead")),
        ("a text for a number", &|value| value["platforms"][0]["parts"][0]["low"] = json!("3.9")),
        ("too many points", &|value| value["platforms"][0]["parts"][0]["low"] = json!(10.1)),
        ("null for a list", &|value| value["platforms"] = Value::Null),
    ];
    for (what, spoil) in spoilt {
        let mut wrong = right.clone();
        spoil(&mut wrong);
        assert_eq!(faults("rate", &wrong).len(), 1, "{what}");
    }
    let mut richer = right;
    richer["a_field_of_the_future"] = json!(true);
    assert_eq!(faults("rate", &richer), [""; 0], "a script must not fail at a new field");
    assert_eq!(faults("nothing", &json!({})), ["nothing has no schema"]);
}

#[test]
fn one_app_and_two_have_the_same_fields() {
    let keys = |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let one = json(&run(&["rate", "discord", "--json"], ""));
    let two = json(&run(&["rate", "discord", "signal", "--json"], ""));
    assert_eq!(keys(&one), keys(&two));
    assert_eq!(keys(&one["platforms"][0]), keys(&two["platforms"][1]));
    assert_eq!((&one["platforms"][0]["rank"], &two["better"]), (&Value::Null, &json!([])));
    let gate = &one["platforms"][0]["gate"];
    assert_eq!((&gate["state"], &gate["verdict"]), (&json!("closed"), &json!("not private")));
    assert_eq!(gate["reasons"][0]["label"], gate["reasons"][0]["answer"]["label"]);
}

#[test]
fn a_schema_is_valid_describes_every_field_and_requires_it() {
    for (name, schema) in schemas() {
        assert!(jsonschema::meta::is_valid(schema), "{name}");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("urn:opsec:schema:1:{name}"));
        let command = name.replace('-', " ").replace("torcheck watch", "torcheck -- COMMAND");
        assert_eq!(schema["title"], format!("opsec {command}"));
        assert_eq!(schema["properties"]["schema"]["const"], 1, "{name}");
        let mut objects = 0;
        let mut broken = vec![];
        every_schema(schema, &mut |part| {
            let Some(properties) = part["properties"].as_object() else { return };
            objects += 1;
            assert!(part.get("additionalProperties").is_none(), "{name} lets no field be added: {part}");
            for (field, about) in properties {
                let described = about["description"].as_str().is_some_and(|text| text.ends_with('.'));
                let required =
                    part["required"].as_array().is_some_and(|all| all.iter().any(|key| key == field));
                if !described || !required {
                    broken.push(format!("{name}: {field} is described: {described}, required: {required}"));
                }
            }
        });
        assert!(objects > 0 && broken.is_empty(), "{}", broken.join("\n"));
    }
    assert!(jsonschema::meta::is_valid(&json(&run(&["review", "schema"], ""))));
}

/// Shows every schema within a schema, itself first.
fn every_schema(schema: &Value, show: &mut impl FnMut(&Value)) {
    match schema {
        Value::Object(map) => {
            show(schema);
            map.values().for_each(|value| every_schema(value, show));
        }
        Value::Array(list) => list.iter().for_each(|value| every_schema(value, show)),
        _ => {}
    }
}

#[test]
fn the_list_names_every_document_and_other_names_are_refused() {
    assert!(schemas().len() > 12, "{:?}", schemas().keys());
    let list = stdout(&run(&["schema"], ""));
    assert!(list.contains("opsec schema verify-check   ") && list.contains("only added"), "{list}");
    assert_eq!(stdout(&run(&["schema", "room"], "")), stdout(&run(&["schema", "room-new"], "")));
    for wrong in
        [&["schema", "rat"][..], &["schema", "rate", "room"], &["schema", "rate", "--format", "html"]]
    {
        assert!(run(wrong, "").stdout.is_empty(), "{wrong:?}");
        assert_eq!(run(wrong, "").status.code(), Some(64), "{wrong:?}");
    }
}
