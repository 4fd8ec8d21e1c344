//! `torcheck` on a private Tor network of real daemons, and among everything that only looks like one.

mod tor;

use tor::{HOST, network, owner, service, socks};

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
fn without_tor_the_service_says_so() {
    let page = socks::fetch(tor::actors::plain_socks(), HOST, service().http, "/api/ip").unwrap();
    assert!(page.contains("\"IsTor\":false") && page.contains(&owner::OWN_ADDRESS.to_string()), "{page}");
}
