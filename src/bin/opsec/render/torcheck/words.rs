//! The sentences about Tor, for people.

use opsec::torcheck::{Clock, Judgement, Phase, Reason, Recommended, Verdict};

use super::{Check, ClockSource, Direct, Isolation, Way};
use crate::net::{Control, Status};
use crate::ui::{Role, harmless};

/// A line: how it is meant, its label, its text.
type Line = (Option<Role>, &'static str, String);

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
            format!("This request was given to Tor, but {} does not know the exit relay.", service(check))
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
        harmless(&phase.summary)
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
            lines.push((None, "proves", format!(
                "What this program sent a moment ago, {}, came out of the Tor network.",
                check.way.through()
            )));
            lines.push((Some(Role::Strong), "not proved", format!(
                "Your browser and other programs were not checked: open {} in the browser itself.",
                check.service
            )));
        }
        Verdict::TorUnlisted => lines.push((None, "proves", format!(
            "Nothing for sure. The request was given to {}; a new exit relay, or one that sends from another \
             address, is not on the list for some hours. That it went out beside Tor cannot be excluded.",
            if check.way.kind() == "embedded" { "the Tor client in this program" } else { "a port that answers as Tor does" }
        ))),
        Verdict::NotTor => lines.push((None, "proves", format!(
            "{} saw an address that is no exit relay's. Whoever you reach this way sees that address too.",
            service(check)
        ))),
        Verdict::Unknown if check.asked => {
            lines.push((None, "proves", "Nothing, neither that Tor works nor that it does not.".to_owned()));
        }
        Verdict::Unknown => {}
    }
    if check.verdict != Verdict::Tor || check.reasons.iter().copied().any(is_clock) {
        lines.push((Some(Role::Strong), "next", next(check)));
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

/// One reason, in words.
pub(super) fn reason_text(reason: Reason, check: &Check) -> String {
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
            format!("{host} does not know the address it came from as an exit relay's.")
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
pub(super) fn next(check: &Check) -> String {
    let again = "Run opsec torcheck again; it takes another exit relay.";
    match (check.verdict, check.reasons.first()) {
        (Verdict::Tor, _) if check.reasons.iter().copied().any(is_clock) => "Set this computer's clock right.".to_owned(),
        (Verdict::Tor, _) => format!("Check the browser itself: open {} in it.", check.service),
        (Verdict::TorUnlisted, _) => format!(
            "{again} If it stays so, look the address up (--show-ip) at https://metrics.torproject.org/exonerator.html"
        ),
        (Verdict::NotTor, _) => "Do not count on this proxy to hide you. Start Tor Browser or the tor service, then run \
             opsec torcheck without --proxy."
            .to_owned(),
        (Verdict::Unknown, _) if check.reasons.iter().copied().any(is_clock) => {
            "Check this computer's date, time and time zone, then try again.".to_owned()
        }
        (Verdict::Unknown, Some(reason)) => match reason {
            Reason::NoTorRunning | Reason::ProxyClosed | Reason::ProxyNotSocks | Reason::ProxySilent | Reason::ProxyNotTor => {
                "Start Tor Browser (https://www.torproject.org/download/) or the tor service and try again; or let the \
                 Tor client in this program do it: opsec torcheck --embedded"
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
            Reason::BootstrapSlow => "Try again with more time (--timeout 300), or on another network.".to_owned(),
            _ if check.asked && unready(&check.control).is_some() => {
                "Wait until Tor is ready, or look into its log: the network may be down, or Tor blocked.".to_owned()
            }
            Reason::Timeout => {
                "Try again; the exit relay or the service may be slow. More time: --timeout 300".to_owned()
            }
            Reason::Certificate | Reason::Encryption if check.way.is_tor() => format!(
                "Send nothing that matters this way. {again} If every exit relay shows the same, check this \
                 computer's clock and get a newer opsec: whom it trusts may be out of date."
            ),
            Reason::Certificate | Reason::Encryption => {
                "Send nothing that matters this way: whoever runs this proxy, or the network behind it, may be in \
                 between."
                    .to_owned()
            }
            Reason::EmbeddedFailed => "Mend that; or use --ephemeral, which keeps its files elsewhere and wipes them.".to_owned(),
            Reason::ServiceUnavailable | Reason::EmptyAddress => {
                "Try again in a while; the service may be out of order.".to_owned()
            }
            _ => again.to_owned(),
        },
        (Verdict::Unknown, None) => again.to_owned(),
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

/// What was seen besides, and what was not looked at.
pub(super) fn seen(check: &Check) -> Vec<Line> {
    let mut lines = Vec::new();
    match &check.way {
        Way::None => return lines,
        Way::Proxy { address, recognised: true } => {
            lines.push((None, "through", format!("{address}, a Tor SOCKS port")));
        }
        Way::Proxy { address, recognised: false } => {
            lines.push((Some(Role::Warning), "through", format!("{address}, not recognised as Tor")));
        }
        Way::Embedded { bridges } => lines.push((
            None,
            "through",
            format!("the Tor client in this program{}", if *bridges { ", by bridges" } else { "" }),
        )),
    }
    if !check.asked {
        return Vec::new();
    }
    let (role, text) = clock(check.clock);
    lines.push((role, "clock", text));
    if let Some((role, text)) = control(&check.control) {
        lines.push((role, "control", text));
    }
    match &check.full {
        None => {
            lines.push((Some(Role::Faint), "not done", "isolation and an onion address: --full".to_owned()));
        }
        Some(full) => {
            let (role, text) = isolation(&full.isolation);
            lines.push((role, "isolation", text));
            let (role, text) = onion(full.onion.as_ref());
            lines.push((role, "onion", text));
        }
    }
    if let Some(direct) = &check.direct {
        let (role, text) = compared(direct);
        lines.push((role, "direct", text));
    }
    lines
}

fn clock(clock: Option<(Clock, ClockSource)>) -> (Option<Role>, String) {
    let Some((clock, source)) = clock else {
        return (Some(Role::Faint), "not checked (no answer with a time in it)".to_owned());
    };
    let side = if clock.behind > 0 { "behind" } else { "ahead of" };
    let by = match source {
        ClockSource::Service => "the service",
        ClockSource::Consensus => "Tor's list of relays",
    };
    match (clock.judgement(), source) {
        (Judgement::Good, ClockSource::Consensus) => {
            (None, "fits the hours of Tor's list of relays".to_owned())
        }
        (Judgement::Good, ClockSource::Service) => (
            None,
            format!(
                "within {} of the service",
                duration(clock.behind.abs().saturating_add(clock.give_or_take))
            ),
        ),
        (judgement, _) => (
            Some(if judgement == Judgement::Minutes { Role::Warning } else { Role::Bad }),
            format!("{} {side} {by}", duration(clock.behind)),
        ),
    }
}

/// What the control port said; nothing where there cannot be one.
fn control(control: &Control) -> Option<(Option<Role>, String)> {
    let faint = |text: String| Some((Some(Role::Faint), text));
    match control {
        Control::NotAsked => None,
        Control::None => faint("not checked (no control port found)".to_owned()),
        Control::Silent(address) => faint(format!("not checked ({} says nothing)", harmless(address))),
        Control::Closed(address) => {
            faint(format!("not checked (not allowed to ask at {})", harmless(address)))
        }
        Control::OtherTor(address) => {
            faint(format!("not checked ({} belongs to another Tor)", harmless(address)))
        }
        Control::Answered(status) => {
            let (role, text) = told(status);
            Some((role, text))
        }
    }
}

fn told(status: &Status) -> (Option<Role>, String) {
    let mut role = None;
    let mut said = Vec::new();
    match &status.phase {
        Some(phase) if phase.progress == 100 => said.push("ready".to_owned()),
        Some(phase) => {
            role = Some(Role::Warning);
            said.push(format!("{} % started ({})", phase.progress, harmless(&phase.summary)));
            said.extend(phase.warning.as_ref().map(|warning| format!("it warns: {}", harmless(warning))));
        }
        None => {}
    }
    match status.circuit {
        Some(true) => said.push("circuits established".to_owned()),
        Some(false) => {
            role = Some(Role::Warning);
            said.push("no circuit yet".to_owned());
        }
        None => {}
    }
    match status.recommended {
        Recommended::Yes => said.push("a recommended version".to_owned()),
        Recommended::No => {
            role = Some(Role::Warning);
            said.push("a version that is no longer recommended: get a newer one".to_owned());
        }
        Recommended::NotSaid => said.push("nothing known about its version".to_owned()),
    }
    (
        role,
        format!(
            "Tor {} at {}: {}",
            harmless(&status.version),
            harmless(&status.address),
            said.join(if role.is_some() { "; " } else { ", " })
        ),
    )
}

fn isolation(isolation: &Isolation) -> (Option<Role>, String) {
    match isolation {
        Isolation::Shown => {
            (None, "two requests came out of different exit relays: they are kept apart".to_owned())
        }
        Isolation::SameExit => (
            None,
            "two requests came out of the same exit relay, as chance may have it: proves nothing".to_owned(),
        ),
        Isolation::NotChecked => (Some(Role::Faint), "not checked (no two answers came)".to_owned()),
        Isolation::Impossible => {
            (Some(Role::Warning), "this proxy takes no users, so requests are not kept apart".to_owned())
        }
    }
}

fn onion(onion: Option<&(String, Result<(), Reason>)>) -> (Option<Role>, String) {
    match onion {
        None => (Some(Role::Faint), "not checked (no address given: --onion-url)".to_owned()),
        Some((host, Ok(()))) => (None, format!("{} answered", harmless(host))),
        Some((host, Err(reason))) => {
            (Some(Role::Warning), format!("{} was not reached ({})", harmless(host), reason.id()))
        }
    }
}

fn compared(direct: &Direct) -> (Option<Role>, String) {
    match (direct.answer, direct.same_address) {
        (Err(_), _) => (Some(Role::Faint), "no answer without Tor".to_owned()),
        (Ok(answer), _) if answer.is_tor => {
            (None, "also without the proxy the request came from an exit relay: this network, or this machine, uses Tor \
                    for everything, or is an exit relay"
                .to_owned())
        }
        (Ok(_), Some(true)) => {
            (Some(Role::Bad), "the service saw the same address both times: this way hides nothing".to_owned())
        }
        (Ok(_), Some(false)) => (None, "without Tor the service saw another address".to_owned()),
        (Ok(_), None) => (None, "the service answered without Tor; there is nothing to compare it with".to_owned()),
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
