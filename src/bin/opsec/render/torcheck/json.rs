//! The torcheck report as JSON.

use std::net::IpAddr;

use opsec::language::Language;
use opsec::text::sanitize;
use opsec::torcheck::{
    Check, ClockSource, Contact, Control, Isolation, Judgement, Reason, Recommended, Route, RouteKind,
    Status, Verdict,
};
use serde::Serialize;

use crate::outcome::Outcome;
use crate::words::torcheck::next::next;
use crate::words::torcheck::reason::describe_reason;

#[derive(Serialize)]
pub(crate) struct CheckJson<'a> {
    schema: u32,
    verdict: Verdict,
    route: RouteJson,
    service: &'a str,
    contacted: &'a [Contact],
    reasons: Vec<ReasonJson>,
    clock: ClockJson,
    control: ControlJson,
    next: String,
    exit_code: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<IpAddr>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<String>,
    #[serde(flatten)]
    full: Option<FullJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direct: Option<DirectJson>,
}

#[derive(Serialize)]
struct RouteJson {
    kind: RouteKind,
    address: Option<String>,
    recognised_as_tor: Option<bool>,
}

#[derive(Serialize)]
struct ReasonJson {
    id: Reason,
    text: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum ClockJson {
    Unchecked {
        checked: bool,
    },
    Checked {
        checked: bool,
        by: ClockSource,
        behind_seconds: i64,
        give_or_take_seconds: i64,
        judgement: Judgement,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum ControlJson {
    Unchecked {
        checked: bool,
        why: &'static str,
    },
    Checked {
        checked: bool,
        address: String,
        version: String,
        recommended: Option<bool>,
        bootstrap_percent: Option<u8>,
        warning: Option<String>,
        circuit_established: Option<bool>,
    },
}

#[derive(Serialize)]
struct FullJson<'a> {
    isolation: Isolation,
    onion: Option<OnionJson<'a>>,
}

#[derive(Serialize)]
struct OnionJson<'a> {
    host: &'a str,
    reached: bool,
    reason: Option<Reason>,
}

#[derive(Serialize)]
struct DirectJson {
    verdict: Verdict,
    same_address: Option<bool>,
}

/// The whole result.
pub(crate) fn check(check: &Check, outcome: Outcome, language: Language) -> CheckJson<'_> {
    let reason = |id: &Reason| ReasonJson { id: *id, text: describe_reason(language, *id, check) };
    let full = check.full.as_ref().map(|full| FullJson {
        isolation: full.isolation,
        onion: full.onion.as_ref().map(|onion| OnionJson {
            host: &onion.host,
            reached: onion.reached.is_ok(),
            reason: onion.reached.err(),
        }),
    });
    let direct = check.direct.as_ref();
    CheckJson {
        schema: 1,
        verdict: check.verdict,
        route: route(&check.route),
        service: &check.service,
        contacted: &check.contacted,
        reasons: check.reasons.iter().map(reason).collect(),
        clock: clock(check),
        control: control(&check.control),
        next: next(language, check),
        exit_code: outcome.code(),
        address: check.address,
        details: check.details.iter().map(|detail| sanitize(detail)).collect(),
        full,
        direct: direct
            .map(|direct| DirectJson { verdict: direct.verdict(), same_address: direct.same_address }),
    }
}

fn route(route: &Route) -> RouteJson {
    let (address, recognised_as_tor) = match route {
        Route::Proxy { proxy, recognised, .. } => (Some(sanitize(&proxy.to_string())), Some(*recognised)),
        Route::None | Route::Embedded { .. } | Route::Direct => (None, None),
    };
    RouteJson { kind: route.kind(), address, recognised_as_tor }
}

fn clock(check: &Check) -> ClockJson {
    check.clock.map_or(ClockJson::Unchecked { checked: false }, |(clock, by)| ClockJson::Checked {
        checked: true,
        by,
        behind_seconds: clock.behind,
        give_or_take_seconds: clock.give_or_take,
        judgement: clock.judgement(),
    })
}

fn control(control: &Control) -> ControlJson {
    let why = match control {
        Control::NotAsked => "not-asked",
        Control::None => "none-found",
        Control::Silent(_) => "silent",
        Control::Closed(_) => "not-allowed",
        Control::OtherTor(_) => "another-tor",
        Control::Answered(status) => return answered(status),
    };
    ControlJson::Unchecked { checked: false, why }
}

fn answered(status: &Status) -> ControlJson {
    let phase = status.phase.as_ref();
    ControlJson::Checked {
        checked: true,
        address: sanitize(&status.address),
        version: sanitize(&status.version),
        recommended: match status.recommended {
            Recommended::Yes => Some(true),
            Recommended::No => Some(false),
            Recommended::NotStated => None,
        },
        bootstrap_percent: phase.map(|phase| phase.progress),
        warning: phase.and_then(|phase| phase.warning.as_deref()).map(sanitize),
        circuit_established: status.circuit,
    }
}
