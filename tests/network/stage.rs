//! The stage itself, before anybody plays on it; and its two doors for other programs.

use std::io::Read;

use crate::tor::{self, HOST, network, owner, service, socks};

#[test]
fn a_page_comes_through_an_exit_and_the_service_knows_which() {
    let Some(network) = network() else { return };
    eprintln!("the network was usable after {:.1?}", network.took);
    let page = socks::fetch(network.socks(), HOST, service().http, "/api/ip").unwrap();
    assert!(network.exits.iter().any(|exit| page.contains(&format!("\"IP\":\"{exit}\""))), "{page}");
    let page = socks::fetch(network.socks(), HOST, service().http, "/").unwrap();
    assert!(page.contains("<h1 class=\"not\">") && page.contains("Date: "), "{page}");
}

#[test]
fn the_service_has_an_onion_address() {
    let Some(network) = network() else { return };
    let start = std::time::Instant::now();
    let Some(onion) = network.onion() else { return };
    assert!(onion.ends_with(".onion/"));
    eprintln!("it could be reached after {:.1?}", start.elapsed());
}

#[test]
fn without_tor_the_service_says_so() {
    let page = socks::fetch(tor::actors::plain_socks(), HOST, service().http, "/api/ip").unwrap();
    assert!(page.contains("\"IsTor\":false") && page.contains(&owner::OWN_ADDRESS.to_string()), "{page}");
}

#[test]
#[ignore = "the inner half of the tests in a network namespace"]
fn inside_a_namespace() {
    if let Some(plan) = std::env::var_os(tor::namespace::PLAN) {
        tor::namespace::inside(plan.as_ref());
    }
}

/// For benches/torcheck, and for trying things by hand.
#[test]
#[ignore = "serves until its standard input ends; says where in one line of JSON"]
fn serve_the_network() {
    let network = network().expect("tor is needed");
    let where_to = serde_json::json!({
        "socks": network.socks(),
        "control": network.control(),
        "cookie": network.cookie(),
        "torrc": network.torrc(),
        "arti": network.arti(),
        "plain": service().plain(""),
        "url": service().url(""),
        "authority": service().authority(),
        "usable_after": network.took.as_secs_f64(),
    });
    println!("{where_to}");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}
