//! The Tor client in this program: arti.

mod settings;

use std::error::Error;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arti_client::status::BlockageKind;
use arti_client::{ErrorKind, HasKind, StreamPrefs, TorClient};
use opsec::torcheck::{Blockage, Reason, Stage, diagnose, stage};
use tor_rtcompat::tokio::TokioRustlsRuntime;
use url::Url;

pub(crate) use settings::Settings;

use super::NotReady;
use crate::net::Deadline;
use crate::net::stream::Stream;
use crate::outcome::Result;

/// Whether the client is part of this program.
pub(crate) const IS_BUILT_IN: bool = true;

/// How often the progress is looked up.
const LOOK: Duration = Duration::from_millis(100);
/// After arti has reported for so long that the list of relays is of no use, waiting does not help.
const STUCK: Duration = Duration::from_secs(30);

/// A Tor client that is ready.
pub(crate) struct Tor(Arc<TorClient<TokioRustlsRuntime>>);

impl Tor {
    /// Starts the client and waits until it is ready, at most until the deadline: arti itself never gives up.
    pub(crate) async fn start(
        settings: Settings,
        deadline: Deadline,
        mut look: impl FnMut(f32),
    ) -> Result<Self, NotReady> {
        let failed = |detail: String| NotReady { reason: Reason::EmbeddedFailed, detail: Some(detail) };
        let runtime = TokioRustlsRuntime::current().map_err(|error| failed(error.to_string()))?;
        let builder = TorClient::with_runtime(runtime).config(settings.into_configuration());
        let created = deadline.wait(builder.create_unbootstrapped_async()).await;
        let Some(created) = created else {
            return Err(NotReady { reason: Reason::BootstrapSlow, detail: None });
        };
        let client = created.map_err(|error| failed(describe_error(&error)))?;
        let mut ready = std::pin::pin!(client.bootstrap());
        let mut watch = Watch::default();
        loop {
            tokio::select! {
                ready = &mut ready => {
                    ready.map_err(|error| failed(describe_error(&error)))?;
                    break;
                }
                () = tokio::time::sleep(LOOK) => {}
            }
            let status = client.bootstrap_status();
            watch.note(status.as_frac(), status.blocked().map(|blockage| blockage.kind()).as_ref());
            look(watch.fraction);
            if deadline.left().is_zero() || watch.is_stuck() {
                return Err(NotReady { reason: diagnose(watch.fraction, watch.blockage), detail: None });
            }
        }
        look(1.0);
        Ok(Self(client.clone()))
    }

    /// Connects to the server of an address, on a circuit of its own.
    pub(in crate::net) async fn connect(&self, url: &Url) -> Result<Box<dyn Stream>, Reason> {
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let port = url.port_or_known_default().unwrap_or(443);
        let connected = self.0.connect_with_prefs((host, port), &isolated()).await;
        Ok(Box::new(connected.map_err(|error| reason_of_kind(error.kind()))?))
    }

    /// Looks up the address of a name, on a circuit of its own.
    pub(in crate::net) async fn resolve(&self, name: &str) -> Result<IpAddr, Reason> {
        let found = self.0.resolve_with_prefs(name, &isolated()).await;
        let found = found.map_err(|error| reason_of_kind(error.kind()))?;
        found.first().copied().ok_or(Reason::ExitNameLookup)
    }
}

fn isolated() -> StreamPrefs {
    let mut preferences = StreamPrefs::new();
    preferences.new_isolation_group();
    preferences
}

/// The progress of a start so far.
#[derive(Default)]
struct Watch {
    fraction: f32,
    blockage: Blockage,
    /// When it reached the list of relays without further progress.
    stuck_since: Option<Instant>,
}

impl Watch {
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

    fn is_stuck(&self) -> bool {
        self.stuck_since.is_some_and(|since| since.elapsed() > STUCK)
    }
}

/// Describes an error of arti by its outermost message and its deepest cause.
fn describe_error(error: &dyn Error) -> String {
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

fn reason_of_kind(kind: ErrorKind) -> Reason {
    match kind {
        ErrorKind::RemoteHostNotFound | ErrorKind::RemoteHostResolutionFailed => Reason::ExitNameLookup,
        ErrorKind::RemoteStreamClosed | ErrorKind::RemoteStreamReset | ErrorKind::CircuitCollapse => {
            Reason::ConnectionLost
        }
        _ => Reason::ExitConnect,
    }
}
