//! The sentences about the reasons for a verdict.

use opsec::language::Language::English;
use opsec::torcheck::{Check, Reason, Route, RouteKind, Verdict};

use super::client::{describe_clock, describe_files, describe_start, waited};
use super::proxy::{describe_proxy, proxy_of};

sentences! {
    fn describe_reason(reason: Reason, check: &Check) -> String {
        English => {
            let host = check.service_host();
            match reason {
                Reason::NoTorRunning
                | Reason::ProxyClosed
                | Reason::ProxyNotSocks
                | Reason::ProxySilent
                | Reason::ProxyNotTor
                | Reason::ProxyNotRecognised
                | Reason::Wrapped
                | Reason::ProxyBusy
                | Reason::ProxyNoPermission
                | Reason::ProxyForbidden
                | Reason::ProxyUnreachable
                | Reason::ProxyWantsPassword
                | Reason::ProxyWantsLogin
                | Reason::ProxySocks4
                | Reason::TorHttpPort
                | Reason::TorControlPort => describe_proxy(English, reason, check),
                Reason::NetworkOrCensorship
                | Reason::HandshakeBlockedOrClockAhead
                | Reason::BootstrapSlow
                | Reason::RelayNotGenuine
                | Reason::DownloadsBlocked
                | Reason::TransportFailed
                | Reason::TorNotReady => describe_start(English, reason, check),
                Reason::NotEncrypted
                | Reason::AnswerUnproven
                | Reason::AddressImpossible
                | Reason::OwnAddress
                | Reason::SameAddress => describe_doubt(English, reason, check),
                Reason::EmbeddedFailed | Reason::FilesDamaged | Reason::FilesBusy | Reason::NoSpace => {
                    describe_files(English, reason, check)
                }
                Reason::ClientOutdated => "The Tor network requires a newer Tor client than the one in this version of \
                                           opsec.".to_owned(),
                Reason::NoExit => format!(
                    "The list of relays that Tor has names no exit relay that goes to {host}. A newer list came too \
                     late, or has none either."
                ),
                Reason::NoCircuit => format!(
                    "Tor relays answer, but Tor found no working way through the network to {host}. Several were \
                     tried."
                ),
                Reason::ClockBehind | Reason::ClockAhead => describe_clock(English, reason, check),
                Reason::OnionNotFound
                | Reason::OnionUnreadable
                | Reason::OnionIntroductionFailed
                | Reason::OnionRendezvousFailed
                | Reason::OnionKeyMissing
                | Reason::OnionKeyWrong
                | Reason::OnionAddressInvalid
                | Reason::OnionIntroductionTimeout
                | Reason::OnionUnreachable => format!("{host} wasn't reached: {}.", describe_onion(English, reason)),
                Reason::ClientCertificate => format!(
                    "{host} demands a certificate that identifies the visitor. We have none, and the real check \
                     service asks for none: someone may be intercepting the connection."
                ),
                Reason::ServiceUnavailable => format!(
                    "{host} didn't give its usual answer: it's out of order, or it refuses {}.",
                    if check.route.is_tor() { "this exit relay" } else { "requests from this address" }
                ),
                Reason::AnswerGarbled => format!("We can't read the answer from {host}."),
                Reason::AnswerTooLarge => {
                    format!("The answer from {host} is larger than 64 KiB, so we stopped reading it.")
                }
                Reason::RedirectRefused => {
                    format!("{host} tried to send the request somewhere else. We didn't follow it.")
                }
                Reason::Certificate => format!(
                    "The certificate shown for {host} can't be trusted. Someone may be intercepting the connection, \
                     or the certificate is wrong. We sent nothing over it."
                ),
                Reason::Encryption => format!(
                    "We got no encrypted connection to {host}: what answered doesn't encrypt as it should. Someone \
                     may be intercepting the connection. We sent nothing over it."
                ),
                Reason::ExitNameLookup => {
                    format!("{} couldn't find the name {host}, or a way to it.", far_end(English, &check.route))
                }
                Reason::ConnectionNotAllowed if check.route.is_tor() => format!(
                    "Tor isn't allowed to connect to {host}: the rules of the exit relays, or Tor's own settings, \
                     forbid it."
                ),
                Reason::ConnectionNotAllowed => format!("The rules of the proxy don't allow connections to {host}."),
                Reason::ProxyUnable => {
                    "The proxy can't do what we asked: it refuses requests of this kind, or names.".to_owned()
                }
                Reason::ProxyErrorUnknown => {
                    "The proxy refused the request with an error code that has no meaning in SOCKS 5.".to_owned()
                }
                Reason::ExitConnect if check.route.is_tor() => format!(
                    "The connection to {host} failed: the exit relay couldn't reach it, or Tor found no way there."
                ),
                Reason::ExitConnect => {
                    format!("{} couldn't connect to {host}.", far_end(English, &check.route))
                }
                Reason::ConnectionLost => "The connection was lost.".to_owned(),
                Reason::Timeout if check.timeout == 0 => "No answer came in the short time that there was.".to_owned(),
                Reason::Timeout => format!("No answer came within {}.", waited(English, check)),
                Reason::ExitUnlisted => {
                    format!("{host} doesn't have that address on its list of exit relays.")
                }
                Reason::ExitOnOwnList => format!(
                    "{host} doesn't know the address as an exit relay's yet. But the list of relays that the \
                     built-in Tor client has, signed by the network's authorities, names an exit relay there."
                ),
                Reason::EmptyAddress => format!(
                    "{host} answered without an address. It failed internally, so its answer tells us nothing."
                ),
            }
        }
    }

    /// Why an answer isn't believed as it is.
    fn describe_doubt(reason: Reason, check: &Check) -> String {
        English => {
            let host = check.service_host();
            let is_no = check.verdict == Verdict::NotTor;
            let is_embedded = check.route.kind() == RouteKind::Embedded;
            match reason {
                Reason::AnswerUnproven => format!(
                    "We asked {host} without encryption, so {} could have answered instead.",
                    proxy_of(English, &check.route)
                ),
                Reason::AddressImpossible => format!(
                    "{host} says the request came from an address that nothing on the internet can have, so its \
                     answer tells us nothing."
                ),
                Reason::OwnAddress if is_no => format!("{host} saw one of this computer's own addresses."),
                Reason::OwnAddress if is_embedded => format!(
                    "{host} saw one of this computer's own addresses, as if an exit relay ran on it."
                ),
                Reason::OwnAddress => format!(
                    "{host} calls it an exit relay, but saw one of this computer's own addresses. Either the request \
                     bypassed Tor, or an exit relay runs on this computer."
                ),
                Reason::SameAddress => format!(
                    "{host} saw {} without Tor{}",
                    same_address(English, check),
                    if is_no {
                        ", so this route hides nothing."
                    } else {
                        ". Either this route hides nothing, or your whole network goes out through the same exit relay."
                    }
                ),
                _ if is_embedded => format!(
                    "But we asked {host} without encryption, so the exit relay could have answered instead."
                ),
                _ => format!(
                    "But we asked {host} without encryption, so anyone on the way could have answered instead."
                ),
            }
        }
    }

    /// What the service saw both with and without Tor.
    fn same_address(check: &Check) -> &'static str {
        English => if check.is_direct_exactly_same() {
            "the same address"
        } else {
            "an address of the same network (the same IPv6 /64)"
        }
    }

    /// What lies between Tor and an onion service, in a few words.
    fn describe_onion(reason: Reason) -> &'static str {
        English => match reason {
            Reason::OnionNotFound => "Tor can't find this onion service, which may be offline or gone",
            Reason::OnionUnreadable => "Tor can't read how to reach this onion service",
            Reason::OnionIntroductionFailed => "the relays that should introduce us to it refused, or didn't answer",
            Reason::OnionRendezvousFailed => "the onion service didn't come to the meeting point in time",
            Reason::OnionKeyMissing => "it only lets in visitors with a key, and Tor has no key for it",
            Reason::OnionKeyWrong => "it doesn't accept the key that Tor has for it",
            Reason::OnionAddressInvalid => "this onion address is wrong: check it for typos",
            Reason::OnionIntroductionTimeout => "the relays that should introduce us to it didn't answer in time",
            _ => "the connection failed, and we weren't told why",
        }
    }

    /// Why an onion service wasn't reached, in a few words.
    fn describe_briefly(reason: Reason) -> &'static str {
        English => match reason {
            reason if reason.is_about_an_onion() => describe_onion(English, reason),
            Reason::ExitNameLookup => "Tor didn't find it",
            Reason::ExitConnect => "Tor couldn't connect to it",
            Reason::ConnectionNotAllowed => "Tor's settings forbid it",
            Reason::ProxyUnable => "the proxy can't do this",
            Reason::ProxyErrorUnknown => "the proxy refused with an unknown error code",
            Reason::ClientCertificate => "it demands a certificate that identifies the visitor",
            Reason::ConnectionLost => "the connection was lost",
            Reason::Timeout => "no answer came in time",
            Reason::Certificate | Reason::ClockBehind | Reason::ClockAhead => "its certificate can't be trusted",
            Reason::Encryption => "it doesn't encrypt as it should",
            Reason::AnswerTooLarge => "its answer is too large",
            Reason::AnswerGarbled => "its answer can't be read",
            Reason::ProxyClosed | Reason::ProxyNotSocks => "the proxy failed",
            _ => "it gave no usable answer",
        }
    }

    /// Why the request without Tor got no answer, in a few words.
    fn describe_direct_failure(reason: Reason) -> &'static str {
        English => match reason {
            Reason::ExitNameLookup => "this computer couldn't find the service's name",
            Reason::ExitConnect => "this computer couldn't connect to the service",
            Reason::ConnectionLost => "the connection was lost",
            Reason::Timeout => "it didn't come in time",
            Reason::Certificate | Reason::ClockBehind | Reason::ClockAhead => {
                "the certificate shown for the service can't be trusted"
            }
            Reason::Encryption => "what answered doesn't encrypt as it should",
            Reason::RedirectRefused => "the service tried to send the request somewhere else",
            Reason::AnswerTooLarge => "the answer is too large",
            Reason::ServiceUnavailable => "the service didn't give its usual answer",
            Reason::EmptyAddress => "the answer has no address",
            Reason::AddressImpossible => "the answer has an address that nothing on the internet can have",
            _ => "we can't read the answer",
        }
    }

    /// What connects to the service for us.
    fn far_end(route: &Route) -> &'static str {
        English => match route {
            Route::System => "This computer",
            _ if route.is_tor() => "The exit relay",
            _ => "The proxy",
        }
    }
}
