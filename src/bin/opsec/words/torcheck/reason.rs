//! The sentences about the reasons for a verdict.

use opsec::language::Language::English;
use opsec::torcheck::{Check, Judgement, Reason, Route, RouteKind};

use super::duration;
use super::proxy::describe_proxy;

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
                | Reason::EmbeddedFailed => describe_start(English, reason, check),
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
                    "{host} didn't give its usual answer: it's out of order, or it refuses this exit relay."
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
                     or the certificate is wrong. We didn't send the request."
                ),
                Reason::Encryption => format!(
                    "We got no encrypted connection to {host}: what answered doesn't encrypt as it should. Someone \
                     may be intercepting the connection. We didn't send the request."
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
                Reason::Timeout => format!("No answer came within {} seconds.", check.timeout),
                Reason::ExitUnlisted => {
                    format!("{host} doesn't have that address on its list of exit relays.")
                }
                Reason::EmptyAddress => format!(
                    "{host} answered without an address. It failed internally, so its answer tells us nothing."
                ),
                Reason::NotEncrypted => format!(
                    "But we asked {host} without encryption, so the exit relay could have answered instead."
                ),
            }
        }
    }

    fn describe_start(reason: Reason, check: &Check) -> String {
        English => {
            let bridges = check.route.has_bridges();
            match reason {
                Reason::NetworkOrCensorship => format!(
                    "We couldn't reach any {}. Either this computer is offline, or someone is blocking Tor.",
                    if bridges { "of your bridges" } else { "Tor relay" }
                ),
                Reason::HandshakeBlockedOrClockAhead => format!(
                    "{} answers, but we get no encrypted connection to it. Either someone is blocking Tor, or this \
                     computer's clock is days ahead.",
                    if bridges { "A bridge" } else { "A relay" }
                ),
                Reason::BootstrapSlow => format!(
                    "Tor was still starting after {} seconds. The network is slow, or it was cut off on the way.",
                    check.timeout
                ),
                _ => "The built-in Tor client couldn't start on this computer.".to_owned(),
            }
        }
    }

    fn describe_clock(reason: Reason, check: &Check) -> String {
        English => {
            let is_behind = reason == Reason::ClockBehind;
            let side = if is_behind { "behind" } else { "ahead" };
            match check.clock {
                Some((clock, _)) if clock.reason() == Some(reason) => format!(
                    "This computer's clock is {} {side}. {}",
                    duration(English, clock.behind),
                    if clock.judgement() == Judgement::Serious {
                        "That far off, Tor stops working."
                    } else {
                        "We may not find onion services."
                    }
                ),
                _ if check.route.kind() == RouteKind::Embedded
                    && !check.reasons.contains(&Reason::Certificate) =>
                {
                    format!(
                        "The list of relays can't be used. Usually, that means this computer's clock is days {side}."
                    )
                }
                _ => format!(
                    "By this computer's clock, the certificate {}. Usually, that means the clock is {side}.",
                    if is_behind { "isn't valid yet" } else { "is no longer valid" }
                ),
            }
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

    /// What connects to the service for us.
    fn far_end(route: &Route) -> &'static str {
        English => match route {
            Route::System => "This computer",
            _ if route.is_tor() => "The exit relay",
            _ => "The proxy",
        }
    }
}
