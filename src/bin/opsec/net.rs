//! The network, for `opsec torcheck` alone. Sockets are opened here and nowhere else.

mod control;
mod direct;
mod probe;
mod socks;
mod stream;
pub(crate) mod tor;

use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use opsec::language::Language;
use opsec::torcheck::{Listener, Proxy, Reason, Route};
use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use rustls::client::Resumption;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio::signal::unix::{SignalKind, signal};

pub(crate) use control::ask_control;
pub(crate) use probe::probe_all;
use tor::Tor;
pub(crate) use url::Url;

use crate::clock;
use crate::outcome::{Failure, Result};
use crate::words::failure::interrupted;
use crate::words::torcheck::settings as words;

/// Runs what waits for the network, and ends at once at Ctrl-C, whatever it waits for.
pub(crate) fn run<T>(language: Language, work: impl Future<Output = Result<T>>) -> Result<T> {
    // One provider of cryptography for everything in this process; the Tor client insists on it.
    // It is installed already only if this ran before, and then it is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
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

/// Runs two things at the same time.
pub(crate) async fn both<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    tokio::join!(one, other)
}

/// Waits for Ctrl-C, or for the terminal or the system to end this program.
async fn stopped() {
    let signals = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()].map(signal);
    let [Ok(mut interrupt), Ok(mut terminate), Ok(mut hangup)] = signals else {
        // Then the system ends the program in its own way.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hangup.recv() => {}
    }
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

/// Status, `Date` header, body and timing of a response.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) date: Option<String>,
    pub(crate) body: Vec<u8>,
    pub(crate) before: Timestamp,
    pub(crate) after: Timestamp,
}

/// Sends requests by one route, and by no other.
pub(crate) struct Sender<'a> {
    route: Route,
    /// The client of [`Route::Embedded`].
    tor: Option<Tor>,
    trust: &'a Trust,
}

impl<'a> Sender<'a> {
    /// Sends through a SOCKS proxy.
    pub(crate) fn proxy(proxy: Proxy, listener: Listener, trust: &'a Trust) -> Self {
        let (recognised, users) = (listener.is_tor(), listener.takes_users());
        Self { route: Route::Proxy { proxy, recognised, users }, tor: None, trust }
    }

    /// Sends through the Tor client in this program.
    pub(crate) fn embedded(tor: Tor, bridges: bool, trust: &'a Trust) -> Self {
        Self { route: Route::Embedded { bridges }, tor: Some(tor), trust }
    }

    /// Sends without Tor, from this computer's own address.
    pub(crate) fn direct(trust: &'a Trust) -> Self {
        Self { route: Route::Direct, tor: None, trust }
    }

    /// The route of every request.
    pub(crate) fn route(&self) -> &Route {
        &self.route
    }

    /// Requests a page: one request on a circuit of its own, no redirect followed, nothing sent but the path.
    pub(crate) async fn get(&self, url: &Url, deadline: Deadline) -> Result<Response, Reason> {
        let before = clock::now();
        // On the heap: it is large, and others wait for it.
        let response = deadline.wait(Box::pin(self.send(url, deadline))).await;
        let (status, date, body) = response.unwrap_or(Err(Reason::Timeout))?;
        Ok(Response { status, date, body, before, after: clock::now() })
    }

    async fn send(&self, url: &Url, deadline: Deadline) -> Result<stream::Parts, Reason> {
        let stream = match (&self.route, &self.tor) {
            (Route::Proxy { proxy, users, .. }, _) => {
                socks::connect(proxy, url, users.then(new_user)).await?
            }
            (Route::Embedded { .. }, Some(tor)) => tor.connect(url, deadline).await?,
            (Route::Direct, _) => direct::connect(url).await?,
            // No constructor makes these; they lead nowhere.
            (Route::Embedded { .. }, None) => return Err(Reason::EmbeddedFailed),
            (Route::None, _) => return Err(Reason::NoTorRunning),
        };
        stream::get(stream, url, self.trust).await
    }

    /// Looks up the address of a name by the same route, and never by the system's own resolver.
    #[allow(dead_code, reason = "the lookup of --full is on its way")]
    pub(crate) async fn resolve(&self, name: &str, deadline: Deadline) -> Result<IpAddr, Reason> {
        let address = async {
            match (&self.route, &self.tor) {
                (Route::Proxy { proxy, users, .. }, _) => {
                    socks::resolve(proxy, name, users.then(new_user)).await
                }
                (Route::Embedded { .. }, Some(tor)) => tor.resolve(name, deadline).await,
                (Route::Embedded { .. }, None) => Err(Reason::EmbeddedFailed),
                (Route::None | Route::Direct, _) => Err(Reason::NoTorRunning),
            }
        };
        deadline.wait(Box::pin(address)).await.unwrap_or(Err(Reason::Timeout))
    }
}

fn new_user() -> String {
    opsec::torcheck::random_user(&mut UnwrapErr(SysRng))
}

/// The certificate authorities that are trusted.
pub(crate) struct Trust(Arc<ClientConfig>);

impl Trust {
    /// Trusts the bundled roots, and the certificates of `--ca-file` if it is given.
    pub(crate) fn new(language: Language, more: Option<&str>) -> Result<Self> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(pem) = more {
            let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem.as_bytes())
                .collect::<Result<_, _>>()
                .map_err(|error| Failure::new(words::not_pem(language)).because(error))?;
            if certificates.is_empty() {
                return Err(
                    Failure::new(words::no_certificate(language)).hint(words::no_certificate_hint(language))
                );
            }
            for certificate in certificates {
                roots
                    .add(certificate)
                    .map_err(|error| Failure::new(words::certificate_unusable(language)).because(error))?;
            }
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| Failure::new(words::no_encryption(language)).because(error))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        // A resumed session would tell the service that two isolated requests are the same visitor.
        config.resumption = Resumption::disabled();
        Ok(Self(Arc::new(config)))
    }
}
