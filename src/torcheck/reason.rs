//! The reasons for a verdict, or for not having one.

use serde::Serialize;
use thiserror::Error;

/// Defines [`Reason`] and the list of all reasons from one list: the comment of each is also its `Display`.
macro_rules! reasons {
    ($(#[doc = $text:literal] $name:ident,)+) => {
        /// A reason for the verdict, or for not having one.
        ///
        /// Serialised, it is the id by which programs know it. Not `non_exhaustive`: a reason that is added must
        /// make the compiler ask for its sentence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Error)]
        #[serde(rename_all = "kebab-case")]
        pub enum Reason {
            $(#[doc = $text] #[error("{}", $text.trim())] $name,)+
        }

        impl Reason {
            /// Every reason there is.
            pub const ALL: &[Self] = &[$(Self::$name),+];
        }
    };
}

reasons! {
    /// No Tor was found at the places where this machine usually has one; it may run elsewhere.
    NoTorRunning,
    /// The program runs under torsocks or proxychains, which divert its connections.
    Wrapped,
    /// Nothing listens at the proxy's address.
    ProxyClosed,
    /// The program at the proxy's address is not a SOCKS proxy.
    ProxyNotSocks,
    /// The program at the proxy's address does not answer; it may be a Tor that is busy or suspended.
    ProxySilent,
    /// The program at the proxy's address accepts no more connections at the moment.
    ProxyBusy,
    /// There is no permission to use the proxy's socket.
    ProxyNoPermission,
    /// Something on this machine forbids the connection to the proxy.
    ProxyForbidden,
    /// No connection to the proxy could be established.
    ProxyUnreachable,
    /// The SOCKS proxy wants a password.
    ProxyWantsPassword,
    /// The SOCKS proxy wants a login of another kind.
    ProxyWantsLogin,
    /// The proxy speaks SOCKS 4 only.
    ProxySocks4,
    /// The proxy's address is Tor's port for HTTP tunnels.
    TorHttpPort,
    /// The proxy's address is Tor's control port.
    TorControlPort,
    /// The SOCKS proxy is not Tor; if it was asked, the service said no.
    ProxyNotTor,
    /// The proxy did not answer as Tor does, but the request came out of an exit relay.
    ProxyNotRecognised,
    /// The service answered with something other than its usual answer.
    ServiceUnavailable,
    /// The answer cannot be read.
    AnswerGarbled,
    /// The answer is larger than any genuine one.
    AnswerTooLarge,
    /// The service redirected the request, which is not followed.
    RedirectRefused,
    /// The certificate is for another name, or not signed by a trusted authority.
    Certificate,
    /// Both sides could not agree on encryption.
    Encryption,
    /// The exit relay (or the proxy, or without both this computer) could not look up the service's name.
    ExitNameLookup,
    /// The exit relay (or the proxy, or without both this computer) could not connect to the service.
    ExitConnect,
    /// The connection was refused by rule: the exit relays', the proxy's, or those of Tor's own settings.
    ConnectionNotAllowed,
    /// The proxy does not support this kind of request.
    ProxyUnable,
    /// The proxy refused with an error code that SOCKS does not define.
    ProxyErrorUnknown,
    /// Tor does not find the onion service's descriptor.
    OnionNotFound,
    /// Tor cannot use the onion service's descriptor.
    OnionUnreadable,
    /// The onion service's introduction points refused, or did not answer.
    OnionIntroductionFailed,
    /// The onion service did not come to the meeting point in time.
    OnionRendezvousFailed,
    /// The onion service needs a key, and Tor has none for it.
    OnionKeyMissing,
    /// The onion service does not accept the key that Tor has for it.
    OnionKeyWrong,
    /// The onion address is invalid.
    OnionAddressInvalid,
    /// The onion service's introduction points did not answer in time.
    OnionIntroductionTimeout,
    /// Tor did not get through to the onion service, and does not say why.
    OnionUnreachable,
    /// The service demands a certificate of its visitors, as the check service never does.
    ClientCertificate,
    /// The connection was lost.
    ConnectionLost,
    /// Time ran out.
    Timeout,
    /// This computer's clock is behind.
    ClockBehind,
    /// This computer's clock is ahead.
    ClockAhead,
    /// No relay could be reached: this computer is offline, or Tor is blocked.
    NetworkOrCensorship,
    /// Relays are reached but complete no handshake: Tor is blocked, or this clock is ahead.
    HandshakeBlockedOrClockAhead,
    /// What answers is not the relay or bridge that it should be: a wrong fingerprint, or someone in between.
    RelayNotGenuine,
    /// Relays answer, but downloads from them break off: Tor is blocked or slowed down, or the network fails.
    DownloadsBlocked,
    /// The program of a pluggable transport does not run.
    TransportFailed,
    /// The Tor client started but was not ready in time.
    BootstrapSlow,
    /// The Tor network requires a newer Tor client.
    ClientOutdated,
    /// The Tor client could not be started.
    EmbeddedFailed,
    /// The Tor client's files are damaged, and cannot be replaced.
    FilesDamaged,
    /// Another program holds the Tor client's files.
    FilesBusy,
    /// The disk, or the memory, for the Tor client's files is full.
    NoSpace,
    /// The Tor client found no exit relay for the request in its list of relays.
    NoExit,
    /// The Tor client found no way through the network.
    NoCircuit,
    /// The request went through Tor, but the service does not know its exit relay.
    ExitUnlisted,
    /// The service does not know the exit relay, but the signed list of the client in this program does.
    ExitOnOwnList,
    /// The answer contains no address, which happens when the service fails internally.
    EmptyAddress,
    /// The request was not encrypted, so anyone on the way could have answered.
    NotEncrypted,
    /// The request was not encrypted, so the proxy could have answered by itself: nothing is proven.
    AnswerUnproven,
    /// The answer has an address that nothing on the internet can have.
    AddressImpossible,
    /// The service saw one of this computer's own addresses.
    OwnAddress,
    /// The service saw the same address without Tor.
    SameAddress,
    /// The running Tor is not ready.
    TorNotReady,
}

impl Reason {
    /// Whether another circuit, and so another exit relay, may do better.
    pub fn may_pass_on_another_circuit(self) -> bool {
        self.is_on_the_way()
    }

    /// Whether the reason lies between Tor and an onion service.
    pub fn is_about_an_onion(self) -> bool {
        matches!(
            self,
            Self::OnionNotFound
                | Self::OnionUnreadable
                | Self::OnionIntroductionFailed
                | Self::OnionRendezvousFailed
                | Self::OnionKeyMissing
                | Self::OnionKeyWrong
                | Self::OnionAddressInvalid
                | Self::OnionIntroductionTimeout
                | Self::OnionUnreachable
        )
    }

    /// Whether the service itself answered, so its page for browsers is worth a try.
    pub fn may_pass_on_the_page(self) -> bool {
        matches!(
            self,
            Self::ServiceUnavailable
                | Self::AnswerGarbled
                | Self::AnswerTooLarge
                | Self::RedirectRefused
                | Self::EmptyAddress
        )
    }

    /// Whether the request was lost on its way, before the service could be judged.
    pub fn is_on_the_way(self) -> bool {
        matches!(
            self,
            Self::ExitNameLookup
                | Self::ExitConnect
                | Self::ConnectionNotAllowed
                | Self::NoExit
                | Self::NoCircuit
                | Self::ConnectionLost
                | Self::Timeout
        )
    }

    /// Whether the reason is what listens, or does not, where the request was to be given to Tor.
    pub fn is_about_the_proxy(self) -> bool {
        matches!(
            self,
            Self::NoTorRunning
                | Self::Wrapped
                | Self::ProxyClosed
                | Self::ProxyNotSocks
                | Self::ProxySilent
                | Self::ProxyBusy
                | Self::ProxyNoPermission
                | Self::ProxyForbidden
                | Self::ProxyUnreachable
                | Self::ProxyWantsPassword
                | Self::ProxyWantsLogin
                | Self::ProxySocks4
                | Self::TorHttpPort
                | Self::TorControlPort
                | Self::ProxyNotTor
        )
    }

    /// Whether the reason is this computer's clock.
    pub fn is_clock(self) -> bool {
        matches!(self, Self::ClockBehind | Self::ClockAhead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_an_id_of_its_own() {
        let id = |reason| serde_json::to_value(reason).unwrap().as_str().unwrap().to_owned();
        let mut ids: Vec<_> = Reason::ALL.iter().map(id).collect();
        assert!(ids.contains(&"handshake-blocked-or-clock-ahead".to_owned()), "{ids:?}");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Reason::ALL.len());
    }

    #[test]
    fn a_reason_describes_itself_to_developers() {
        assert_eq!(Reason::Timeout.to_string(), "Time ran out.");
    }
}
