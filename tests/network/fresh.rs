//! Networks that have just formed: relays that do not know each other yet, lists without exits, exits without names.

use std::fs;
use std::time::Duration;

use tempfile::TempDir;

use crate::embedded::ask;
use crate::tor::network::Network;
use crate::tor::service;

/// Twenty networks one after the other, each asked at once: when its first exit is listed, before C tor got a page
/// through, and again when it did. Takes a quarter of an hour; prints each verdict.
#[test]
#[ignore = "takes a quarter of an hour: cargo test --test network -- --ignored --nocapture twenty_fresh_networks"]
fn twenty_fresh_networks() {
    let count = std::env::var("NETWORKS").ok().and_then(|count| count.parse().ok()).unwrap_or(20);
    let mut failed = Vec::new();
    for number in 1..=count {
        let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        eprintln!("network {number}, load {}", load.split(' ').next().unwrap_or_default());
        let mut early = None;
        let network = Network::start_and(service().http, |network| early = Some(verdict(network)));
        let Ok(network) = network else {
            eprintln!("  it did not form");
            failed.push(format!("network {number} did not form"));
            continue;
        };
        let usual = verdict(&network);
        for (when, (verdict, took)) in
            early.into_iter().map(|early| ("at the first exit", early)).chain([("at the first page", usual)])
        {
            eprintln!("  {when}: {verdict} after {took:.1?}");
            if verdict != "tor" {
                failed.push(format!("network {number}, {when}: {verdict}"));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// The verdict with its reasons, within 70 seconds.
fn verdict(network: &Network) -> (String, Duration) {
    let home = TempDir::new().unwrap();
    let answer = ask(network, &service().url(""), home.path()).with(&["--timeout", "70"]).run();
    let json = answer.json();
    let reasons: Vec<_> =
        json["reasons"].as_array().unwrap().iter().map(|reason| reason["id"].to_string()).collect();
    let verdict = [json["verdict"].as_str().unwrap().to_owned()].into_iter().chain(reasons);
    (verdict.collect::<Vec<_>>().join(" "), answer.took)
}
