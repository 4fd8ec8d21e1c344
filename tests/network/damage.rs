//! What an earlier run kept, damaged: it is replaced within the same run, and the guards stay where they are sound.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::embedded::ask;
use crate::tools::missing;
use crate::tor::{network, service};

/// The folder in which the client keeps its files.
fn kept(home: &Path) -> PathBuf {
    home.join("xdg_cache_home/opsec/tor")
}

fn guards(home: &Path) -> String {
    fs::read_to_string(kept(home).join("state/state/guards.json")).unwrap()
}

/// A home with what a good run leaves.
fn good() -> Option<TempDir> {
    let network = network()?;
    let home = TempDir::new().unwrap();
    ask(network, &service().url(""), home.path()).run().must_be("tor", "");
    Some(home)
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-a").args([from, to]).status().unwrap().success());
}

/// Something that nobody can read, the same each time.
fn noise(length: usize) -> Vec<u8> {
    (0..length).map(|number| (number * 167 + number / 7 + 91).to_le_bytes()[0]).collect()
}

fn flipped(path: &Path) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    bytes.iter_mut().skip(100).step_by(7).for_each(|byte| *byte ^= 0xFF);
    bytes
}

type Damage = (&'static str, fn(&Path));

const DAMAGES: &[Damage] = &[
    ("a database that is noise", |tor| fs::write(tor.join("cache/dir.sqlite3"), noise(9000)).unwrap()),
    ("a database that is cut off", |tor| {
        let path = tor.join("cache/dir.sqlite3");
        fs::write(&path, &fs::read(&path).unwrap()[..5000]).unwrap();
    }),
    ("a database with flipped bits", |tor| {
        let path = tor.join("cache/dir.sqlite3");
        fs::write(&path, flipped(&path)).unwrap();
    }),
    ("an empty database", |tor| fs::write(tor.join("cache/dir.sqlite3"), "").unwrap()),
    ("a folder in place of the database", |tor| {
        fs::remove_file(tor.join("cache/dir.sqlite3")).unwrap();
        fs::create_dir(tor.join("cache/dir.sqlite3")).unwrap();
    }),
    ("a list of relays that is noise", |tor| {
        for_each_list(tor, |path| fs::write(path, noise(3000)).unwrap());
    }),
    ("a list of relays that is another text", |tor| {
        for_each_list(tor, |path| fs::write(path, "hello\n").unwrap());
    }),
    ("an empty list of relays", |tor| for_each_list(tor, |path| fs::write(path, "").unwrap())),
    ("no list of relays", |tor| fs::remove_dir_all(tor.join("cache/dir_blobs")).unwrap()),
    ("a pipe in place of the lock", |tor| pipe(&tor.join("cache/dir.lock"))),
    ("a folder in place of the lock of the state", |tor| {
        fs::remove_file(tor.join("state/state/state.lock")).unwrap();
        fs::create_dir(tor.join("state/state/state.lock")).unwrap();
    }),
    ("a file in place of the cache", |tor| {
        fs::remove_dir_all(tor.join("cache")).unwrap();
        fs::write(tor.join("cache"), "").unwrap();
        fs::set_permissions(tor.join("cache"), fs::Permissions::from_mode(0o600)).unwrap();
    }),
];

/// These take the guards with them.
const DAMAGED_GUARDS: &[Damage] = &[
    ("empty guards", |tor| fs::write(tor.join("state/state/guards.json"), "").unwrap()),
    ("guards that are noise", |tor| fs::write(tor.join("state/state/guards.json"), noise(500)).unwrap()),
    ("a pipe in place of the guards", |tor| pipe(&tor.join("state/state/guards.json"))),
    ("guards without end", |tor| {
        fs::remove_file(tor.join("state/state/guards.json")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", tor.join("state/state/guards.json")).unwrap();
    }),
    ("guards of another form", |tor| {
        fs::write(tor.join("state/state/guards.json"), "{\"default\":7}").unwrap();
    }),
];

/// Puts a pipe in place of a file: a program that reads it waits without end.
fn pipe(path: &Path) {
    fs::remove_file(path).unwrap();
    assert!(Command::new("mkfifo").args(["-m", "600"]).arg(path).status().unwrap().success());
}

fn for_each_list(tor: &Path, damage: fn(&Path)) {
    for entry in fs::read_dir(tor.join("cache/dir_blobs")).unwrap() {
        damage(&entry.unwrap().path());
    }
}

#[test]
fn damaged_files_are_replaced_in_the_same_run() {
    let Some(home) = good() else { return };
    let network = network().unwrap();
    for (name, damage) in DAMAGES.iter().chain(DAMAGED_GUARDS) {
        let damaged = TempDir::new().unwrap();
        copy(&home.path().join("xdg_cache_home"), damaged.path());
        let before = guards(damaged.path());
        damage(&kept(damaged.path()));
        for run in ["the first", "the second"] {
            let answer = ask(network, &service().url(""), damaged.path()).with(&["--timeout", "60"]).run();
            assert_eq!(answer.code, 0, "{name}, {run} run: {}{}", answer.stdout, answer.stderr);
            let harmless = ["no list of relays", "an empty database"].contains(name);
            assert_eq!(
                answer.stderr.contains("were damaged"),
                run == "the first" && !harmless,
                "{name}, {run} run: {}",
                answer.stderr
            );
        }
        if DAMAGES.iter().any(|(other, _)| other == name) {
            // The same first relays: damaging a file must not bring about a new choice.
            assert_eq!(identities(&before), identities(&guards(damaged.path())), "{name}");
        }
    }
}

/// The identities of the guards, without what is counted about them.
fn identities(guards: &str) -> Vec<String> {
    let guards: serde_json::Value = serde_json::from_str(guards).unwrap();
    let list = guards["default"]["guards"].as_array().unwrap();
    let mut identities: Vec<_> = list.iter().map(|guard| guard["id"].to_string()).collect();
    identities.sort();
    identities
}

#[test]
fn sound_files_stay_where_few_files_may_be_open() {
    let Some(home) = good() else { return };
    let network = network().unwrap();
    let before = guards(home.path());
    for most in [14, 15, 16, 17] {
        let script = format!("ulimit -n {most}; exec \"$@\"");
        let output = Command::new("sh")
            .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_opsec"), "torcheck", "--embedded", "--json"])
            .args(["--timeout", "5", "--check-url", &service().url(""), "--ca-file", service().authority()])
            .args(["--arti-config", network.arti().to_str().unwrap()])
            .env("HOME", home.path())
            .env("XDG_CACHE_HOME", home.path().join("xdg_cache_home"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("damaged"), "{most}: {said}");
        assert_eq!(identities(&before), identities(&guards(home.path())), "{most}");
        assert!(kept(home.path()).join("cache/dir.sqlite3").is_file(), "{most}");
    }
}

#[test]
fn folders_that_the_user_named_are_never_emptied() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let cache = home.path().join("mine");
    let config = fs::read_to_string(network.arti()).unwrap();
    let config = format!("{config}\n[storage]\ncache_dir = \"{}\"\n", cache.display());
    let path = home.path().join("arti.toml");
    fs::write(&path, config).unwrap();
    let ask = || {
        crate::tor::program::Torcheck::new(&["--json", "--embedded", "--yes", "--timeout", "30"])
            .with(&["--check-url", &service().url(""), "--ca-file", service().authority()])
            .with(&["--arti-config", path.to_str().unwrap()])
            .may_contact(&network.relays())
            .home(home.path())
            .run()
    };
    ask().must_be("tor", "");
    // The rest is ours: nothing of arti's own places is used.
    assert!(kept(home.path()).join("state/state/guards.json").is_file());
    assert!(!home.path().join("xdg_data_home/arti").exists());
    fs::write(cache.join("dir.sqlite3"), noise(9000)).unwrap();
    let answer = ask();
    answer.must_be("unknown", "files-damaged");
    // The folder that is ours is not to blame.
    assert!(!answer.stdout.contains("opsec/tor"), "{}", answer.stdout);
    assert!(kept(home.path()).join("state/state/guards.json").is_file());
    assert_eq!(fs::read(cache.join("dir.sqlite3")).unwrap(), noise(9000));
}

#[test]
fn a_database_that_another_program_holds_stops_neither_the_time_limit_nor_ctrl_c() {
    let Some(home) = good() else { return };
    if missing("python3") {
        return;
    }
    let network = network().unwrap();
    let script = "import sqlite3, sys\n\
                  db = sqlite3.connect(sys.argv[1])\n\
                  db.execute('begin exclusive')\n\
                  print('held', flush=True)\n\
                  sys.stdin.read()\n";
    let mut holder = Command::new("python3")
        .args(["-c", script])
        .arg(kept(home.path()).join("cache/dir.sqlite3"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Read::read_exact(holder.stdout.as_mut().unwrap(), &mut [0; 5]).unwrap();
    let answer = ask(network, &service().url(""), home.path()).with(&["--timeout", "2"]).run();
    answer.must_be("unknown", "files-busy");
    assert!(answer.took < Duration::from_secs(6), "{:?}", answer.took);
    let stopped =
        ask(network, &service().url(""), home.path()).interrupted_after(Duration::from_secs(1)).run();
    assert_eq!(stopped.code, 130, "{}", stopped.stderr);
    assert!(stopped.took < Duration::from_secs(3), "{:?}", stopped.took);
    drop(holder.stdin.take());
    holder.wait().unwrap();
    ask(network, &service().url(""), home.path()).run().must_be("tor", "");
}

#[test]
fn files_that_another_program_has_only_begun_are_waited_for() {
    let Some(network) = network() else { return };
    let home = TempDir::new().unwrap();
    let cache = kept(home.path()).join("cache");
    for folder in cache.ancestors().take(4).collect::<Vec<_>>().iter().rev() {
        std::fs::DirBuilder::new().recursive(true).create(folder).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    }
    let lock = fs::File::create(cache.join("dir.lock")).unwrap();
    lock.lock().unwrap();
    let asked = || ask(network, &service().url(""), home.path());
    asked().with(&["--timeout", "2"]).run().must_be("unknown", "files-busy");
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| asked().run());
        std::thread::sleep(Duration::from_secs(2));
        drop(lock);
        waiting.join().unwrap().must_be("tor", "");
    });
}

#[test]
fn several_at_once_replace_damaged_files_together() {
    let Some(home) = good() else { return };
    let network = network().unwrap();
    for _ in 0..2 {
        fs::write(kept(home.path()).join("cache/dir.sqlite3"), noise(9000)).unwrap();
        std::thread::scope(|scope| {
            let runs = [(); 4].map(|()| scope.spawn(|| ask(network, &service().url(""), home.path()).run()));
            for run in runs {
                run.join().unwrap().must_be("tor", "");
            }
        });
    }
}
