//! A private Tor network on loopback, a check service behind it, and the false friends a user may meet.

pub(crate) mod actors;
pub(crate) mod answer;
pub(crate) mod arti;
pub(crate) mod certificates;
pub(crate) mod control;
pub(crate) mod janitor;
pub(crate) mod keys;
pub(crate) mod names;
pub(crate) mod namespace;
pub(crate) mod network;
pub(crate) mod owner;
pub(crate) mod pages;
pub(crate) mod program;
pub(crate) mod raw;
pub(crate) mod refusals;
pub(crate) mod service;
pub(crate) mod socks;
pub(crate) mod streams;
pub(crate) mod torrc;
pub(crate) mod trace;

use std::sync::OnceLock;

use crate::tools::missing;
use network::Network;
use service::Service;

/// The name under which the check service is found, known to the exits' own name server alone.
pub(crate) const HOST: &str = "check.torproject.test";

/// The check service of this test binary.
pub(crate) fn service() -> &'static Service {
    static SERVICE: OnceLock<Service> = OnceLock::new();
    SERVICE.get_or_init(Service::start)
}

/// The network that all tests share, started by the first; nothing where tor is not installed.
pub(crate) fn network() -> Option<&'static Network> {
    static NETWORK: OnceLock<Option<Network>> = OnceLock::new();
    NETWORK.get_or_init(start).as_ref()
}

/// Returns a separate network, which a test may break.
pub(crate) fn start() -> Option<Network> {
    if missing("tor") {
        return None;
    }
    // Authorities that miss each other's first vote lose a whole interval; the second try is luckier.
    let first = Network::start(service().http);
    Some(first.or_else(|_| Network::start(service().http)).expect("twice no private Tor network"))
}
