//! Evidence weighs more than words: of a service, of a proxy that answers by itself, of one that only greets as Tor.

use std::net::IpAddr;
use std::thread;

use crate::impostors::ask;
use crate::proxy;
use crate::tor::answer::Answer;
use crate::tor::namespace::{self, Gate};
use crate::tor::program::Torcheck;
use crate::tor::trace::Call;
use crate::tor::{actors, network, owner, service};

#[test]
fn an_answer_that_never_left_the_machine_proves_nothing() {
    for is_greeting_as_tor in [false, true] {
        let answer = ask(actors::answering_itself(is_greeting_as_tor), &service().plain("")).run();
        answer.must_be("unknown", "answer-unproven");
        // Over https it cannot even try.
        let answer = ask(actors::answering_itself(is_greeting_as_tor), &service().url("")).run();
        answer.must_be("unknown", "encryption");
    }
    // Neither a yes nor a no, whatever it comes through.
    ask(actors::plain_socks(), &service().plain("")).run().must_be("unknown", "answer-unproven");
    let Some(network) = network() else { return };
    let answer = proxy::ask(network, &service().plain("")).run();
    answer.must_be("unknown", "answer-unproven");
    let said = answer.json()["reasons"][0]["text"].to_string();
    assert!(said.contains(&network.socks().to_string()), "{said}");
}

#[test]
fn the_same_address_without_tor_is_no_tor() {
    let compare = |mode| {
        ask(actors::imitator(), &service().here(mode))
            .with(&["--compare-direct", "--yes"])
            .may_contact(&[service().address()])
            .run()
    };
    let answer = compare("");
    answer.must_be("not-tor", "same-address");
    let direct = &answer.json()["direct"];
    assert_eq!((&direct["asked"], &direct["same_address"]), (&true.into(), &true.into()));
    assert_eq!(compare("unlisted").json()["verdict"], "not-tor");
    // A service that says yes, and then no to the same address, is not believed.
    let answer = compare("first-yes");
    answer.must_be("unknown", "same-address");
    assert!(!answer.stdout.contains("\"verdict\": \"tor\""), "{}", answer.stdout);
}

#[test]
fn addresses_are_compared_by_their_network_and_only_with_their_like() {
    let compare = |mode| {
        ask(actors::imitator(), &service().here(mode))
            .with(&["--compare-direct", "--yes"])
            .may_contact(&[service().address()])
            .run()
    };
    // A computer leaves its IPv6 network from one address and then from another.
    let near = compare("denied-2001:db8:1:1::aaaa+2001:db8:1:1::bbbb");
    near.must_be("not-tor", "same-address");
    assert_eq!(near.json()["direct"]["same_address"], true);
    assert!(near.json()["reasons"][0]["text"].to_string().contains("same network"), "{}", near.stdout);
    let far = compare("denied-2001:db8:1:1::aaaa+2001:db8:2:1::aaaa");
    far.must_be("tor-unlisted", "exit-unlisted");
    assert_eq!(far.json()["direct"]["same_address"], false);
    let unlike = compare("denied-192.0.2.1+2001:db8:1:1::aaaa");
    unlike.must_be("tor-unlisted", "exit-unlisted");
    assert_eq!(unlike.json()["direct"]["same_address"], serde_json::Value::Null);
}

#[test]
fn this_computers_own_address_is_no_tor() {
    if !namespace::possible() {
        return;
    }
    let inside = std::net::SocketAddr::from(([127, 0, 0, 1], 9050));
    let run = |mode, own: Option<IpAddr>| {
        let run = Torcheck::new(&["--json", "--timeout", "10", "--proxy", "127.0.0.1:9050", "--show-ip"])
            .with(&["--check-url", &service().url(mode), "--ca-file", service().authority()])
            .may_contact(&[std::net::SocketAddr::new(inside.ip(), 9051)])
            .inside(&[Gate { inside, outside: actors::imitator() }]);
        own.into_iter().fold(run, Torcheck::owning).run()
    };
    let answer = run("", Some(owner::OWN_ADDRESS));
    answer.must_be("not-tor", "own-address");
    assert_eq!(answer.json()["address_is_own"], true);
    let answer = run("lying", Some(owner::OWN_ADDRESS));
    answer.must_be("unknown", "own-address");
    // Another computer's, and one that has every address, as some routers do: then nothing is known.
    let answer = run("", Some("203.0.113.8".parse().unwrap()));
    answer.must_be("tor-unlisted", "exit-unlisted");
    assert_eq!(answer.json()["address_is_own"], false);
    assert_eq!(run("", None).json()["address_is_own"], false);
}

#[test]
fn format_file_and_arguments_are_judged_before_any_contact() {
    let proxy = actors::imitator();
    let folder = tempfile::TempDir::new().unwrap();
    let there = folder.path().join("there.json");
    std::fs::write(&there, "mine").unwrap();
    let missing = folder.path().join("missing/x.json");
    let [there, missing] = [&there, &missing].map(|path| path.to_str().unwrap());
    for wrong in [
        vec!["--format", "ics"],
        vec!["--format", "pdf"],
        vec!["-o", there],
        vec!["-o", missing],
        vec!["-o", "/proc/x.json"],
        vec!["-o", folder.path().to_str().unwrap()],
        vec!["--force"],
        vec!["--ca-file", there],
        vec!["--ca-file", missing],
        vec!["--timeout", "0"],
        vec!["--full", "--onion-url", "http://a.onion/"],
        vec!["--full", "--onion-url", "https://check.example/"],
        vec!["--check-url", "check.example"],
        vec!["--arti-config", missing, "--embedded"],
        vec!["--bridges", missing, "--embedded"],
    ] {
        let mut arguments = vec!["--compare-direct", "--yes"];
        let proxy = proxy.to_string();
        if !wrong.contains(&"--embedded") {
            arguments.extend(["--proxy", &proxy]);
        }
        let answer = Torcheck::new(&arguments).with(&wrong).run();
        assert!(matches!(answer.code, 2 | 64), "{wrong:?}: {} {}", answer.code, answer.stdout);
        assert!(answer.stderr.contains("error: "), "{wrong:?}: {}{}", answer.stdout, answer.stderr);
        let contacts = |call: &&Call| matches!(call, Call::Contact(_) | Call::Local(_));
        assert_eq!(answer.calls.iter().flatten().filter(contacts).count(), 0, "{wrong:?}");
    }
    assert_eq!(std::fs::read_to_string(there).unwrap(), "mine");
}

/// How often the service was asked without any proxy.
fn asked_directly(answer: &Answer) -> usize {
    let is_direct = |call: &&Call| **call == Call::Contact(service().address());
    answer.calls.iter().flatten().filter(is_direct).count()
}

#[test]
fn without_an_answer_through_tor_nobody_is_asked_without_it() {
    for proxy in [actors::refusing(1), actors::hanging_up(), actors::nobody()] {
        for options in [vec!["--compare-direct", "--yes"], vec!["--compare-direct"]] {
            // The service may not be contacted.
            let answer = ask(proxy, &service().here("")).with(&options).run();
            answer.must_be("unknown", "");
            let json = answer.json();
            assert_eq!(json["direct"]["asked"], false, "{json:#}");
            assert!(!answer.stderr.contains("without Tor, because"), "{}", answer.stderr);
            assert!(!json["contacted"].to_string().contains("direct"), "{json:#}");
        }
    }
    let proxy = actors::refusing(1);
    let text = Torcheck::new(&["--timeout", "10", "--proxy", &proxy.to_string(), "--compare-direct"])
        .with(&["--check-url", &service().here(""), "--ca-file", service().authority()])
        .may_contact(&[proxy, std::net::SocketAddr::new(proxy.ip(), proxy.port() + 1)])
        .run();
    let said = text.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("nothing came through Tor"), "{said}");
}

#[test]
fn without_tor_it_asks_once_in_the_form_that_worked() {
    let Some(network) = network() else { return };
    for mode in ["", "pages"] {
        let answer = proxy::ask(network, &service().here(mode))
            .with(&["--compare-direct", "--yes"])
            .may_contact(&[service().address()])
            .run();
        answer.must_be("tor", "");
        assert!(answer.calls.is_none() || asked_directly(&answer) == 1, "{mode}: {:#?}", answer.calls);
        let direct = &answer.json()["direct"];
        assert_eq!((&direct["verdict"], &direct["same_address"]), (&"not-tor".into(), &false.into()));
    }
}

#[test]
fn an_answer_in_another_shape_is_no_answer() {
    let Some(network) = network() else { return };
    let modes = ["array", "page-banner", "page-template", "page-comment", "page-hidden", "page-form"];
    thread::scope(|scope| {
        for mode in modes {
            scope.spawn(move || {
                let answer = proxy::ask(network, &service().url(mode)).run();
                answer.must_be("unknown", "answer-garbled");
            });
        }
    });
}

#[test]
fn an_address_that_is_not_on_the_internet_is_neither_a_yes_nor_a_no() {
    let Some(network) = network() else { return };
    let addresses =
        ["127.0.0.1", "0.0.0.0", "255.255.255.255", "10.0.0.1", "169.254.1.1", "[::1]", "fd00::1", "ff02::1"];
    thread::scope(|scope| {
        for address in addresses {
            let address = address.trim_matches(['[', ']']);
            scope.spawn(move || {
                let answer = proxy::ask(network, &service().url(&format!("seen-{address}"))).run();
                answer.must_be("unknown", "address-impossible");
            });
        }
    });
}
