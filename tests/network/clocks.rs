//! Whose clock is wrong: this computer's, the service's, or nobody's.

use jiff::{SignedDuration, Timestamp};

use crate::impostors;
use crate::proxy::ask;
use crate::tools::missing;
use crate::tor::answer::Answer;
use crate::tor::{actors, network, service};

const DAY: i64 = 86_400;

/// The text without its line breaks.
fn said(answer: &Answer) -> String {
    answer.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether anything in a JSON answer names this computer's clock.
fn names_the_clock(answer: &Answer) -> bool {
    answer.reasons().iter().any(|id| id.starts_with("clock-"))
        || ["clock", "date,"].iter().any(|word| answer.json()["next"].as_str().unwrap().contains(word))
}

#[test]
fn a_clock_that_is_wrong_is_named() {
    let Some(network) = network() else { return };
    if missing("faketime") {
        return;
    }
    for (offset, reason) in [("-30h", "clock-behind"), ("+30h", "clock-ahead")] {
        let answer = ask(network, &service().url("")).clock(offset).run();
        answer.must_be("tor", reason);
        assert_eq!(answer.json()["clock"]["by"], "service", "{}", answer.stdout);
        assert!(!answer.stdout.contains("stops working"), "{}", answer.stdout);
    }
    // A service without a clock leaves Tor's list of relays: one from the future says that this clock is behind. An
    // old one would say only that Tor was offline.
    let answer = ask(network, &service().url("undated")).clock("-30h").run();
    answer.must_be("tor", "clock-behind");
    assert_eq!(answer.json()["clock"]["by"], "consensus", "{}", answer.stdout);
    let answer = ask(network, &service().url("undated")).clock("+30h").run();
    answer.must_be("tor", "");
    assert_eq!((answer.json()["clock"]["checked"] == false, names_the_clock(&answer)), (true, false));
    for mode in ["", "undated"] {
        let answer = ask(network, &service().url(mode)).run();
        assert!(!answer.stdout.contains("\"clock-"), "{mode}: {}", answer.stdout);
    }
}

#[test]
fn a_wrong_date_of_the_service_is_the_services() {
    let Some(network) = network() else { return };
    for (mode, ahead) in [("ahead", 1), ("behind", -1), ("epoch", -1)] {
        let answer = ask(network, &service().url(mode)).run();
        answer.must_be("tor", "");
        assert!(!names_the_clock(&answer), "{mode}: {}", answer.stdout);
        let clock = &answer.json()["clock"];
        assert_eq!(clock["service_ahead_seconds"].as_i64().unwrap().signum(), ahead, "{clock}");
        assert_eq!((&clock["by"], &clock["judgement"]), (&"consensus".into(), &"good".into()));
    }
}

#[test]
fn an_expired_certificate_is_no_matter_of_a_clock_that_fits() {
    let Some(network) = network() else { return };
    for url in [service().expired(), service().just_expired(), service().not_yet_valid()] {
        let answer = ask(network, &url).run();
        answer.must_be("unknown", "certificate");
        assert_eq!(answer.reasons(), ["certificate"], "{}", answer.stdout);
        assert!(answer.json()["next"].as_str().unwrap().starts_with("Don't send anything that matters"));
    }
}

#[test]
fn an_expired_certificate_that_is_forged_too_is_a_forged_one() {
    // Nothing else is known about the clock here: no control port answers, and no Tor is recognised.
    for url in service().expired_and_wrong() {
        for proxy in [actors::plain_socks(), actors::imitator()] {
            let answer = impostors::ask(proxy, &url).run();
            answer.must_be("unknown", "certificate");
            assert_eq!(answer.reasons(), ["certificate"], "{}", answer.stdout);
            let next = answer.json()["next"].to_string();
            assert!(next.contains("Don't send anything that matters this way"), "{next}");
        }
    }
    // One that is only old can be a matter of the clock, and the warning stays.
    let answer = impostors::ask(actors::plain_socks(), &service().just_expired()).run();
    assert_eq!(answer.reasons(), ["certificate", "clock-ahead"]);
    let next = answer.json()["next"].to_string();
    assert!(next.contains("Don't send anything that matters this way") && next.contains("date"), "{next}");
}

/// A list of relays that became valid this many seconds ago, as a control port gives its times.
fn consensus(key: &str, ago: i64) -> Option<String> {
    let time = |seconds| {
        let time = Timestamp::now() + SignedDuration::from_secs(seconds);
        time.strftime("%Y-%m-%d %H:%M:%S").to_string()
    };
    match key {
        "consensus/valid-after" => Some(time(-ago)),
        "consensus/valid-until" => Some(time(3 * 3600 - ago)),
        _ => None,
    }
}

fn bootstrap(key: &str, warning: &str) -> Option<String> {
    let phase = "WARN BOOTSTRAP PROGRESS=5 TAG=conn SUMMARY=\"Connecting to a relay\"";
    (key == "status/bootstrap-phase")
        .then(|| format!("{phase} WARNING=\"{warning}\" COUNT=12 RECOMMENDATION=warn"))
}

#[test]
fn a_tor_that_was_offline_for_days_is_not_a_wrong_clock() {
    let proxy = actors::tor_with_control(|key| {
        bootstrap(key, "Connection refused").or_else(|| consensus(key, 3 * DAY))
    });
    let answer = impostors::ask(proxy, &service().url("")).run();
    answer.must_be("unknown", "tor-not-ready");
    assert!(!names_the_clock(&answer), "{}", answer.stdout);
    assert_eq!(answer.json()["clock"]["checked"], false);
    let next = answer.json()["next"].to_string();
    assert!(next.contains("online") && next.contains("bridges"), "{next}");
    let text = crate::tor::program::Torcheck::new(&["--proxy", &proxy.to_string(), "--timeout", "10"])
        .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
        .may_contact(&[proxy, std::net::SocketAddr::new(proxy.ip(), proxy.port() + 1)])
        .run();
    assert!(said(&text).contains("isn't ready. It says: Connection refused"), "{}", text.stdout);
}

#[test]
fn a_clock_of_which_tor_complains_is_named() {
    let proxy = actors::tor_with_control(|key| {
        bootstrap(key, "Clock skew 432000 in NETINFO cell from OR").or_else(|| consensus(key, 9 * DAY))
    });
    let answer = impostors::ask(proxy, &service().url("")).run();
    answer.must_be("unknown", "clock-ahead");
    let clock = &answer.json()["clock"];
    assert_eq!((&clock["by"], &clock["behind_seconds"]), (&"tor".into(), &(-432_000).into()));
}
