//! The routes that a request can take.

use serde::Serialize;

use super::Proxy;

/// The route of a request. It is always chosen, and never exchanged for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Nothing was found to send a request through.
    None,
    /// Through a SOCKS proxy that looks up names itself.
    Proxy {
        /// Where it listens.
        proxy: Proxy,
        /// Whether it answered as a Tor port does.
        recognised: bool,
        /// Whether it takes user names; then each request has a new one.
        users: bool,
    },
    /// Through the Tor client within this program, on a new circuit for each request.
    Embedded {
        /// Whether the client connects to bridges of the user's choice.
        bridges: bool,
    },
    /// Without Tor, from this computer's own address. Only if the user asks for it.
    Direct,
    /// As this computer is, without any proxy of ours: a gateway may send everything through Tor.
    System,
}

/// The kind of a [`Route`], as programs know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RouteKind {
    /// See [`Route::None`].
    None,
    /// See [`Route::Proxy`].
    Proxy,
    /// See [`Route::Embedded`].
    Embedded,
    /// See [`Route::Direct`].
    Direct,
    /// See [`Route::System`].
    System,
}

impl Route {
    /// Returns the kind of the route.
    pub fn kind(&self) -> RouteKind {
        match self {
            Self::None => RouteKind::None,
            Self::Proxy { .. } => RouteKind::Proxy,
            Self::Embedded { .. } => RouteKind::Embedded,
            Self::Direct => RouteKind::Direct,
            Self::System => RouteKind::System,
        }
    }

    /// Whether the request was given to something that is known to be Tor.
    pub fn is_tor(&self) -> bool {
        matches!(self, Self::Embedded { .. } | Self::Proxy { recognised: true, .. })
    }

    /// Whether that Tor runs on this computer, and so by the same clock.
    pub fn is_tor_here(&self) -> bool {
        match self {
            Self::Proxy { proxy, recognised, .. } => *recognised && proxy.is_on_this_machine(),
            Self::Embedded { .. } => true,
            Self::None | Self::Direct | Self::System => false,
        }
    }

    /// Whether two requests by this route can be made to use different circuits.
    pub fn isolates(&self) -> bool {
        matches!(self, Self::Embedded { .. } | Self::Proxy { users: true, .. })
    }

    /// Whether the route leads through bridges.
    pub fn has_bridges(&self) -> bool {
        matches!(self, Self::Embedded { bridges: true })
    }
}
