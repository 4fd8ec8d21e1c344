//! The settings of the Tor client: how it finds the network, and where it keeps its files.

use std::path::{Path, PathBuf};

use arti_client::TorClientConfig;
use arti_client::config::circ::CircMgrConfig;
use arti_client::config::pt::TransportConfigBuilder;
use arti_client::config::{
    BoolOrAuto, BridgeConfigBuilder, CfgPath, PtTransportName, TorClientConfigBuilder,
};
use opsec::language::Language;
use opsec::torcheck::{Bridge, SettingsError, read_bridges};

use super::table;
use crate::files::{can_be_started, transport_program};
use crate::net::tor::{Program, refused};
use crate::outcome::Result;

/// Settings that the client accepts, without the place for its files.
pub(crate) struct Settings {
    builder: TorClientConfigBuilder,
    has_bridges: bool,
    /// The programs of the pluggable transports that the bridges need.
    programs: Vec<Program>,
    /// Whether the configuration says where these files belong.
    names_cache: bool,
    names_state: bool,
}

/// Settings with the place for the client's files.
#[derive(Clone)]
pub(super) struct Placed {
    pub(super) configuration: TorClientConfig,
    /// Whether a pluggable transport carries the connections.
    pub(super) has_transport: bool,
    /// Our own folders, which can be emptied; not those that the user named.
    pub(super) cache: Option<PathBuf>,
    pub(super) state: Option<PathBuf>,
}

impl Settings {
    /// Reads a configuration in TOML and a list of bridges, if they are given.
    pub(crate) fn read(
        language: Language,
        configuration: Option<&str>,
        bridges: Option<&str>,
    ) -> Result<Self> {
        Self::new(configuration.unwrap_or_default(), bridges).map_err(|error| refused(language, error))
    }

    fn new(configuration: &str, bridges: Option<&str>) -> Result<Self, SettingsError> {
        let table = table::read(configuration)?;
        let (names_cache, names_state) =
            (table::has(&table, "storage", "cache_dir"), table::has(&table, "storage", "state_dir"));
        let is_off = table::switches_bridges_off(&table);
        let mut programs = table::programs(&table);
        let mut builder = table::builder(table)?;
        let given = bridges.map(read_bridges);
        if given.as_ref().is_some_and(Vec::is_empty) {
            return Err(SettingsError::NoBridge);
        }
        let given = given.unwrap_or_default();
        if !given.is_empty() {
            // Whatever the configuration says: who gives bridges must not be seen by anyone else.
            builder.bridges().enabled(BoolOrAuto::Explicit(true));
            builder.bridges().bridges().clear();
        }
        let mut used: Vec<_> =
            given.iter().map(|bridge| (bridge.line, bridge.transport.map(str::to_owned))).collect();
        if !is_off {
            used.extend((1..).zip(builder.bridges().bridges().iter().map(transport_of)));
        }
        for (line, transport) in &used {
            let Some(name) = transport else { continue };
            if !programs.iter().any(|program| program.serves(name)) {
                let missing = || SettingsError::TransportMissing { line: *line, name: name.clone() };
                let path = transport_program(name).ok_or_else(missing)?;
                programs.push(add_transport(&mut builder, name, path)?);
            }
        }
        for Bridge { line, text, .. } in &given {
            let bridge: BridgeConfigBuilder =
                text.parse().map_err(|_| SettingsError::BridgeUnreadable(*line))?;
            builder.bridges().bridges().push(bridge);
        }
        programs.retain(|program| {
            let is_used = used.iter().any(|(_, name)| name.as_ref().is_some_and(|name| program.serves(name)));
            is_used && !program.path.as_os_str().is_empty()
        });
        check(&programs)?;
        let built = builder.build().map_err(|error| SettingsError::Unusable(error.to_string()))?;
        Ok(Self { has_bridges: uses_bridges(&built), builder, programs, names_cache, names_state })
    }

    /// Whether the client connects to bridges alone.
    pub(crate) fn has_bridges(&self) -> bool {
        self.has_bridges
    }

    /// The programs that the client starts, for the bridges that need a pluggable transport.
    pub(crate) fn programs(&self) -> &[Program] {
        &self.programs
    }

    /// Whether the client needs a folder for its files that its configuration does not name.
    pub(crate) fn needs_folder(&self) -> bool {
        !(self.names_cache && self.names_state)
    }

    /// Places the client's files in a folder, but those for which the configuration names one; with
    /// `in_any_case` those too.
    pub(super) fn place(mut self, folder: Option<&Path>, in_any_case: bool) -> Result<Placed, SettingsError> {
        let own = |is_named: bool, name: &str| {
            folder.filter(|_| in_any_case || !is_named).map(|folder| folder.join(name))
        };
        let (cache, state) = (own(self.names_cache, "cache"), own(self.names_state, "state"));
        if let Some(path) = &cache {
            self.builder.storage().cache_dir(CfgPath::new_literal(path));
        }
        if let Some(path) = &state {
            self.builder.storage().state_dir(CfgPath::new_literal(path));
        }
        let configuration =
            self.builder.build().map_err(|error| SettingsError::Unusable(error.to_string()))?;
        Ok(Placed { configuration, has_transport: !self.programs.is_empty(), cache, state })
    }
}

/// Whether the client connects to bridges alone, by what it has made of all settings itself.
fn uses_bridges(configuration: &impl CircMgrConfig) -> bool {
    configuration.bridges_enabled()
}

/// The pluggable transport of a bridge in the configuration, which may be a line or a table.
fn transport_of(bridge: &BridgeConfigBuilder) -> Option<String> {
    // By these names the client connects without one.
    bridge.get_transport().filter(|name| !["", "-", "bridge"].contains(name)).map(str::to_owned)
}

/// Adds the program of a pluggable transport, found on this computer.
fn add_transport(
    builder: &mut TorClientConfigBuilder,
    name: &str,
    path: PathBuf,
) -> Result<Program, SettingsError> {
    let unusable = |error: &dyn std::error::Error| SettingsError::Unusable(error.to_string());
    let protocol: PtTransportName = name.parse().map_err(|error| unusable(&error))?;
    let mut transport = TransportConfigBuilder::default();
    transport.protocols(vec![protocol]).path(CfgPath::new_literal(&path));
    builder.bridges().transports().push(transport);
    Ok(Program { transports: vec![name.to_owned()], path, was_found: true })
}

/// Refuses a program that cannot be started, before anybody is contacted.
fn check(programs: &[Program]) -> Result<(), SettingsError> {
    let is_literal = |program: &Program| !program.path.to_string_lossy().contains(['$', '~']);
    let unusable = |program: &&Program| is_literal(program) && !can_be_started(&program.path);
    match programs.iter().find(unusable) {
        None => Ok(()),
        Some(Program { transports, path, .. }) => Err(SettingsError::TransportUnusable {
            name: transports.join(", "),
            path: path.to_string_lossy().into_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(configuration: &str, bridges: Option<&str>) -> Result<Settings, SettingsError> {
        Settings::new(configuration, bridges)
    }

    fn error(configuration: &str, bridges: Option<&str>) -> SettingsError {
        settings(configuration, bridges).err().unwrap()
    }

    const BRIDGE: &str = "192.0.2.66:443 8C00000DFE0046ABCDFAD191144399CB520C29E8";

    #[test]
    fn a_misspelt_setting_is_never_ignored() {
        assert_eq!(error("[bridge]\nbridges = []", None), SettingsError::Unknown(vec!["bridge".to_owned()]));
        assert!(settings("[address_filter]\nallow_local_addrs = true", None).is_ok());
    }

    #[test]
    fn a_bridge_that_the_client_cannot_read_is_refused_with_its_line() {
        assert_eq!(error("", Some("# mine\n192.0.2.78:9001 x\n")), SettingsError::BridgeUnreadable(2));
        assert_eq!(error("", Some("# none\n")), SettingsError::NoBridge);
    }

    #[test]
    fn a_configuration_cannot_switch_off_the_bridges_that_were_given() {
        for configuration in ["", "[bridges]\nenabled = false", "[bridges]\nenabled = \"auto\""] {
            let settings = settings(configuration, Some(BRIDGE)).unwrap();
            assert!(settings.has_bridges());
            let placed = settings.place(Some(Path::new("/nonexistent")), true).ok().unwrap();
            let shown = format!("{:?}", placed.configuration);
            assert!(shown.contains("enabled: Explicit(true)"), "{shown}");
        }
    }

    #[test]
    fn bridges_of_the_configuration_are_bridges() {
        let listed = format!("[bridges]\nbridges = [\"{BRIDGE}\"]");
        assert!(settings(&listed, None).unwrap().has_bridges());
        let in_lines = format!("[bridges]\nbridges = '''\n# mine\n{BRIDGE}\n'''");
        assert!(settings(&in_lines, None).unwrap().has_bridges());
        let in_tables = "[bridges]\n[[bridges.bridges]]\naddrs = [\"192.0.2.66:443\"]\n\
                         ids = [\"8C00000DFE0046ABCDFAD191144399CB520C29E8\"]";
        assert!(settings(in_tables, None).unwrap().has_bridges());
        assert!(!settings("", None).unwrap().has_bridges());
    }

    #[test]
    fn bridges_that_are_switched_off_are_none_however_that_is_written() {
        for (written, has_bridges) in
            [("false", false), ("\"false\"", false), ("true", true), ("\"true\"", true), ("\"auto\"", true)]
        {
            let text = format!("[bridges]\nenabled = {written}\nbridges = [\"{BRIDGE}\"]");
            assert_eq!(settings(&text, None).unwrap().has_bridges(), has_bridges, "{written}");
        }
    }

    #[test]
    fn bridges_that_were_given_are_the_only_ones() {
        let other = "[bridges]\nbridges = [\"192.0.2.78:9001 316E643333645F6D79216558614D3931657A5F5F\"]";
        let placed = settings(other, Some(BRIDGE)).unwrap().place(None, false).ok().unwrap();
        let shown = format!("{:?}", placed.configuration);
        assert!(shown.contains("192.0.2.66") && !shown.contains("192.0.2.78"), "{shown}");
    }

    #[test]
    fn a_transport_of_a_bridge_in_a_table_needs_a_program() {
        let text = "[bridges]\n[[bridges.bridges]]\ntransport = \"nonesuch\"\naddrs = [\"192.0.2.66:443\"]\n\
                    ids = [\"8C00000DFE0046ABCDFAD191144399CB520C29E8\"]";
        assert_eq!(
            error(text, None),
            SettingsError::TransportMissing { line: 1, name: "nonesuch".to_owned() }
        );
    }

    #[test]
    fn only_folders_that_are_named_are_the_users() {
        let place = |text: &str, in_any_case| {
            let settings = settings(text, None).unwrap();
            let placed = settings.place(Some(Path::new("/folder")), in_any_case).ok().unwrap();
            (placed.cache, placed.state)
        };
        let ours = |name: &str| Some(Path::new("/folder").join(name));
        assert_eq!(place("", false), (ours("cache"), ours("state")));
        let permissions = "[storage.permissions]\ndangerously_trust_everyone = true";
        assert_eq!(place(permissions, false), (ours("cache"), ours("state")));
        assert_eq!(place("[storage]\ncache_dir = \"/mine\"", false), (None, ours("state")));
        assert_eq!(place("[storage]\nstate_dir = \"/mine\"", false), (ours("cache"), None));
        assert_eq!(place("[storage]\ncache_dir = \"/mine\"", true), (ours("cache"), ours("state")));
    }

    #[test]
    fn a_transport_needs_a_program_that_can_be_started() {
        let line = "nonesuch 192.0.2.55:38114 316E643333645F6D79216558614D3931657A5F5F";
        let missing = SettingsError::TransportMissing { line: 1, name: "nonesuch".to_owned() };
        assert_eq!(error("", Some(line)), missing);
        let named = "[[bridges.transports]]\nprotocols = [\"nonesuch\"]\npath = \"/nonexistent/program\"";
        let unusable = SettingsError::TransportUnusable {
            name: "nonesuch".to_owned(),
            path: "/nonexistent/program".to_owned(),
        };
        assert_eq!(error(named, Some(line)), unusable);
        // A program that no bridge needs is not started, and need not be there.
        assert!(settings(named, Some(BRIDGE)).is_ok());
    }
}
