//! The torcheck report as JSON.

mod control;
mod full;
mod ids;
#[cfg(test)]
mod tests;

use std::net::IpAddr;

use opsec::language::Language;
use opsec::text::sanitize;
use opsec::torcheck::{Check, Contact, Direct, Finding, Listener, Reason, Route};
use schemars::JsonSchema;
use serde::Serialize;

use self::control::ControlJson;
use self::full::{IsolationDetailJson, IsolationJson, ListedJson, OnionJson, TriedJson};
use self::ids::{ClockSourceJson, JudgementJson, ListenerJson, ReasonId, RouteKindJson, VerdictJson};
use crate::outcome::Outcome;
use crate::render::json::Version;
use crate::words::torcheck::next::next;
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
    /// Whether Tor looked up the service's name; null without --full.
    lookup: Option<TriedJson>,
    /// Whether a request left Tor over IPv6; null without --full.
    ipv6: Option<TriedJson>,
    /// What a list of relays has at the address, if the service doesn't know it; null if we looked at none.
    listed: Option<ListedJson>,
    /// The same request without Tor; null without --compare-direct.
    direct: Option<DirectJson>,
    /// What listens where we looked for a Tor, the most preferred place first.
    found: Vec<FoundJson>,
    /// The verdict of each Tor that was found; null without --all. The rest of this document is about the
    /// least good one.
    all: Option<Vec<OneJson>>,
}

/// What listens at a place where we looked for a Tor.
#[derive(JsonSchema, Serialize)]
struct FoundJson {
    /// The address of the place.
    address: String,
    /// What listens there.
    what: ListenerJson,
}

/// The verdict of one of several Tors.
#[derive(JsonSchema, Serialize)]
struct OneJson {
    /// Its address.
    address: String,
    /// Whether the request through it went through Tor.
    verdict: VerdictJson,
    /// The reasons for the verdict, the most important first.
    reasons: Vec<ReasonJson>,
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

/// The same request without Tor.
#[derive(JsonSchema, Serialize)]
struct DirectJson {
    /// Whether we sent it. We don't if nothing came through Tor to compare it with, or if you said no.
    asked: bool,
    /// Whether that request went through Tor.
    verdict: VerdictJson,
    /// Whether the service saw the same IP address both times, or two IPv6 addresses of the same network; null if it
    /// didn't answer both times, or if one address was IPv4 and the other IPv6.
    same_address: Option<bool>,
    /// Why it got no answer; null if it got one, or if we didn't send it.
    #[schemars(with = "Option<ReasonId>")]
    reason: Option<Reason>,
}

/// The whole result.
pub(crate) fn check(check: &Check, outcome: Outcome, language: Language) -> CheckJson<'_> {
    let full = check.full.as_ref();
    CheckJson {
        schema: Version,
        opsec_version: env!("CARGO_PKG_VERSION"),
        verdict: check.verdict.into(),
        route: route(&check.route),
        service: &check.service,
        contacted: check.contacted.iter().map(contact).collect(),
        reasons: reasons(check, language),
        clock: clock(check),
        control: control::control(&check.control, language),
        next: next(language, check),
        exit_code: outcome.code(),
        seconds: (check.took.as_secs_f64() * 1000.0).round() / 1000.0,
        address: check.address,
        address_is_own: check.is_own_address,
        details: check.details.iter().map(|detail| sanitize(detail)).collect(),
        isolation: full.map(|full| full.isolation.into()),
        isolation_detail: full.and_then(|full| IsolationDetailJson::of(full.isolation)),
        onion: full.and_then(|full| OnionJson::of(&full.onion)),
        lookup: full.map(|full| full.lookup.into()),
        ipv6: full.map(|full| full.ipv6.into()),
        listed: check.listed.map(Into::into),
        direct: check.direct.as_ref().map(direct),
        found: found(check),
        all: check.others.as_ref().map(|others| all(check, others, language)),
    }
}

fn direct(direct: &Direct) -> DirectJson {
    let (asked, same_address, reason) = match *direct {
        Direct::Needless | Direct::Declined => (false, None, None),
        Direct::Answered { same_address, .. } => (true, same_address, None),
        Direct::Failed(reason) => (true, None, Some(reason)),
    };
    DirectJson { asked, verdict: direct.verdict().into(), same_address, reason }
}

fn reasons(check: &Check, language: Language) -> Vec<ReasonJson> {
    let reason = |id: &Reason| ReasonJson { id: *id, text: describe_reason(language, *id, check) };
    check.reasons.iter().map(reason).collect()
}

fn found(check: &Check) -> Vec<FoundJson> {
    let listens = check.places.iter().filter(|finding| finding.listener != Listener::Nothing);
    let found = |finding: &Finding| FoundJson {
        address: sanitize(&finding.proxy.to_string()),
        what: finding.listener.into(),
    };
    listens.map(found).collect()
}

/// The checks of several Tors, in the order in which these were found.
fn all(check: &Check, others: &[Check], language: Language) -> Vec<OneJson> {
    let is_at = |check: &&Check, place: &Finding| match &check.route {
        Route::Proxy { proxy, .. } => *proxy == place.proxy,
        Route::None | Route::Embedded { .. } | Route::Direct | Route::System => false,
    };
    let at = |place: &Finding| std::iter::once(check).chain(others).find(|check| is_at(check, place));
    let one = |place: &Finding| {
        at(place).map(|check| OneJson {
            address: sanitize(&place.proxy.to_string()),
            verdict: check.verdict.into(),
            reasons: reasons(check, language),
        })
    };
    check.places.iter().filter_map(one).collect()
}

fn route(route: &Route) -> RouteJson {
    let (address, recognised_as_tor) = match route {
        Route::Proxy { proxy, recognised, .. } => (Some(sanitize(&proxy.to_string())), Some(*recognised)),
        Route::None | Route::Embedded { .. } | Route::Direct | Route::System => (None, None),
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
