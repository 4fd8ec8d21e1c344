//! Every report that a check can end in is what the schema says.

use std::net::Ipv4Addr;

use jsonschema::{Draft, Validator};
use opsec::torcheck::{
    Answer, Clock, ClockSource, Control, Direct, Full, Ipv6, Isolation, ListHolder, Listed, Listeners,
    Lookup, Observation, Onion, OnionCheck, Phase, Presence, Proxy, Recommended, RouteKind, ServiceTime,
    Status, Verdict,
};
use serde_json::{Value, json};

use super::*;
use crate::cli::schema::Document;
use crate::render::schemas::schema;

fn validator() -> Validator {
    let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
    options.build(schema(Document::Torcheck).as_value()).unwrap()
}

fn proxy() -> Route {
    Route::Proxy { proxy: Proxy::read("127.0.0.1:9050").unwrap(), recognised: true, users: true }
}

fn answer(is_tor: bool) -> Answer {
    Answer { is_tor, address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)) }
}

fn full() -> Full {
    Full {
        isolation: Isolation::NotChecked,
        onion: OnionCheck::NoneKnown,
        lookup: Lookup::NotAName,
        ipv6: Ipv6::NotLookedUp,
    }
}

/// A check by this route with this answer, and nothing else observed.
fn plain(route: Route, answer: Result<Answer, Reason>) -> Check {
    let observed = Observation { answer, is_own: false, time: ServiceTime::default() };
    Check::new(route, "https://check.example/".to_owned(), 60, &observed)
}

fn clock(behind: i64, by: ClockSource) -> (Clock, ClockSource) {
    (Clock { behind, give_or_take: 1 }, by)
}

fn status(phase: Option<Phase>, recommended: Recommended, circuit: Option<bool>) -> Control {
    Control::Answered(Status {
        address: "127.0.0.1:9051".to_owned(),
        version: "0.4.8.17".to_owned(),
        phase,
        circuit,
        recommended,
        consensus: None,
        listeners: Box::new(Listeners { socks: vec!["127.0.0.1:9050".to_owned()], ..Listeners::default() }),
    })
}

/// Checks in which each part of a report takes each of its values at least once.
fn checks() -> Vec<Check> {
    let routes = [Route::None, proxy(), Route::Embedded { bridges: true }, Route::Direct];
    let answers = [Ok(answer(true)), Ok(answer(false))];
    let failed = Reason::ALL.iter().map(|reason| Err(*reason));
    let answers: Vec<_> = answers.into_iter().chain(failed).collect();
    let mut checks: Vec<_> =
        routes.iter().flat_map(|route| answers.iter().map(|answer| plain(route.clone(), *answer))).collect();
    let base = || plain(proxy(), Ok(answer(true)));
    for (behind, by) in [(0, ClockSource::Service), (90, ClockSource::Consensus), (-7200, ClockSource::Tor)] {
        checks.push(Check { clock: Some(clock(behind, by)), ..base() });
    }
    checks.push(Check { clock: Some(clock(i64::MIN, ClockSource::Consensus)), ..base() });
    let complaint =
        Phase { progress: 5, summary: "connecting".to_owned(), warning: Some("\u{1b}[31m".to_owned()) };
    let at = || "127.0.0.1:9051".to_owned();
    for control in [
        Control::NotAsked,
        Control::None,
        Control::Silent(at()),
        Control::Closed(at()),
        Control::Filtered(at()),
        Control::OtherTor(at()),
        status(None, Recommended::NotStated, None),
        status(Some(complaint), Recommended::Yes, Some(false)),
        status(None, Recommended::No, Some(true)),
    ] {
        checks.push(Check { control, ..base() });
    }
    for isolation in [
        Isolation::Shown { requests: 2, same_user_shares: None },
        Isolation::Shown { requests: 3, same_user_shares: Some(true) },
        Isolation::NotKeptApart { requests: 5 },
        Isolation::NotKeptApart { requests: usize::MAX },
        Isolation::Undecided { requests: 2 },
        Isolation::NotChecked,
        Isolation::Unsupported,
    ] {
        checks.push(Check { full: Some(Full { isolation, ..full() }), ..base() });
    }
    for by in [ListHolder::OwnClient, ListHolder::ControlPort] {
        for presence in [Presence::Absent, Presence::Relay, Presence::Exit] {
            checks.push(Check { listed: Some(Listed { presence, by }), ..base() });
        }
    }
    for reached in [Ok(()), Err(Reason::Timeout)] {
        let onion = OnionCheck::Tried(Onion { host: "x.onion".to_owned(), reached });
        checks.push(Check { full: Some(Full { onion, ..full() }), ..base() });
    }
    for lookup in [Lookup::Found, Lookup::Failed(Reason::Timeout), Lookup::NotAName, Lookup::NotThroughTor] {
        checks.push(Check { full: Some(Full { lookup, ..full() }), ..base() });
    }
    let untried = [Ipv6::NotThroughTor, Ipv6::NoAddress, Ipv6::NotLookedUp];
    for ipv6 in [Ipv6::Answered, Ipv6::Failed(Reason::Timeout)].into_iter().chain(untried) {
        checks.push(Check { full: Some(Full { ipv6, ..full() }), ..base() });
    }
    for direct in [
        Direct::Needless,
        Direct::Declined,
        Direct::Answered { answer: answer(false), same_address: Some(true) },
        Direct::Answered { answer: answer(false), same_address: None },
        Direct::Failed(Reason::Timeout),
    ] {
        checks.push(Check { direct: Some(direct), ..base() });
    }
    checks.push(Check { is_own_address: None, service_is_off: Some(-9), ..base() });
    for listener in [Listener::Tor, Listener::Silent, Listener::Nothing] {
        let place = Finding { proxy: Proxy::read("unix:/x\u{202e}").unwrap(), listener };
        checks.push(Check { places: vec![place], others: Some(vec![base()]), ..base() });
    }
    let contacted = vec![Contact { host: "check.example".to_owned(), way: RouteKind::Direct }];
    let details = vec!["a\u{202e}b".to_owned()];
    checks.push(Check { contacted, details, address: Some("2001:db8::1".parse().unwrap()), ..base() });
    checks
}

#[test]
fn every_report_is_what_its_schema_says_and_has_the_same_fields() {
    let validator = validator();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let mut all = Vec::new();
    for outcome in [Outcome::Yes, Outcome::No, Outcome::Unable] {
        let report = |one: &Check| serde_json::to_value(check(one, outcome, Language::default())).unwrap();
        all.extend(checks().iter().map(report));
    }
    assert!(all.len() > 300, "{}", all.len());
    for report in &all {
        let errors: Vec<_> = validator.iter_errors(report).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{report:#}: {errors:?}");
        assert_eq!(keys(report), keys(&all[0]));
        assert_eq!(keys(&report["clock"]), keys(&all[0]["clock"]));
        assert_eq!(keys(&report["control"]), keys(&all[0]["control"]));
    }
    let verdicts = [Verdict::Tor, Verdict::TorUnlisted, Verdict::NotTor, Verdict::Unknown];
    for verdict in verdicts.map(VerdictJson::from) {
        let verdict = json!(verdict);
        assert!(all.iter().any(|report| report["verdict"] == verdict), "{verdict} was never reached");
    }
    let mut wrong = all[0].clone();
    wrong["reasons"] = json!([{"id": "bad-luck", "text": "x"}]);
    assert!(!validator.is_valid(&wrong));
}
