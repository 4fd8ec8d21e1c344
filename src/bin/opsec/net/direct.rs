//! Connections without Tor, from this computer's own address.

use std::net::SocketAddr;
use std::time::Duration;

use opsec::torcheck::Reason;
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use url::{Host, Url};

use super::stream::Stream;

/// A connection that takes longer gets company by the next address, and the first one wins (RFC 8305).
const HEAD_START: Duration = Duration::from_millis(250);

/// Connects to the server of an address, whose name the system looks up.
pub(super) async fn connect(url: &Url) -> Result<Box<dyn Stream>, Reason> {
    let port = url.port_or_known_default().unwrap_or(443);
    let addresses: Vec<SocketAddr> = match url.host() {
        Some(Host::Domain(name)) => {
            lookup_host((name, port)).await.map_err(|_| Reason::ExitNameLookup)?.collect()
        }
        Some(Host::Ipv4(address)) => vec![(address, port).into()],
        Some(Host::Ipv6(address)) => vec![(address, port).into()],
        None => Vec::new(),
    };
    let mut attempts = JoinSet::new();
    for (number, address) in (0..).zip(addresses) {
        attempts.spawn(async move {
            tokio::time::sleep(HEAD_START * number).await;
            TcpStream::connect(address).await
        });
    }
    while let Some(attempt) = attempts.join_next().await {
        if let Ok(Ok(stream)) = attempt {
            return Ok(Box::new(stream));
        }
    }
    Err(Reason::ExitConnect)
}
