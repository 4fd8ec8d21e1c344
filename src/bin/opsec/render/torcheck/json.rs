//! The torcheck report as JSON.

mod full;
mod ids;
#[cfg(test)]
mod tests;

use std::net::IpAddr;

use opsec::language::Language;
use opsec::text::sanitize;
use opsec::torcheck::{Check, Contact, Control, Direct, Reason, Recommended, Route, Status};
use schemars::JsonSchema;
use serde::Serialize;

use self::full::{IsolationDetailJson, IsolationJson, OnionJson};
use self::ids::{ClockSourceJson, ControlStateJson, JudgementJson, ReasonId, RouteKindJson, VerdictJson};
use crate::outcome::Outcome;
use crate::render::json::Version;
use crate::words::torcheck::next::next;
use crate::words::torcheck::observed::describe_control;
use crate::words::torcheck::reason::describe_reason;

/// What `opsec torcheck` prints: whether a request went through Tor.
#[derive(JsonSchema, Serialize)]
pub(crate) struct CheckJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The version of opsec.
    opsec_version: &'static str,
    /// Whether the request went through Tor.
    verdict: VerdictJson,
    /// The route of the request.
    route: RouteJson,
    /// The address of the check service.
    service: &'a str,
    /// The hosts that we contacted.
    contacted: Vec<ContactJson<'a>>,
    /// The reasons for the verdict, the most important first.
    reasons: Vec<ReasonJson>,
    /// Whether this computer's clock is right, which Tor needs.
    clock: ClockJson,
    /// What the running Tor says about itself on its control port.
    control: ControlJson,
    /// What to do next.
    next: String,
    /// The exit code.
    exit_code: u8,
    /// How many seconds the check took, with the time you took to answer questions.
    seconds: f64,
    /// The IP address that the service saw, if it may be shown; otherwise null.
    address: Option<IpAddr>,
    /// Whether that IP address is one of this computer's own; null if the service gave none.
    address_is_own: Option<bool>,
    /// What other programs said about the problem.
    details: Vec<String>,
    /// Whether requests are kept apart; null without --full.
    isolation: Option<IsolationJson>,
    /// How we found out whether requests are kept apart; null if we didn't.
    isolation_detail: Option<IsolationDetailJson>,
    /// The onion service that we tried; null if we tried none.
    onion: Option<OnionJson<'a>>,
    /// The same request without Tor; null without --compare-direct.
    direct: Option<DirectJson>,
}

/// The route of a request.
#[derive(JsonSchema, Serialize)]
struct RouteJson {
    /// The kind of route.
    kind: RouteKindJson,
    /// The address of the proxy; null if there is none.
    address: Option<String>,
    /// Whether the proxy answered as Tor does; null if there is no proxy.
    recognised_as_tor: Option<bool>,
}

/// A host that we contacted.
#[derive(JsonSchema, Serialize)]
struct ContactJson<'a> {
    /// Its name, or what kind of hosts they are.
    host: &'a str,
    /// The kind of route to it.
    way: RouteKindJson,
}

/// A reason for the verdict, or for not having one.
#[derive(JsonSchema, Serialize)]
struct ReasonJson {
    /// The ID of the reason.
    #[schemars(with = "ReasonId")]
    id: Reason,
    /// The reason in a sentence.
    text: String,
}

/// Whether this computer's clock is right.
#[derive(Default, JsonSchema, Serialize)]
struct ClockJson {
    /// Whether we could check it. If not, the other fields are null.
    checked: bool,
    /// How we measured it.
    by: Option<ClockSourceJson>,
    /// How many seconds it's behind; negative if it's ahead.
    behind_seconds: Option<i64>,
    /// The largest error of that in seconds.
    give_or_take_seconds: Option<i64>,
    /// How far it affects Tor.
    judgement: Option<JudgementJson>,
    /// How many seconds the service's clock is ahead of this computer's (negative: behind), if it's the service's
    /// clock that is wrong; otherwise null.
    service_ahead_seconds: Option<i64>,
}

/// What the running Tor says about itself.
#[derive(Default, JsonSchema, Serialize)]
struct ControlJson {
    /// Whether it answered. If not, only `why` says something.
    checked: bool,
    /// Why it didn't answer; null if it did.
    why: Option<ControlStateJson>,
    /// The same in words, or what it answered; null if we didn't ask.
    text: Option<String>,
    /// The address of its control port.
    address: Option<String>,
    /// The version of Tor.
    version: Option<String>,
    /// Whether the Tor network recommends this version; null if it doesn't say.
    recommended: Option<bool>,
    /// How far its start came, in percent.
    bootstrap_percent: Option<u8>,
    /// What it complains about; null for nothing.
    warning: Option<String>,
    /// Whether it has circuits; null if it doesn't say.
    circuit_established: Option<bool>,
}

/// The same request without Tor.
#[derive(JsonSchema, Serialize)]
struct DirectJson {
    /// Whether we sent it. We don't if nothing came through Tor to compare it with, or if you said no.
    asked: bool,
    /// Whether that request went through Tor.
    verdict: VerdictJson,
    /// Whether the service saw the same IP address both times; null if it didn't answer both times.
    same_address: Option<bool>,
    /// Why it got no answer; null if it got one, or if we didn't send it.
    #[schemars(with = "Option<ReasonId>")]
    reason: Option<Reason>,
}

/// The whole result.
pub(crate) fn check(check: &Check, outcome: Outcome, language: Language) -> CheckJson<'_> {
    let reason = |id: &Reason| ReasonJson { id: *id, text: describe_reason(language, *id, check) };
    let full = check.full.as_ref();
    CheckJson {
        schema: Version,
        opsec_version: env!("CARGO_PKG_VERSION"),
        verdict: check.verdict.into(),
        route: route(&check.route),
        service: &check.service,
        contacted: check.contacted.iter().map(contact).collect(),
        reasons: check.reasons.iter().map(reason).collect(),
        clock: clock(check),
        control: ControlJson { text: describe_control(language, &check.control), ..control(&check.control) },
        next: next(language, check),
        exit_code: outcome.code(),
        seconds: (check.took.as_secs_f64() * 1000.0).round() / 1000.0,
        address: check.address,
        address_is_own: check.is_own_address,
        details: check.details.iter().map(|detail| sanitize(detail)).collect(),
        isolation: full.map(|full| full.isolation.into()),
        isolation_detail: full.and_then(|full| IsolationDetailJson::of(full.isolation)),
        onion: full.and_then(|full| OnionJson::of(&full.onion)),
        direct: check.direct.as_ref().map(direct),
    }
}

fn direct(direct: &Direct) -> DirectJson {
    let (asked, same_address, reason) = match *direct {
        Direct::Needless | Direct::Declined => (false, None, None),
        Direct::Answered { same_address, .. } => (true, Some(same_address), None),
        Direct::Failed(reason) => (true, None, Some(reason)),
    };
    DirectJson { asked, verdict: direct.verdict().into(), same_address, reason }
}

fn route(route: &Route) -> RouteJson {
    let (address, recognised_as_tor) = match route {
        Route::Proxy { proxy, recognised, .. } => (Some(sanitize(&proxy.to_string())), Some(*recognised)),
        Route::None | Route::Embedded { .. } | Route::Direct => (None, None),
    };
    RouteJson { kind: route.kind().into(), address, recognised_as_tor }
}

fn contact(contact: &Contact) -> ContactJson<'_> {
    ContactJson { host: &contact.host, way: contact.way.into() }
}

fn clock(check: &Check) -> ClockJson {
    let measured = check.clock.map_or_else(ClockJson::default, |(clock, by)| ClockJson {
        checked: true,
        by: Some(by.into()),
        behind_seconds: Some(clock.behind),
        give_or_take_seconds: Some(clock.give_or_take),
        judgement: Some(clock.judgement().into()),
        service_ahead_seconds: None,
    });
    ClockJson { service_ahead_seconds: check.service_is_off, ..measured }
}

fn control(control: &Control) -> ControlJson {
    let why = match control {
        Control::NotAsked => ControlStateJson::NotAsked,
        Control::None => ControlStateJson::NoneFound,
        Control::Silent(_) => ControlStateJson::Silent,
        Control::Closed(_) => ControlStateJson::NotAllowed,
        Control::OtherTor(_) => ControlStateJson::AnotherTor,
        Control::Answered(status) => return answered(status),
    };
    ControlJson { why: Some(why), ..ControlJson::default() }
}

fn answered(status: &Status) -> ControlJson {
    let phase = status.phase.as_ref();
    ControlJson {
        checked: true,
        why: None,
        text: None,
        address: Some(sanitize(&status.address)),
        version: Some(sanitize(&status.version)),
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
