//! The sentences about Tor, for people.

mod reason;
mod seen;

use opsec::torcheck::{Phase, Reason, Verdict};

use super::{Check, Way};
use crate::net::{Control, Status};
use crate::ui::{Meaning, sanitize};

pub(super) use reason::{next, reason_text};
pub(super) use seen::seen;

/// A line: how it is meant, its label, its text.
pub(super) type Line = (Option<Meaning>, &'static str, String);

impl Way {
    /// "through the Tor port at 127.0.0.1:9050".
    pub(crate) fn through(&self) -> String {
        match self {
            Self::None => "not at all".to_owned(),
            Self::Proxy { address, recognised: true } => format!("through the Tor port at {address}"),
            Self::Proxy { address, recognised: false } => {
                format!("through the proxy at {address}, which did not answer as a Tor port does")
            }
            Self::Embedded { bridges: false } => "through the Tor client in this program".to_owned(),
            Self::Embedded { bridges: true } => {
                "through the Tor client in this program, by bridges".to_owned()
            }
        }
    }

    fn is_tor(&self) -> bool {
        matches!(self, Self::Embedded { .. } | Self::Proxy { recognised: true, .. })
    }

    fn address(&self) -> &str {
        if let Self::Proxy { address, .. } = self { address } else { "the proxy" }
    }

    /// What the Tor client has to reach first.
    fn first_step(&self) -> &'static str {
        if matches!(self, Self::Embedded { bridges: true }) { "of your bridges" } else { "Tor relay" }
    }

    /// What to do where Tor is blocked.
    fn around(&self) -> &'static str {
        if matches!(self, Self::Embedded { bridges: true }) {
            "try other bridges, from https://bridges.torproject.org."
        } else {
            "get bridges at https://bridges.torproject.org and give them with --bridges FILE."
        }
    }

    /// Who speaks for us at the far end.
    fn far_end(&self) -> &'static str {
        if self.is_tor() { "The exit relay" } else { "The proxy" }
    }
}

/// The name of the service: `check.torproject.org`.
fn service(check: &Check) -> &str {
    let rest = check.service.split_once("://").map_or(check.service.as_str(), |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

pub(super) fn headline(check: &Check) -> String {
    match check.verdict {
        Verdict::Tor => "This request left the Tor network through an exit relay.".to_owned(),
        Verdict::TorUnlisted => {
            "This request was given to Tor, but came out at an address that is not known as an exit relay's."
                .to_owned()
        }
        Verdict::NotTor => "This request did not come out of the Tor network.".to_owned(),
        Verdict::Unknown if clock_is_wrong(check) => {
            "This computer's clock is wrong, so the certificate cannot be judged.".to_owned()
        }
        Verdict::Unknown if check.asked && unready(&check.control).is_some() => {
            "The Tor on this machine is not ready.".to_owned()
        }
        Verdict::Unknown => match check.reasons.first() {
            Some(Reason::NoTorRunning) => "No Tor is running on this machine.",
            Some(Reason::ProxyClosed) => "Nothing listens there.",
            Some(Reason::ProxyNotSocks | Reason::ProxySilent | Reason::ProxyNotTor) => {
                "That is not a Tor port."
            }
            Some(
                Reason::NetworkOrCensorship
                | Reason::HandshakeBlockedOrClockAhead
                | Reason::BootstrapSlow
                | Reason::ClockBehind
                | Reason::ClockAhead
                | Reason::EmbeddedFailed,
            ) => "The Tor client in this program did not get ready.",
            Some(Reason::Certificate | Reason::Encryption) => {
                "The check service could not be reached safely."
            }
            Some(Reason::Timeout) => "No answer came in time.",
            _ => "The check service gave no usable answer.",
        }
        .to_owned(),
    }
}

/// How far Tor's start came, if it is not done.
fn unready(control: &Control) -> Option<&Phase> {
    match control {
        Control::Answered(Status { phase: Some(phase), .. }) if phase.progress < 100 => Some(phase),
        _ => None,
    }
}

/// What to say while waiting for a Tor that is still starting.
pub(crate) fn still_starting(control: &Control) -> Option<String> {
    let phase = unready(control)?;
    Some(format!(
        "That Tor is still starting: {} %, {}. Waiting for it.",
        phase.progress,
        sanitize(&phase.summary)
    ))
}

/// Whether the clock is known to be wrong, and no answer came.
fn clock_is_wrong(check: &Check) -> bool {
    check.reasons.contains(&Reason::Certificate)
        && check.clock.is_some_and(|(clock, _)| clock.reason().is_some())
}

/// Why, what it proves, what it does not, what next.
pub(super) fn said(check: &Check) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut why = if check.verdict == Verdict::Tor {
        vec![format!("{} found the address it came from on its list of exit relays.", service(check))]
    } else {
        Vec::new()
    };
    why.extend(check.reasons.iter().map(|reason| reason_text(*reason, check)));
    why.extend(check.details.iter().map(|detail| format!("It said: {detail}")));
    for (place, text) in why.into_iter().enumerate() {
        lines.push((None, if place == 0 { "why" } else { "" }, text));
    }
    if let Some(address) = check.address {
        lines.push((None, "address", format!("{address}, {}", whose(check.verdict))));
    }
    match check.verdict {
        Verdict::Tor => {
            let way = check.way.through();
            let proved = format!("What this program sent a moment ago, {way}, came out of the Tor network.");
            lines.push((None, "proves", proved));
            let page = &check.service;
            let not_proved = format!(
                "Your browser and other programs were not checked: open {page} in the browser itself."
            );
            lines.push((Some(Meaning::Strong), "not proved", not_proved));
        }
        Verdict::TorUnlisted => {
            let given = match check.way {
                Way::Embedded { .. } => "the Tor client in this program",
                _ => "a port that answers as Tor does",
            };
            let text = format!(
                "Nothing for sure. The request was given to {given}; a new exit relay, or one that sends \
                 from another address, is not on the list for some hours. That it went out beside Tor \
                 cannot be excluded."
            );
            lines.push((None, "proves", text));
        }
        Verdict::NotTor => {
            let host = service(check);
            let text = format!(
                "{host} saw an address that is no exit relay's. Whoever you reach this way sees that address too."
            );
            lines.push((None, "proves", text));
        }
        Verdict::Unknown if check.asked => {
            lines.push((None, "proves", "Nothing, neither that Tor works nor that it does not.".to_owned()));
        }
        Verdict::Unknown => {}
    }
    if check.verdict != Verdict::Tor || check.reasons.iter().copied().any(is_clock) {
        lines.push((Some(Meaning::Strong), "next", next(check)));
    }
    lines
}

fn whose(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Tor => "the exit relay's, not yours",
        Verdict::TorUnlisted => "an exit relay's that is not on the list, or your own",
        Verdict::NotTor => "your own, or the one your proxy lends you; the service has seen it",
        Verdict::Unknown => "as the service saw it",
    }
}

fn is_clock(reason: Reason) -> bool {
    matches!(reason, Reason::ClockBehind | Reason::ClockAhead)
}

/// What the Tor client in this program is doing.
#[cfg(feature = "embedded-tor")]
pub(crate) fn stage_text(stage: opsec::torcheck::Stage) -> &'static str {
    use opsec::torcheck::Stage;
    match stage {
        Stage::Connecting => "looking for a relay that answers",
        Stage::Handshaking => "agreeing on keys with a relay",
        Stage::Consensus => "fetching the list of relays",
        Stage::Certificates => "checking who signed the list",
        Stage::Relays => "fetching the relays' keys",
        Stage::Ready => "ready",
    }
}

/// "3 s", "12 minutes", "5 hours", "2 days", of seconds with either sign.
fn duration(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let counted = |number: u64, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    match seconds {
        0..120 => format!("{seconds} s"),
        120..7200 => counted(seconds / 60, "minute"),
        7200..172_800 => counted(seconds / 3600, "hour"),
        _ => counted(seconds / 86_400, "day"),
    }
}
