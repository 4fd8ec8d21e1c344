//! `opsec schema`: what the JSON of each command looks like.

use crate::cli::schema::{Document, SchemaArguments};
use crate::render::schemas;
use crate::report::{Answer, Format, Report};
use crate::ui::Ui;
use crate::words::schema as words;

/// The forms that are offered, the default first.
pub(crate) fn formats(arguments: &SchemaArguments) -> &'static [Format] {
    match arguments.document {
        None => &[Format::Text],
        Some(_) => &[Format::Json],
    }
}

pub(crate) fn run(arguments: &SchemaArguments, ui: &Ui) -> Report {
    Report::new(match arguments.document {
        None => Answer::Finished(list(ui).into_bytes()),
        Some(document) => Answer::json(&schemas::schema(document)),
    })
}

/// A line for each document: what to type, and what it says about.
fn list(ui: &Ui) -> String {
    let language = ui.language();
    let names: Vec<_> =
        Document::all().iter().map(|document| (document.name(), document.command())).collect();
    let width = names.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines = names.iter().map(|(name, command)| words::line(language, name, width, command));
    lines.chain([words::promise(language).to_owned()]).collect()
}
