//! The architecture's rules, checked on the syntax of the code: who may name what, and where.

mod examples;
mod graph;
mod rules;
mod source;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use graph::Tree;
use rules::Door;
use source::read_crate;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Where each crate may be named: in files whose path begins like this.
const DOORS: &[Door] = &[
    ("serde_yaml", &["src/yaml.rs", "src/yaml/"]),
    ("postcard", &["src/data.rs"]),
    ("strsim", &["src/review/collection.rs", "src/wordlist/"]),
    (
        "unicode_normalization",
        &[
            "src/text/name.rs",
            "src/text/document/normal.rs",
            "src/verify/vocabulary.rs",
            "src/passphrase/typed.rs",
            "src/wordlist/",
        ],
    ),
    ("thiserror", &["src/"]),
    ("html5gum", &["src/html/walk.rs"]),
    ("encoding_rs", &["src/html/decode.rs"]),
    ("unicase", &["src/text/name.rs"]),
    ("hmac", &["src/checklist/calendar.rs", "src/torcheck/control.rs", "src/verify/challenge.rs"]),
    ("hyper", &["src/bin/opsec/net/stream.rs"]),
    ("hyper_util", &["src/bin/opsec/net/stream.rs"]),
    ("http_body_util", &["src/bin/opsec/net/stream.rs"]),
    ("rustls", &["src/bin/opsec/net"]),
    ("tokio", &["src/bin/opsec/net"]),
    ("tokio_rustls", &["src/bin/opsec/net/stream.rs"]),
    ("tor_socksproto", &["src/bin/opsec/net/socks.rs"]),
    ("url", &["src/bin/opsec/net"]),
    ("webpki_roots", &["src/bin/opsec/net/trust.rs"]),
    ("arti_client", &["src/bin/opsec/net/tor/"]),
    ("tor_linkspec", &["src/bin/opsec/net/tor/enabled.rs"]),
    ("tor_rtcompat", &["src/bin/opsec/net/tor/"]),
    ("serde_ignored", &["src/bin/opsec/net/tor/table.rs"]),
    ("toml", &["src/bin/opsec/net/tor/table.rs"]),
    ("tracing", &["src/bin/opsec/net/tor/notes.rs"]),
    ("indicatif", &["src/bin/opsec/ui/progress.rs"]),
    ("blake2", &["src/room.rs"]),
    ("bs58", &["src/room.rs", "src/verify/salt.rs"]),
    ("data_encoding", &["src/text/fingerprint.rs", "src/torcheck/onion.rs"]),
    ("percent_encoding", &["src/proof/place.rs", "src/review/fault/address.rs"]),
    ("pulldown_cmark", &["src/text/document/markdown.rs"]),
    ("unicode_segmentation", &["src/text/document/sentence.rs"]),
    ("scrypt", &["src/room.rs"]),
    (
        "sha2",
        &[
            "src/checklist/calendar.rs",
            "src/room.rs",
            "src/text/document/normal.rs",
            "src/torcheck/control.rs",
            "src/verify/salt.rs",
            "src/verify/challenge.rs",
        ],
    ),
    ("sha3", &["src/torcheck/onion.rs"]),
    ("x25519_dalek", &["src/room.rs"]),
    ("chacha20", &[]),
    ("fast_qr", &["src/bin/opsec/render/qr.rs"]),
    (
        "rustix",
        &[
            "src/bin/opsec/files/",
            "src/bin/opsec/secret.rs",
            "src/bin/opsec/ui/closed.rs",
            "src/bin/opsec/ui/secret.rs",
            "src/bin/opsec/watch/",
        ],
    ),
    ("ctor", &["src/bin/opsec/ui/closed.rs"]),
    ("nix", &["src/bin/opsec/watch/linux"]),
    ("seccompiler", &["src/bin/opsec/watch/linux/filter.rs"]),
    ("zeroizing_alloc", &["src/bin/opsec/main.rs"]),
    (
        "clap",
        &[
            "src/bin/opsec/cli",
            "src/bin/opsec/commands/completions.rs",
            "src/bin/opsec/commands/help/mistake.rs",
            "src/bin/opsec/commands/man",
            "src/bin/opsec/ui.rs",
            "src/bin/opsec/report.rs",
        ],
    ),
    ("clap_complete", &["src/bin/opsec/cli.rs", "src/bin/opsec/commands/completions.rs"]),
    ("clap_mangen", &["src/bin/opsec/commands/man/page.rs"]),
    ("icalendar", &["src/bin/opsec/render/checklist/calendar.rs"]),
    ("maud", &["src/bin/opsec/render/html.rs", "src/bin/opsec/render/html/"]),
    ("comfy_table", &["src/bin/opsec/render/"]),
    ("schemars", &["src/bin/opsec/render/"]),
    (
        "serde_json",
        &[
            "src/torcheck/answer.rs",
            "src/torcheck/places.rs",
            "src/wordlist/format.rs",
            "src/bin/opsec/files/upkeep.rs",
            "src/bin/opsec/render/",
            "src/bin/opsec/report.rs",
            "src/bin/opsec/watch/linux/wire.rs",
        ],
    ),
    ("anstyle", &["src/bin/opsec/ui/style.rs"]),
    ("terminal_size", &["src/bin/opsec/ui.rs"]),
    ("textwrap", &["src/bin/opsec/ui.rs", "src/bin/opsec/render/layout.rs"]),
    ("tempfile", &["src/bin/opsec/files/"]),
    ("signal_hook", &["src/bin/opsec/signals.rs", "src/bin/opsec/watch/linux/front.rs"]),
    ("etcetera", &["src/bin/opsec/overlay.rs", "src/bin/opsec/files/"]),
];

/// The layers of docs/architecture.md, from top to bottom: a module names those of its own and below.
const LAYERS: &[&[&str]] = &[
    &["program"],
    &["program::commands", "program::deliver"],
    &["program::cli", "program::net", "program::render"],
    &["program::report"],
    &[
        "program::overlay",
        "program::render::document",
        "program::render::html",
        "program::render::layout",
        "program::render::markdown",
        "program::render::qr",
        "program::render::text",
    ],
    &[
        "program::clock",
        "program::files",
        "program::secret",
        "program::signals",
        "program::ui",
        "program::watch",
    ],
    &["program::words"],
    &["program::outcome", "program::render::facts", "program::ui::style"],
    &["opsec", "opsec::data"],
    &["opsec::yaml"],
    &["opsec::checklist"],
    &["opsec::passphrase", "opsec::proof", "opsec::rate", "opsec::room", "opsec::torcheck", "opsec::verify"],
    &["opsec::review", "opsec::wordlist"],
    &["opsec::html", "opsec::language", "opsec::text"],
];

/// Modules that only re-export the files below them.
const FACES: &[&str] = &[
    "opsec::checklist",
    "opsec::passphrase",
    "opsec::proof",
    "opsec::rate",
    "opsec::review",
    "opsec::verify",
];

/// Folders of the program in which the commands don't use each other.
const ROOMS: &[&str] = &["program::commands", "program::render"];

const COMMANDS: &[&str] = &[
    "rate",
    "passphrase",
    "room",
    "wordlist",
    "torcheck",
    "checklist",
    "verify",
    "review",
    "schema",
    "completions",
    "man",
];

/// Who may open standard output and standard error. Help speaks before there is a terminal's owner.
const SPEAKERS: &[&str] = &[
    "src/bin/opsec/commands/help.rs",
    "src/bin/opsec/deliver.rs",
    "src/bin/opsec/ui.rs",
    "src/bin/opsec/ui/",
];

/// Files with sentences for people; another program's, which ours compares and never shows; and the codes
/// of pages and pictures.
const SENTENCES: &[&str] = &[
    "src/bin/opsec/cli.rs",
    "src/bin/opsec/cli/",
    "src/bin/opsec/net/tor/notes.rs",
    "src/bin/opsec/net/tor/repair.rs",
    "src/bin/opsec/render/html.rs",
    "src/bin/opsec/render/html/flow.rs",
    "src/bin/opsec/words/",
];

/// rustfmt leaves a whole statement as it is, without a word, when it finds no way to break a line.
const WIDEST: usize = 120;

/// The library and the program.
fn tree() -> &'static Tree {
    static TREE: OnceLock<Tree> = OnceLock::new();
    TREE.get_or_init(|| {
        let read = |file: &str| fs::read_to_string(format!("{ROOT}/{file}")).ok();
        let mut sources = read_crate("opsec", "src/lib.rs", &read);
        sources.extend(read_crate("program", "src/bin/opsec/main.rs", &read));
        Tree::new(sources)
    })
}

/// Fails with one line for each violation.
fn none(broken: &[String]) {
    assert!(broken.is_empty(), "breaches: {}\n{}", broken.len(), broken.join("\n"));
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_source_file_belongs_to_a_module() {
    let mut found = vec![];
    rust_files(&Path::new(ROOT).join("src"), &mut found);
    let files = tree().sources.iter().flat_map(|source| source.tests.iter().chain([&source.file]));
    let known: Vec<_> = files.map(|file| Path::new(ROOT).join(file)).collect();
    found.retain(|file| !known.contains(file));
    assert!(found.is_empty() && known.len() > 20, "no module is in {found:?}");
}

#[test]
fn each_crate_is_named_only_behind_its_door() {
    none(&rules::doors(tree(), DOORS));
}

#[test]
fn no_door_is_left_over() {
    none(&rules::doors_left_over(tree(), DOORS));
}

#[test]
fn every_dependency_has_a_door_or_is_plain_vocabulary() {
    let manifest = fs::read_to_string(format!("{ROOT}/Cargo.toml")).unwrap();
    let dependencies =
        manifest.split("[dependencies]").nth(1).unwrap().split("[dev-dependencies]").next().unwrap();
    for line in dependencies.lines().filter(|line| line.contains('=') && !line.starts_with(['#', '['])) {
        let name = line.split([' ', '=']).next().unwrap().replace('-', "_");
        let vocabulary =
            ["serde", "thiserror", "jiff", "unicode_width", "rand", "zeroize"].contains(&name.as_str());
        let has_door = DOORS.iter().any(|(krate, _)| *krate == name);
        assert!(vocabulary || has_door, "{name} has no door in tests/it/architecture.rs");
    }
}

#[test]
fn the_library_has_no_terminal_clock_disk_or_chance_of_its_own() {
    none(&rules::library_is_pure(tree()));
}

#[test]
fn sockets_are_opened_in_one_place() {
    none(&rules::sockets(tree(), "src/bin/opsec/net", &["src/bin/opsec/commands/torcheck"]));
}

#[test]
fn nothing_but_the_owner_of_the_terminal_and_the_store_prints() {
    none(&rules::printing(tree(), SPEAKERS));
}

#[test]
fn no_module_comes_back_to_itself() {
    let circles = tree().circles(&tree().arrows());
    println!("circles: {}", circles.len());
    none(&circles);
}

#[test]
fn what_stands_below_a_face_does_not_lean_on_it() {
    none(&rules::faces(tree(), &tree().arrows(), FACES));
}

#[test]
fn a_module_names_only_its_own_layer_and_those_below() {
    none(&rules::layers(tree(), &tree().arrows(), LAYERS));
}

#[test]
fn commands_do_not_reach_into_each_other() {
    none(&rules::apart(tree(), &tree().arrows(), ROOMS, COMMANDS));
}

#[test]
fn sentences_stand_where_they_can_be_translated() {
    none(&rules::sentences(tree(), SENTENCES));
}

#[test]
fn no_line_is_too_wide_except_a_single_string() {
    let mut files = vec![];
    rust_files(&Path::new(ROOT).join("src"), &mut files);
    rust_files(&Path::new(ROOT).join("tests"), &mut files);
    let wide = files.iter().flat_map(|file| {
        let name = file.strip_prefix(ROOT).unwrap().to_str().unwrap();
        rules::widths(name, &fs::read_to_string(file).unwrap(), WIDEST)
    });
    none(&wide.collect::<Vec<_>>());
}
