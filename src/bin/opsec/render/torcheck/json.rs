//! The same for programs.

use opsec::torcheck::{Judgement, Recommended, Verdict};
use serde_json::{Value, json};

use super::{Check, ClockSource, Isolation, Way, words};
use crate::net::Control;
use crate::ui::sanitize;

pub(super) fn check(check: &Check) -> Value {
    let (address, recognised) = match &check.way {
        Way::Proxy { address, recognised } => (Some(address), Some(*recognised)),
        Way::Embedded { .. } | Way::None => (None, None),
    };
    let reasons: Vec<_> = check
        .reasons
        .iter()
        .map(|reason| json!({"id": reason.id(), "text": words::reason_text(*reason, check)}))
        .collect();
    let contacted: Vec<_> =
        check.contacted.iter().map(|contact| json!({"host": contact.host, "way": contact.way})).collect();
    let mut value = json!({
        "schema": 1,
        "verdict": check.verdict.id(),
        "route": {"kind": check.way.kind(), "address": address, "recognised_as_tor": recognised},
        "service": check.service,
        "contacted": contacted,
        "reasons": reasons,
        "clock": clock(check),
        "control": control(&check.control),
        "next": words::next(check),
        "exit_code": match check.verdict {
            Verdict::Tor => 0,
            Verdict::TorUnlisted | Verdict::NotTor => 1,
            Verdict::Unknown => 2,
        },
    });
    if let Some(address) = check.address {
        value["address"] = json!(address);
    }
    if !check.details.is_empty() {
        value["details"] = json!(check.details);
    }
    if let Some(full) = &check.full {
        value["isolation"] = json!(match full.isolation {
            Isolation::Shown => "shown",
            Isolation::SameExit => "same-exit",
            Isolation::NotChecked => "not-checked",
            Isolation::Impossible => "impossible",
        });
        value["onion"] = full.onion.as_ref().map_or(Value::Null, |(host, reached)| {
            json!({"host": host, "reached": reached.is_ok(), "reason": reached.err().map(opsec::torcheck::Reason::id)})
        });
    }
    if let Some(direct) = &check.direct {
        value["direct"] = json!({
            "verdict": match direct.answer {
                Ok(answer) if answer.is_tor => "tor",
                Ok(_) => "not-tor",
                Err(_) => "unknown",
            },
            "same_address": direct.same_address,
        });
    }
    value
}

fn clock(check: &Check) -> Value {
    let Some((clock, source)) = check.clock else {
        return json!({"checked": false});
    };
    json!({
        "checked": true,
        "by": match source {
            ClockSource::Service => "service",
            ClockSource::Consensus => "consensus",
        },
        "behind_seconds": clock.behind,
        "give_or_take_seconds": clock.give_or_take,
        "judgement": match clock.judgement() {
            Judgement::Good => "good",
            Judgement::Minutes => "minutes-off",
            Judgement::Notable => "off",
            Judgement::Serious => "wrong",
        },
    })
}

fn control(control: &Control) -> Value {
    let unchecked = |why: &str| json!({"checked": false, "why": why});
    match control {
        Control::NotAsked => unchecked("not-asked"),
        Control::None => unchecked("none-found"),
        Control::Silent(_) => unchecked("silent"),
        Control::Closed(_) => unchecked("not-allowed"),
        Control::OtherTor(_) => unchecked("another-tor"),
        Control::Answered(status) => json!({
            "checked": true,
            "address": sanitize(&status.address),
            "version": sanitize(&status.version),
            "recommended": match status.recommended {
                Recommended::Yes => Some(true),
                Recommended::No => Some(false),
                Recommended::NotSaid => None,
            },
            "bootstrap_percent": status.phase.as_ref().map(|phase| phase.progress),
            "warning": status.phase.as_ref().and_then(|phase| phase.warning.as_deref()).map(sanitize),
            "circuit_established": status.circuit,
        }),
    }
}
