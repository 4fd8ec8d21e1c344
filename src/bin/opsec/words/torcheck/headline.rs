//! The verdict in a sentence or two.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::{Check, Reason, Route, Verdict};

use super::proxy::proxy_headline;
use super::{given_to, system};

sentences! {
    /// The verdict in a word or two, and what it means for this request.
    fn headline(check: &Check) -> String {
        English => match check.verdict {
            Verdict::Tor if check.route == Route::System => system::tor(English).to_owned(),
            Verdict::NotTor if check.route == Route::System => system::not_tor(English).to_owned(),
            Verdict::Tor if check.reasons.contains(&Reason::NotEncrypted) => {
                "Tor. This request reached an exit relay of the Tor network.".to_owned()
            }
            Verdict::Tor => "Tor. This request left the Tor network through an exit relay.".to_owned(),
            Verdict::TorUnlisted => format!(
                "Not confirmed. We gave this request to {}, but it came out at an address that isn't a known exit \
                 relay's.",
                given_to(English, &check.route)
            ),
            Verdict::NotTor => "Not Tor. This request didn't come out of the Tor network.".to_owned(),
            Verdict::Unknown => format!("Couldn't tell. {}", unknown(English, check)),
        }
    }

    /// The headline of one of several Tors.
    fn headline_at(proxy: &str, headline: &str) -> String {
        English => format!("{}: {headline}", Foreign(proxy))
    }

    fn unknown(check: &Check) -> String {
        English => match check.reasons.first() {
            _ if check.route == Route::System && system::unknown(English, check).is_some() => {
                system::unknown(English, check).unwrap_or_default()
            }
            _ if check.clock_hides_the_answer() => {
                "This computer's clock is wrong, so we can't judge the certificate."
            }
            _ if check.tor_is_unready() => "The Tor on this computer isn't ready.",
            Some(reason) if reason.is_about_the_proxy() => return proxy_headline(English, *reason, check),
            Some(
                Reason::NetworkOrCensorship
                | Reason::HandshakeBlockedOrClockAhead
                | Reason::BootstrapSlow
                | Reason::ClockBehind
                | Reason::ClockAhead
                | Reason::RelayNotGenuine
                | Reason::DownloadsBlocked
                | Reason::TransportFailed
                | Reason::FilesDamaged
                | Reason::FilesBusy
                | Reason::NoSpace
                | Reason::ClientOutdated
                | Reason::EmbeddedFailed,
            ) => "The built-in Tor client didn't get ready.",
            Some(Reason::Certificate | Reason::Encryption | Reason::ClientCertificate) => {
                "We couldn't reach the check service safely."
            }
            Some(Reason::ProxyUnable | Reason::ProxyErrorUnknown) => "The proxy refused the request.",
            Some(Reason::ExitConnect | Reason::ExitNameLookup | Reason::ConnectionNotAllowed) => {
                "The request didn't reach the check service."
            }
            Some(reason) if reason.is_about_an_onion() => "The request didn't reach the onion service.",
            Some(Reason::Timeout) => "No answer came in time.",
            Some(Reason::AnswerUnproven) => "The answer came without encryption, so it proves nothing.",
            Some(Reason::OwnAddress | Reason::SameAddress) => "What we found out doesn't fit together.",
            Some(Reason::NoExit | Reason::NoCircuit) => "Tor found no way to the check service.",
            _ => "The check service gave no usable answer.",
        }
        .to_owned()
    }
}
