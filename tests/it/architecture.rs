//! One third-party crate, one door; and a library that has no terminal, clock, disk or chance.

use std::fs;
use std::path::{Path, PathBuf};

/// Where a crate may be named: a path is allowed if it begins with one of these.
const DOORS: &[(&str, &[&str])] = &[
    ("serde_yaml", &["src/yaml.rs", "src/yaml/"]),
    ("postcard", &["src/data.rs"]),
    ("strsim", &["src/review/collection.rs", "src/wordlist/"]),
    ("unicode_normalization", &["src/text/name.rs", "src/passphrase/check.rs", "src/wordlist/clean.rs"]),
    ("memchr", &["src/wordlist.rs"]),
    ("scraper", &["src/html.rs"]),
    ("hmac", &["src/torcheck/control.rs", "src/verify/words.rs"]),
    ("reqwest", &["src/bin/opsec/net"]),
    ("hyper", &["src/bin/opsec/net/stream.rs"]),
    ("hyper_util", &["src/bin/opsec/net/stream.rs"]),
    ("http_body_util", &["src/bin/opsec/net/stream.rs"]),
    ("rustls", &["src/bin/opsec/net"]),
    ("tokio", &["src/bin/opsec/net"]),
    ("tokio_rustls", &["src/bin/opsec/net/stream.rs"]),
    ("webpki_roots", &["src/bin/opsec/net.rs"]),
    ("arti_client", &["src/bin/opsec/net/tor.rs"]),
    ("tor_rtcompat", &["src/bin/opsec/net/tor.rs"]),
    ("serde_ignored", &["src/bin/opsec/net/tor.rs"]),
    ("toml", &["src/bin/opsec/net/tor.rs"]),
    ("indicatif", &["src/bin/opsec/ui/progress.rs"]),
    ("blake2", &["src/room.rs"]),
    ("bs58", &["src/room.rs", "src/verify/salt.rs"]),
    ("scrypt", &["src/room.rs"]),
    ("sha2", &["src/room.rs", "src/torcheck/control.rs", "src/verify/salt.rs", "src/verify/words.rs"]),
    ("x25519_dalek", &["src/room.rs"]),
    ("chacha20", &[]),
    ("fast_qr", &["src/bin/opsec/render/qr.rs"]),
    ("rpassword", &["src/bin/opsec/ui/secret.rs"]),
    ("rustix", &["src/bin/opsec/memory.rs"]),
    (
        "clap",
        &[
            "src/bin/opsec/cli",
            "src/bin/opsec/commands/man.rs",
            "src/bin/opsec/ui.rs",
            "src/bin/opsec/report.rs",
        ],
    ),
    ("clap_complete", &["src/bin/opsec/cli.rs", "src/bin/opsec/commands/completions.rs"]),
    ("clap_mangen", &["src/bin/opsec/commands/man.rs"]),
    ("icalendar", &["src/bin/opsec/render/checklist/calendar.rs"]),
    ("maud", &["src/bin/opsec/render/checklist/html.rs", "src/bin/opsec/render/checklist/picture.rs"]),
    ("comfy_table", &["src/bin/opsec/render/"]),
    ("serde_json", &["src/torcheck/answer.rs", "src/bin/opsec/render/", "src/bin/opsec/report.rs"]),
    ("anstyle", &["src/bin/opsec/ui.rs"]),
    ("terminal_size", &["src/bin/opsec/ui.rs"]),
    ("textwrap", &["src/bin/opsec/ui.rs", "src/bin/opsec/render/layout.rs"]),
    ("tempfile", &["src/bin/opsec/store.rs", "src/bin/opsec/store/folder.rs"]),
    ("signal_hook", &["src/bin/opsec/store.rs"]),
    ("etcetera", &["src/bin/opsec/data.rs", "src/bin/opsec/store/folder.rs"]),
];

/// What the library must not reach for: it is given facts and gives back values.
const CLOSED_TO_THE_LIBRARY: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "println!",
    "eprintln!",
    "stdout()",
    "stdin()",
    "rand::rng(",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with its path from the root and its text, without tests and comments.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    sources(&root.join("src"), &mut found);
    assert!(found.len() > 20, "the sources were not found");
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            (name, code.join("\n"))
        })
        .collect()
}

#[test]
fn each_crate_is_named_only_behind_its_door() {
    for (name, text) in files() {
        for (krate, doors) in DOORS {
            let named = text.contains(&format!("{krate}::")) || text.contains(&format!("use {krate}"));
            assert!(!named || doors.iter().any(|door| name.starts_with(door)), "{name} names {krate}");
        }
    }
}

#[test]
fn every_dependency_has_a_door_or_is_plain_vocabulary() {
    let manifest = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let dependencies =
        manifest.split("[dependencies]").nth(1).unwrap().split("[dev-dependencies]").next().unwrap();
    for line in dependencies.lines().filter(|line| line.contains('=') && !line.starts_with('#')) {
        let name = line.split([' ', '=']).next().unwrap().replace('-', "_");
        let vocabulary =
            ["serde", "jiff", "thiserror", "unicode_width", "rand", "zeroize"].contains(&name.as_str());
        assert!(
            vocabulary || DOORS.iter().any(|(krate, _)| *krate == name),
            "{name} has no door in tests/it/architecture.rs"
        );
    }
}

#[test]
fn the_library_has_no_terminal_clock_disk_or_chance_of_its_own() {
    for (name, text) in files().iter().filter(|(name, _)| !name.starts_with("src/bin/")) {
        for closed in CLOSED_TO_THE_LIBRARY {
            assert!(!text.contains(closed), "{name} reaches for {closed}");
        }
    }
}

#[test]
fn sockets_are_opened_in_one_place() {
    for (name, text) in files().iter().filter(|(name, _)| !name.starts_with("src/bin/opsec/net")) {
        for word in ["TcpStream", "UnixStream", "UdpSocket", "TcpListener", "to_socket_addrs", "lookup_host"]
        {
            assert!(!text.contains(word), "{name} names {word}");
        }
    }
    for (name, text) in files().iter().filter(|(name, _)| !name.contains("torcheck")) {
        assert!(!text.contains("net::run("), "{name} goes to the network");
    }
}

#[test]
fn nothing_but_the_owner_of_the_terminal_and_the_store_prints() {
    for (name, text) in files() {
        let speaks = ["println!", "print!(", "eprintln!"].iter().any(|word| text.contains(word));
        assert!(!speaks, "{name} prints");
    }
}
