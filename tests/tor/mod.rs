//! A private Tor network on loopback, a check service behind it, and the false friends a user may meet.

pub(crate) mod actors;
pub(crate) mod certificates;
pub(crate) mod janitor;
pub(crate) mod keys;
pub(crate) mod names;
pub(crate) mod namespace;
pub(crate) mod network;
pub(crate) mod owner;
pub(crate) mod pages;
pub(crate) mod program;
pub(crate) mod service;
pub(crate) mod socks;
pub(crate) mod torrc;
pub(crate) mod trace;

use std::process::{Command, Stdio};
use std::sync::OnceLock;

use network::Network;
use service::Service;

/// The name under which the check service is found, known to the exits' own name server alone.
pub(crate) const HOST: &str = "check.torproject.test";

/// Whether a tool of the tests must be there: `OPSEC_TEST_REQUIRE=tor,strace,faketime`.
fn required(tool: &str) -> bool {
    std::env::var("OPSEC_TEST_REQUIRE").is_ok_and(|tools| tools.split(',').any(|name| name == tool))
}

/// Whether a tool is installed; says SKIPPED if not, and fails if it is required.
pub(crate) fn installed(tool: &str, probe: &str) -> bool {
    let found = Command::new(tool).arg(probe).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    assert!(found || !required(tool), "{tool} is required and not installed");
    if !found {
        eprintln!("SKIPPED: {tool} is not installed");
    }
    found
}

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

/// A network of one's own, to be broken.
pub(crate) fn start() -> Option<Network> {
    if !installed("tor", "--version") {
        return None;
    }
    // Authorities that miss each other's first vote lose a whole interval; the second try is luckier.
    let first = Network::start(service().http);
    Some(first.or_else(|_| Network::start(service().http)).expect("twice no private Tor network"))
}
