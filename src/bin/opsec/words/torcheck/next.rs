//! The sentences about what to do next.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::{Check, Reason, Route, Verdict};

use super::proxy::after_proxy;

/// The time limit that is proposed to those who had a shorter one, in seconds.
const LONG: u64 = 300;

sentences! {
    fn next(check: &Check) -> String {
        English => match (check.verdict, check.reasons.first()) {
            _ if check.route == Route::System && !check.has_clock_reason() => {
                super::system::next(English, check).to_owned()
            }
            (Verdict::Tor, _) if check.has_clock_reason() => "Correct this computer's clock.".to_owned(),
            (Verdict::Tor, _) if check.links_users() => {
                "Let Tor keep programs apart: look for NoIsolateSOCKSAuth or ExitNodes in Tor's configuration (torrc)."
                    .to_owned()
            }
            (Verdict::Tor, _) => format!("Check the browser itself: open {} in it.", check.service),
            (Verdict::TorUnlisted, _) => format!(
                "{} If the result stays the same, look up the address (--show-ip) at \
                 https://metrics.torproject.org/exonerator.html",
                again(English, &check.route)
            ),
            (Verdict::NotTor, _) => instead(English, &check.route),
            (Verdict::Unknown, Some(Reason::Certificate)) if check.has_clock_reason() => {
                format!("Don't send anything that matters this way. {}", check_clock(English))
            }
            (Verdict::Unknown, _) if check.has_clock_reason() => check_clock(English).to_owned(),
            (Verdict::Unknown, Some(reason)) => after(English, *reason, check),
            (Verdict::Unknown, None) => again(English, &check.route).to_owned(),
        }
    }

    /// What to do after there was no answer for this reason.
    fn after(reason: Reason, check: &Check) -> String {
        English => match reason {
            _ if reason.is_about_the_proxy() => after_proxy(English, reason, check),
            Reason::NetworkOrCensorship if check.route.has_bridges() => {
                format!("Check that this computer is online. If it is, {}", around(English, &check.route))
            }
            Reason::NetworkOrCensorship => format!(
                "Check that this computer is online. If it is, Tor is probably blocked: {}",
                around(English, &check.route)
            ),
            Reason::RelayNotGenuine | Reason::HandshakeBlockedOrClockAhead if check.route.has_bridges() => {
                "Compare the line with the one you were given, or get other bridges at \
                 https://bridges.torproject.org.".to_owned()
            }
            Reason::HandshakeBlockedOrClockAhead => format!(
                "Check this computer's date, time and time zone. If they're right, {}",
                around(English, &check.route)
            ),
            Reason::TorNotReady => "Check that this computer is online, then wait until Tor is ready. If it never gets \
                                    ready, Tor is probably blocked: give that Tor bridges from \
                                    https://bridges.torproject.org."
                .to_owned(),
            Reason::DownloadsBlocked | Reason::RelayNotGenuine => {
                format!("Try another network, or {}", around(English, &check.route))
            }
            Reason::TransportFailed => {
                "Start that program yourself to see what's wrong, or use bridges without a transport. Tor Browser \
                 includes working ones.".to_owned()
            }
            Reason::BootstrapSlow => format!(
                "Try again with more time (--timeout 300), or on another network. If that doesn't help, {}",
                around(English, &check.route)
            ),
            Reason::NoSpace => {
                "Free some space there, or set XDG_CACHE_HOME to a folder with space (with --ephemeral: \
                 XDG_RUNTIME_DIR or TMPDIR).".to_owned()
            }
            Reason::FilesBusy => {
                "End the other program, or add --ephemeral: it keeps its files elsewhere and wipes them.".to_owned()
            }
            Reason::FilesDamaged => match &check.folder {
                Some(folder) => format!("Remove the folder {}, then try again.", Foreign(folder)),
                None => "Check the folders that the file for --arti-config names.".to_owned(),
            },
            Reason::NoExit => {
                "Try again in a few minutes. If that doesn't help, try another network.".to_owned()
            }
            Reason::NoCircuit => format!(
                "Try again in a few minutes. If that doesn't help, someone may be blocking or slowing down Tor: {}",
                around(English, &check.route)
            ),
            Reason::Timeout if check.timeout < LONG => format!(
                "Try again: {} may be slow. For more time, add --timeout {LONG}.",
                who_is_slow(English, &check.route)
            ),
            Reason::Timeout => format!("Try again later: {} may be slow.", who_is_slow(English, &check.route)),
            Reason::Certificate | Reason::Encryption | Reason::ClientCertificate if check.route.is_tor() => format!(
                "Don't send anything that matters this way. {} If every exit relay shows the same, check this \
                 computer's clock and update opsec: its list of trusted authorities may be out of date.",
                again(English, &check.route)
            ),
            Reason::Certificate | Reason::Encryption | Reason::ClientCertificate => {
                "Don't send anything that matters this way. Someone who runs this proxy, or the network behind it, \
                 may be intercepting the connection."
                    .to_owned()
            }
            Reason::ClientOutdated => "Update opsec. Until then, start Tor Browser or the tor service, then run opsec \
                                       torcheck again."
                .to_owned(),
            Reason::EmbeddedFailed => "Fix what the client reported. If it's about its files, you can also add \
                                       --ephemeral: then it keeps them elsewhere and wipes them."
                .to_owned(),
            Reason::OnionAddressInvalid => "Compare the address with one from a source you trust.".to_owned(),
            Reason::OnionKeyMissing | Reason::OnionKeyWrong => {
                "Ask the people who run it for a key, and add it to Tor (ClientOnionAuthDir in man tor).".to_owned()
            }
            reason if reason.is_about_an_onion() => {
                "Try again in a few minutes: the onion service may be offline for now.".to_owned()
            }
            Reason::ConnectionNotAllowed if check.route.is_tor() => format!(
                "{} If the result stays the same, check Tor's own settings (torrc).",
                again(English, &check.route)
            ),
            Reason::ConnectionNotAllowed | Reason::ProxyUnable | Reason::ProxyErrorUnknown
                if !check.route.is_tor() =>
            {
                "Ask through Tor itself: start Tor Browser or the tor service, then run opsec torcheck without \
                 --proxy."
                    .to_owned()
            }
            Reason::ProxyUnable | Reason::ProxyErrorUnknown => {
                "Update Tor, or check which program is listening there.".to_owned()
            }
            Reason::ServiceUnavailable | Reason::EmptyAddress | Reason::AddressImpossible => {
                "Try again later: the service may be out of order.".to_owned()
            }
            Reason::AnswerUnproven => "Ask a service over https: leave out --check-url, or give it an address that \
                                       begins with https://."
                .to_owned(),
            Reason::OwnAddress | Reason::SameAddress => "Don't rely on this route to hide you. If an exit relay runs \
                                                         on this computer or in your network, check from another \
                                                         network."
                .to_owned(),
            _ => again(English, &check.route).to_owned(),
        }
    }

    /// What to use instead of a route that isn't Tor.
    fn instead(route: &Route) -> String {
        English => match route {
            Route::Proxy { proxy, recognised: true, .. } => format!(
                "Don't rely on {0} to hide you: it answers like a Tor port, but it isn't one. Stop it, and start Tor \
                 Browser or the tor service instead.",
                Foreign(&proxy.to_string())
            ),
            _ => "Don't rely on this proxy to hide you. Start Tor Browser or the tor service, then run opsec torcheck \
                  without --proxy."
                .to_owned(),
        }
    }

    fn check_clock() -> &'static str {
        English => "Check this computer's date, time and time zone, then try again."
    }

    fn again(route: &Route) -> &'static str {
        English => if route.is_tor() {
            "Run opsec torcheck again: it uses another exit relay."
        } else {
            "Run opsec torcheck again."
        }
    }

    fn who_is_slow(route: &Route) -> &'static str {
        English => if route.is_tor() { "the exit relay or the service" } else { "the proxy or the service" }
    }

    /// What to do where Tor is blocked.
    fn around(route: &Route) -> &'static str {
        English => if route.has_bridges() {
            "try other bridges from https://bridges.torproject.org."
        } else {
            "get bridges at https://bridges.torproject.org, and use them: opsec torcheck --embedded --bridges FILE"
        }
    }
}
