//! The sentences of `opsec torcheck`: announcements, questions, and what the verdict proves.

pub(crate) mod client;
pub(crate) mod found;
pub(crate) mod full;
pub(crate) mod headline;
pub(crate) mod next;
pub(crate) mod observed;
pub(crate) mod proxy;
pub(crate) mod reason;
pub(crate) mod request;
pub(crate) mod settings;
pub(crate) mod system;
pub(crate) mod unwatched;
pub(crate) mod watch;

use std::net::IpAddr;

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::{Check, Phase, Reason, Route, Stage, Verdict};

use super::common::plural;

sentences! {
    fn tab() -> &'static str { English => "Tor check" }

    fn contacts(host: &str, route: &Route) -> String {
        English => format!("Will contact {} {}.", Foreign(host), through(English, route))
    }

    /// The route, to follow a verb: "through the Tor port at 127.0.0.1:9050".
    fn through(route: &Route) -> String {
        English => match route {
            Route::None => "by no route".to_owned(),
            Route::Direct => "directly, without Tor".to_owned(),
            Route::System => "as this computer is, without a proxy".to_owned(),
            Route::Proxy { proxy, recognised: true, .. } => {
                format!("through the Tor port at {}", Foreign(&proxy.to_string()))
            }
            Route::Proxy { proxy, recognised: false, .. } => format!(
                "through the proxy at {}, which didn't answer like a Tor port",
                Foreign(&proxy.to_string())
            ),
            Route::Embedded { bridges: false } => "through the built-in Tor client".to_owned(),
            Route::Embedded { bridges: true } => "through the built-in Tor client, using bridges".to_owned(),
        }
    }

    fn tor_relays() -> &'static str { English => "Tor relays" }
    fn tor_bridges() -> &'static str { English => "Tor bridges" }

    fn contacts_relays(is_decided: bool) -> String {
        English => format!(
            "From this computer's own address, the built-in Tor client {} the Tor network. Your internet provider, \
             and anyone watching your connection, can see that you use Tor, but not what for. If that's dangerous \
             for you, use bridges (https://bridges.torproject.org): opsec torcheck --embedded --bridges FILE",
            if is_decided { "will contact" } else { "would contact" }
        )
    }

    fn contacts_bridges(is_decided: bool) -> String {
        English => format!(
            "From this computer's own address, the built-in Tor client {} the bridges you gave. Your internet \
             provider, and anyone watching your connection, can see the addresses of these bridges. A real bridge \
             isn't on any public list of relays, but the traffic of a plain one can be recognised as Tor.",
            if is_decided { "will contact" } else { "would contact" }
        )
    }

    /// The program of a pluggable transport, which runs as long as the check.
    fn starts_program(path: &str, transports: &str, is_decided: bool) -> String {
        English => format!(
            "It {} {} to disguise the traffic to your bridges ({}).",
            if is_decided { "will start" } else { "would start" },
            Foreign(path),
            Foreign(transports)
        )
    }

    fn repaired(folder: &str) -> String {
        English => format!(
            "Files in {} were damaged. We removed them and are starting Tor again. Its choice of first relays \
             was kept if it could be read.",
            Foreign(folder)
        )
    }

    fn contacts_directly(host: &str, route: &Route) -> String {
        English => {
            let through = if route.is_tor() { "Tor" } else { "the proxy" };
            let host = Foreign(host);
            format!(
                "Will also contact {host} directly, without Tor, because you gave --compare-direct. Its name is \
                 looked up without Tor too. Your internet provider sees that you visit {host}. {host} sees your own \
                 address, moments after the request through {through}, and can link the two."
            )
        }
    }

    fn found_no_tor() -> &'static str { English => "Found no Tor on this computer." }
    fn start_it() -> &'static str { English => "Start it from this computer's own address?" }
    fn go_on() -> &'static str { English => "Continue?" }

    /// The question without anything said before it.
    fn start_client() -> &'static str {
        English => "Found no Tor. Start the built-in Tor client from this computer's own address? Your internet \
                    provider can see that you use Tor."
    }

    /// The question without anything said before it.
    fn ask_directly(host: &str) -> String {
        English => format!(
            "Also ask {} directly, without Tor? It sees your own address, and your internet provider sees that you \
             visit it.",
            Foreign(host)
        )
    }

    fn still_starting(phase: &Phase) -> String {
        English => format!(
            "That Tor is still starting ({}%: {}). Waiting for it.",
            phase.progress,
            Foreign(&phase.summary)
        )
    }

    /// What the built-in Tor client is doing, for its progress bar.
    fn stage(stage: Stage) -> &'static str {
        English => match stage {
            Stage::Connecting => "looking for a relay that answers",
            Stage::Handshaking => "agreeing on keys with a relay",
            Stage::Consensus => "downloading the list of relays",
            Stage::Certificates => "checking who signed the list",
            Stage::Relays => "downloading the relays' keys",
            Stage::Ready => "ready",
        }
    }

    fn why_label() -> &'static str { English => "why" }
    fn address_label() -> &'static str { English => "address" }
    fn proves_label() -> &'static str { English => "proves" }
    fn not_proved_label() -> &'static str { English => "not proved" }
    fn next_label() -> &'static str { English => "next" }

    fn is_on_the_list(check: &Check) -> String {
        English => format!("{} found the request's address on its list of exit relays.", check.service_host())
    }

    fn detail(detail: &str) -> String {
        English => format!("The client reported: {}", Foreign(detail))
    }

    fn address(address: IpAddr, check: &Check) -> String {
        English => {
            let whose = match check.verdict {
                _ if check.is_own_address == Some(true) => "this computer's own",
                _ if check.reasons.contains(&Reason::SameAddress) && check.is_direct_exactly_same() => {
                    "the same as without Tor"
                }
                _ if check.reasons.contains(&Reason::SameAddress) => "of the same network as without Tor",
                Verdict::NotTor if check.route == Route::System => system::whose(English),
                Verdict::Tor => "the exit relay's, not yours",
                Verdict::TorUnlisted => "an exit relay's that isn't on the list, or your own",
                Verdict::NotTor => "your own or your proxy's; the service has seen it",
                Verdict::Unknown => "as the service saw it",
            };
            format!("{address}, {whose}")
        }
    }

    /// What took a request that may have gone through Tor.
    fn given_to(route: &Route) -> &'static str {
        English => match route {
            Route::Embedded { .. } => "the built-in Tor client",
            _ => "a port that answers like Tor",
        }
    }

    /// What the verdict proves; nothing if nothing was asked.
    fn proves(check: &Check) -> Option<String> {
        English => match check.verdict {
            Verdict::Tor if check.route == Route::System => Some(system::proves(English).to_owned()),
            Verdict::Tor => Some(format!(
                "The request that opsec just sent {} {}.",
                closed(through(English, &check.route)),
                if check.reasons.contains(&Reason::NotEncrypted) {
                    "reached an exit relay"
                } else {
                    "came out of the Tor network"
                }
            )),
            Verdict::TorUnlisted => Some(format!(
                "Nothing for sure. The request was given to {}. A new exit relay, or one that sends from another \
                 address, isn't on the list for some hours. We can't rule out that the request bypassed Tor.",
                given_to(English, &check.route)
            )),
            Verdict::NotTor => Some(format!(
                "{} saw {}. Anyone you reach this way sees that address too.",
                check.service_host(),
                match check.reasons.first() {
                    Some(Reason::OwnAddress) => "this computer's own address",
                    Some(Reason::SameAddress) if check.is_direct_exactly_same() => {
                        "the address that you have without Tor"
                    }
                    Some(Reason::SameAddress) => "an address of the network that you have without Tor",
                    _ => "an address that it doesn't know as an exit relay's",
                }
            )),
            Verdict::Unknown if check.asked => {
                Some("Nothing: neither that Tor works nor that it doesn't.".to_owned())
            }
            Verdict::Unknown => None,
        }
    }

    fn not_proved(check: &Check) -> String {
        English => match check.route {
            Route::System => system::not_proved(English).to_owned(),
            Route::Embedded { .. } => {
                "Your browser and other programs don't use the built-in Tor client, which ended with this check. They \
                 need a Tor of their own, such as Tor Browser.".to_owned()
            }
            _ => format!(
                "Your browser and other programs were not checked. Open {} in the browser itself.",
                check.service
            ),
        }
    }

    /// "3 s", "12 minutes", "5 hours", "2 days", "56 years", of seconds with either sign.
    fn duration(seconds: i64) -> String {
        English => {
            let seconds = seconds.unsigned_abs();
            let counted = |number: u64, one, many| plural(usize::try_from(number).unwrap_or(usize::MAX), one, many);
            match seconds {
                0..120 => format!("{seconds} s"),
                120..7200 => counted(seconds / 60, "minute", "minutes"),
                7200..172_800 => counted(seconds / 3600, "hour", "hours"),
                172_800..63_072_000 => counted(seconds / 86_400, "day", "days"),
                _ => counted(seconds / 31_557_600, "year", "years"),
            }
        }
    }
}

/// The phrase with a comma at its end if it contains one, to go on in the same sentence.
fn closed(phrase: String) -> String {
    if phrase.contains(',') { phrase + "," } else { phrase }
}
