//! Help, manual and completions.

use std::fs::{self, OpenOptions};
use std::process::Command;

use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::program::{MISUSED, opsec, run, stderr, stdout};
use crate::support::tools::missing;

/// Every command, by the words of its name.
const COMMANDS: &[&[&str]] = &[
    &[],
    &["rate"],
    &["passphrase"],
    &["passphrase", "check"],
    &["room"],
    &["room", "new"],
    &["room", "check"],
    &["wordlist"],
    &["wordlist", "list"],
    &["wordlist", "show"],
    &["wordlist", "check"],
    &["torcheck"],
    &["checklist"],
    &["verify"],
    &["verify", "new"],
    &["verify", "check"],
    &["review"],
    &["review", "check"],
    &["review", "new"],
    &["review", "diff"],
    &["review", "schema"],
    &["completions"],
    &["man"],
];

/// The examples in the help of a command, without what a shell would do with them.
fn examples(words: &[&str]) -> Vec<String> {
    let help = opsec(words).arg("--help").output().unwrap();
    assert!(help.status.success(), "{words:?}");
    let text = stdout(&help);
    let typed =
        |line: &str| line.split("  ").next().unwrap().split(['|', '>']).next().unwrap().trim().to_owned();
    let lines =
        text.lines().filter_map(|line| line.strip_prefix("  ")).filter(|line| line.starts_with("opsec "));
    lines.map(typed).collect()
}

#[test]
fn every_example_in_a_help_is_a_command_that_the_program_knows() {
    let found: Vec<_> = COMMANDS.iter().flat_map(|words| examples(words)).collect();
    assert!(found.len() > 50, "{found:?}");
    for example in &found {
        // What comes behind -- belongs to another program.
        let example = example.split(" -- ").next().unwrap();
        let script = format!("opsec() {{ {} \"$@\"; }}; {example} --help", env!("CARGO_BIN_EXE_opsec"));
        let known = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert!(known.status.success(), "{example}: {}", stderr(&known));
    }
}

#[test]
fn the_manual_is_written_page_by_page_and_completions_for_every_shell() {
    let folder = TempDir::new().unwrap();
    assert_eq!(run(&["man", folder.path().to_str().unwrap()], "").status.code(), Some(0));
    assert!(folder.path().join("opsec-review-check.1").is_file());
    for name in ["opsec", "opsec-rate", "opsec-torcheck", "opsec-verify-new", "opsec-wordlist-list"] {
        let page = fs::read_to_string(folder.path().join(format!("{name}.1"))).unwrap();
        let title = format!(".TH {} 1 {}", name.to_uppercase(), opsec::data::DATE);
        assert!(page.contains(&title), "{name}: {}", &page[..400]);
        for section in
            ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"]
        {
            let heading =
                if section.contains(' ') { format!(".SH \"{section}\"") } else { format!(".SH {section}\n") };
            assert!(page.contains(&heading), "{name} lacks {section}");
        }
        assert!(!page.contains("EXTRA") && page.contains("opsec"), "{name}");
        if !missing("groff") {
            let path = folder.path().join(format!("{name}.1"));
            let drawn = Command::new("groff").args(["-man", "-ww", "-Tutf8"]).arg(path).output().unwrap();
            assert_eq!(stderr(&drawn), "", "{name}");
        }
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(!run(&["completions", shell], "").stdout.is_empty());
    }
}

#[test]
fn help_fits_the_page_and_names_only_what_a_command_takes() {
    for words in COMMANDS {
        for flag in ["--help", "-h"] {
            for width in [40, 60, 80, 120] {
                let arguments = [*words, &[flag]].concat();
                let help = opsec(&arguments).env("COLUMNS", width.to_string()).output().unwrap();
                let text = stdout(&help);
                assert_eq!(help.status.code(), Some(0), "{arguments:?}");
                for line in text.lines() {
                    let indent = line.len() - line.trim_start().len();
                    // An option with its value is one word; it's never cut.
                    let is_breakable = line.trim().contains(' ')
                        && !line.trim_start().starts_with('-')
                        && !line.starts_with("Usage:");
                    assert!(
                        line.chars().count() <= width || !is_breakable || indent > width / 2,
                        "{width}: {line}"
                    );
                    assert_eq!(line.trim_end(), line, "{arguments:?}");
                }
                assert_eq!(text.contains("--color"), words.is_empty(), "{arguments:?}: {text}");
            }
        }
        let named = stdout(&opsec(&[&["help"], *words].concat()).output().unwrap());
        assert_eq!(named, stdout(&opsec(&[*words, &["--help"]].concat()).output().unwrap()), "{words:?}");
    }
    let forms = |words: &[&str]| stdout(&opsec(&[words, &["--help"]].concat()).output().unwrap());
    assert!(forms(&["checklist"]).contains("[possible values: text, json, markdown, html, ics]"));
    assert!(forms(&["rate"]).contains("[possible values: text, json, markdown, html]"));
    assert!(forms(&["room", "new"]).contains("[possible values: text, json]"));
    assert!(!forms(&["man"]).contains("--format") && !forms(&["room"]).contains("--json"));
}

#[test]
fn a_mistake_is_answered_with_what_to_type() {
    let cases: &[(&[&str], &str)] = &[
        (&["discord"], "Did you mean opsec rate discord?"),
        (&["compare", "signal", "briar"], "opsec rate signal briar"),
        (&["rat"], "Did you mean opsec rate?"),
        (&["nosuch"], "opsec --help"),
        (&["checklist", "discord"], "To leave Discord: opsec checklist --from discord"),
        (&["checklist", "--members", ""], "Give a number"),
        (&["checklist", "--slips", "--chart"], "can't be used together"),
        (&["rate", "-f", "json"], "Did you mean --format json?"),
        (&["rate", "-format", "json"], "Did you mean --format?"),
        (&["rate", "--explian", "discord"], "Did you mean --explain?"),
        (&["rate", "--verbose"], "--explain"),
        (&["-v"], "opsec --version"),
        (&["rate", "--sort", "nam"], "Did you mean name?"),
        (&["rate", "--format"], "--format needs a value"),
        (&["rate", "--json=x"], "doesn't take a value"),
        (&["rate", "--rubric", "x"], "--reviews"),
        (&["room"], "opsec room new"),
        (&["room", "nwe"], "command line"),
        (&["room", "check", "NAME"], "Type it when opsec room check asks"),
        (&["passphrase", "check", "foo"], "Type it when opsec passphrase check asks"),
        (&["verify", "new", "Bob"], "--members-file"),
        (&["verify", "check", "Bob"], "--members-file"),
        (&["verify", "Bob"], "--members-file"),
        (&["review", "check"], "For example: opsec review check"),
        (&["rate", "--explain"], "For example: opsec rate discord --explain"),
        (&["checklist", "--from", "discord,slakc"], "'slakc'"),
        (&["man", "a", "b"], "opsec man doesn't take 'b'"),
        (&["completions", "bsh"], "Did you mean bash?"),
    ];
    for (arguments, hint) in cases {
        let output = run(arguments, "");
        let message = stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(output.status.code(), Some(MISUSED), "{arguments:?}: {message}");
        assert!(message.starts_with("error: ") && message.contains(hint), "{arguments:?}: {message}");
        for raw in ["unexpected argument", "unrecognized", "invalid value", "Usage:", "try '--help'"] {
            assert!(!message.contains(raw), "{arguments:?}: {message}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_was_typed_to_a_command_for_secrets_is_never_said_again(
        secret in "[A-Za-z]{2,8}[0-9#]{3}[A-Za-z0-9 -]{0,20}",
        dashes in "(--)?",
        line in prop::sample::select(vec![
            "passphrase", "passphrase check", "passphrase --case", "passphrase --words", "passphrase --bits",
            "room", "room new", "room check", "room new --form", "room new --words", "verify", "verify new",
            "verify check", "checklist", "checklist --members", "checklist --start",
        ]),
    ) {
        let typed = format!("{dashes}{secret}");
        let arguments: Vec<_> = line.split(' ').chain([typed.as_str()]).collect();
        let output = run(&arguments, "");
        prop_assert_eq!(output.status.code(), Some(MISUSED), "{:?}", arguments);
        let message = stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(!message.contains(secret.trim()), "{:?}: {}", arguments, message);
    }
}

#[test]
fn colour_is_obeyed_before_the_arguments_are_understood() {
    let coloured = |arguments: &[&str]| {
        let output = opsec(arguments).output().unwrap();
        output.stdout.contains(&0x1b) || output.stderr.contains(&0x1b)
    };
    for rest in [&["--help"][..], &["rate", "--help"], &["nosuch"], &["rate", "--nosuch"]] {
        assert!(coloured(&[&["--color", "always"], rest].concat()), "{rest:?}");
        assert!(coloured(&[&["--color=always"], rest].concat()), "{rest:?}");
        assert!(!coloured(&[&["--color=never"], rest].concat()), "{rest:?}");
        assert!(!coloured(&[rest, &["--color", "never"]].concat()), "{rest:?}");
        assert!(!coloured(rest), "{rest:?}");
    }
}

#[test]
fn text_that_cannot_be_written_is_no_success() {
    for line in ["", "--help", "-h", "--version", "rate --help", "help"] {
        let arguments: Vec<_> = line.split_whitespace().collect();
        let full =
            opsec(&arguments).stdout(OpenOptions::new().write(true).open("/dev/full").unwrap()).output();
        assert_eq!(full.unwrap().status.code(), Some(2), "{line}");
        let script = format!("exec {} {line} >&-", env!("CARGO_BIN_EXE_opsec"));
        let closed = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert_eq!(closed.status.code(), Some(2), "{line}");
        assert!(stderr(&closed).contains("standard output is closed"), "{line}");
        let script = format!("{} {line} | true", env!("CARGO_BIN_EXE_opsec"));
        let ended = Command::new("bash").args(["-o", "pipefail", "-c", &script]).output().unwrap();
        assert_eq!((ended.status.code(), stderr(&ended).as_str()), (Some(0), ""), "{line}");
    }
}
