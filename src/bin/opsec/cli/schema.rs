//! Arguments of `opsec schema`.

use clap::{Args, ValueEnum};

/// Print what the JSON of each command looks like
///
/// Without a name it lists the documents. With a name it prints that document's JSON Schema
/// (draft 2020-12), which describes every field.
///
/// Every document begins with "schema": 1. Within schema 1, fields are only added, never renamed or
/// removed, and every field is always there: null or empty if there's nothing to say.
#[derive(Args)]
#[command(after_help = "Examples:
  opsec schema                       which documents are there?
  opsec schema rate                  the JSON of opsec rate
  opsec schema torcheck -o torcheck.schema.json

For the files that reviewers write, see opsec review schema.")]
pub(crate) struct SchemaArguments {
    /// Name the document: a command, its words joined by hyphens
    #[arg(value_enum, value_name = "DOCUMENT")]
    pub(crate) document: Option<Document>,
}

/// A JSON document that a command prints. Its name is that of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Document {
    Rate,
    Passphrase,
    PassphraseCheck,
    #[value(alias = "room")]
    RoomNew,
    RoomCheck,
    #[value(alias = "wordlist")]
    WordlistList,
    WordlistShow,
    WordlistCheck,
    Torcheck,
    TorcheckWatch,
    Checklist,
    VerifyNew,
    VerifyCheck,
    ReviewCheck,
    ReviewFingerprint,
    ReviewProve,
    ReviewDiff,
}

impl Document {
    /// All documents, in the order of the commands.
    pub(crate) fn all() -> &'static [Self] {
        Self::value_variants()
    }

    /// The name by which it's asked for.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// The command that prints it, without its options.
    pub(crate) fn command(self) -> String {
        if self == Self::TorcheckWatch {
            return "opsec torcheck -- COMMAND".to_owned();
        }
        format!("opsec {}", self.name().replace('-', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{described, offered};
    use crate::report::Format;

    /// What these print as JSON is itself a JSON Schema.
    const SCHEMAS: &[&str] = &["review-schema", "schema"];

    /// The names of the commands that run by themselves and offer JSON, with hyphens between their words.
    fn with_json(command: &clap::Command, path: &[&str]) -> Vec<String> {
        let runs = !path.is_empty() && !command.is_subcommand_required_set();
        let own = (runs && offered(path).contains(&Format::Json)).then(|| path.join("-"));
        let below = command.get_subcommands();
        let below = below.flat_map(|child| with_json(child, &[path, &[child.get_name()]].concat()));
        own.into_iter().chain(below).collect()
    }

    #[test]
    fn every_command_that_offers_json_has_a_schema_and_no_schema_is_left_over() {
        let mut offering = with_json(&described(), &[]);
        offering.retain(|name| !SCHEMAS.contains(&name.as_str()));
        // One command may print two documents.
        let documents = Document::all().iter().filter(|document| **document != Document::TorcheckWatch);
        let described: Vec<_> = documents.map(|document| document.name()).collect();
        assert_eq!(offering, described);
    }
}
