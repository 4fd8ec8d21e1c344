//! What `--full` checks besides: isolation, and an onion service.

use std::net::SocketAddr;

use crate::discovery::usual;
use crate::proxy::ask;
use crate::tools::missing;
use crate::tor::answer::Answer;
use crate::tor::namespace::{self, Gate};
use crate::tor::program::Torcheck;
use crate::tor::{HOST, actors, network, service, socks};

/// The Tor Project's website, and the same with one letter wrong.
const ONION: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
const MISTYPED: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen54wid.onion";

#[test]
fn a_port_that_keeps_no_users_apart_is_named() {
    let Some(network) = network() else { return };
    let port = network.shared_socks();
    let ask = |arguments: &[&str]| {
        Torcheck::new(&["--full", "--proxy", &port.to_string(), "--check-url", &service().url("")])
            .with(&["--ca-file", service().authority()])
            .with(arguments)
            .may_contact(&[port, network.control(), SocketAddr::from(([127, 0, 0, 1], port.port() + 1))])
            .run()
    };
    let answer = ask(&["--json"]);
    answer.must_be("tor", "");
    let json = answer.json();
    assert_eq!(json["isolation"], "not-kept-apart", "{json:#}");
    // Tor may change its circuit by itself meanwhile; then it takes some more requests.
    let chance = match json["isolation_detail"]["requests"].as_u64() {
        Some(4) => 8_000,
        Some(5) => 160_000,
        Some(6) => 3_200_000,
        other => panic!("{other:?} requests: {json:#}"),
    };
    assert_eq!(json["isolation_detail"]["chance_one_in"], chance, "{json:#}");
    let text = ask(&[]).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("not kept apart:") && text.contains("chance explains this once in"), "{text}");
}

#[test]
fn users_are_kept_apart_where_there_are_two_exits() {
    let Some(network) = network() else { return };
    // With three exits, five requests take the same one by chance about once in eighty times.
    for _ in 0..4 {
        let answer = ask(network, &service().url("")).with(&["--full"]).run();
        answer.must_be("tor", "");
        if isolation(&answer) == "shown" {
            let shares = &answer.json()["isolation_detail"]["same_user_shares"];
            assert_eq!(*shares, true, "{}", answer.stdout);
            return;
        }
    }
    // On some starts of so small a network its list never names a second exit; a plain client sees that too.
    let exit = |user| socks::fetch_as(user, network.socks(), HOST, service().http, "/api/ip").unwrap();
    let body = |page: String| page.rsplit("\r\n\r\n").next().map(str::to_owned);
    let first = body(exit(0));
    let others = (1..12).map(|user| body(exit(user))).filter(|other| *other != first).count();
    assert_eq!(others, 0, "a plain client finds other exits, and the program does not");
    eprintln!("SKIPPED: this private network has one exit");
}

#[test]
fn a_name_is_looked_up_through_tor_and_its_address_stays_hidden() {
    let Some(network) = network() else { return };
    let answer = ask(network, &service().url("")).with(&["--full"]).run();
    answer.must_be("tor", "");
    let json = answer.json();
    assert_eq!(
        (&json["lookup"]["checked"], &json["lookup"]["works"]),
        (&true.into(), &true.into()),
        "{json:#}"
    );
    // The exits' name server knows no IPv6 address, so there is nobody to ask.
    assert_eq!(json["ipv6"]["checked"], false, "{json:#}");
    let gone = ask(network, "https://no.such.name.test/").with(&["--full"]).run();
    assert_eq!(gone.json()["lookup"]["works"], false, "{}", gone.stdout);
    assert_eq!(gone.json()["lookup"]["reason"], "exit-name-lookup", "{}", gone.stdout);
}

#[test]
fn what_left_over_ipv6_is_told_by_what_the_service_saw() {
    let full = |proxy: SocketAddr, mode: &str| {
        crate::impostors::ask(proxy, &service().url(mode)).with(&["--full"]).run()
    };
    // A no says that nothing left Tor.
    let answer = full(actors::plain_socks(), "denied-2001:db8:5::7");
    answer.must_be("not-tor", "proxy-not-tor");
    assert_eq!(answer.json()["ipv6"]["checked"], false, "{}", answer.stdout);
    let answer = full(actors::knowing_ipv6(), "seen-192.0.2.7");
    answer.must_be("tor", "");
    assert_eq!(answer.json()["lookup"]["works"], true, "{}", answer.stdout);
    assert_eq!(answer.json()["ipv6"]["works"], false, "{}", answer.stdout);
    let answer = full(actors::knowing_ipv6(), "seen-2001:db8:5::7");
    assert_eq!(answer.json()["ipv6"]["works"], true, "{}", answer.stdout);
}

#[test]
fn without_a_yes_one_address_is_not_called_an_exits() {
    let proxy = actors::imitator();
    let answer = Torcheck::new(&["--full", "--timeout", "10", "--proxy", &proxy.to_string()])
        .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
        .may_contact(&[proxy, SocketAddr::new(proxy.ip(), proxy.port() + 1)])
        .run();
    let text = answer.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("came from the same address"), "{text}");
    assert!(!text.contains("same exit relay") && !text.contains("chance explains"), "{text}");
}

fn isolation(answer: &Answer) -> String {
    answer.json()["isolation"].as_str().unwrap().to_owned()
}

#[test]
fn an_onion_address_that_cannot_exist_is_refused_before_anybody_is_contacted() {
    for (host, said) in [
        (MISTYPED, "checksum"),
        (&format!("www.{MISTYPED}"), "checksum"),
        ("expyuzz4wqqyqhjn.onion", "2021"),
        (&ONION[1..], "55"),
        (&ONION.replace('2', "1"), "a to z"),
        ("check.torproject.org", ".onion"),
    ] {
        let answer = Torcheck::new(&["--full", "--onion-url", &format!("http://{host}/")]).run();
        assert_eq!(answer.code, 64, "{host}: {}", answer.stderr);
        assert!(answer.stdout.is_empty() && answer.stderr.contains(said), "{host}: {}", answer.stderr);
    }
}

#[test]
fn an_onion_service_needs_no_argument_but_on_a_network_of_ones_own() {
    if !namespace::possible() {
        return;
    }
    let gate = |outside| Gate { inside: SocketAddr::from(([127, 0, 0, 1], 9050)), outside };
    let usual = usual();
    let full = |arguments: &[&str], outside| {
        Torcheck::new(&["--json", "--full", "--timeout", "8"])
            .with(arguments)
            .may_contact(&usual)
            .inside(&[gate(outside)])
            .run()
    };
    let refused = full(&[], actors::refusing(1));
    refused.must_be("unknown", "");
    assert!(refused.stderr.contains(ONION), "{}", refused.stderr);
    assert_eq!(refused.json()["onion"]["host"], ONION);
    assert_eq!(refused.json()["onion"]["reached"], false);
    let private = full(&["--check-url", &service().url("")], actors::refusing(1));
    assert!(private.json()["onion"].is_null() && !private.stderr.contains(".onion"), "{}", private.stderr);
}

#[test]
fn an_onion_address_is_never_shown_to_a_proxy_that_is_not_tor() {
    let port = actors::plain_socks();
    let url = format!("http://{ONION}/");
    let answer = Torcheck::new(&["--json", "--full", "--onion-url", &url, "--proxy", &port.to_string()])
        .with(&["--check-url", &service().plain("")])
        .may_contact(&[port])
        .run();
    assert!(answer.json()["onion"].is_null() && !answer.stderr.contains(ONION), "{}", answer.stderr);
}

#[test]
fn an_exit_that_only_the_list_knows_is_looked_up_there() {
    if missing("tor") || !namespace::possible() {
        return;
    }
    namespace::abroad("full::where_exits_have_public_addresses");
}

#[test]
#[ignore = "the inner half of the test above"]
fn where_exits_have_public_addresses() {
    namespace::own_the_world();
    let network = network().expect("tor is installed");
    let home = tempfile::TempDir::new().unwrap();
    let url = service().url("unlisted");
    let embedded = crate::embedded::ask(network, &url, home.path()).run();
    embedded.must_be("tor", "exit-on-own-list");
    assert_eq!(embedded.json()["listed"], serde_json::json!({"presence": "exit", "by": "own-client"}));
    // Whatever answers at a control port can say anything.
    let running = ask(network, &url).run();
    running.must_be("tor-unlisted", "exit-unlisted");
    assert_eq!(running.json()["listed"], serde_json::json!({"presence": "exit", "by": "control-port"}));
}
