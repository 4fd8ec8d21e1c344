//! The rules. Each returns its violations, with file and line.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};

use super::graph::{Arrows, Tree};
use super::source::{Name, Source, Use};

/// A crate and the beginnings of the paths where it may be named.
pub(crate) type Door = (&'static str, &'static [&'static str]);

/// What the library must not reach for: it is given facts and returns values.
const CLOSED_TO_THE_LIBRARY: &[&str] = &[
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "rand::make_rng",
    "rand::random",
    "rand::rng",
    "rand::rngs::SysRng",
    "rand::rngs::ThreadRng",
    "std::env",
    "std::fs",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::os",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
];

const SOCKETS: &[&str] = &[
    "TcpListener",
    "TcpSocket",
    "TcpStream",
    "ToSocketAddrs",
    "UdpSocket",
    "UnixDatagram",
    "UnixListener",
    "UnixStream",
    "lookup_host",
    "to_socket_addrs",
];

const PRINTING: &[&str] = &["dbg", "eprint", "eprintln", "print", "println"];

fn begins(file: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| file.starts_with(start))
}

/// Returns every name of the files that pass, as written and in full.
fn names<'t>(
    tree: &'t Tree,
    passes: impl Fn(&str) -> bool + 't,
) -> impl Iterator<Item = (&'t Source, &'t Name, Vec<String>)> + 't {
    let sources = tree.sources.iter().filter(move |source| passes(&source.file));
    sources.flat_map(move |source| {
        source.names.iter().map(move |name| (source, name, tree.expand(source, &name.path)))
    })
}

fn is_under(full: &[String], path: &str) -> bool {
    let path: Vec<_> = path.split("::").collect();
    full.len() >= path.len() && full.iter().zip(path).all(|(left, right)| left == right)
}

/// Returns which file names which crate of the table, and the first line where it does.
fn named<'t>(tree: &'t Tree, table: &[Door]) -> BTreeMap<(&'t str, &'static str), usize> {
    let mut found = BTreeMap::new();
    for (source, name, full) in names(tree, |_| true) {
        // A value of that name is not a crate.
        let is_path = full.len() > 1 || matches!(name.used, Use::Import | Use::Export);
        if let Some((krate, _)) = table.iter().find(|(krate, _)| is_path && full[0] == *krate) {
            found.entry((source.file.as_str(), *krate)).or_insert(name.line);
        }
    }
    found
}

/// Returns the files that name a third-party crate outside its own files.
pub(crate) fn doors(tree: &Tree, table: &[Door]) -> Vec<String> {
    let open =
        |file: &str, krate: &str| table.iter().any(|(name, doors)| *name == krate && begins(file, doors));
    let named = named(tree, table);
    let broken = named.iter().filter(|((file, krate), _)| !open(file, krate));
    broken.map(|((file, krate), line)| format!("{file}:{line} names {krate}")).collect()
}

/// Returns the crates of the table that no file names anymore.
pub(crate) fn doors_left_over(tree: &Tree, table: &[Door]) -> Vec<String> {
    let named = named(tree, table);
    let used =
        |krate: &str, door: &str| named.keys().any(|(file, name)| *name == krate && file.starts_with(door));
    let all = table.iter().flat_map(|(krate, doors)| doors.iter().map(move |door| (*krate, *door)));
    all.filter(|(krate, door)| !used(krate, door)).map(|(krate, door)| format!("{krate} at {door}")).collect()
}

/// The library has no terminal, clock, disk, environment, network or chance of its own.
pub(crate) fn library_is_pure(tree: &Tree) -> Vec<String> {
    let mut broken = vec![];
    for (source, name, mut full) in names(tree, |file| !file.starts_with("src/bin/")) {
        if full.first().is_some_and(|first| first == "core") {
            "std".clone_into(&mut full[0]);
        }
        if let Some(closed) = CLOSED_TO_THE_LIBRARY.iter().find(|closed| is_under(&full, closed)) {
            broken.push(format!("{}:{} reaches for {closed}", source.file, name.line));
        }
    }
    broken
}

/// Sockets are opened under `net`, which only `users` may run.
pub(crate) fn sockets(tree: &Tree, net: &str, users: &[&str]) -> Vec<String> {
    let mut broken = vec![];
    for (source, name, full) in names(tree, |file| !file.starts_with(net)) {
        if let Some(socket) = full.iter().find(|word| SOCKETS.contains(&word.as_str())) {
            broken.push(format!("{}:{} names {socket}", source.file, name.line));
        }
        if is_under(&full, "program::net::run") && !begins(&source.file, users) {
            broken.push(format!("{}:{} goes to the network", source.file, name.line));
        }
    }
    broken
}

/// Nothing prints but those who own the terminal and the files.
pub(crate) fn printing(tree: &Tree, owners: &[&str]) -> Vec<String> {
    let mut broken = vec![];
    for (source, name, full) in names(tree, |_| true) {
        let prints = name.used == Use::Macro && PRINTING.contains(&full.last().map_or("", String::as_str));
        let opens = is_under(&full, "std::io::stdout") || is_under(&full, "std::io::stderr");
        if prints || opens && !begins(&source.file, owners) {
            broken.push(format!("{}:{} prints by {}", source.file, name.line, full.join("::")));
        }
    }
    broken
}

/// Returns each use of a re-exporting module by a module below it.
pub(crate) fn faces(tree: &Tree, arrows: &Arrows, faces: &[&str]) -> Vec<String> {
    let is_face = |number: usize| faces.contains(&tree.sources[number].module.join("::").as_str());
    let is_back = |from: usize, to: usize| {
        is_face(to) && tree.sources[from].module.starts_with(&tree.sources[to].module)
    };
    let back = arrows.iter().filter(|((from, to), _)| is_back(*from, *to));
    back.map(|((from, to), line)| format!("{}:{line} leans on {}", tree.file(*from), tree.file(*to)))
        .collect()
}

/// Returns the index of the longest of these paths that a module is, or is under. A crate alone is its root file.
fn layer_index<'p>(module: &[String], paths: impl Iterator<Item = (usize, &'p str)>) -> Option<usize> {
    let under =
        paths.filter(|(_, path)| is_under(module, path) && (module.len() == 1 || path.contains("::")));
    under.max_by_key(|(_, path)| path.len()).map(|(index, _)| index)
}

/// A module names only modules of its own layer or of those below; the table runs from top to bottom.
pub(crate) fn layers(tree: &Tree, arrows: &Arrows, table: &[&[&str]]) -> Vec<String> {
    let paths = || (0..).zip(table).flat_map(|(layer, paths)| paths.iter().map(move |path| (layer, *path)));
    let layer = |number: usize| layer_index(&tree.sources[number].module, paths());
    let homeless = (0..tree.sources.len()).filter(|&number| layer(number).is_none());
    let mut broken: Vec<_> = homeless.map(|number| format!("{} has no layer", tree.file(number))).collect();
    for (&(from, to), line) in arrows {
        if layer(to).is_some() && layer(from) > layer(to) {
            broken.push(format!("{}:{line} reaches up to {}", tree.file(from), tree.file(to)));
        }
    }
    broken
}

/// What belongs to one command names nothing that belongs to another, in each of these rooms.
pub(crate) fn apart(tree: &Tree, arrows: &Arrows, rooms: &[&str], commands: &[&str]) -> Vec<String> {
    let mut broken = vec![];
    for room in rooms {
        let paths: Vec<_> = commands.iter().map(|command| format!("{room}::{command}")).collect();
        let owner = |number: usize| {
            layer_index(&tree.sources[number].module, paths.iter().map(String::as_str).enumerate())
        };
        for (&(from, to), line) in arrows {
            if let (Some(one), Some(other)) = (owner(from), owner(to))
                && one != other
            {
                broken.push(format!("{}:{line} reaches into {}", tree.file(from), tree.file(to)));
            }
        }
    }
    broken
}

/// Returns strings of three words or more outside the files that may have sentences.
pub(crate) fn sentences(tree: &Tree, allowed: &[&str]) -> Vec<String> {
    let mut broken = vec![];
    let program = tree.sources.iter().filter(|source| source.module[0] == "program");
    for source in program.filter(|source| !begins(&source.file, allowed)) {
        for (text, line) in &source.strings {
            let is_word = |word: &&str| word.starts_with(char::is_alphabetic);
            if text.split_whitespace().filter(is_word).count() >= 3 {
                broken.push(format!("{}:{line} says {text:?}", source.file));
            }
        }
    }
    broken
}

/// Returns lines wider than this, except those that only have a string.
pub(crate) fn widths(file: &str, text: &str, limit: usize) -> Vec<String> {
    let wide: Vec<_> = (1..).zip(text.lines()).filter(|(_, line)| line.chars().count() > limit).collect();
    if wide.is_empty() {
        return vec![];
    }
    let mut strings = vec![];
    literals(text.parse().unwrap_or_else(|error| panic!("{file}: {error}")), &mut strings);
    let excused = |number: usize, line: &str| {
        let indent = line.chars().take_while(|letter| letter.is_whitespace()).count();
        strings.iter().any(|(start, end)| {
            let begins = start.line < number || start.line == number && start.column == indent;
            let rest = || line.chars().skip(end.column).all(|letter| !letter.is_alphanumeric());
            begins && (end.line > number || end.line == number && rest())
        })
    };
    let too_wide = wide.into_iter().filter(|&(number, line)| is_comment(line) || !excused(number, line));
    too_wide.map(|(number, line)| format!("{file}:{number} has {} columns", line.chars().count())).collect()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// Collects where each literal begins and ends.
fn literals(tokens: TokenStream, found: &mut Vec<(proc_macro2::LineColumn, proc_macro2::LineColumn)>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => literals(group.stream(), found),
            TokenTree::Literal(literal) => found.push((literal.span().start(), literal.span().end())),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}
