//! The Tor client in this program: arti.

mod engine;
mod kinds;
mod launch;
mod notes;
mod repair;
mod settings;
mod table;
mod watch;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use arti_client::{DataStream, HasKind, StreamPrefs, TorClient};
use opsec::torcheck::Reason;
use reqwest::Url;
use tor_rtcompat::tokio::TokioRustlsRuntime;

use self::engine::Engine;
use self::kinds::Trouble;
use self::launch::{Running, Step, launch};
use self::notes::Notes;
use self::repair::Repair;
use self::settings::Placed;
use self::watch::{Watch, reached};
pub(crate) use settings::Settings;

use super::{Home, News, NotReady};
use crate::net::http::Parts;
use crate::net::{Deadline, Trust, stream};
use crate::outcome::Result;

/// Whether the client is part of this program.
pub(crate) const IS_BUILT_IN: bool = true;

/// Trouble at the far end is believed when so many exits have it.
const EXITS: u32 = 3;
/// Trouble on the way is believed after so long, with as many circuits as fit in.
const PATIENCE: Duration = Duration::from_secs(15);
/// If no relay can be reached for so long, with a list of relays from an earlier run, there is no network.
const NOBODY: Duration = Duration::from_secs(20);
/// The same if connections are refused instead of staying silent.
const NOBODY_AT_ONCE: Duration = Duration::from_secs(5);
/// A list of relays that is of no use is replaced after so long.
const NEWER_LIST: Duration = Duration::from_secs(10);
/// Before the end of the time, what is known must be told.
const TELL: Duration = Duration::from_millis(100);

type Client = Arc<TorClient<TokioRustlsRuntime>>;

/// A Tor client that is ready.
pub(crate) struct Tor {
    placed: Placed,
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
        let running = start(&placed, deadline, &mut tell).await?;
        Ok(Self { placed, running: Mutex::new(Some(running)) })
    }

    /// Requests a page, on a circuit of its own.
    pub(in crate::net) async fn get(
        &self,
        url: &Url,
        trust: &Trust,
        deadline: Deadline,
    ) -> Result<Parts, Reason> {
        stream::get(self.connect(url, deadline).await?, url, trust).await
    }

    /// Connects to the server of an address, on a circuit of its own; on others, and by a newer list of
    /// relays, while there is time and the trouble may pass.
    async fn connect(&self, url: &Url, deadline: Deadline) -> Result<DataStream, Reason> {
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let port = url.port_or_known_default().unwrap_or(443);
        let begun = Instant::now();
        let end = deadline.less(TELL);
        let patience = PATIENCE.min(end.left() / 2);
        let mut listed = begun;
        let mut tries = 0;
        let mut last = Reason::Timeout;
        loop {
            tries += 1;
            let limit = if self.reaches_a_relay() { end } else { end.within(NOBODY) };
            let trouble = match limit.wait(self.connect_once(&host, port)).await {
                Some(Ok(stream)) => return Ok(stream),
                Some(Err(trouble)) => trouble,
                None if end.left().is_zero() => return Err(self.reason_now(last)),
                None => Trouble::Way(last),
            };
            last = trouble.reason();
            let elapsed = begun.elapsed();
            if !self.reaches_a_relay() && elapsed > NOBODY_AT_ONCE {
                return Err(self.reason_now(last));
            }
            match trouble {
                Trouble::Lasting(reason) => return Err(reason),
                Trouble::FarEnd(reason) if tries >= EXITS => return Err(reason),
                Trouble::Way(Reason::NoCircuit) | Trouble::List(_) if listed.elapsed() > NEWER_LIST => {
                    self.renew(end).await;
                    listed = Instant::now();
                }
                Trouble::Way(reason) if reason != Reason::NoCircuit && tries >= EXITS && elapsed > patience => {
                    return Err(reason);
                }
                _ => {}
            }
            if end.wait(tokio::time::sleep(pause(tries))).await.is_none() {
                return Err(self.reason_now(last));
            }
        }
    }

    async fn connect_once(&self, host: &str, port: u16) -> Result<DataStream, Trouble> {
        let Some(client) = self.client() else { return Err(Trouble::Way(Reason::NoCircuit)) };
        let mut preferences = StreamPrefs::new();
        preferences.new_isolation_group();
        client.connect_with_prefs((host, port), &preferences).await.map_err(|error| Trouble::of(error.kind()))
    }

    fn client(&self) -> Option<Client> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.as_ref().map(|running| Arc::clone(&running.client))
    }

    /// Whether a relay answers at all: with a list from an earlier run, the client is ready before that.
    fn reaches_a_relay(&self) -> bool {
        use opsec::torcheck::Reached;
        self.client().is_some_and(|client| reached(&client.bootstrap_status()) == Reached::Relay)
    }

    /// The reason to give now: the network's trouble if no relay answers, else the last trouble.
    fn reason_now(&self, last: Reason) -> Reason {
        let Some(client) = self.client() else { return last };
        let mut watch = Watch::new(self.placed.has_transport);
        watch.look(&client.bootstrap_status());
        if watch.start().reached == opsec::torcheck::Reached::Relay { last } else { watch.start().diagnose() }
    }

    /// Ends the client, and starts it with a newer list of relays.
    async fn renew(&self, deadline: Deadline) {
        let repair = Repair::new(&self.placed);
        let ended = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Running { engine, client }) = ended {
            drop(client);
            engine.stop().await;
        }
        repair.drop_cache();
        if let Ok(running) = start(&self.placed, deadline, &mut |_| {}).await {
            *self.running.lock().unwrap_or_else(PoisonError::into_inner) = Some(running);
        }
    }
}

/// How long to wait before the next circuit.
fn pause(tries: u32) -> Duration {
    (Duration::from_millis(100) * tries).min(Duration::from_secs(1))
}

/// Starts the client, once more if files of an earlier run were damaged.
async fn start(
    placed: &Placed,
    deadline: Deadline,
    tell: &mut impl FnMut(News),
) -> Result<Running, NotReady> {
    let mut repair = Repair::new(placed);
    let folder = Some(repair.folder().to_owned()).filter(|folder| !folder.as_os_str().is_empty());
    let not_ready = |reason, detail| NotReady { reason, detail, folder: folder.clone() };
    loop {
        Notes::begin();
        let engine = Engine::new()
            .map_err(|error| not_ready(Reason::EmbeddedFailed, Some(error.to_string())))?;
        let failed = match launch(engine, placed, deadline, &repair, tell).await {
            Step::Ready(running) => return Ok(running),
            Step::Slow(reason) => {
                let detail = Notes::so_far().transport.filter(|_| reason == Reason::TransportFailed);
                return Err(not_ready(reason, detail));
            }
            Step::Failed { reason, detail } => Some(not_ready(reason, Some(detail))),
            Step::OldFiles => None,
        };
        if failed.as_ref().is_none_or(|failed| failed.reason == Reason::FilesDamaged)
            && !deadline.left().is_zero()
            && repair.mend()
        {
            tell(News::Mended(repair.folder().to_owned()));
            continue;
        }
        return Err(failed.unwrap_or_else(|| not_ready(Reason::FilesDamaged, None)));
    }
}
