//! Why there is this verdict, and what to do about it.

use opsec::torcheck::{Judgement, Reason, Verdict};

use super::super::{Check, Way};
use super::{duration, is_clock, service, unready};

/// One reason, in words.
pub(in super::super) fn reason_text(reason: Reason, check: &Check) -> String {
    let (host, proxy, far_end) = (service(check), check.way.address(), check.way.far_end());
    match reason {
        Reason::NoTorRunning => {
            "Nothing at 127.0.0.1, ports 9050 and 9150, answered as a Tor port. Nothing was sent.".to_owned()
        }
        Reason::ProxyClosed => format!("Nothing listens at {proxy}. Nothing was sent."),
        Reason::ProxyNotSocks => {
            format!("What listens at {proxy} is not a SOCKS proxy. The request was not sent.")
        }
        Reason::ProxySilent => {
            format!("Something listens at {proxy}, but says nothing. The request was not sent.")
        }
        Reason::ProxyNotTor if check.verdict == Verdict::NotTor => format!(
            "{host} does not know the address it came from as an exit relay, and {proxy} did not answer as a Tor \
             port does."
        ),
        Reason::ProxyNotTor => {
            format!(
                "{proxy} is a SOCKS proxy that did not answer as a Tor port does. The request was not sent."
            )
        }
        Reason::ProxyNotRecognised => format!(
            "But {proxy} did not answer as a Tor port does: something that passes on to Tor stands there, and can \
             see what you send."
        ),
        Reason::ServiceUnavailable => {
            format!("{host} did not give its answer: it is out of order, or refuses this exit relay.")
        }
        Reason::AnswerGarbled => format!("The answer of {host} cannot be read."),
        Reason::AnswerTooLarge => {
            format!("The answer of {host} is larger than 64 KiB; it was not read to the end.")
        }
        Reason::RedirectRefused => {
            format!("{host} wanted to send the request elsewhere; it was not followed.")
        }
        Reason::Certificate => format!(
            "The certificate shown for {host} cannot be trusted. Someone may stand in between and read along, or \
             the certificate is wrong. Nothing was asked."
        ),
        Reason::Encryption => format!(
            "No encrypted connection to {host} came about; what answered does not encrypt as it should. Someone may \
             stand in between. Nothing was asked."
        ),
        Reason::ExitNameLookup => {
            format!("{far_end} could not find the name {host}.")
        }
        Reason::ExitConnect if check.way.is_tor() => {
            format!(
                "No connection to {host} came about: the exit relay could not reach it, or Tor found no way there."
            )
        }
        Reason::ExitConnect => format!("{far_end} could not connect to {host}."),
        Reason::ConnectionLost => "The connection broke off.".to_owned(),
        Reason::Timeout => format!("No answer within {} seconds.", check.timeout),
        Reason::ClockBehind | Reason::ClockAhead => clock_reason(reason, check),
        Reason::NetworkOrCensorship => format!(
            "Not one {} could be reached. Either this computer is not on the network, or someone blocks Tor.",
            check.way.first_step()
        ),
        Reason::HandshakeBlockedOrClockAhead => format!(
            "{} answers, but an encrypted connection to it does not come about. Either someone blocks Tor, \
             or this computer's clock is days ahead.",
            if matches!(check.way, Way::Embedded { bridges: true }) { "A bridge" } else { "A relay" }
        ),
        Reason::BootstrapSlow => format!(
            "Tor was still starting after {} seconds: a slow network, or one that was cut off on the way.",
            check.timeout
        ),
        Reason::EmbeddedFailed => "It could not be started on this computer.".to_owned(),
        Reason::ExitUnlisted => {
            format!("{host} does not have that address on its list of exit relays.")
        }
        Reason::EmptyAddress => {
            format!("{host} answered without an address: it failed within, so its answer says nothing.")
        }
        Reason::NotEncrypted => {
            format!("But {host} was asked without encryption: the exit relay could have answered itself.")
        }
    }
}

fn clock_reason(reason: Reason, check: &Check) -> String {
    let side = if reason == Reason::ClockBehind { "behind" } else { "ahead" };
    match check.clock {
        Some((clock, _)) if clock.reason() == Some(reason) => format!(
            "This computer's clock is {} {side}. {}",
            duration(clock.behind),
            if clock.judgement() == Judgement::Serious {
                "So far off, Tor stops working."
            } else {
                "Onion services may not be found."
            }
        ),
        _ if check.way.kind() == "embedded" && !check.reasons.contains(&Reason::Certificate) => {
            format!(
                "The list of relays cannot be used, most often because this computer's clock is days {side}."
            )
        }
        _ => format!(
            "By this computer's clock the certificate is {}: most often the clock is {side}.",
            if side == "behind" { "not valid yet" } else { "no longer valid" }
        ),
    }
}

/// What to do next.
pub(in super::super) fn next(check: &Check) -> String {
    let again = "Run opsec torcheck again; it takes another exit relay.";
    match (check.verdict, check.reasons.first()) {
        (Verdict::Tor, _) if check.reasons.iter().copied().any(is_clock) => {
            "Set this computer's clock right.".to_owned()
        }
        (Verdict::Tor, _) => format!("Check the browser itself: open {} in it.", check.service),
        (Verdict::TorUnlisted, _) => format!(
            "{again} If it stays so, look the address up (--show-ip) at \
             https://metrics.torproject.org/exonerator.html"
        ),
        (Verdict::NotTor, _) => {
            "Do not count on this proxy to hide you. Start Tor Browser or the tor service, \
             then run opsec torcheck without --proxy."
                .to_owned()
        }
        (Verdict::Unknown, _) if check.reasons.iter().copied().any(is_clock) => {
            "Check this computer's date, time and time zone, then try again.".to_owned()
        }
        (Verdict::Unknown, Some(reason)) => match reason {
            Reason::NoTorRunning
            | Reason::ProxyClosed
            | Reason::ProxyNotSocks
            | Reason::ProxySilent
            | Reason::ProxyNotTor => {
                "Start Tor Browser (https://www.torproject.org/download/) or the tor service and \
                 try again; or let the Tor client in this program do it: opsec torcheck --embedded"
                    .to_owned()
            }
            Reason::NetworkOrCensorship => format!(
                "Check that this computer is on the network. If it is, Tor is probably blocked: {}",
                check.way.around()
            ),
            Reason::HandshakeBlockedOrClockAhead => format!(
                "Check this computer's date, time and time zone. If they are right, {}",
                check.way.around()
            ),
            Reason::BootstrapSlow => {
                "Try again with more time (--timeout 300), or on another network.".to_owned()
            }
            _ if check.asked && unready(&check.control).is_some() => {
                "Wait until Tor is ready, or look into its log: the network may be down, or Tor blocked."
                    .to_owned()
            }
            Reason::Timeout => {
                "Try again; the exit relay or the service may be slow. More time: --timeout 300".to_owned()
            }
            Reason::Certificate | Reason::Encryption if check.way.is_tor() => format!(
                "Send nothing that matters this way. {again} If every exit relay shows the same, check this \
                 computer's clock and get a newer opsec: whom it trusts may be out of date."
            ),
            Reason::Certificate | Reason::Encryption => {
                "Send nothing that matters this way: whoever runs this proxy, or the network behind it, \
                 may be in between."
                    .to_owned()
            }
            Reason::EmbeddedFailed => {
                "Mend that; or use --ephemeral, which keeps its files elsewhere and wipes them.".to_owned()
            }
            Reason::ServiceUnavailable | Reason::EmptyAddress => {
                "Try again in a while; the service may be out of order.".to_owned()
            }
            _ => again.to_owned(),
        },
        (Verdict::Unknown, None) => again.to_owned(),
    }
}
