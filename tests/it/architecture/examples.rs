//! Small sources that break each rule, and small ones that don't.

use super::graph::Tree;
use super::rules::{self, widths};
use super::source::read_crate;

/// A library of these files, and a program if there is a `main.rs` among them.
fn tree(files: &[(&str, &str)]) -> Tree {
    let all = [("src/lib.rs", ""), ("src/main.rs", "")];
    let find = |file: &str| files.iter().chain(&all).find(|(name, _)| *name == file);
    let read = |file: &str| find(file).map(|(_, text)| (*text).to_owned());
    let mut sources = read_crate("opsec", "src/lib.rs", &read);
    sources.extend(read_crate("program", "src/main.rs", &read));
    Tree::new(sources)
}

/// A library of one file.
fn library(text: &str) -> Tree {
    tree(&[("src/lib.rs", text)])
}

fn circles(files: &[(&str, &str)]) -> Vec<String> {
    let tree = tree(files);
    tree.circles(&tree.arrows())
}

#[test]
fn a_crate_is_found_however_it_is_named() {
    let found = |text: &str| !rules::doors(&library(text), &[("hmac", &["src/door.rs"])]).is_empty();
    for caught in [
        "use hmac::Mac;",
        "use hmac;",
        "pub use hmac::{Hmac, Mac as Other};",
        "use {std::fmt, hmac::Mac};",
        "fn f() { hmac::new() }",
        "fn f(key: &::hmac::Key) {}",
        "fn f() { vec![hmac::new()]; }",
        "#[derive(hmac::Mac)] struct S;",
        "#[cfg(test)] mod tests { } use hmac::Mac;",
        "#[cfg(not(test))] use hmac::Mac;",
        "impl hmac::Mac for () {}",
        "fn f<T: hmac::Mac>() {}",
        "fn f() { hmac::mac!() }",
        "fn f() { use hmac::Mac as _; }",
        "fn f() { vec![0..hmac::MOST] }",
    ] {
        assert!(found(caught), "{caught}");
    }
    for fine in [
        "// use hmac::Mac;",
        "/// hmac::Mac\nstruct S;",
        "const S: &str = \"hmac::Mac\";",
        "fn f() { let hmac = 1; hmac + 1 }",
        "#[cfg(test)] mod tests { use hmac::Mac; }",
        "#[test] fn f() { hmac::new() }",
        "use std::hmac;",
        "fn f() { value.hmac() }",
    ] {
        assert!(!found(fine), "{fine}");
    }
    let behind = tree(&[("src/lib.rs", "mod door;"), ("src/door.rs", "use hmac::Mac;")]);
    assert!(rules::doors(&behind, &[("hmac", &["src/door.rs"])]).is_empty());
    assert_eq!(
        rules::doors_left_over(&behind, &[("hmac", &["src/do", "src/other.rs"])]),
        ["hmac at src/other.rs"]
    );
}

#[test]
fn the_library_cannot_reach_out_under_another_name() {
    for caught in [
        "use std::{fmt, fs as files};",
        "use std::io; fn f() { io::stdin() }",
        "use std::time as t; fn f() { t::Instant::now() }",
        "use jiff::Timestamp as T; fn f() { T::now() }",
        "fn f() { format!(\"{}\", std::env::var(\"x\")) }",
        "fn f() { rand::rng() }",
        "use rand::*; use std::process::{self};",
        "struct S { since: std::time::SystemTime }",
    ] {
        assert_eq!(rules::library_is_pure(&library(caught)).len(), 1, "{caught}");
    }
    let fine = "use std::{fmt, net::IpAddr}; use jiff::Timestamp; fn f(now: Timestamp) { now.now() }";
    assert!(rules::library_is_pure(&library(fine)).is_empty());
    let program = tree(&[("src/bin/main.rs", "use std::fs;")]);
    assert!(rules::library_is_pure(&program).is_empty());
}

#[test]
fn a_socket_or_a_run_of_the_network_elsewhere_is_found() {
    let found = |text: &str| {
        let files =
            [("src/main.rs", "mod a; mod net;"), ("src/a.rs", text), ("src/net.rs", "pub fn run() {}")];
        rules::sockets(&tree(&files), "src/net", &["src/torcheck"])
    };
    for caught in [
        "use tokio::net::TcpStream;",
        "fn f() { std::net::UdpSocket::bind(0) }",
        "fn f() { name.to_socket_addrs() }",
        "fn f() { println!(\"{:?}\", name.to_socket_addrs()) }",
        "fn f() { crate::net::run() }",
        "use crate::net; fn f() { net::run() }",
    ] {
        assert_eq!(found(caught).len(), 1, "{caught}");
    }
    assert!(found("use crate::net::Route; // TcpStream").is_empty());
}

#[test]
fn whatever_prints_is_found() {
    let found = |text: &str| rules::printing(&tree(&[("src/main.rs", text)]), &["src/ui.rs"]);
    for caught in [
        "fn f() { println!() }",
        "fn f() { std::eprintln!() }",
        "fn f() { assert!({ dbg!(1); true }) }",
        "use std::io; fn f() { io::stderr() }",
        "use std::io::stdout;",
        "fn f() { writeln!(std::io::stdout(), \"x\") }",
    ] {
        assert_eq!(found(caught).len(), 1, "{caught}");
    }
    assert!(found("use std::io::stdin; fn f() { x.println(); write!(out, \"x\") }").is_empty());
}

#[test]
fn a_circle_is_shown_with_its_arrows() {
    let found = circles(&[
        ("src/lib.rs", "mod a; mod b; mod c;"),
        ("src/a.rs", "\nuse crate::b::B;\npub struct A;"),
        ("src/b.rs", "pub struct B(super::c::C);"),
        ("src/c.rs", "pub struct C; fn f() { vec![crate::a::A] }"),
    ]);
    let [circle] = &found[..] else { panic!("{found:?}") };
    for part in ["opsec::a → opsec::b → opsec::c → opsec::a", "src/a.rs:2 → src/b.rs"] {
        assert!(circle.contains(part), "{circle}");
    }
}

#[test]
fn a_circle_behind_a_face_is_found_and_the_face_is_not_blamed() {
    let face = [
        ("src/lib.rs", "mod face;"),
        ("src/face.rs", "mod a; mod b; pub use a::A; pub use b::*;"),
        ("src/face/a.rs", "use super::B; pub struct A(B);"),
    ];
    let fine = [&face[..], &[("src/face/b.rs", "pub struct B;")]].concat();
    assert!(circles(&fine).is_empty());
    let back = [&face[..], &[("src/face/b.rs", "use crate::face; pub struct B(face::A);")]].concat();
    let found = circles(&back);
    assert!(found.len() == 1 && !found[0].contains("src/face.rs"), "{found:?}");
}

#[test]
fn a_parent_may_hold_what_its_children_share() {
    let found = circles(&[
        ("src/lib.rs", "mod view;"),
        ("src/view.rs", "mod text; pub struct View; fn write() { text::write() }"),
        ("src/view/text.rs", "use super::View; pub fn write(view: View) {}"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_child_that_leans_on_a_face_is_found() {
    let face = "mod a; mod b; pub use a::A; pub struct Problem;";
    let files = [
        ("src/lib.rs", "mod face;"),
        ("src/face.rs", face),
        ("src/face/a.rs", "use super::Problem; pub struct A;"),
        ("src/face/b.rs", "use super::A;"),
    ];
    let tree = tree(&files);
    let found = rules::faces(&tree, &tree.arrows(), &["opsec::face"]);
    assert_eq!(found, ["src/face/a.rs:1 leans on src/face.rs"]);
    assert!(rules::faces(&tree, &tree.arrows(), &["opsec::face::a"]).is_empty());
}

#[test]
fn modules_are_followed_by_path_and_by_folder() {
    let tree = tree(&[
        ("src/lib.rs", "#[cfg(x)] mod a; #[cfg(not(x))] #[path = \"other/way.rs\"] mod a; mod b;"),
        ("src/a.rs", "fn f() { self::f() }"),
        ("src/other/way.rs", "mod beside; fn f() { self::f() }"),
        ("src/other/beside.rs", ""),
        ("src/b/mod.rs", "mod c; #[cfg(test)] mod tests;"),
        ("src/b/tests.rs", "fn f() { crate::a::f() }"),
        ("src/b/c.rs", "fn f() { super::super::a::f() }"),
    ]);
    assert_eq!(tree.sources.len(), 7);
    assert!(tree.sources.iter().any(|source| source.tests == ["src/b/tests.rs"]));
    assert_eq!(tree.arrows().len(), 2, "both files of a module that a cfg chooses");
}

#[test]
fn a_module_within_a_file_is_a_module() {
    let found = circles(&[
        ("src/lib.rs", "mod a; mod b;"),
        (
            "src/a.rs",
            "mod inner { mod far; use super::super::b::B; pub struct Inner; } pub use inner::Inner;",
        ),
        ("src/a/inner/far.rs", "use crate::b::B;"),
        ("src/b.rs", "use crate::a; pub struct B(a::Inner);"),
    ]);
    let [circle] = &found[..] else { panic!("{found:?}") };
    assert!(circle.starts_with("opsec::a::inner → opsec::b → opsec::a::inner"), "{circle}");
}

#[test]
fn an_arrow_upwards_and_one_into_another_command_are_found() {
    let tree = tree(&[
        ("src/main.rs", "mod render; mod ui;"),
        ("src/ui.rs", "use crate::render::rate::Card;"),
        ("src/render.rs", "pub mod checklist; pub mod rate; mod layout;"),
        ("src/render/layout.rs", "pub fn wrap() {}"),
        ("src/render/rate.rs", "pub struct Card; use super::layout::wrap;"),
        ("src/render/checklist.rs", "fn f() { super::rate::Card }"),
    ]);
    let table: &[&[&str]] = &[&["program"], &["program::render"], &["program::ui"], &["opsec"]];
    let found = rules::layers(&tree, &tree.arrows(), table);
    assert_eq!(found, ["src/ui.rs:1 reaches up to src/render/rate.rs"]);
    let found = rules::layers(&tree, &tree.arrows(), &[&["program::render", "program::ui"], &["opsec"]]);
    assert_eq!(found, ["src/main.rs has no layer"]);
    let found = rules::layers(&tree, &tree.arrows(), &[&["program", "program::render"], &["opsec"]]);
    assert_eq!(found, ["src/ui.rs has no layer"]);
    let found = rules::apart(&tree, &tree.arrows(), &["program::render"], &["checklist", "rate"]);
    assert_eq!(found, ["src/render/checklist.rs:1 reaches into src/render/rate.rs"]);
}

#[test]
fn a_sentence_outside_words_is_found() {
    let found = |text: &str| rules::sentences(&tree(&[("src/main.rs", text)]), &["src/words.rs"]).len();
    assert_eq!(found("fn f() { say(\"Could not read\") }"), 1);
    assert_eq!(found("fn f() { format!(\"Could not read {x}\") }"), 1);
    assert_eq!(found("#[command(about = \"Could not read\")] struct S;"), 1);
    assert_eq!(found("/// Could not read\nfn f() { x.expect(\"could not read\"); say(\"two words\") }"), 0);
    assert_eq!(
        found("#[expect(x, reason = \"could not read\")] fn f() { vec![x.expect(\"could not read\")] }"),
        0
    );
    assert_eq!(found("ids! { /// Could not read\n Name = \"could not read\" }"), 1);
    assert_eq!(found("#[cfg(test)] mod tests { const S: &str = \"could not read\"; }"), 0);
}

#[test]
fn a_wide_line_is_excused_only_by_a_string_of_its_own() {
    let long = "x".repeat(50);
    let wide = |text: &str| widths("a.rs", text, 40).len();
    assert_eq!(wide(&format!("fn f() {{\n    say(\n        \"{long}\",\n    );\n}}")), 0);
    assert_eq!(wide(&format!("const S: &str = \"\n{long}\n\";")), 0);
    assert_eq!(wide(&format!("fn f() {{ say(\"{long}\"); }}")), 1);
    assert_eq!(wide(&format!("fn f() {{ say(\n\"{long}\", more) }}")), 1);
    assert_eq!(wide(&format!("// {long}\nfn f() {{}}")), 1);
    assert_eq!(wide(&format!("/// {long}\nfn f() {{}}")), 1);
    assert_eq!(wide(&format!("fn {long}() {{}}")), 1);
}
