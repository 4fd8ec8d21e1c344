//! The sentences of `--system`, which asks as this computer is.

use opsec::text::Foreign;
use opsec::torcheck::{Check, Reason, Verdict};

sentences! {
    fn contacts(host: &str) -> String {
        English => {
            let host = Foreign(host);
            format!(
                "Will contact {host} the way this computer contacts anything, without a proxy. This computer's own \
                 resolver looks up the name, and whoever runs it sees that. If your traffic doesn't go through Tor, \
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

    fn unknown(check: &Check) -> &'static str {
        English => match check.reasons.first() {
            Some(Reason::ExitNameLookup) => "This computer couldn't look up the check service's name.",
            Some(Reason::ExitConnect | Reason::ConnectionLost) => {
                "This computer couldn't connect to the check service."
            }
            Some(Reason::Certificate | Reason::Encryption) => "We couldn't reach the check service safely.",
            Some(Reason::Timeout) => "No answer came in time.",
            _ => "The check service gave no usable answer.",
        }
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
                 should do that by itself (Whonix, Tails, a Tor router), check its setup."
            }
            Verdict::Unknown => match check.reasons.first() {
                Some(Reason::Certificate | Reason::Encryption) => {
                    "Don't send anything that matters this way. Someone on this network may be intercepting the \
                     connection."
                }
                Some(Reason::AnswerUnproven) => "Ask a service over https: its answer can't be faked on the way.",
                Some(Reason::ExitNameLookup) => {
                    "Check that this computer is online and that its name lookups work. Then try again."
                }
                _ => "Check that this computer is online. Then try again.",
            },
        }
    }
}
