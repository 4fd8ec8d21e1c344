//! What goes over the wire: refusals of SOCKS proxies, and answers that are not HTTP/1.

use std::thread;

use tempfile::TempDir;

use crate::embedded;
use crate::proxy::ask;
use crate::tor::network::Network;
use crate::tor::program::Torcheck;
use crate::tor::raw;
use crate::tor::refusals::Refusal;
use crate::tor::{network, service};

const ONION: &str = "http://duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion/";

/// Asks a proxy at a port and one at a socket, each recognised as Tor or not, and expects the same of all.
fn by_every_door(codes: &[(u8, &str)], url: &str) {
    thread::scope(|scope| {
        for is_tor in [true, false] {
            for &(code, reason) in codes {
                let refusal = Refusal::code(is_tor, code);
                scope.spawn(move || {
                    let here = refusal.listen();
                    let beside = std::net::SocketAddr::new(here.ip(), here.port() + 1);
                    Torcheck::new(&["--json", "--proxy", &here.to_string(), "--check-url", url])
                        .may_contact(&[here, beside])
                        .run()
                        .must_be("unknown", reason);
                    let folder = TempDir::new().unwrap();
                    let socket = folder.path().join("socks");
                    refusal.listen_at(&socket);
                    let proxy = format!("unix:{}", socket.display());
                    Torcheck::new(&["--json", "--proxy", &proxy, "--check-url", url])
                        .may_open(&socket)
                        .run()
                        .must_be("unknown", reason);
                });
            }
        }
    });
}

#[test]
fn every_code_of_socks_is_named_truly_by_every_door() {
    let codes = [
        (1, "exit-connect"),
        (2, "connection-not-allowed"),
        (3, "exit-connect"),
        (4, "exit-name-lookup"),
        (5, "exit-connect"),
        (6, "exit-connect"),
        (7, "proxy-unable"),
        (8, "proxy-unable"),
        (9, "proxy-error-unknown"),
        (0x0F, "proxy-error-unknown"),
        (0x5B, "proxy-error-unknown"),
        (0xFF, "proxy-error-unknown"),
    ];
    by_every_door(&codes, "https://check.torproject.test/");
}

#[test]
fn the_codes_of_tor_for_onion_services_are_said_in_words() {
    let codes = [
        (0xF0, "onion-not-found"),
        (0xF1, "onion-unreadable"),
        (0xF2, "onion-introduction-failed"),
        (0xF3, "onion-rendezvous-failed"),
        (0xF4, "onion-key-missing"),
        (0xF5, "onion-key-wrong"),
        (0xF6, "onion-address-invalid"),
        (0xF7, "onion-introduction-timeout"),
        (4, "onion-unreachable"),
        (1, "onion-unreachable"),
    ];
    by_every_door(&codes, ONION);
}

#[test]
fn a_reply_that_breaks_off_after_its_code_still_says_it() {
    for (reply, reason) in [(&[5, 2][..], "connection-not-allowed"), (&[5], "connection-lost")] {
        let here = Refusal { is_tor: true, reply }.listen();
        let beside = std::net::SocketAddr::new(here.ip(), here.port() + 1);
        Torcheck::new(&["--json", "--proxy", &here.to_string()])
            .may_contact(&[here, beside])
            .run()
            .must_be("unknown", reason);
    }
}

/// Runs the check by each road to the network: a port, a socket in the file system, the client inside.
fn by_every_road(network: &Network, url: &str, home: &TempDir) -> [crate::tor::answer::Answer; 3] {
    let socket = network.socks_socket();
    let unix = Torcheck::new(&["--json", "--proxy", &format!("unix:{}", socket.display())])
        .with(&["--check-url", url, "--ca-file", service().authority()])
        .may_open(&socket);
    [ask(network, url).run(), unix.run(), embedded::ask(network, url, home.path()).run()]
}

#[test]
fn an_answer_that_is_not_http_cannot_be_read() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    for mode in raw::MODES {
        let roads = by_every_road(network, &service().url(mode), &home);
        for answer in roads {
            answer.must_be("unknown", "answer-garbled");
        }
    }
}

#[test]
fn a_service_that_wants_a_certificate_of_its_visitors_is_named_by_every_road() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    for url in service().demanding() {
        for answer in by_every_road(network, &url, &home) {
            answer.must_be("unknown", "client-certificate");
        }
    }
}

#[test]
fn a_status_is_called_a_redirect_only_if_it_is_one() {
    let Some(network) = network() else { return };
    for (mode, reason) in [
        ("301", "redirect-refused"),
        ("303", "redirect-refused"),
        ("308", "redirect-refused"),
        ("300", "service-unavailable"),
        ("304", "service-unavailable"),
        ("204", "service-unavailable"),
        ("418", "service-unavailable"),
    ] {
        ask(network, &service().url(mode)).run().must_be("unknown", reason);
    }
}
