//! Completions in the shells themselves.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::support::program::{run, stdout};
use crate::support::tools::missing;

/// The completions of a line's last word.
fn words(output: &std::process::Output) -> Vec<String> {
    stdout(output).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

/// A script in a folder that goes away with the test.
fn script(shell: &str) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("_opsec");
    let output = run(&["completions", shell], "");
    fs::write(&path, &output.stdout).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

/// A line to complete, a word that must be offered and one that must not.
const LINES: &[(&str, &str, &str)] = &[
    ("opsec rate dis", "discord", "signal"),
    ("opsec rate discord Sig", "Signal", "discord"),
    ("opsec rate --profile jour", "journalist", "friends"),
    ("opsec checklist --from twit", "twitter", "discord"),
    ("opsec checklist --format i", "ics", "html"),
    ("opsec room new --format ", "json", "html"),
    ("opsec wordlist show eff-l", "eff-large", "de"),
    ("opsec passphrase --list pgp-e", "pgp-even", "pgp-odd"),
    ("opsec tor", "torcheck", "rate"),
];

#[test]
fn bash_knows_apps_profiles_lists_and_formats() {
    let (_folder, path) = script("bash");
    let complete = |line: &str| {
        let last = line.rsplit(' ').next().unwrap();
        let code = format!(
            r#". '{path}'; COMP_LINE='{line}'; read -ra COMP_WORDS <<<"$COMP_LINE"; [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); COMP_POINT=${{#COMP_LINE}}
            _opsec_names opsec '{last}' "${{COMP_WORDS[COMP_CWORD-1]}}" 2>/dev/null; printf '%s\n' "${{COMPREPLY[@]}}""#
        );
        words(&Command::new("bash").args(["--norc", "-c", &code]).output().unwrap())
    };
    for (line, there, absent) in LINES {
        let found = complete(line);
        assert!(found.iter().any(|word| word == there), "{line}: {found:?}");
        assert!(!found.iter().any(|word| word == absent), "{line}: {found:?}");
    }
    assert_eq!(complete("opsec rate Facebook"), [r"Facebook\ Messenger"]);
    assert_eq!(complete("opsec rate --format Face"), [""]);
}

#[test]
fn fish_knows_apps_profiles_lists_and_formats() {
    if missing("fish") {
        return;
    }
    let (_folder, path) = script("fish");
    for (line, there, absent) in LINES {
        let code = format!("source '{path}'; complete -C '{line}'");
        let found = words(&Command::new("fish").args(["--no-config", "-c", &code]).output().unwrap());
        assert!(found.iter().any(|word| word == there), "{line}: {found:?}");
        assert!(!found.iter().any(|word| word == absent), "{line}: {found:?}");
    }
}

#[test]
fn zsh_knows_apps_profiles_lists_and_formats() {
    if missing("zsh") {
        return;
    }
    let (folder, _) = script("zsh");
    // Listed by a shell in a terminal of its own: completion has no other door.
    let driver = format!(
        r#"zmodload zsh/zpty; zpty z zsh -f -i
        zpty -w z 'PS1=; stty -echo; LISTMAX=1000; fpath+=({}); autoload -Uz compinit && compinit -u -D; print rea''dy'
        zpty -r z out '*ready*'
        # One Tab: after a word that is complete, a second one would list what may follow it.
        zpty -w -n z "$1"$'\t'
        out=; repeat 40; do sleep 0.05; while zpty -r -t z piece; do out+=$piece; done; [[ $out == *$2* ]] && break; done
        print -r -- $out; zpty -d z"#,
        folder.path().display()
    );
    for (line, there, absent) in LINES {
        let output =
            Command::new("zsh").args(["-f", "-c", &driver, "zsh", line, there]).env("TERM", "dumb").output();
        let found = stdout(&output.unwrap());
        assert!(found.contains(there), "{line}: {found:?}");
        assert!(!found.replace(line, "").contains(absent), "{line}: {found:?}");
    }
}
