//! The network, for `opsec torcheck` alone. Sockets are opened here and nowhere else.

mod control;
mod direct;
mod own;
mod probe;
mod socks;
mod stream;
pub(crate) mod tor;
mod trust;

use std::fs::File;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::task::Poll;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use opsec::language::Language;
use opsec::torcheck::{ListHolder, Listed, Listener, Proxy, Reason, Route};
use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use tokio::signal::unix::{SignalKind, signal};

pub(crate) use control::{
    ask_control, bridges_of_a_running_tor, control_places, ignored_control_variable,
    socks_ports_of_a_running_tor,
};
pub(crate) use own::{is_here, is_own};
pub(crate) use probe::probe_all;
pub(crate) use stream::names_a_server;
use tor::Tor;
pub(crate) use trust::Trust;
pub(crate) use url::Url;

use crate::clock;
use crate::outcome::{Failure, Result};
use crate::words::failure::interrupted;
use crate::words::torcheck::settings as words;

/// Files that waiting for the network and for signals takes, with some to spare.
const FILES_OF_THE_RUNTIME: usize = 12;

/// Runs what waits for the network, and ends at once at Ctrl-C, whatever it waits for.
pub(crate) fn run<T>(language: Language, work: impl Future<Output = Result<T>>) -> Result<T> {
    // One provider of cryptography for everything in this process; the Tor client insists on it.
    // It is installed already only if this ran before, and then it is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // It panics if it may not open its files.
    let room: io::Result<Vec<File>> = (0..FILES_OF_THE_RUNTIME).map(|_| File::open("/dev/null")).collect();
    drop(room.map_err(|error| {
        Failure::new(words::no_network(language)).hint(words::too_few_files_hint(language)).because(error)
    })?);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(words::no_network(language)).because(error))?;
    let result = runtime.block_on(async {
        tokio::select! {
            biased;
            () = stopped() => Err(Failure::interrupted(interrupted(language))),
            result = work => result,
        }
    });
    // A task that is writing may end its line; a question that still waits for its answer is abandoned.
    runtime.shutdown_timeout(Duration::from_millis(300));
    result
}

/// Runs blocking work without stopping the rest, or Ctrl-C, from working.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}

/// Finds out what listens there, in a thread of its own and with nothing else to wait for.
pub(crate) fn identify(proxy: &Proxy) -> Option<Listener> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let deadline = Deadline::after(Duration::from_secs(5));
    runtime.block_on(probe_all(std::slice::from_ref(proxy), false, deadline, |_, _| {})).pop()
}

/// Runs two things at the same time.
pub(crate) async fn both<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    tokio::join!(one, other)
}

/// Waits for Ctrl-C, or for anything else by which a person or the system ends this program: nothing may be
/// left behind.
async fn stopped() {
    let kinds = [
        SignalKind::interrupt(),
        SignalKind::terminate(),
        SignalKind::hangup(),
        SignalKind::quit(),
        SignalKind::alarm(),
        SignalKind::user_defined1(),
        SignalKind::user_defined2(),
    ];
    // One that cannot be waited for ends the program in the system's own way.
    let mut signals: Vec<_> = kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect();
    std::future::poll_fn(|context| {
        let came = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
        if came { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// The moment at which to give up, whatever hangs.
#[derive(Clone, Copy)]
pub(crate) struct Deadline(Instant);

impl Deadline {
    pub(crate) fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// The time that is left.
    pub(crate) fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    /// This deadline, or the end of this time from now, whichever is earlier.
    pub(crate) fn within(self, time: Duration) -> Self {
        Self(self.0.min(Instant::now() + time))
    }

    /// Waits for something until then.
    pub(crate) async fn wait<T>(self, something: impl Future<Output = T>) -> Option<T> {
        tokio::time::timeout_at(self.0.into(), something).await.ok()
    }
}

/// Status, date, body and timing of a response.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) date: Option<Timestamp>,
    /// Whether the certificate is valid at that date; nothing without one.
    pub(crate) is_certified: Option<bool>,
    pub(crate) body: Vec<u8>,
    pub(crate) before: Timestamp,
    pub(crate) after: Timestamp,
}

/// Why there is no response.
pub(crate) struct Failed {
    pub(crate) reason: Reason,
    /// The clock offset that would make the certificate valid, if only its dates are wrong.
    pub(crate) needed: Option<i64>,
}

/// Sends requests by one route, and by no other.
pub(crate) struct Sender<'a> {
    route: Route,
    /// The client of [`Route::Embedded`].
    tor: Option<Tor>,
    /// The user of all requests; without one, each has a new one.
    user: Option<String>,
    trust: &'a Trust,
}

impl<'a> Sender<'a> {
    /// Sends through a SOCKS proxy.
    pub(crate) fn proxy(proxy: Proxy, listener: Listener, trust: &'a Trust) -> Self {
        let (recognised, users) = (listener.is_tor(), listener.takes_users());
        Self { route: Route::Proxy { proxy, recognised, users }, tor: None, user: None, trust }
    }

    /// Sends through the Tor client in this program.
    pub(crate) fn embedded(tor: Tor, bridges: bool, trust: &'a Trust) -> Self {
        Self { route: Route::Embedded { bridges }, tor: Some(tor), user: None, trust }
    }

    /// Sends without Tor, from this computer's own address.
    pub(crate) fn direct(trust: &'a Trust) -> Self {
        Self { route: Route::Direct, tor: None, user: None, trust }
    }

    /// Sends as this computer is: what stands between it and the network may put everything through Tor.
    pub(crate) fn system(trust: &'a Trust) -> Self {
        Self { route: Route::System, tor: None, user: None, trust }
    }

    /// Sends through the same proxy, but every request as one and the same user; nothing if it has no users.
    pub(crate) fn as_one_user(&self) -> Option<Self> {
        let Route::Proxy { users: true, .. } = &self.route else { return None };
        Some(Self { route: self.route.clone(), tor: None, user: Some(new_user()), trust: self.trust })
    }

    /// The route of every request.
    pub(crate) fn route(&self) -> &Route {
        &self.route
    }

    /// Requests a page: one request on a circuit of its own, no redirect followed, nothing sent but the path.
    pub(crate) async fn get(&self, url: &Url, deadline: Deadline) -> Result<Response, Reason> {
        self.examine(url, deadline).await.map_err(|failed| failed.reason)
    }

    /// Requests a page, and connects to this address of its server instead of to its name.
    pub(crate) async fn get_by(
        &self,
        url: &Url,
        address: IpAddr,
        deadline: Deadline,
    ) -> Result<Response, Reason> {
        let mut server = url.clone();
        server.set_ip_host(address).map_err(|()| Reason::ExitConnect)?;
        self.examine_at(&server, url, deadline).await.map_err(|failed| failed.reason)
    }

    /// Requests a page, with what a failure tells about the time.
    pub(crate) async fn examine(&self, url: &Url, deadline: Deadline) -> Result<Response, Failed> {
        self.examine_at(url, url, deadline).await
    }

    async fn examine_at(&self, server: &Url, url: &Url, deadline: Deadline) -> Result<Response, Failed> {
        let (trust, examiner) = self.trust.for_one();
        let before = clock::now();
        // On the heap: it is large, and others wait for it.
        let response = deadline.wait(Box::pin(self.send(server, url, &trust, deadline))).await;
        match response.unwrap_or(Err(Reason::Timeout)) {
            Ok((status, date, body)) => {
                let date = date.and_then(|date| opsec::torcheck::read_date(&date));
                let is_certified = date.and_then(|date| examiner.is_valid_at(date));
                Ok(Response { status, date, is_certified, body, before, after: clock::now() })
            }
            Err(reason) => Err(Failed { reason, needed: examiner.needed() }),
        }
    }

    async fn send(
        &self,
        server: &Url,
        url: &Url,
        trust: &Trust,
        deadline: Deadline,
    ) -> Result<stream::Parts, Reason> {
        let stream = match (&self.route, &self.tor) {
            (Route::Proxy { proxy, users, .. }, _) => {
                socks::connect(proxy, server, users.then(|| self.user())).await?
            }
            (Route::Embedded { .. }, Some(tor)) => tor.connect(server, deadline).await?,
            (Route::Direct | Route::System, _) => direct::connect(server).await?,
            // No constructor makes these; they lead nowhere.
            (Route::Embedded { .. }, None) => return Err(Reason::EmbeddedFailed),
            (Route::None, _) => return Err(Reason::NoTorRunning),
        };
        stream::get(stream, url, trust).await
    }

    fn user(&self) -> String {
        self.user.clone().unwrap_or_else(new_user)
    }

    /// Looks an address up in the list of relays that the Tor of this route has. Nothing leaves this computer.
    pub(crate) async fn listed(&self, address: IpAddr, deadline: Deadline) -> Option<Listed> {
        let address = address.to_canonical();
        match (&self.route, &self.tor) {
            (Route::Embedded { .. }, Some(tor)) => {
                tor.presence(address).map(|presence| Listed { presence, by: ListHolder::OwnClient })
            }
            (Route::Proxy { proxy, recognised: true, .. }, _) if is_here(proxy) => {
                let presence = control::presence_in_consensus(proxy, address, deadline).await;
                presence.map(|presence| Listed { presence, by: ListHolder::ControlPort })
            }
            _ => None,
        }
    }

    /// Looks up the address of a name by the same route, and never by the system's own resolver.
    pub(crate) async fn resolve(&self, name: &str, deadline: Deadline) -> Result<IpAddr, Reason> {
        let address = async {
            match (&self.route, &self.tor) {
                (Route::Proxy { proxy, users, .. }, _) => {
                    socks::resolve(proxy, name, users.then(|| self.user())).await
                }
                (Route::Embedded { .. }, Some(tor)) => tor.resolve(name, deadline).await,
                (Route::Embedded { .. }, None) => Err(Reason::EmbeddedFailed),
                (Route::None | Route::Direct | Route::System, _) => Err(Reason::NoTorRunning),
            }
        };
        deadline.wait(Box::pin(address)).await.unwrap_or(Err(Reason::Timeout))
    }
}

fn new_user() -> String {
    opsec::torcheck::random_user(&mut UnwrapErr(SysRng))
}
