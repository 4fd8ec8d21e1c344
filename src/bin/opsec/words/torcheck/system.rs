//! The sentences of `--system`, which asks as this computer is.

use opsec::text::Foreign;
use opsec::torcheck::{Check, Reason, Verdict};

sentences! {
    fn contacts(host: &str) -> String {
        English => {
            let host = Foreign(host);
            format!(
                "Will contact {host} the way this computer contacts anything, without a proxy. This computer's own \
                 resolver looks up the name, and the people who run it see that. If your traffic doesn't go through Tor, \
                 {host} sees your own address, and your internet provider sees that you visit it."
            )
        }
    }

    fn question() -> &'static str {
        English => "Contact the check service without a proxy, maybe from your own address?"
    }

    fn not_confirmed() -> &'static str {
        English => "--system may show your own address to the check service, and nobody is here to confirm that."
    }

    fn not_confirmed_hint() -> &'static str { English => "To allow it in a script, add --yes." }

    fn declined() -> &'static str { English => "Nothing was contacted." }

    fn tor() -> &'static str {
        English => "Tor. This computer's request came out of Tor although no proxy was used: something sends its \
                    traffic through Tor."
    }

    fn not_tor() -> &'static str {
        English => "Not Tor. This computer's ordinary traffic doesn't go through Tor."
    }

    /// What kept the answer away, if that's another thing than by other routes.
    fn unknown(check: &Check) -> Option<&'static str> {
        English => match check.reasons.first() {
            Some(Reason::ExitNameLookup) => Some("This computer couldn't look up the check service's name."),
            Some(Reason::ExitConnect | Reason::ConnectionLost) => {
                Some("This computer couldn't connect to the check service.")
            }
            _ => None,
        }
    }

    /// Why it's a no, if nothing else says so.
    fn not_on_the_list(check: &Check) -> String {
        English => format!("{} doesn't have the request's address on its list of exit relays.", check.service_host())
    }

    fn proves() -> &'static str {
        English => "The one request that opsec just sent without a proxy, over TCP, came out of the Tor network."
    }

    fn not_proved() -> &'static str {
        English => "Other programs, other users of this computer, UDP and name lookups were not checked. They may \
                    go another way."
    }

    fn whose() -> &'static str {
        English => "your own, or your router's or VPN's; the service has seen it"
    }

    fn next(check: &Check) -> &'static str {
        English => match check.verdict {
            Verdict::Tor => "Check the other programs you use, and other users, separately.",
            Verdict::TorUnlisted | Verdict::NotTor => {
                "To hide your address, use Tor Browser, or send a program's traffic through Tor. If this computer \
                 should do that by itself (Whonix, Tails, a Tor router), check again: a new exit relay isn't on the \
                 list for some hours. If the result stays the same, check its setup."
            }
            Verdict::Unknown => match check.reasons.first() {
                Some(Reason::Certificate | Reason::Encryption | Reason::ClientCertificate) => {
                    "Don't send anything that matters this way. Someone on this network may be intercepting the \
                     connection."
                }
                Some(Reason::AnswerUnproven) => "Ask a service over https: its answer can't be faked on the way.",
                Some(Reason::ExitNameLookup) => {
                    "Check that this computer is online and that its name lookups work. Then try again."
                }
                Some(Reason::ExitConnect | Reason::ConnectionLost | Reason::Timeout) => {
                    "Check that this computer is online. Then try again."
                }
                Some(Reason::OwnAddress) => {
                    "Don't rely on this computer to hide you. If an exit relay runs on it, check from another \
                     computer."
                }
                _ => "Try again later: the service may be out of order.",
            },
        }
    }
}
