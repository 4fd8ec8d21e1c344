//! A configuration of the Tor client as the user wrote it, in TOML.

use std::path::PathBuf;

use arti_client::config::TorClientConfigBuilder;
use opsec::torcheck::SettingsError;
use toml::{Table, Value};

use crate::net::tor::Program;

impl Program {
    /// Whether it serves a transport.
    pub(super) fn serves(&self, transport: &str) -> bool {
        self.transports.iter().any(|name| name == transport)
    }
}

pub(super) fn read(text: &str) -> Result<Table, SettingsError> {
    // Some editors begin a file with a mark that says nothing but that it is UTF-8.
    let text = text.trim_start_matches('\u{FEFF}');
    toml::from_str(text).map_err(|error| {
        let line =
            |span: std::ops::Range<usize>| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1;
        SettingsError::NotToml(error.span().map(line))
    })
}

pub(super) fn builder(table: Table) -> Result<TorClientConfigBuilder, SettingsError> {
    let mut unknown = Vec::new();
    let builder = serde_ignored::deserialize(table, |path| unknown.push(path.to_string()))
        .map_err(|error| SettingsError::Unusable(error.to_string()))?;
    // A bridge under a misspelt heading would be ignored, and the network contacted without it.
    if unknown.is_empty() { Ok(builder) } else { Err(SettingsError::Unknown(unknown)) }
}

/// Whether a section has a setting.
pub(super) fn has(table: &Table, section: &str, name: &str) -> bool {
    table.get(section).is_some_and(|section| section.get(name).is_some())
}

/// Whether it keeps the client from using its bridges. The client also takes the word in quotes for that.
pub(super) fn switches_bridges_off(table: &Table) -> bool {
    let enabled = table.get("bridges").and_then(|section| section.get("enabled"));
    enabled.is_some_and(|value| value.as_bool() == Some(false) || value.as_str() == Some("false"))
}

/// The programs of pluggable transports that it names. One that listens already needs no program.
pub(super) fn programs(table: &Table) -> Vec<Program> {
    let transports = table.get("bridges").and_then(|section| section.get("transports")?.as_array());
    let program = |transport: &Value| {
        let protocols = transport.get("protocols")?.as_array()?.iter();
        let transports = protocols.filter_map(|name| name.as_str().map(str::to_owned)).collect();
        let path = transport.get("path").and_then(Value::as_str).map(PathBuf::from).unwrap_or_default();
        Some(Program { transports, path, was_found: false })
    };
    transports.into_iter().flatten().filter_map(program).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_that_is_not_toml_is_refused_with_its_line() {
        assert_eq!(read("[a]\nb = \n"), Err(SettingsError::NotToml(Some(2))));
        assert!(read("\u{FEFF}[a]\n").is_ok());
    }

    #[test]
    fn transports_are_found_in_a_configuration() {
        let table =
            read("[[bridges.transports]]\nprotocols = [\"obfs4\", \"snowflake\"]\npath = \"/x\"").unwrap();
        let programs = programs(&table);
        assert_eq!(programs.len(), 1);
        assert!(
            programs[0].serves("obfs4") && programs[0].serves("snowflake") && !programs[0].serves("meek")
        );
        assert!(super::programs(&Table::new()).is_empty());
    }
}
