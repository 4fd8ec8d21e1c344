//! A service that is broken or lies, trouble on the way to it, and a network that dies.

use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::embedded;
use crate::proxy::ask;
use crate::tor::{HOST, network, service, start};

/// Modes of the service that prove nothing, each with the reason that must be given.
pub(crate) const BROKEN: &[(&str, &str)] = &[
    ("unavailable", "service-unavailable"),
    ("missing", "service-unavailable"),
    ("garbage", "answer-garbled"),
    ("nothing", "answer-garbled"),
    ("wrong-types", "answer-garbled"),
    ("list", "answer-garbled"),
    ("page-both", "answer-garbled"),
    ("page-without-class", "answer-garbled"),
    ("strange-address", "answer-garbled"),
    ("empty-address", "empty-address"),
    ("large", "answer-too-large"),
    ("flood", "answer-too-large"),
    ("drip", "timeout"),
    ("silence", "timeout"),
    ("redirect", "redirect-refused"),
    ("redirect-loopback", "redirect-refused"),
];

#[test]
fn a_broken_service_proves_nothing_either_way() {
    let Some(network) = network() else { return };
    thread::scope(|scope| {
        for (mode, reason) in BROKEN {
            scope.spawn(move || {
                let answer = ask(network, &service().url(mode)).with(&["--timeout", "8"]).run();
                answer.must_be("unknown", reason);
                assert!(answer.took < Duration::from_secs(20), "{mode} took {:?}", answer.took);
            });
        }
    });
    assert_eq!(service().trapped(), 0, "a redirect was followed");
}

#[test]
fn two_answers_in_one_are_no_answer() {
    let Some(network) = network() else { return };
    let answer = ask(network, &service().url("twice")).run();
    answer.must_be("unknown", "answer-garbled");
}

#[test]
fn a_service_that_cannot_prove_its_name_is_not_believed() {
    let Some(network) = network() else { return };
    for url in [service().other_name(), service().other_authority(), service().expired()] {
        ask(network, &url).run().must_be("unknown", "certificate");
    }
}

#[test]
fn trouble_at_the_exit_is_named() {
    let Some(network) = network() else { return };
    ask(network, "https://no.such.name.test/").run().must_be("unknown", "exit-name-lookup");
    let closed = crate::tor::actors::nobody().port();
    ask(network, &format!("http://{HOST}:{closed}/")).run().must_be("unknown", "exit-connect");
}

#[test]
fn a_network_that_dies_half_way_is_not_a_no() {
    let Some(mut network) = start() else { return };
    let home = TempDir::new().unwrap();
    embedded::ask(&network, &service().url(""), home.path()).run().must_be("tor", "");
    // One is in the middle of an answer when it happens.
    let waiting = ask(&network, &service().url("drip")).with(&["--timeout", "20"]);
    let waiting = thread::spawn(|| waiting.run());
    thread::sleep(Duration::from_secs(3));
    network.kill_relays();
    waiting.join().unwrap().must_be("unknown", "");
    // Both Tors know the network, and nobody is there any more.
    for ask in [ask(&network, &service().url("")), embedded::ask(&network, &service().url(""), home.path())] {
        let answer = ask.with(&["--timeout", "12"]).run();
        answer.must_be("unknown", "");
        assert!(answer.took < Duration::from_secs(30), "{:?}", answer.took);
    }
}
