//! The Tor client in this program: arti.

mod engine;
mod kinds;
mod launch;
mod notes;
mod repair;
mod road;
mod runtime;
mod settings;
mod table;
mod watch;

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arti_client::{ErrorKind, StreamPrefs, TorClient};
use opsec::torcheck::{Presence, Reached, Reason};
use tor_linkspec::HasAddrs;
use url::Url;

use self::engine::Engine;
use self::launch::{PAUSE, Running, Step, launch};
use self::notes::Notes;
use self::repair::{Repair, Repaired};
use self::runtime::Runtime;
use self::settings::Placed;
use self::watch::{Watch, reached};
pub(crate) use settings::Settings;

use super::{Home, News, NotReady};
use crate::net::Deadline;
use crate::net::stream::Stream;
use crate::outcome::Result;

/// Whether the client is part of this program.
pub(crate) const IS_BUILT_IN: bool = true;

type Client = Arc<TorClient<Runtime>>;

/// A Tor client that is ready.
pub(crate) struct Tor {
    placed: Placed,
    /// Whether the list of relays can be replaced: no other program works with it.
    may_renew: bool,
    /// Nothing while the client is exchanged for another.
    running: Mutex<Option<Running>>,
}

impl Tor {
    /// Starts the client and waits until it is ready, at most until the deadline: arti itself never gives up.
    pub(crate) async fn start(
        settings: Settings,
        home: Option<Home>,
        deadline: Deadline,
        mut tell: impl FnMut(News),
    ) -> Result<Self, NotReady> {
        let (folder, in_any_case) =
            home.as_ref().map_or((None, false), |home| (Some(home.folder.as_path()), home.in_any_case));
        let placed = settings.place(folder, in_any_case).map_err(|error| NotReady {
            reason: Reason::EmbeddedFailed,
            detail: Some(error.to_string()),
            folder: None,
        })?;
        let may_renew = Repair::new(&placed).may_drop_cache();
        let running = start(&placed, deadline, &mut tell).await?;
        Ok(Self { placed, may_renew, running: Mutex::new(Some(running)) })
    }

    /// Connects to the server of an address, on a circuit of its own.
    pub(in crate::net) async fn connect(
        &self,
        url: &Url,
        deadline: Deadline,
    ) -> Result<Box<dyn Stream>, Reason> {
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let port = url.port_or_known_default().unwrap_or(443);
        let connect =
            |client: Client| async move { client.connect_with_prefs((host, port), &isolated()).await };
        Ok(Box::new(road::take(self, deadline, connect).await?))
    }

    /// Looks up the address of a name, on a circuit of its own.
    pub(in crate::net) async fn resolve(&self, name: &str, deadline: Deadline) -> Result<IpAddr, Reason> {
        let resolve = |client: Client| async move { client.resolve_with_prefs(name, &isolated()).await };
        let found = road::take(self, deadline, resolve).await?;
        found.first().copied().ok_or(Reason::ExitNameLookup)
    }

    /// What the client's list of relays, which the network's authorities signed, has at an address.
    pub(in crate::net) fn presence(&self, address: IpAddr) -> Option<Presence> {
        let list = self.client()?.dirmgr().ok()?.timely_netdir().ok()?;
        let mut found = Presence::Absent;
        for relay in
            list.relays().filter(|relay| relay.addrs().any(|other| other.ip().to_canonical() == address))
        {
            let is_exit = relay.low_level_details().is_flagged_exit();
            found = found.max(if is_exit { Presence::Exit } else { Presence::Relay });
        }
        Some(found)
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn client(&self) -> Option<Client> {
        self.running().as_ref().map(|running| Arc::clone(&running.client))
    }

    /// Whether a relay answers at all: with a list from an earlier run, the client is ready before that.
    fn reaches_a_relay(&self) -> bool {
        self.client().is_some_and(|client| reached(&client.bootstrap_status()) == Reached::Relay)
    }

    /// The reason to give now: the network's trouble if no relay answers, else the last trouble.
    fn reason_now(&self, last: Reason) -> Reason {
        let Some(client) = self.client() else { return last };
        let mut watch = Watch::new(self.placed.has_transport);
        watch.look(&client.bootstrap_status());
        let start = watch.start();
        if start.reached == Reached::Relay { last } else { start.diagnose() }
    }

    /// Ends the client, and starts it with a newer list of relays.
    async fn renew(&self, deadline: Deadline) {
        if !self.may_renew {
            return;
        }
        let ended = self.running().take();
        if let Some(Running { engine, client, programs }) = ended {
            drop(client);
            engine.stop().await;
            drop(programs);
        }
        Repair::new(&self.placed).drop_cache();
        if let Ok(running) = start(&self.placed, deadline, &mut |_| {}).await {
            *self.running() = Some(running);
        }
    }
}

/// A request must share no circuit with another.
fn isolated() -> StreamPrefs {
    let mut preferences = StreamPrefs::new();
    preferences.new_isolation_group();
    preferences
}

/// Starts the client, once more if files of an earlier run were damaged.
async fn start(
    placed: &Placed,
    deadline: Deadline,
    tell: &mut impl FnMut(News),
) -> Result<Running, NotReady> {
    let mut repair = Repair::new(placed);
    // Where the configuration names another, we don't know which of them it is.
    let folder = repair.is_all_ours().then(|| repair.folder().to_owned());
    let not_ready = |reason, detail| NotReady { reason, detail, folder: folder.clone() };
    loop {
        Notes::begin();
        let engine =
            Engine::new().map_err(|error| not_ready(Reason::EmbeddedFailed, Some(error.to_string())))?;
        let (kind, failed) = match launch(engine, placed, deadline, &repair, tell).await {
            Step::Ready(running) => return Ok(running),
            Step::Slow(reason) => {
                let detail = Notes::so_far().transport.filter(|_| reason == Reason::TransportFailed);
                return Err(not_ready(reason, detail));
            }
            Step::Failed { reason, kind, detail } => (kind, not_ready(reason, Some(detail))),
            Step::OldFiles => (Some(ErrorKind::CacheCorrupted), not_ready(Reason::FilesDamaged, None)),
        };
        let is_first = !repair.has_begun();
        if failed.reason != Reason::FilesDamaged || deadline.left().is_zero() {
            return Err(failed);
        }
        match repair.attempt(kind) {
            Repaired::Done if is_first => tell(News::Repaired(repair.folder().to_owned())),
            Repaired::Done => {}
            // Another run is about to replace them.
            Repaired::NotNow if deadline.wait(tokio::time::sleep(PAUSE)).await.is_some() => {}
            Repaired::Impossible | Repaired::NotNow => return Err(failed),
        }
    }
}
