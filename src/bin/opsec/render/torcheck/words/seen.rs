//! What was seen besides the verdict, and what was not looked at.

use opsec::torcheck::{Clock, Judgement, Reason, Recommended};

use super::super::{Check, ClockSource, Direct, Isolation, Way};
use super::{Line, duration};
use crate::net::{Control, Status};
use crate::ui::{Meaning, sanitize};

/// What was seen besides, and what was not looked at.
pub(in super::super) fn seen(check: &Check) -> Vec<Line> {
    let mut lines = Vec::new();
    match &check.way {
        Way::None => return lines,
        Way::Proxy { address, recognised: true } => {
            lines.push((None, "through", format!("{address}, a Tor SOCKS port")));
        }
        Way::Proxy { address, recognised: false } => {
            lines.push((Some(Meaning::Warning), "through", format!("{address}, not recognised as Tor")));
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
            lines.push((
                Some(Meaning::Faint),
                "not done",
                "isolation and an onion address: --full".to_owned(),
            ));
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

fn clock(clock: Option<(Clock, ClockSource)>) -> (Option<Meaning>, String) {
    let Some((clock, source)) = clock else {
        return (Some(Meaning::Faint), "not checked (no answer with a time in it)".to_owned());
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
            Some(if judgement == Judgement::Minutes { Meaning::Warning } else { Meaning::Bad }),
            format!("{} {side} {by}", duration(clock.behind)),
        ),
    }
}

/// What the control port said; nothing where there cannot be one.
fn control(control: &Control) -> Option<(Option<Meaning>, String)> {
    let faint = |text: String| Some((Some(Meaning::Faint), text));
    match control {
        Control::NotAsked => None,
        Control::None => faint("not checked (no control port found)".to_owned()),
        Control::Silent(address) => faint(format!("not checked ({} says nothing)", sanitize(address))),
        Control::Closed(address) => {
            faint(format!("not checked (not allowed to ask at {})", sanitize(address)))
        }
        Control::OtherTor(address) => {
            faint(format!("not checked ({} belongs to another Tor)", sanitize(address)))
        }
        Control::Answered(status) => {
            let (role, text) = told(status);
            Some((role, text))
        }
    }
}

fn told(status: &Status) -> (Option<Meaning>, String) {
    let mut role = None;
    let mut said = Vec::new();
    match &status.phase {
        Some(phase) if phase.progress == 100 => said.push("ready".to_owned()),
        Some(phase) => {
            role = Some(Meaning::Warning);
            said.push(format!("{} % started ({})", phase.progress, sanitize(&phase.summary)));
            said.extend(phase.warning.as_ref().map(|warning| format!("it warns: {}", sanitize(warning))));
        }
        None => {}
    }
    match status.circuit {
        Some(true) => said.push("circuits established".to_owned()),
        Some(false) => {
            role = Some(Meaning::Warning);
            said.push("no circuit yet".to_owned());
        }
        None => {}
    }
    match status.recommended {
        Recommended::Yes => said.push("a recommended version".to_owned()),
        Recommended::No => {
            role = Some(Meaning::Warning);
            said.push("a version that is no longer recommended: get a newer one".to_owned());
        }
        Recommended::NotSaid => said.push("nothing known about its version".to_owned()),
    }
    (
        role,
        format!(
            "Tor {} at {}: {}",
            sanitize(&status.version),
            sanitize(&status.address),
            said.join(if role.is_some() { "; " } else { ", " })
        ),
    )
}

fn isolation(isolation: &Isolation) -> (Option<Meaning>, String) {
    match isolation {
        Isolation::Shown => {
            (None, "two requests came out of different exit relays: they are kept apart".to_owned())
        }
        Isolation::SameExit => (
            None,
            "two requests came out of the same exit relay, as chance may have it: proves nothing".to_owned(),
        ),
        Isolation::NotChecked => (Some(Meaning::Faint), "not checked (no two answers came)".to_owned()),
        Isolation::Impossible => {
            (Some(Meaning::Warning), "this proxy takes no users, so requests are not kept apart".to_owned())
        }
    }
}

fn onion(onion: Option<&(String, Result<(), Reason>)>) -> (Option<Meaning>, String) {
    match onion {
        None => (Some(Meaning::Faint), "not checked (no address given: --onion-url)".to_owned()),
        Some((host, Ok(()))) => (None, format!("{} answered", sanitize(host))),
        Some((host, Err(reason))) => {
            (Some(Meaning::Warning), format!("{} was not reached ({})", sanitize(host), reason.id()))
        }
    }
}

fn compared(direct: &Direct) -> (Option<Meaning>, String) {
    match (direct.answer, direct.same_address) {
        (Err(_), _) => (Some(Meaning::Faint), "no answer without Tor".to_owned()),
        (Ok(answer), _) if answer.is_tor => {
            let text = "also without the proxy the request came from an exit relay: this network, or this \
                        machine, uses Tor for everything, or is an exit relay";
            (None, text.to_owned())
        }
        (Ok(_), Some(true)) => (
            Some(Meaning::Bad),
            "the service saw the same address both times: this way hides nothing".to_owned(),
        ),
        (Ok(_), Some(false)) => (None, "without Tor the service saw another address".to_owned()),
        (Ok(_), None) => {
            (None, "the service answered without Tor; there is nothing to compare it with".to_owned())
        }
    }
}
