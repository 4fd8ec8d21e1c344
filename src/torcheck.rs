//! Whether a request went through Tor: what was seen goes in, a verdict with its reasons comes out.

mod answer;
mod bootstrap;
mod clock;
mod control;
mod proxy;
mod verdict;

pub use answer::{Answer, MAX_BYTES, read_json, read_page};
pub use bootstrap::{Blockage, Stage, diagnose, stage};
pub use clock::{Clock, Judgement, consensus_clock, service_clock};
pub use control::{
    Authentication, Phase, ProtocolInfo, Recommended, Reply, ReplyError, SafeCookie, challenge, hexadecimal,
    unquoted, value_of,
};
pub use proxy::{Proxy, ProxyError, is_tor_greeting, random_user};
pub use verdict::{Route, Verdict, judge};

/// Why the verdict is what it is, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Nothing on this machine answers as a Tor proxy.
    NoTorRunning,
    /// Nothing listens at the proxy's address.
    ProxyClosed,
    /// What listens there is no SOCKS proxy.
    ProxyNotSocks,
    /// What listens there says nothing.
    ProxySilent,
    /// A SOCKS proxy that is not Tor; through a proxy that was asked: the answer came, and it is no.
    ProxyNotTor,
    /// The proxy did not say that it is Tor, and still the request came out of an exit relay.
    ProxyNotRecognised,
    /// The service answered with something else than its answer.
    ServiceUnavailable,
    /// The answer cannot be read.
    AnswerGarbled,
    /// The answer is larger than any true one.
    AnswerTooLarge,
    /// The service sent us elsewhere, and we do not go.
    RedirectRefused,
    /// The certificate is not the service's, or nobody we trust signed it.
    Certificate,
    /// Encryption could not be agreed on.
    Encryption,
    /// The exit relay (or the proxy) could not find the service's name.
    ExitNameLookup,
    /// The exit relay (or the proxy) could not connect to the service.
    ExitConnect,
    /// The connection broke off.
    ConnectionLost,
    /// Time ran out.
    Timeout,
    /// This computer's clock is behind.
    ClockBehind,
    /// This computer's clock is ahead.
    ClockAhead,
    /// Not one relay could be reached: no network, or Tor is blocked.
    NetworkOrCensorship,
    /// Relays are reached but do not complete a handshake: blocked, or this clock is ahead.
    HandshakeBlockedOrClockAhead,
    /// Tor started but did not get ready in time.
    BootstrapSlow,
    /// The Tor client could not be started at all.
    EmbeddedFailed,
    /// Asked through Tor, the service does not know the exit.
    ExitUnlisted,
    /// The service answered without an address, as it does when it fails within.
    EmptyAddress,
    /// The service was asked without encryption, so that anyone on the way could have answered.
    NotEncrypted,
}

impl Reason {
    /// Every reason there is.
    pub const ALL: [Self; 25] = [
        Self::NoTorRunning,
        Self::ProxyClosed,
        Self::ProxyNotSocks,
        Self::ProxySilent,
        Self::ProxyNotTor,
        Self::ProxyNotRecognised,
        Self::ServiceUnavailable,
        Self::AnswerGarbled,
        Self::AnswerTooLarge,
        Self::RedirectRefused,
        Self::Certificate,
        Self::Encryption,
        Self::ExitNameLookup,
        Self::ExitConnect,
        Self::ConnectionLost,
        Self::Timeout,
        Self::ClockBehind,
        Self::ClockAhead,
        Self::NetworkOrCensorship,
        Self::HandshakeBlockedOrClockAhead,
        Self::BootstrapSlow,
        Self::EmbeddedFailed,
        Self::ExitUnlisted,
        Self::EmptyAddress,
        Self::NotEncrypted,
    ];

    /// Returns the name by which programs know the reason.
    pub fn id(self) -> &'static str {
        match self {
            Self::NoTorRunning => "no-tor-running",
            Self::ProxyClosed => "proxy-closed",
            Self::ProxyNotSocks => "proxy-not-socks",
            Self::ProxySilent => "proxy-silent",
            Self::ProxyNotTor => "proxy-not-tor",
            Self::ProxyNotRecognised => "proxy-not-recognised",
            Self::ServiceUnavailable => "service-unavailable",
            Self::AnswerGarbled => "answer-garbled",
            Self::AnswerTooLarge => "answer-too-large",
            Self::RedirectRefused => "redirect-refused",
            Self::Certificate => "certificate",
            Self::Encryption => "encryption",
            Self::ExitNameLookup => "exit-name-lookup",
            Self::ExitConnect => "exit-connect",
            Self::ConnectionLost => "connection-lost",
            Self::Timeout => "timeout",
            Self::ClockBehind => "clock-behind",
            Self::ClockAhead => "clock-ahead",
            Self::NetworkOrCensorship => "network-or-censorship",
            Self::HandshakeBlockedOrClockAhead => "handshake-blocked-or-clock-ahead",
            Self::BootstrapSlow => "bootstrap-slow",
            Self::EmbeddedFailed => "embedded-failed",
            Self::ExitUnlisted => "exit-unlisted",
            Self::EmptyAddress => "empty-address",
            Self::NotEncrypted => "not-encrypted",
        }
    }

    /// Whether another circuit, and so another exit relay, may do better.
    pub fn may_pass_on_another_circuit(self) -> bool {
        matches!(self, Self::ExitNameLookup | Self::ExitConnect | Self::ConnectionLost | Self::Timeout)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_an_id_of_its_own() {
        let mut ids: Vec<_> = Reason::ALL.iter().map(|reason| reason.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Reason::ALL.len());
    }
}
