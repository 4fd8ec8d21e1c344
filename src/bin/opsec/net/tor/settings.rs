//! The settings of the Tor client: how it finds the network, and where it keeps its files.

use std::path::{Path, PathBuf};

use arti_client::TorClientConfig;
use arti_client::config::{BridgeConfigBuilder, CfgPath, TorClientConfigBuilder};
use opsec::language::Language;
use opsec::torcheck::{SettingsError, read_bridges};

use crate::files::read_text;
use crate::net::tor::refused;
use crate::outcome::Result;

/// Longest configuration or list of bridges, in bytes.
const LONGEST_FILE: u64 = 1 << 20;

/// Settings that the client accepts.
pub(crate) struct Settings(TorClientConfig);

impl Settings {
    /// Reads a configuration in TOML and a file of bridges, if they are given.
    ///
    /// Without a folder of its own in the configuration, the client keeps its files in the one that `folder`
    /// returns; with `true` it does so in any case.
    pub(crate) fn read(
        language: Language,
        configuration: Option<&Path>,
        bridges: Option<&Path>,
        folder: impl FnOnce() -> Result<(PathBuf, bool)>,
    ) -> Result<Self> {
        let read = |path: Option<&Path>| path.map(|path| read_text(language, path, LONGEST_FILE)).transpose();
        let (configuration, bridges) = (read(configuration)?, read(bridges)?);
        let (folder, in_any_case) = folder()?;
        Self::new(configuration.as_deref(), bridges.as_deref(), &folder, in_any_case)
            .map_err(|error| refused(language, error))
    }

    fn new(
        configuration: Option<&str>,
        bridges: Option<&str>,
        folder: &Path,
        in_any_case: bool,
    ) -> Result<Self, SettingsError> {
        let table = read_table(configuration.unwrap_or_default())?;
        let has_folder = table.contains_key("storage") && !in_any_case;
        let transports = transports(&table);
        let mut builder = builder(table)?;
        if !has_folder {
            let place = |name: &str| CfgPath::new_literal(folder.join(name));
            builder.storage().cache_dir(place("cache")).state_dir(place("state"));
        }
        if let Some(text) = bridges {
            for (line, bridge) in read_bridges(text, &transports)? {
                let bridge: BridgeConfigBuilder =
                    bridge.parse().map_err(|_| SettingsError::BridgeUnreadable(line))?;
                builder.bridges().bridges().push(bridge);
            }
        }
        builder.build().map(Self).map_err(|error| SettingsError::Unusable(error.to_string()))
    }

    pub(super) fn into_configuration(self) -> TorClientConfig {
        self.0
    }
}

fn read_table(text: &str) -> Result<toml::Table, SettingsError> {
    toml::from_str(text).map_err(|error| {
        let line =
            |span: std::ops::Range<usize>| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1;
        SettingsError::NotToml(error.span().map(line))
    })
}

fn builder(table: toml::Table) -> Result<TorClientConfigBuilder, SettingsError> {
    let mut unknown = Vec::new();
    let builder = serde_ignored::deserialize(table, |path| unknown.push(path.to_string()))
        .map_err(|error| SettingsError::Unusable(error.to_string()))?;
    // A bridge under a misspelt heading would be ignored, and the network contacted without it.
    if unknown.is_empty() { Ok(builder) } else { Err(SettingsError::Unknown(unknown)) }
}

/// The names of the pluggable transports whose program a configuration names.
fn transports(table: &toml::Table) -> Vec<String> {
    let named = || {
        let transports = table.get("bridges")?.get("transports")?.as_array()?;
        let protocols = transports.iter().filter_map(|one| one.get("protocols")?.as_array()).flatten();
        Some(protocols.filter_map(|name| name.as_str().map(str::to_owned)).collect())
    };
    named().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_setting_is_never_ignored() {
        let settings = |text| Settings::new(Some(text), None, Path::new("/nonexistent"), true);
        let error = settings("[bridge]\nbridges = []").err().unwrap();
        assert_eq!(error, SettingsError::Unknown(vec!["bridge".to_owned()]));
        assert!(settings("[address_filter]\nallow_local_addrs = true").is_ok());
    }

    #[test]
    fn a_bridge_that_the_client_cannot_read_is_refused_with_its_line() {
        let bridges = "# mine\n192.0.2.78:9001 x\n";
        let error = Settings::new(None, Some(bridges), Path::new("/nonexistent"), true).err().unwrap();
        assert_eq!(error, SettingsError::BridgeUnreadable(2));
    }

    #[test]
    fn a_configuration_that_is_not_toml_is_refused_with_its_line() {
        assert_eq!(read_table("[a]\nb = \n"), Err(SettingsError::NotToml(Some(2))));
    }

    #[test]
    fn transports_are_found_in_a_configuration() {
        let table =
            toml::from_str("[[bridges.transports]]\nprotocols = [\"obfs4\", \"snowflake\"]\npath = \"/x\"");
        assert_eq!(transports(&table.unwrap()), ["obfs4", "snowflake"]);
        assert!(transports(&toml::Table::new()).is_empty());
    }
}
