use core::net::Ipv4Addr;

use super::*;
use crate::torcheck::{Recommended, Status};

const SERVICE: &str = "https://check.example:8443/";

fn answer(last: u8) -> Answer {
    Answer { is_tor: true, address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, last)) }
}

fn check(service: &str, answer: Result<Answer, Reason>) -> Check {
    let observed = Observation { answer, clock: None };
    Check::new(Route::Embedded { bridges: false }, service.to_owned(), 120, &observed)
}

#[test]
fn a_certificate_outside_its_dates_is_named_before_the_clock() {
    assert_eq!(check(SERVICE, Err(Reason::ClockAhead)).reasons, [Reason::Certificate, Reason::ClockAhead]);
    let route = Route::Embedded { bridges: false };
    let not_asked = Check::not_asked(route, SERVICE.to_owned(), 120, Reason::ClockAhead);
    assert_eq!(not_asked.reasons, [Reason::ClockAhead]);
    assert!(!not_asked.asked);
}

#[test]
fn an_answer_without_encryption_says_so() {
    assert_eq!(check("http://check.example/", Ok(answer(1))).reasons, [Reason::NotEncrypted]);
    assert_eq!(check("http://check.example/", Err(Reason::Timeout)).reasons, [Reason::Timeout]);
    assert_eq!(check(SERVICE, Ok(answer(1))).reasons, []);
}

#[test]
fn the_consensus_judges_the_clock_only_if_the_service_did_not() {
    let consensus = ("2026-11-26 10:00:00".to_owned(), "2026-11-26 13:00:00".to_owned());
    let control = Control::Answered(Status {
        address: String::new(),
        version: String::new(),
        phase: None,
        circuit: None,
        recommended: Recommended::NotStated,
        consensus: Some(consensus),
    });
    let now: Timestamp = "2026-11-30T12:00:00Z".parse().unwrap();
    let mut undated = check(SERVICE, Ok(answer(1)));
    undated.add_control(control.clone(), now);
    undated.blame_clock();
    undated.blame_clock();
    assert_eq!(undated.reasons, [Reason::ClockAhead]);
    assert!(undated.has_clock_reason() && !undated.clock_hides_the_answer());
    let mut dated = check(SERVICE, Ok(answer(1)));
    dated.clock = Some((Clock { behind: 0, give_or_take: 1 }, ClockSource::Service));
    dated.add_control(control, now);
    dated.blame_clock();
    assert_eq!(dated.reasons, []);
}

#[test]
fn a_request_without_tor_is_compared_only_with_an_answer() {
    assert_eq!(Direct::compare(Ok(answer(1)), Ok(answer(1))).same_address, Some(true));
    assert_eq!(Direct::compare(Ok(answer(1)), Ok(answer(2))).same_address, Some(false));
    assert_eq!(Direct::compare(Ok(answer(1)), Err(Reason::Timeout)).same_address, None);
    assert_eq!(Direct::compare(Err(Reason::Timeout), Ok(answer(1))).verdict(), Verdict::Unknown);
    assert_eq!(Direct::compare(Ok(answer(1)), Ok(answer(1))).verdict(), Verdict::Tor);
}

#[test]
fn the_service_is_named_with_an_unusual_port() {
    assert_eq!(check(SERVICE, Ok(answer(1))).service_host(), "check.example:8443");
}
