//! What a signal leaves behind: no file, no half of one, no terminal without echo.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::support::files::file;
use crate::support::program::{opsec, run, stderr};
use crate::support::terminal::Terminal;

const ENDING: [Signal; 4] = [Signal::INT, Signal::TERM, Signal::HUP, Signal::QUIT];

/// Asks for a phrase on a terminal, and waits for it.
fn asked() -> Terminal {
    let terminal = Terminal::run(opsec(&["passphrase", "check"]));
    terminal.wait_for("Phrase (not shown): ");
    terminal.wait_until("a terminal without echo", |terminal| !terminal.has_echo());
    terminal
}

#[test]
fn a_signal_at_a_hidden_prompt_gives_the_terminal_its_echo_back() {
    for signal in ENDING {
        let mut terminal = asked();
        terminal.type_keys("half a secr");
        terminal.send(signal);
        assert_eq!(terminal.end().signal(), Some(signal.as_raw()));
        assert!(terminal.has_echo(), "{signal:?} left the terminal without echo");
        assert!(!terminal.shown().contains("secr") && terminal.left_over() == 0, "{signal:?}");
    }
}

#[test]
fn a_stopped_prompt_gives_the_echo_back_and_asks_again() {
    let mut terminal = asked();
    terminal.send(Signal::TSTP);
    terminal.wait_until("the stop", Terminal::is_stopped);
    assert!(terminal.has_echo());
    terminal.send(Signal::CONT);
    terminal.wait_until("a terminal without echo", |terminal| !terminal.has_echo());
    terminal.wait_until("the prompt again", |terminal| terminal.shown().matches("(not shown)").count() == 2);
    terminal.type_keys("abacus abdomen abide\n");
    assert!(terminal.end().success());
    assert!(terminal.has_echo() && !terminal.shown().contains("abdomen"), "{}", terminal.shown());
}

#[test]
fn a_hidden_line_can_be_corrected_and_isnt_shown() {
    for (keys, shown) in [
        ("abacus abdomené\u{7f} abide\n", "3 words"),
        ("rubbish\u{15}abacus abdomen abide\n", "3 words"),
        ("abacus abdomen\u{4}\u{4}", "2 words"),
        ("\u{4}", "You entered nothing"),
        ("\n", "You entered nothing"),
        ("abacus abdomen\nabide abode\nrm -rf x", "several lines"),
    ] {
        let mut terminal = asked();
        terminal.type_keys(keys);
        terminal.end();
        terminal.wait_for(shown);
        assert!(terminal.has_echo(), "{keys:?}");
        assert_eq!(terminal.left_over(), 0, "{keys:?}: the shell would run the rest");
        assert!(!terminal.shown().contains("abdomen"), "{keys:?}: {}", terminal.shown());
    }
    let mut terminal = asked();
    terminal.type_keys(&"abacus ".repeat(800));
    terminal.type_keys("\n");
    terminal.end();
    terminal.wait_for("more than a terminal can hand over");
}

#[test]
fn ctrl_c_at_a_hidden_prompt_leaves_the_shell_a_terminal_with_echo() {
    let script = "trap : INT; \"$0\" passphrase check; echo \"code $?\"; stty -a; echo done";
    let mut command = Command::new("setsid");
    command.args(["--ctty", "sh", "-c", script, env!("CARGO_BIN_EXE_opsec")]);
    let mut terminal = Terminal::run(command);
    terminal.wait_for("Phrase (not shown): ");
    terminal.type_keys("\u{3}");
    terminal.wait_for("done");
    terminal.end();
    let shown = terminal.shown();
    assert!(shown.contains("code 130") && shown.contains(" echo ") && !shown.contains("-echo "), "{shown}");
}

/// What is written while it's killed, with a file that is wanted whole.
struct Work {
    folder: TempDir,
    arguments: Vec<String>,
    whole: usize,
}

impl Work {
    fn new(arguments: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let names: Vec<String> = (0..2000).map(|number| format!("Member {number}")).collect();
        let names = names.join("\n");
        let names = file(&folder, "names", names);
        let path = folder.path().join("out").to_str().unwrap().to_owned();
        let arguments = arguments.iter().map(|argument| argument.replace("NAMES", &names));
        let arguments: Vec<_> = arguments.chain(["-o".to_owned(), path.clone()]).collect();
        let output = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), "");
        assert!(output.status.success(), "{}", stderr(&output));
        let whole = lines(&path);
        fs::remove_file(path).unwrap();
        Self { folder, arguments, whole }
    }

    fn start(&self, mut command: Command) -> Child {
        command.args(&self.arguments).env("OPSEC_AS_OF", "2026-12-03");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Checks what is left: the whole file or none, and nothing else. Whether it's there.
    fn check(&self, when: &str) -> bool {
        let mut saved = false;
        for entry in fs::read_dir(&self.folder).unwrap() {
            let entry = entry.unwrap();
            match entry.file_name().to_str().unwrap() {
                "names" => {}
                "out" => {
                    assert_eq!(lines(entry.path()), self.whole, "half a file after {when}");
                    fs::remove_file(entry.path()).unwrap();
                    saved = true;
                }
                other => panic!("{other} was left behind after {when}"),
            }
        }
        saved
    }
}

fn lines(path: impl AsRef<std::path::Path>) -> usize {
    fs::read_to_string(path).unwrap().lines().count()
}

fn kill(child: &mut Child, signal: Signal) {
    let _ = kill_process(Pid::from_child(child), signal);
    child.wait().unwrap();
}

#[test]
fn a_killed_run_leaves_a_whole_file_or_nothing() {
    let works = [
        Work::new(&["passphrase", "-q", "-c", "200000"]),
        Work::new(&["checklist", "-q", "--slips", "--members-file", "NAMES"]),
    ];
    let mut killed = 0;
    for round in 0..20 {
        for work in &works {
            let signal = [Signal::KILL, Signal::TERM, Signal::HUP, Signal::INT][round % 4];
            let mut child = work.start(Command::new(env!("CARGO_BIN_EXE_opsec")));
            sleep(Duration::from_millis(5 + 12 * u64::try_from(round).unwrap()));
            kill(&mut child, signal);
            killed += usize::from(!work.check(&format!("{signal:?} in round {round}")));
        }
    }
    assert!(killed >= 10, "only {killed} of 40 runs were killed before they were done");
}

#[test]
fn where_files_must_have_names_a_signal_removes_the_one_that_isnt_whole() {
    if !Command::new("unshare").args(["-rm", "true"]).status().is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: there are no namespaces for users here");
        return;
    }
    let work = Work::new(&["passphrase", "-q", "-c", "2000000"]);
    // Without /proc no file can be given its name later.
    let without_proc = || {
        let mut command = Command::new("unshare");
        let script = "mount -t tmpfs none /proc && exec \"$0\" \"$@\"";
        command.args(["-rm", "sh", "-c", script, env!("CARGO_BIN_EXE_opsec")]);
        command
    };
    let has_draft = || {
        let mut names = fs::read_dir(&work.folder).unwrap().map(|entry| entry.unwrap().file_name());
        names.any(|name| name.to_str().unwrap().starts_with(".opsec-"))
    };
    for signal in ENDING {
        let mut child = work.start(without_proc());
        while !has_draft() && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(1));
        }
        assert!(has_draft(), "the run was over before it could be ended");
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(signal.as_raw()));
        assert!(!work.check(&format!("{signal:?}")));
    }
    assert!(work.start(without_proc()).wait().unwrap().success());
    assert!(work.check("a whole run"));
}
