use core::net::Ipv4Addr;

use super::*;
use crate::torcheck::{Phase, Proxy, Recommended, Status};

const SERVICE: &str = "https://check.example:8443/";

fn answer(last: u8) -> Answer {
    Answer { is_tor: true, address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, last)) }
}

const DAY: i64 = 86_400;

fn check(service: &str, answer: Result<Answer, Reason>) -> Check {
    let observed = Observation { answer, is_own: false, time: ServiceTime::default() };
    Check::new(Route::Embedded { bridges: false }, service.to_owned(), 120, &observed)
}

/// A check through a recognised Tor port on this computer.
fn through_tor(answer: Result<Answer, Reason>, time: ServiceTime) -> Check {
    let proxy = Proxy::read("127.0.0.1:9050").unwrap();
    let observed = Observation { answer, is_own: false, time };
    let route = Route::Proxy { proxy, recognised: true, users: true };
    Check::new(route, SERVICE.to_owned(), 120, &observed)
}

fn now() -> Timestamp {
    "2026-11-26T12:00:00Z".parse().unwrap()
}

/// What a control port reports with a list of relays that becomes valid in this time.
fn control(valid_in: i64, phase: Option<Phase>) -> Control {
    let time = |seconds| {
        let time = now() + jiff::SignedDuration::from_secs(seconds);
        time.to_string().replace('T', " ").replace('Z', "")
    };
    Control::Answered(Status {
        address: String::new(),
        version: String::new(),
        phase,
        circuit: None,
        recommended: Recommended::NotStated,
        consensus: Some((time(valid_in), time(valid_in + 3 * 3600))),
        listeners: Box::default(),
    })
}

fn stuck(warning: &str) -> Phase {
    Phase { progress: 5, summary: "Connecting".to_owned(), warning: Some(warning.to_owned()) }
}

/// A certificate that is valid if the clock is off by this much.
fn outside(needed: i64) -> (Result<Answer, Reason>, ServiceTime) {
    let reason = if needed < 0 { Reason::ClockAhead } else { Reason::ClockBehind };
    (Err(reason), ServiceTime { needed: Some(needed), ..ServiceTime::default() })
}

fn dated(behind: i64) -> ServiceTime {
    ServiceTime { date: Some(Clock { behind, give_or_take: 1 }), is_certified: Some(true), needed: None }
}

#[test]
fn a_certificate_outside_its_dates_is_named_before_the_clock() {
    let (answer, time) = outside(-DAY);
    assert_eq!(through_tor(answer, time).reasons, [Reason::Certificate, Reason::ClockAhead]);
    let route = Route::Embedded { bridges: false };
    let not_asked = Check::not_asked(route, SERVICE.to_owned(), 120, Reason::ClockAhead);
    assert_eq!(not_asked.reasons, [Reason::ClockAhead]);
    assert!(!not_asked.asked);
}

#[test]
fn a_certificate_that_no_clock_explains_is_the_certificates_fault() {
    // A Tor that works leaves no room for six years.
    let (answer, time) = outside(-2000 * DAY);
    assert_eq!(through_tor(answer, time).reasons, [Reason::Certificate]);
    // Nor does a list of relays that fits leave room for a day.
    let (answer, time) = outside(-DAY);
    let mut fits = through_tor(answer, time);
    fits.add_control(control(-3600, None), now());
    assert_eq!(fits.reasons, [Reason::Certificate]);
    assert!(!fits.has_clock_reason() && !fits.clock_hides_the_answer());
    // One from the future says that the clock is behind, and a certificate that is not valid yet agrees.
    let (answer, time) = outside(DAY);
    let mut behind = through_tor(answer, time);
    behind.add_control(control(2 * DAY, None), now());
    assert_eq!(behind.reasons, [Reason::Certificate, Reason::ClockBehind]);
    assert!(behind.clock_hides_the_answer());
}

#[test]
fn an_answer_without_encryption_says_so() {
    assert_eq!(check("http://check.example/", Ok(answer(1))).reasons, [Reason::NotEncrypted]);
    assert_eq!(check("http://check.example/", Err(Reason::Timeout)).reasons, [Reason::Timeout]);
    assert_eq!(check(SERVICE, Ok(answer(1))).reasons, []);
}

#[test]
fn a_wrong_clock_is_told_beside_the_verdict() {
    let ahead = through_tor(Ok(answer(1)), dated(-2 * DAY));
    assert_eq!((ahead.verdict, ahead.reasons.as_slice()), (Verdict::Tor, [Reason::ClockAhead].as_slice()));
    assert!(ahead.has_clock_reason() && !ahead.clock_hides_the_answer());
    let mut undated = through_tor(Ok(answer(1)), ServiceTime::default());
    undated.add_control(control(2 * DAY, None), now());
    assert_eq!(undated.reasons, [Reason::ClockBehind]);
}

#[test]
fn a_wrong_date_of_the_service_is_not_this_clocks_fault() {
    for behind in [-20_784 * DAY, -2 * DAY, 2 * DAY] {
        let mut check = through_tor(Ok(answer(1)), dated(behind));
        check.add_control(control(-3600, None), now());
        assert_eq!((check.verdict, check.reasons.as_slice()), (Verdict::Tor, [].as_slice()));
        assert_eq!(check.service_is_off, Some(behind));
        assert_eq!(check.clock.unwrap().1, ClockSource::Consensus);
    }
}

#[test]
fn a_tor_that_was_offline_is_not_ready_and_its_clock_not_wrong() {
    let mut check = through_tor(Err(Reason::Timeout), ServiceTime::default());
    check.add_control(control(-3 * DAY, Some(stuck("Connection refused"))), now());
    assert_eq!(check.reasons, [Reason::TorNotReady, Reason::Timeout]);
    assert_eq!(check.clock, None);
    assert!(check.tor_is_unready());
    // What reached the service is not Tor's fault.
    let mut check = through_tor(Err(Reason::AnswerGarbled), ServiceTime::default());
    check.add_control(control(-3600, Some(stuck("Connection refused"))), now());
    assert_eq!(check.reasons, [Reason::AnswerGarbled]);
}

#[test]
fn tors_own_complaint_about_the_clock_is_a_reason() {
    let mut check = through_tor(Err(Reason::Timeout), ServiceTime::default());
    check.add_control(control(-9 * DAY, Some(stuck("Clock skew 432000 in NETINFO cell from OR"))), now());
    assert_eq!(check.reasons, [Reason::TorNotReady, Reason::Timeout, Reason::ClockAhead]);
    assert_eq!(check.clock, Some((Clock { behind: -5 * DAY, give_or_take: 0 }, ClockSource::Tor)));
}

#[test]
fn the_answer_without_tor_counts_in_the_verdict() {
    let no = Answer { is_tor: false, ..answer(1) };
    for (through, verdict) in [(no, Verdict::NotTor), (answer(1), Verdict::Unknown)] {
        let mut check = through_tor(Ok(through), ServiceTime::default());
        check.add_direct(Direct::compare(Ok(no), through));
        assert_eq!((check.verdict, check.reasons.as_slice()), (verdict, [Reason::SameAddress].as_slice()));
    }
    let mut check = through_tor(Ok(answer(1)), ServiceTime::default());
    check.add_direct(Direct::compare(Ok(Answer { is_tor: false, ..answer(2) }), answer(1)));
    assert_eq!(check.verdict, Verdict::Tor);
    check.add_direct(Direct::Failed(Reason::Timeout));
    assert_eq!(check.verdict, Verdict::Tor);
}

#[test]
fn the_service_is_named_with_an_unusual_port() {
    assert_eq!(check(SERVICE, Ok(answer(1))).service_host(), "check.example:8443");
}
