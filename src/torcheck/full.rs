//! The further checks of `--full`.

use super::{Isolation, OnionCheck, Reason};

/// The further checks of `--full`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Full {
    /// Whether requests are kept apart.
    pub isolation: Isolation,
    /// Whether an onion service can be reached.
    pub onion: OnionCheck,
    /// Whether names can be looked up.
    pub lookup: Lookup,
    /// Whether IPv6 addresses can be reached.
    pub ipv6: Ipv6,
}

/// Whether Tor looks up the service's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It has an address.
    Found,
    /// It has none, or there was no answer.
    Failed(Reason),
    /// The service is named by an address.
    NotAName,
    /// Only Tor knows the request for a lookup, and the proxy is not known to be Tor.
    NotThroughTor,
}

/// Whether a request can leave Tor over IPv6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ipv6 {
    /// One did.
    Answered,
    /// The one that was sent to an IPv6 address failed.
    Failed(Reason),
    /// The requests do not go through Tor.
    NotThroughTor,
    /// Tor gave no IPv6 address to ask.
    NoAddress,
    /// The address was not looked up.
    NotLookedUp,
}
