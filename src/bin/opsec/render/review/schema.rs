//! The JSON Schema of a review, with the questions and options of the rubric, for editors.

use opsec::language::Language;
use opsec::review::leaving::Part;
use opsec::review::rubric::Question;
use opsec::review::{LONGEST_NOTE, PlatformKind, Rubric};
use serde_json::{Value, json};

use crate::words::review as words;

/// See [`opsec::text::fingerprint::Fingerprint`].
const FINGERPRINT: &str = "^[a-z2-7]{13}$";
const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";

/// Returns the schema (JSON Schema 2020-12) of a review for this rubric.
pub(crate) fn write(language: Language, rubric: &Rubric) -> Value {
    let answers: Vec<_> = rubric.questions().map(|question| answer(language, question)).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "opsec review",
        "description": words::schema_about(language),
        "type": "object",
        "additionalProperties": false,
        "required": ["schema", "id", "name", "kind", "status"],
        "anyOf": [{"required": ["answers"]}, {"required": ["leaving"]}],
        "properties": {
            "schema": {"const": 2},
            "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"},
            "aliases": {"type": "array", "items": {"type": "string"}, "uniqueItems": true},
            "name": {"type": "string", "minLength": 1},
            "kind": {"enum": ["chat", "mail", "sharing", "browser"]},
            "status": {"enum": ["active", "at-risk", "discontinued"]},
            "successors": {"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/successor"}]}},
            "origin": {"enum": ["reviewed", "machine-suggested"]},
            "operator": {
                "type": "object",
                "additionalProperties": false,
                "required": ["name", "country"],
                "properties": {
                    "name": {"type": "string", "minLength": 1},
                    "country": {"type": "string"},
                    "sources": {"$ref": "#/$defs/sources"},
                    "checked": {"type": "string", "pattern": DAY},
                },
            },
            "status_note": {"$ref": "#/$defs/fact"},
            "answers": {"type": "array", "items": {"anyOf": answers}},
            "remarks": {"type": "array", "items": {"$ref": "#/$defs/fact"}},
            "leaving": leaving(),
        },
        "$defs": definitions(),
    })
}

fn answer(language: Language, question: &Question) -> Value {
    let options: Vec<_> = question.options.iter().map(|option| option.id.as_str()).collect();
    let kinds = if question.applies_to.is_empty() {
        words::schema_any_kind(language).to_owned()
    } else {
        question.applies_to.iter().map(|kind| kind_name(*kind)).collect::<Vec<_>>().join(", ")
    };
    let judge = question.judge.as_ref().map(|judge| judge.text(language));
    json!({
        "type": "object",
        "additionalProperties": false,
        "description": words::schema_question(language, question.text.text(language), judge, &kinds),
        "required": ["question"],
        "oneOf": [
            {"required": ["option", "sources", "checked"]},
            {"required": ["unknown"]},
            {"required": ["na"]},
        ],
        "properties": {
            "question": {"const": question.id},
            "option": {"enum": options},
            "unknown": {"type": "string", "description": words::schema_unknown(language)},
            "na": {"type": "string", "description": words::schema_na(language)},
            "note": {"type": "string", "maxLength": LONGEST_NOTE},
            "sources": {"$ref": "#/$defs/sources"},
            "checked": {"type": "string", "pattern": DAY},
            "confidence": {"$ref": "#/$defs/confidence"},
        },
    })
}

/// The name of a kind in a review.
pub(super) fn kind_name(kind: PlatformKind) -> &'static str {
    match kind {
        PlatformKind::Chat => "chat",
        PlatformKind::Mail => "mail",
        PlatformKind::Sharing => "sharing",
        PlatformKind::Browser => "browser",
    }
}

fn leaving() -> Value {
    let names = Part::ALL.map(Part::id);
    let mut properties: serde_json::Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), json!({"$ref": "#/$defs/step"}))).collect();
    let order = Part::USUAL_ORDER.map(Part::id);
    properties
        .insert("order".to_owned(), json!({"type": "array", "items": {"enum": order}, "uniqueItems": true}));
    properties.insert("after_account".to_owned(), json!({"type": "string", "minLength": 1}));
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

fn definitions() -> Value {
    json!({
        "confidence": {"enum": ["high", "medium", "low", "disputed"]},
        "sources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["url", "published", "seen"],
                "properties": {
                    "url": {"type": "string", "pattern": r"^https?://[^\s/?#]+\S*$"},
                    // Without quotes, YAML takes a year or the section 1.2 for a number.
                    "section": {"type": ["string", "number"]},
                    "title": {"type": "string", "minLength": 1},
                    "published": {
                        "type": ["string", "integer"],
                        "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$",
                        "minimum": 1000,
                        "maximum": 9999,
                    },
                    "seen": {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2}|unknown)$"},
                    "dated": {"type": "string", "pattern": FINGERPRINT},
                    "evidence": {"type": "array", "items": {"type": "string", "pattern": FINGERPRINT}},
                },
            },
        },
        "fact": {
            "type": "object",
            "additionalProperties": false,
            "required": ["note", "sources", "checked"],
            "properties": {
                "note": {"type": "string"},
                "sources": {"$ref": "#/$defs/sources"},
                "checked": {"type": "string", "pattern": DAY},
                "confidence": {"$ref": "#/$defs/confidence"},
            },
        },
        "successor": {
            "type": "object",
            "additionalProperties": false,
            "required": ["name"],
            "properties": {
                "name": {"type": "string", "minLength": 1},
                "note": {"type": "string"},
                "sources": {"$ref": "#/$defs/sources"},
                "checked": {"type": "string", "pattern": DAY},
                "confidence": {"$ref": "#/$defs/confidence"},
            },
        },
        "step": {
            "type": "object",
            "additionalProperties": false,
            "anyOf": [{"required": ["note", "sources", "checked"]}, {"required": ["unknown"]}],
            "properties": {
                "unknown": {"type": "string"},
                "note": {"type": "string"},
                "wait_days": {"type": "integer", "minimum": 0, "maximum": 3650},
                "link_days": {"type": "integer", "minimum": 0, "maximum": 3650},
                "holds": {"enum": ["everyone", "own", "none", "unknown"]},
                "grace_days": {"type": "integer", "minimum": 0, "maximum": 3650},
                "where": {"type": "string"},
                "sources": {"$ref": "#/$defs/sources"},
                "checked": {"type": "string", "pattern": DAY},
                "confidence": {"$ref": "#/$defs/confidence"},
            },
        },
    })
}
