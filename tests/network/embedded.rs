//! Through the Tor inside the program.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use crate::tools::missing;
use crate::tor::namespace::{self, Gate};
use crate::tor::network::Network;
use crate::tor::program::Torcheck;
use crate::tor::trace::Call;
use crate::tor::{HOST, actors, network, service};

/// Asks the service at `url` by a Tor of one's own, with its state in `home`.
pub(crate) fn ask(network: &Network, url: &str, home: &Path) -> Torcheck {
    Torcheck::new(&["--json", "--embedded", "--yes", "--check-url", url, "--ca-file", service().authority()])
        .with(&["--arti-config", network.arti().to_str().unwrap()])
        .may_contact(&network.relays())
        // Whether a Tor of the user's own has bridges is asked at its control port.
        .may_contact(&[9051, 9151].map(|port| ([127, 0, 0, 1], port).into()))
        .home(home)
}

#[test]
fn the_tor_inside_needs_no_other() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    for start in ["cold", "warm"] {
        for url in [service().plain(""), service().url(""), service().url("pages")] {
            let answer = ask(network, &url, home.path()).run();
            answer.must_be("tor", "");
            assert_eq!(answer.json()["route"]["kind"], "embedded", "{start}");
            // Each handshake would wait for the other side's acknowledgement, which takes its time.
            let calls = answer.calls.iter().flatten();
            let (mut all, mut prompt) = (0, 0);
            for call in calls {
                all += usize::from(matches!(call, Call::Contact(_)));
                prompt += usize::from(*call == Call::Prompt);
            }
            assert!(answer.calls.is_none() || (1..=all).contains(&prompt), "{prompt} of {all}: {start}");
        }
    }
    // What it keeps is nobody else's.
    let kept = walk(home.path());
    assert!(kept.iter().any(|path| path.is_file()), "nothing was kept for a warm start");
    let closed = |folder: &Path| fs::metadata(folder).unwrap().permissions().mode() & 0o777 == 0o700;
    for path in kept.iter().filter(|path| path.starts_with(home.path().join("xdg_cache_home"))) {
        let mut above = path.ancestors().take_while(|above| *above != home.path());
        assert!(above.any(closed), "others can read {}", path.display());
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        }
        found.push(path);
    }
    found
}

#[test]
fn nothing_is_kept_when_asked() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let passing = home.path().join("passing");
    fs::create_dir(&passing).unwrap();
    let ask = |url: &str| {
        let folder = passing.to_str().unwrap();
        ask(network, url, home.path()).with(&["--ephemeral"]).variable("TMPDIR", folder)
    };
    let kept = || -> Vec<_> { walk(home.path()).into_iter().filter(|path| path.is_file()).collect() };
    ask(&service().url("")).run().must_be("tor", "");
    assert!(kept().is_empty(), "{:?}", kept());
    // Not even when it is stopped in the middle.
    let stopped = ask(&service().url("silence")).interrupted_after(Duration::from_secs(5)).run();
    assert_eq!(stopped.code, 130, "{}", stopped.stderr);
    assert!(kept().is_empty(), "{:?}", kept());
}

#[test]
fn no_signal_leaves_anything_and_what_a_kill_leaves_is_swept() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let memory = home.path().join("memory");
    fs::create_dir(&memory).unwrap();
    let left = || fs::read_dir(&memory).unwrap().count();
    let url = service().url("silence");
    for signal in ["-QUIT", "-USR1", "-TERM", "-KILL"] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_opsec"))
            .args(["torcheck", "--embedded", "--yes", "--ephemeral", "--check-url", &url])
            .args(["--ca-file", service().authority(), "--arti-config", network.arti().to_str().unwrap()])
            .env("HOME", home.path())
            .env("XDG_RUNTIME_DIR", &memory)
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_secs(2));
        assert_eq!(left(), 1, "{signal}");
        std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        let code = child.wait().unwrap().code();
        assert_eq!(code, (signal != "-KILL").then_some(130), "{signal}");
        assert_eq!(left(), usize::from(signal == "-KILL"), "{signal}");
    }
    let ask = ask(network, &service().url(""), home.path()).with(&["--ephemeral"]);
    ask.variable("XDG_RUNTIME_DIR", memory.to_str().unwrap()).run().must_be("tor", "");
    assert_eq!(left(), 0);
}

#[test]
fn the_road_to_tor_is_said_before_it_is_taken() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let answer = Torcheck::new(&["--embedded", "--check-url", &service().url("")])
        .with(&["--ca-file", service().authority(), "--arti-config", network.arti().to_str().unwrap()])
        .may_contact(&network.relays())
        .home(home.path())
        .run();
    assert_eq!(answer.code, 0, "{}{}", answer.stdout, answer.stderr);
    for said in ["own address", "provider", "bridges", HOST] {
        assert!(answer.stderr.contains(said), "{said} is not said: {}", answer.stderr);
    }
    let Some(calls) = answer.calls else { return };
    let said =
        |words: &str| calls.iter().position(|call| matches!(call, Call::Said(text) if text.contains(words)));
    let first = calls.iter().position(|call| matches!(call, Call::Contact(_))).unwrap();
    assert!(said("own address").is_some_and(|at| at < first), "{calls:#?}");
}

#[test]
fn the_verdicts_are_the_same_as_through_a_proxy() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    for (url, verdict, reason) in [
        (service().url("unlisted"), "tor-unlisted", "exit-unlisted"),
        (service().url("page-off"), "tor-unlisted", "exit-unlisted"),
        (service().url("unavailable"), "unknown", "service-unavailable"),
        (service().url("garbage"), "unknown", "answer-garbled"),
        (service().url("large"), "unknown", "answer-too-large"),
        (service().url("redirect"), "unknown", "redirect-refused"),
        (service().url("empty-address"), "unknown", "empty-address"),
        (service().url("silence"), "unknown", "timeout"),
        (service().other_authority(), "unknown", "certificate"),
        (service().other_name(), "unknown", "certificate"),
        ("https://no.such.name.test/".to_owned(), "unknown", "exit-name-lookup"),
        (format!("http://{HOST}:{}/", actors::nobody().port()), "unknown", "exit-connect"),
    ] {
        let answer = ask(network, &url, home.path()).with(&["--timeout", "15"]).run();
        answer.must_be(verdict, reason);
    }
    assert_eq!(service().trapped(), 0, "a redirect was followed");
}

#[test]
fn more_is_checked_when_asked() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let Some(onion) = network.onion() else { return };
    // In the first half minute of a network, arti and C tor look for it in different directories.
    let reached = (0..16).any(|_| {
        let full = ["--full", "--onion-url", &onion, "--timeout", "12"];
        let answer = ask(network, &service().url(""), home.path()).with(&full).run();
        answer.must_be("tor", "");
        answer.json()["onion"]["reached"] == true
    });
    // A service that has gone meanwhile for a plain client too is no fault of the program's.
    assert!(reached || !network.onion_answers(), "{onion}");
}

#[test]
fn no_packet_goes_anywhere_but_to_relays() {
    let Some(network) = network() else { return };
    if !namespace::possible() {
        return;
    }
    let gates: Vec<Gate> = network.relays().into_iter().map(Gate::straight).collect();
    let home = TempDir::new().unwrap();
    for (url, verdict) in [(service().url(""), "tor"), ("https://no.such.name.test/".to_owned(), "unknown")] {
        let answer = ask(network, &url, home.path()).inside(&gates).run();
        answer.must_be(verdict, "");
        assert!(answer.packets.is_some_and(|packets| packets > 20));
    }
}

#[test]
fn a_network_that_refuses_is_told_as_censorship_or_no_network() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    // The same authorities, at ports where nobody listens.
    let mut config = fs::read_to_string(network.arti()).unwrap();
    let mut closed = Vec::new();
    for node in &network.nodes {
        let address = std::net::SocketAddr::from((node.address, 9));
        config = config.replace(&format!("{}:{}", node.address, node.relay_port), &address.to_string());
        closed.push(address);
    }
    let path = home.path().join("arti.toml");
    fs::write(&path, config).unwrap();
    let answer = Torcheck::new(&["--json", "--embedded", "--yes", "--timeout", "12"])
        .with(&["--check-url", &service().url(""), "--arti-config", path.to_str().unwrap()])
        .may_contact(&closed)
        .home(home.path())
        .run();
    answer.must_be("unknown", "network-or-censorship");
    assert!(answer.took < Duration::from_secs(25), "{:?}", answer.took);
}

#[test]
fn a_wrong_clock_is_named_though_arti_never_says_so() {
    let Some(network) = network() else { return };
    if missing("faketime") {
        return;
    }
    std::thread::scope(|scope| {
        for (offset, reason) in
            [("-30h", "clock-behind"), ("-5d", "clock-behind"), ("+5d", "handshake-blocked-or-clock-ahead")]
        {
            scope.spawn(move || {
                let home = TempDir::new().unwrap();
                let answer = ask(network, &service().url(""), home.path())
                    .with(&["--timeout", "20"])
                    .clock(offset)
                    .run();
                answer.must_be("unknown", reason);
            });
        }
        // Wrong, but Tor still works: it is said beside the verdict.
        scope.spawn(move || {
            let home = TempDir::new().unwrap();
            let answer = ask(network, &service().url(""), home.path()).clock("+30h").run();
            answer.must_be("tor", "clock-ahead");
        });
    });
}

#[test]
fn a_bridge_is_the_only_one_that_is_contacted() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let path = home.path().join("bridges");
    fs::write(&path, format!("# from a friend\n\n{}", network.bridge_line())).unwrap();
    let answer = Torcheck::new(&["--json", "--embedded", "--yes", "--bridges", path.to_str().unwrap()])
        .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
        .with(&["--arti-config", network.arti().to_str().unwrap()])
        .may_contact(&[network.bridge()])
        .home(home.path())
        .run();
    answer.must_be("tor", "");
    let answer = Torcheck::new(&["--json", "--embedded", "--yes", "--bridges", "-"])
        .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
        .with(&["--arti-config", network.arti().to_str().unwrap()])
        .may_contact(&[network.bridge()])
        .input(&network.bridge_line())
        .home(home.path())
        .run();
    answer.must_be("tor", "");
}

#[test]
fn bridges_that_cannot_be_read_stop_before_anybody_is_contacted() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let path = home.path().join("bridges");
    for text in
        ["", "# nothing here\n", "not a bridge\n", "obfs4 192.0.2.3:80 cert=x iat-mode=0\n", "\u{1b}[31m\n"]
    {
        fs::write(&path, text).unwrap();
        let answer = Torcheck::new(&["--json", "--embedded", "--yes", "--bridges", path.to_str().unwrap()])
            .with(&["--check-url", &service().url(""), "--arti-config", network.arti().to_str().unwrap()])
            .home(home.path())
            .run();
        assert_eq!(answer.code, 2, "{text:?}: {}", answer.stdout);
    }
}
