//! The front: starts the watcher and the runner, and waits for the command as a shell does.

use std::ffi::OsString;
use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use nix::libc;
use nix::sys::signal::{Signal as Named, raise};
use opsec::torcheck::watch::{Event, Watching};
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, getpgrp, kill_process, waitpid};
use rustix::stdio::{stderr, stdin, stdout};
use rustix::termios::tcgetpgrp;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2};
use signal_hook::iterator::Signals;

use super::runner::NO_FILTER;
use super::{RUNNER, WATCHER, wire};
use crate::signals::not_ignored;
use crate::watch::Trouble;

/// This program, also if its file was replaced meanwhile.
const OURSELVES: &str = "/proc/self/exe";

/// Runs a command, and tells what is seen of it until it ends.
pub(crate) fn run(command: &[OsString], mut each: impl FnMut(Event)) -> Result<Watching, Trouble> {
    let mut watcher = Command::new(OURSELVES)
        .arg0(WATCHER)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let runner = Command::new(OURSELVES).arg0(RUNNER).arg(watcher.id().to_string()).args(command).spawn()?;
    let process = number_of(&runner)?;
    // Before any handler is set: then none is in the command's way.
    if !wait(process)?.stopped() {
        return Err(Trouble::System(io::ErrorKind::UnexpectedEof.into()));
    }
    let (told, news) = channel();
    forward_signals(process)?;
    listen(&mut watcher, process, told.clone())?;
    wait_for_events(process, told);
    follow(process, &news, &mut each)
}

/// What the threads of the front tell.
enum News {
    Event(Event),
    /// The watcher has gone, or tells nothing more.
    Silence,
    Ended(WaitStatus),
}

fn number_of(child: &Child) -> io::Result<Pid> {
    i32::try_from(child.id()).ok().and_then(Pid::from_raw).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

fn wait(process: Pid) -> io::Result<WaitStatus> {
    loop {
        match waitpid(Some(process), WaitOptions::UNTRACED) {
            Ok(Some((_, status))) => return Ok(status),
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// What the terminal sends comes to the command as well; what is sent to us alone is passed on to it. If we aren't in
/// the terminal's foreground, nothing comes from there.
fn forward_signals(process: Pid) -> io::Result<()> {
    let mut signals =
        Signals::new(not_ignored(&[SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2]))?;
    thread::Builder::new().spawn(move || {
        for signal in signals.forever() {
            let _ = match signal {
                SIGTERM => kill_process(process, Signal::TERM),
                SIGHUP => kill_process(process, Signal::HUP),
                SIGUSR1 => kill_process(process, Signal::USR1),
                SIGUSR2 => kill_process(process, Signal::USR2),
                SIGINT if !is_in_foreground() => kill_process(process, Signal::INT),
                SIGQUIT if !is_in_foreground() => kill_process(process, Signal::QUIT),
                SIGTSTP if !is_in_foreground() => kill_process(process, Signal::TSTP),
                _ => Ok(()),
            };
        }
    })?;
    Ok(())
}

/// Whether what is typed at the terminal is for us and the command.
fn is_in_foreground() -> bool {
    let own = Some(getpgrp());
    let group = [tcgetpgrp(stdin()), tcgetpgrp(stdout()), tcgetpgrp(stderr())];
    group.into_iter().any(|group| group.ok() == own)
}

/// Tells the watcher whom to watch, and listens to it.
fn listen(watcher: &mut Child, process: Pid, told: Sender<News>) -> io::Result<()> {
    let (Some(mut to), Some(from)) = (watcher.stdin.take(), watcher.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    writeln!(to, "{}", process.as_raw_nonzero())?;
    thread::Builder::new().spawn(move || {
        for event in wire::read(from) {
            let is_last = matches!(event, Event::Over(_) | Event::NotAllowed(_));
            if told.send(News::Event(event)).is_err() || is_last {
                break;
            }
        }
        let _ = told.send(News::Silence);
    })?;
    Ok(())
}

/// Waits until the command ends. When it is stopped, so are we, and when we are continued, so is it: to the shell
/// we are the command.
fn wait_for_events(process: Pid, told: Sender<News>) {
    thread::spawn(move || {
        loop {
            match wait(process) {
                Ok(status) if status.stopped() => {
                    let _ = raise(Named::SIGSTOP);
                    let _ = kill_process(process, Signal::CONT);
                }
                Ok(status) => {
                    let _ = told.send(News::Ended(status));
                    return;
                }
                Err(_) => return,
            }
        }
    });
}

fn follow(process: Pid, news: &Receiver<News>, each: &mut impl FnMut(Event)) -> Result<Watching, Trouble> {
    let (mut ended, mut is_silent, mut was_over, mut began) = (None, false, false, false);
    while let Ok(one) = news.recv() {
        match one {
            News::Event(Event::NotAllowed(error)) => {
                // It has not run anything yet.
                let _ = kill_process(process, Signal::KILL);
                let is_missing = error == libc::ENOSYS;
                return Err(if is_missing { Trouble::Unsupported } else { Trouble::NotAllowed });
            }
            News::Event(event) => {
                was_over |= matches!(event, Event::Over(_));
                began |= matches!(event, Event::Program(_));
                each(event);
            }
            News::Silence => is_silent = true,
            News::Ended(status) => ended = Some(status),
        }
        if let (Some(status), true) = (ended, is_silent) {
            return end(status, began, was_over);
        }
    }
    Err(Trouble::Lost)
}

fn end(status: WaitStatus, began: bool, was_over: bool) -> Result<Watching, Trouble> {
    let watching = match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => Watching::Exited(code),
        (None, signal) => Watching::Killed(signal.unwrap_or(0)),
    };
    match watching {
        Watching::Exited(NO_FILTER) if !began => Err(Trouble::NotAllowed),
        Watching::Exited(error) if !began => Err(Trouble::NotRun(io::Error::from_raw_os_error(error))),
        Watching::Killed(_) if !began => Err(Trouble::Interrupted),
        _ if !was_over => Err(Trouble::Lost),
        _ => Ok(watching),
    }
}
