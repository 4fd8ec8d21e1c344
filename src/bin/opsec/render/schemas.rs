//! The JSON Schemas of what the commands print as JSON, derived from the types that are printed.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};

use super::{checklist, passphrase, rate, review, room, torcheck, verify, wordlist};
use crate::cli::schema::Document;

/// Returns the schema (JSON Schema 2020-12) of a document.
pub(crate) fn schema(document: Document) -> Schema {
    let mut schema = match document {
        Document::Rate => derived::<rate::json::RateJson<'_>>(),
        Document::Passphrase => derived::<passphrase::json::PhrasesJson<'_>>(),
        Document::PassphraseCheck => derived::<passphrase::json::JudgementJson<'_>>(),
        Document::RoomNew => derived::<room::json::RoomJson<'_>>(),
        Document::RoomCheck => derived::<room::json::CheckJson<'_>>(),
        Document::WordlistList => derived::<wordlist::json::ListingJson>(),
        Document::WordlistShow | Document::WordlistCheck => derived::<wordlist::json::ExaminedJson<'_>>(),
        Document::Torcheck => derived::<torcheck::json::CheckJson<'_>>(),
        Document::TorcheckWatch => derived::<torcheck::watch::json::WatchJson>(),
        Document::Checklist => derived::<checklist::json::PlanJson<'_>>(),
        Document::VerifyNew => derived::<verify::json::RoundJson<'_>>(),
        Document::VerifyCheck => derived::<verify::json::FindingsJson<'_>>(),
        Document::ReviewCheck => derived::<review::json::ChecksJson<'_>>(),
        Document::ReviewFingerprint => derived::<review::json::proof::SentencesJson<'_>>(),
        Document::ReviewProve => derived::<review::json::proof::ProofsJson<'_>>(),
        Document::ReviewDiff => derived::<review::json::DifferencesJson<'_>>(),
    };
    schema.insert("$id".to_owned(), format!("urn:opsec:schema:1:{}", document.name()).into());
    schema.insert("title".to_owned(), document.command().into());
    schema
}

/// The schema of a type as it is written, in one piece.
fn derived<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize().with(|settings| {
        settings.inline_subschemas = true;
    });
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(forget_sizes).transform(&mut schema);
    schema
}

/// Takes away how wide the numbers are in this program, which no standard knows and no script needs.
fn forget_sizes(schema: &mut Schema) {
    let is_number = |kind: &serde_json::Value| {
        let kinds = kind.as_array().map_or(std::slice::from_ref(kind), Vec::as_slice);
        kinds.iter().any(|kind| kind == "integer" || kind == "number")
    };
    if schema.get("type").is_some_and(is_number) {
        schema.remove("format");
    }
}
