//! What listens where a Tor should, and is none.

use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use crate::tor::program::Torcheck;
use crate::tor::{actors, service};

type Actor = fn() -> SocketAddr;

pub(crate) fn ask(proxy: SocketAddr, url: &str) -> Torcheck {
    Torcheck::new(&["--json", "--timeout", "10", "--proxy", &proxy.to_string()])
        .with(&["--check-url", url, "--ca-file", service().authority()])
        // A control port is looked for beside what says that it is Tor.
        .may_contact(&[proxy, SocketAddr::new(proxy.ip(), proxy.port() + 1)])
}

#[test]
fn a_proxy_that_is_not_tor_is_a_no() {
    for url in [service().url(""), service().url("pages")] {
        let answer = ask(actors::plain_socks(), &url).run();
        answer.must_be("not-tor", "proxy-not-tor");
        assert!(answer.json().get("address").is_none_or(serde_json::Value::is_null));
    }
}

#[test]
fn ones_own_address_is_called_ones_own() {
    let answer = ask(actors::plain_socks(), &service().url("")).with(&["--show-ip"]).run();
    answer.must_be("not-tor", "");
    assert_eq!(answer.json()["address"], crate::tor::owner::OWN_ADDRESS.to_string());
}

#[test]
fn whoever_imitates_tor_is_not_believed() {
    let answer = ask(actors::imitator(), &service().url("")).run();
    assert_eq!(answer.code, 1, "{}", answer.stdout);
}

#[test]
fn a_yes_through_what_is_not_known_as_tor_is_a_yes_that_says_so() {
    // The service alone can know: the proxy may lead to a Tor on another machine.
    let answer = ask(actors::plain_socks(), &service().url("lying")).run();
    answer.must_be("tor", "proxy-not-recognised");
}

#[test]
fn as_long_as_there_is_time_another_circuit_is_tried() {
    // Of 42 seconds, the first request gets 21, the second half of the rest; the third is answered.
    let proxy = actors::silent_at_first(2);
    let answer = Torcheck::new(&["--json", "--timeout", "42", "--proxy", &proxy.to_string()])
        .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
        .may_contact(&[proxy, SocketAddr::new(proxy.ip(), proxy.port() + 1)])
        .run();
    answer.must_be("tor-unlisted", "exit-unlisted");
}

#[test]
fn a_proxy_that_is_gone_after_a_request_is_not_called_closed() {
    // "Nothing was sent" would not be true.
    let answer = ask(actors::dying(), &service().url("")).run();
    answer.must_be("unknown", "connection-lost");
}

#[test]
fn listeners_that_are_no_proxy_leave_it_open() {
    let cases: [(Actor, &str); 6] = [
        (actors::silent, "proxy-silent"),
        (actors::closing, "proxy-not-socks"),
        (actors::garbage, "proxy-not-socks"),
        (actors::babbling, "proxy-not-socks"),
        (actors::http_proxy, "proxy-not-socks"),
        (actors::nobody, "proxy-closed"),
    ];
    thread::scope(|scope| {
        for (actor, reason) in cases {
            scope.spawn(move || {
                let answer = ask(actor(), &service().url("")).run();
                answer.must_be("unknown", reason);
                assert!(answer.took < Duration::from_secs(20), "{reason} took {:?}", answer.took);
            });
        }
    });
}

#[test]
fn whatever_says_it_is_tor_and_fails_is_neither_a_yes_nor_a_no() {
    thread::scope(|scope| {
        let traitors = [actors::falling_silent(), actors::treacherous(), actors::hanging_up()];
        for proxy in traitors.into_iter().chain((1..=9).map(actors::refusing)) {
            scope.spawn(move || {
                let answer = ask(proxy, &service().url("")).run();
                answer.must_be("unknown", "");
                assert!(answer.took < Duration::from_secs(20), "{:?}", answer.took);
            });
        }
        for (code, reason) in [(1, "exit-connect"), (4, "exit-name-lookup")] {
            scope.spawn(move || {
                ask(actors::refusing(code), &service().url("")).run().must_be("unknown", reason);
            });
        }
    });
}
