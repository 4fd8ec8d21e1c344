//! The network. Sockets are opened here and nowhere else, and for `opsec torcheck` alone.

mod control;
mod http;
mod probe;
mod socks;
mod stream;
#[cfg(feature = "embedded-tor")]
pub(crate) mod tor;

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use opsec::torcheck::{Proxy, Reason};
use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use rustls::client::Resumption;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio::signal::unix::{SignalKind, signal};

pub(crate) use control::{Control, Status, ask_control};
pub(crate) use probe::{Listener, probe};
pub(crate) use reqwest::Url;

use crate::outcome::{Context, Failure, Result};

/// Runs what waits for the network, and ends at once at Ctrl-C, whatever it waits for.
pub(crate) fn run<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    // One provider of cryptography for everything in this process; the Tor client insists on it.
    // It can only be there already if this ran before, and then it is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("Could not prepare for the network")?;
    let result = runtime.block_on(async {
        tokio::select! {
            biased;
            stopped = stopped() => Err(stopped),
            result = work => result,
        }
    });
    // What still writes may end its line; a question that still waits for its answer is left alone.
    runtime.shutdown_timeout(Duration::from_millis(300));
    result
}

/// Does something that blocks without keeping the rest, and Ctrl-C, from working.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}

/// Does two things at the same time.
pub(crate) async fn both<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    tokio::join!(one, other)
}

/// Waits for Ctrl-C, or for the terminal or the system to end us.
async fn stopped() -> Failure {
    let signals = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()].map(signal);
    let [Ok(mut interrupt), Ok(mut terminate), Ok(mut hangup)] = signals else {
        // Then the system's own way of ending a program stays in force.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hangup.recv() => {}
    }
    Failure::interrupted(crate::words::failure::interrupted(Default::default()))
}

/// When to give up, whatever hangs.
#[derive(Clone, Copy)]
pub(crate) struct Deadline(Instant);

impl Deadline {
    pub(crate) fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// What is left of the time.
    pub(crate) fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    /// This deadline, or an earlier one so long from now.
    pub(crate) fn within(self, time: Duration) -> Self {
        Self(self.0.min(Instant::now() + time))
    }

    /// Waits for something until then.
    pub(crate) async fn wait<T>(self, something: impl Future<Output = T>) -> Option<T> {
        tokio::time::timeout_at(self.0.into(), something).await.ok()
    }
}

/// The road a request takes. It is never chosen by default and never exchanged for another.
#[derive(Clone, Copy)]
pub(crate) enum Road<'a> {
    /// Through a SOCKS proxy that finds names itself; with a new user each time, if it takes users.
    Proxy { proxy: &'a Proxy, users: bool },
    /// Through the Tor client in this program, on a circuit of its own each time.
    #[cfg(feature = "embedded-tor")]
    Embedded(&'a tor::Tor),
    /// The open road, from one's own address. Only ever on demand.
    Direct,
}

/// What came back.
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) date: Option<String>,
    pub(crate) body: Vec<u8>,
    pub(crate) before: Timestamp,
    pub(crate) after: Timestamp,
}

/// Asks for a page: one request on a circuit of its own, no redirect followed, nothing sent but the path.
pub(crate) async fn get(
    road: Road<'_>,
    url: &Url,
    trust: &Trust,
    deadline: Deadline,
) -> Result<Answered, Reason> {
    let before = crate::clock::now();
    let asked = async {
        match road {
            Road::Proxy { proxy: Proxy::Tcp(address), users } => {
                http::get(url, trust, Some((*address, users.then(new_user)))).await
            }
            Road::Proxy { proxy: Proxy::Unix(path), users } => {
                let stream = tokio::net::UnixStream::connect(path).await.map_err(|_| Reason::ProxyClosed)?;
                let stream = socks::connect(stream, url, users.then(new_user)).await?;
                stream::get(stream, url, trust).await
            }
            #[cfg(feature = "embedded-tor")]
            Road::Embedded(tor) => tor.get(url, trust).await,
            Road::Direct => http::get(url, trust, None).await,
        }
    };
    // On the heap: it is large, and others wait for it.
    let (status, date, body) = deadline.wait(Box::pin(asked)).await.unwrap_or(Err(Reason::Timeout))?;
    Ok(Answered { status, date, body, before, after: crate::clock::now() })
}

fn new_user() -> String {
    opsec::torcheck::random_user(&mut UnwrapErr(SysRng))
}

/// Whose certificates are trusted.
pub(crate) struct Trust(Arc<ClientConfig>);

impl Trust {
    /// The bundled roots, and those of a file if one is given.
    pub(crate) fn new(more: Option<&str>) -> Result<Self> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(pem) = more {
            let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem.as_bytes())
                .collect::<Result<_, _>>()
                .context("The file of --ca-file is not PEM")?;
            if certificates.is_empty() {
                return Err(Failure::new("There is no certificate in the file of --ca-file.")
                    .hint("It is text with -----BEGIN CERTIFICATE----- in it."));
            }
            for certificate in certificates {
                roots.add(certificate).context("A certificate of --ca-file cannot be used")?;
            }
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .context("Could not prepare encryption")?
            .with_root_certificates(roots)
            .with_no_client_auth();
        // A resumed session would tell the service that two isolated requests are the same visitor.
        config.resumption = Resumption::disabled();
        Ok(Self(Arc::new(config)))
    }
}

/// Finds out why a request failed, from an error and all its causes.
fn reason_of(error: &(dyn std::error::Error + 'static)) -> Option<Reason> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<rustls::Error>() {
            return Some(tls_reason(error));
        }
        if let Some(inner) = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref)
            && let Some(reason) = reason_of(inner)
        {
            return Some(reason);
        }
        cause = error.source();
    }
    None
}

fn tls_reason(error: &rustls::Error) -> Reason {
    use rustls::CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    match error {
        rustls::Error::InvalidCertificate(NotValidYet | NotValidYetContext { .. }) => Reason::ClockBehind,
        rustls::Error::InvalidCertificate(Expired | ExpiredContext { .. }) => Reason::ClockAhead,
        rustls::Error::InvalidCertificate(_) => Reason::Certificate,
        _ => Reason::Encryption,
    }
}
