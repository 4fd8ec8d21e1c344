//! Through the Tor that a user runs.

use std::net::IpAddr;
use std::time::Duration;

use crate::tor::answer::Answer;
use crate::tor::network::Network;
use crate::tor::program::Torcheck;
use crate::tor::trace::Call;
use crate::tor::{HOST, network, service};

/// Asks the service at `url` through the client of the network.
pub(crate) fn ask(network: &Network, url: &str) -> Torcheck {
    Torcheck::new(&["--json", "--proxy", &network.socks().to_string()])
        .with(&["--check-url", url, "--ca-file", service().authority()])
        .may_contact(&[network.socks(), network.control()])
}

#[test]
fn a_running_tor_is_a_plain_yes() {
    let Some(network) = network() else { return };
    let url = service().url("");
    // The path of the answer is added once, also if it was given already.
    for given in [url.clone(), format!("{url}api/ip"), format!("{url}api/ip/")] {
        let answer = ask(network, &given).run();
        answer.must_be("tor", "");
        let json = answer.json();
        assert_eq!(json["route"]["kind"], "proxy");
        assert_eq!(json["service"], url);
        assert_eq!(json["route"]["address"], network.socks().to_string());
        assert!(json["contacted"].to_string().contains(HOST), "{json:#}");
        assert!(json.get("address").is_none_or(serde_json::Value::is_null), "{json:#}");
        assert_eq!(json["address_is_own"], false);
    }
}

#[test]
fn a_tor_behind_a_unix_socket_is_as_good() {
    let Some(network) = network() else { return };
    let socket = network.socks_socket();
    let common = ["--json", "--check-url", &service().url(""), "--ca-file", service().authority()];
    let ask = || Torcheck::new(&common).may_open(&socket);
    ask().with(&["--proxy", &format!("unix:{}", socket.display())]).run().must_be("tor", "");
    let address = format!("socks5h://localhost{}", socket.display());
    ask().variable("ALL_PROXY", &address).run().must_be("tor", "");
}

#[test]
fn the_text_says_yes_and_what_it_does_not_prove() {
    let Some(network) = network() else { return };
    let answer = Torcheck::new(&["--proxy", &network.socks().to_string()])
        .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
        .may_contact(&[network.socks(), network.control()])
        .run();
    assert_eq!(answer.code, 0, "{}", answer.stderr);
    for said in ["Tor", "browser", "not checked"] {
        assert!(answer.stdout.contains(said), "{said} is not said: {}", answer.stdout);
    }
    assert!(answer.stdout.lines().all(|line| line.chars().count() <= 80), "{}", answer.stdout);
}

#[test]
fn the_address_is_shown_only_when_asked() {
    let Some(network) = network() else { return };
    let answer = ask(network, &service().url("")).with(&["--show-ip"]).run();
    answer.must_be("tor", "");
    let address: IpAddr = answer.json()["address"].as_str().expect("the address").parse().unwrap();
    assert!(network.exits.contains(&address), "{address}");
}

#[test]
fn everybody_is_named_before_he_is_contacted() {
    let Some(network) = network() else { return };
    let answer = Torcheck::new(&["--proxy", &network.socks().to_string()])
        .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
        .may_contact(&[network.socks(), network.control()])
        .run();
    let Some(calls) = answer.calls else { return };
    let named = calls.iter().position(|call| matches!(call, Call::Said(text) if text.contains(HOST)));
    let (before, after) = calls.split_at(named.expect("the host is named"));
    let contacts = |calls: &[Call]| calls.iter().filter(|call| matches!(call, Call::Contact(_))).count();
    // The proxy is known by what it says itself; that takes a connection or two, which ask for nothing.
    assert!(contacts(before) <= 2 && contacts(after) >= 1, "{calls:#?}");
}

#[test]
fn an_exit_that_the_service_does_not_know_is_told_apart_from_no_tor() {
    let Some(network) = network() else { return };
    ask(network, &service().url("unlisted")).run().must_be("tor-unlisted", "exit-unlisted");
}

#[test]
fn the_page_is_read_by_its_class_in_any_language() {
    let Some(network) = network() else { return };
    for (mode, verdict) in
        [("pages", "tor"), ("page-on", "tor"), ("page-not", "tor"), ("page-off", "tor-unlisted")]
    {
        ask(network, &service().url(mode)).run().must_be(verdict, "");
    }
}

#[test]
fn more_is_checked_when_asked() {
    let Some(network) = network() else { return };
    let onion = network.onion();
    let mut options = vec!["--full"];
    options.extend(onion.iter().flat_map(|onion| ["--onion-url", onion]));
    let answer = ask(network, &service().url("")).with(&options).run();
    answer.must_be("tor", "");
    let json = answer.json();
    // A service that has gone meanwhile for a plain client too is no fault of the program's.
    let reached = json["onion"]["reached"] == true;
    assert!(reached || onion.is_none() || !network.onion_answers(), "{json:#}");
    assert!(["shown", "not-kept-apart"].contains(&json["isolation"].as_str().unwrap()), "{json:#}");
}

#[test]
fn only_when_asked_the_open_road_is_taken_and_what_that_reveals_is_said_first() {
    let Some(network) = network() else { return };
    let (here, url) = (service().address(), service().here(""));
    let contacts =
        |answer: &Answer| answer.calls.iter().flatten().filter(|call| **call == Call::Contact(here)).count();
    let through_tor = ask(network, &url).run();
    through_tor.must_be("tor", "");
    assert_eq!(contacts(&through_tor), 0);
    let both = ask(network, &url).with(&["--compare-direct", "--yes"]).may_contact(&[here]).run();
    both.must_be("tor", "");
    assert!(both.stderr.contains("own address"), "{}", both.stderr);
    assert_eq!(both.json()["direct"]["same_address"], false);
    // Each request shows one's own address, so there is one.
    assert!(both.calls.is_none() || contacts(&both) == 1, "{:#?}", both.calls);
    let Some(calls) = both.calls else { return };
    let direct = calls.iter().position(|call| *call == Call::Contact(here)).expect("it compared");
    let said = calls.iter().position(|call| matches!(call, Call::Said(text) if text.contains("own address")));
    assert!(said.is_some_and(|said| said < direct), "{calls:#?}");
}

#[test]
fn ctrl_c_ends_it_at_once() {
    let Some(network) = network() else { return };
    let answer = ask(network, &service().url("silence")).interrupted_after(Duration::from_secs(3)).run();
    assert_eq!(answer.code, 130, "{}", answer.stderr);
    assert!(answer.stdout.is_empty() && answer.took < Duration::from_secs(5), "{:?}", answer.took);
}
