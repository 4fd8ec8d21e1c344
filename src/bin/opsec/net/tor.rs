//! The Tor client in this program: arti.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arti_client::config::{BridgeConfigBuilder, CfgPath, TorClientConfigBuilder};
use arti_client::status::BlockageKind;
use arti_client::{ErrorKind, HasKind, StreamPrefs, TorClient, TorClientConfig};
use opsec::torcheck::{Blockage, Reason, Stage, diagnose, stage};
use reqwest::Url;
use tor_rtcompat::tokio::TokioRustlsRuntime;

use super::Deadline;
use super::http::Parts;
use super::{Trust, stream};
use crate::outcome::{Context, Failure, Result};
use crate::ui::sanitize;

/// A Tor client that is ready.
pub(crate) struct Tor(Arc<TorClient<TokioRustlsRuntime>>);

/// Why the client is not ready: the reason, and what arti said.
pub(crate) struct NotReady {
    pub(crate) reason: Reason,
    pub(crate) said: Option<String>,
}

/// How often we look how far it came.
const LOOK: Duration = Duration::from_millis(100);
/// When arti says for so long that the list of relays is of no use, more waiting is none either.
const STUCK: Duration = Duration::from_secs(30);

/// How the client finds the network, and where it keeps what it learns.
pub(crate) struct Setting(TorClientConfig);

impl Setting {
    /// From a configuration in TOML, if one is given, and bridges, one a line, if some are given.
    /// Without a folder of its own in there, the client keeps its files in `folder`.
    pub(crate) fn new(
        folder: &Path,
        folder_is_a_must: bool,
        toml: Option<&str>,
        bridges: Option<&str>,
    ) -> Result<Self> {
        let table: toml::Table =
            toml::from_str(toml.unwrap_or_default()).context("The file of --arti-config cannot be read")?;
        let own_folder = table.contains_key("storage") && !folder_is_a_must;
        let transports = transports(&table);
        let mut unknown = Vec::new();
        let mut builder: TorClientConfigBuilder =
            serde_ignored::deserialize(table, |path| unknown.push(sanitize(&path.to_string())))
                .context("The file of --arti-config cannot be used")?;
        // A bridge under a misspelt heading would be left out, and the network contacted without it.
        if !unknown.is_empty() {
            return Err(Failure::new(format!(
                "The file of --arti-config has unknown settings: {}.",
                unknown.join(", ")
            ))
            .hint("Check their spelling; none of them is left out in silence."));
        }
        if !own_folder {
            let place = |name: &str| CfgPath::new_literal(folder.join(name));
            builder.storage().cache_dir(place("cache")).state_dir(place("state"));
        }
        if let Some(text) = bridges {
            for (line, bridge) in read_bridges(text, &transports)? {
                let bridge: BridgeConfigBuilder = bridge.parse().map_err(|_| {
                    Failure::new(format!("Line {line} of the bridges cannot be read.")).hint(
                        "A bridge is ADDRESS:PORT FINGERPRINT, as https://bridges.torproject.org gives it.",
                    )
                })?;
                builder.bridges().bridges().push(bridge);
            }
        }
        builder.build().map(Self).context("The Tor client cannot be set up")
    }
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

/// The bridges of a text with their line numbers, without comments.
fn read_bridges<'a>(text: &'a str, transports: &[String]) -> Result<Vec<(usize, &'a str)>> {
    let mut bridges = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut words = line.split_whitespace().skip_while(|word| word.eq_ignore_ascii_case("bridge"));
        let first = words.next().unwrap_or_default();
        let transport = first.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if transport && !transports.iter().any(|name| name == first) {
            let name = sanitize(first);
            return Err(Failure::new(format!(
                "Line {} of the bridges needs the pluggable transport '{name}', a program that is not part of this one.",
                number + 1
            ))
            .hint("Use bridges without a transport, or name its program in a file for --arti-config:")
            .hint(format!("  [[bridges.transports]]\n    protocols = [\"{name}\"]\n    path = \"/usr/bin/…\""))
            .hint("Tor Browser brings these programs along; it may be the easier way."));
        }
        bridges.push((number + 1, line));
    }
    if bridges.is_empty() {
        return Err(Failure::new("There is no bridge in the file of --bridges.")
            .hint("One a line: ADDRESS:PORT FINGERPRINT. https://bridges.torproject.org gives some."));
    }
    Ok(bridges)
}

impl Tor {
    /// Starts the client and waits until it is ready, but never longer than told: by itself it
    /// would try for ever.
    pub(crate) async fn start(
        setting: Setting,
        deadline: Deadline,
        mut look: impl FnMut(f32),
    ) -> Result<Self, NotReady> {
        let failed = |said: &dyn std::fmt::Display| NotReady {
            reason: Reason::EmbeddedFailed,
            said: Some(sanitize(&said.to_string())),
        };
        let runtime = TokioRustlsRuntime::current().map_err(|error| failed(&error))?;
        let builder = TorClient::with_runtime(runtime).config(setting.0);
        let created = deadline.wait(builder.create_unbootstrapped_async()).await;
        let Some(created) = created else {
            return Err(NotReady { reason: Reason::BootstrapSlow, said: None });
        };
        let client = created.map_err(|error| failed(&told(&error)))?;
        let mut ready = std::pin::pin!(client.bootstrap());
        let mut seen = Seen::default();
        loop {
            tokio::select! {
                ready = &mut ready => {
                    ready.map_err(|error| failed(&told(&error)))?;
                    break;
                }
                () = tokio::time::sleep(LOOK) => {}
            }
            let status = client.bootstrap_status();
            seen.note(status.as_frac(), status.blocked().map(|blockage| blockage.kind()).as_ref());
            look(seen.fraction);
            if deadline.left().is_zero() || seen.stuck() {
                return Err(NotReady { reason: diagnose(seen.fraction, seen.blockage), said: None });
            }
        }
        look(1.0);
        Ok(Self(client.clone()))
    }

    /// Asks for a page, on a circuit of its own.
    pub(super) async fn get(&self, url: &Url, trust: &Trust) -> Result<Parts, Reason> {
        let mut preferences = StreamPrefs::new();
        preferences.new_isolation_group();
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let port = url.port_or_known_default().unwrap_or(443);
        let connected = self.0.connect_with_prefs((host, port), &preferences).await;
        stream::get(connected.map_err(|error| why(error.kind()))?, url, trust).await
    }
}

/// What was seen while waiting.
#[derive(Default)]
struct Seen {
    fraction: f32,
    blockage: Blockage,
    /// Since when it stands at the list of relays and says that it gets nowhere.
    stuck_since: Option<Instant>,
}

impl Seen {
    fn note(&mut self, fraction: f32, blockage: Option<&BlockageKind>) {
        self.fraction = fraction;
        match blockage {
            Some(BlockageKind::ClockSkewed) => self.blockage = Blockage::Clock,
            Some(_) if self.blockage == Blockage::None => self.blockage = Blockage::Other,
            _ => {}
        }
        if stage(fraction) == Stage::Consensus && blockage.is_some() {
            self.stuck_since.get_or_insert_with(Instant::now);
        } else if stage(fraction) > Stage::Consensus {
            self.stuck_since = None;
        }
    }

    fn stuck(&self) -> bool {
        self.stuck_since.is_some_and(|since| since.elapsed() > STUCK)
    }
}

/// What arti said, first and last: its outermost words, and the cause at the bottom.
fn told(error: &dyn std::error::Error) -> String {
    let mut deepest = None;
    let mut cause = error.source();
    while let Some(error) = cause {
        deepest = Some(error.to_string());
        cause = error.source();
    }
    let outermost = error.to_string();
    let outermost = outermost.split(": ").take(2).collect::<Vec<_>>().join(": ");
    match deepest {
        Some(deepest) if !outermost.contains(&deepest) => format!("{outermost}: {deepest}"),
        _ => outermost,
    }
}

fn why(kind: ErrorKind) -> Reason {
    match kind {
        ErrorKind::RemoteHostNotFound | ErrorKind::RemoteHostResolutionFailed => Reason::ExitNameLookup,
        ErrorKind::RemoteStreamClosed | ErrorKind::RemoteStreamReset | ErrorKind::CircuitCollapse => {
            Reason::ConnectionLost
        }
        _ => Reason::ExitConnect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bridges_are_read_without_comments() {
        let text =
            "# mine\n\nBridge 192.0.2.66:443 8C00000DFE0046ABCDFAD191144399CB520C29E8\n192.0.2.78:9001 x\n";
        let lines: Vec<_> = read_bridges(text, &[]).unwrap().into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [3, 4]);
        assert!(read_bridges("# none\n", &[]).is_err());
    }

    #[test]
    fn a_transport_whose_program_nobody_named_is_told_plainly() {
        let failure = read_bridges("obfs4 192.0.2.55:38114 316E cert=x iat-mode=0", &[]).unwrap_err();
        assert!(failure.message.contains("Line 1") && failure.message.contains("'obfs4'"), "{failure:?}");
        assert!(read_bridges("obfs4 192.0.2.55:38114 316E cert=x", &["obfs4".to_owned()]).is_ok());
    }

    #[test]
    fn a_misspelt_setting_is_not_left_out_in_silence() {
        let folder = Path::new("/nonexistent");
        let failure = Setting::new(folder, true, Some("[bridge]\nbridges = []"), None).err().unwrap();
        assert!(failure.message.contains("bridge"), "{failure:?}");
        assert!(Setting::new(folder, true, Some("[address_filter]\nallow_local_addrs = true"), None).is_ok());
    }

    #[test]
    fn transports_are_found_in_a_configuration() {
        let table =
            toml::from_str("[[bridges.transports]]\nprotocols = [\"obfs4\", \"snowflake\"]\npath = \"/x\"");
        assert_eq!(transports(&table.unwrap()), ["obfs4", "snowflake"]);
        assert!(transports(&toml::Table::new()).is_empty());
    }
}
