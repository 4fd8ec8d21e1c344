//! The watcher: is told at each stop of a process, and lets it go on.

mod destinations;
mod look;
mod pending;
mod silence;

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::libc;
use opsec::torcheck::watch::{Event, Started, Unseen};
use rustix::process::{Pid, PidfdFlags, Signal, WaitOptions, WaitStatus, kill_process, pidfd_open, wait};

use self::pending::Pending;
use super::ptrace::{self, GoOn, Moment};
use super::quiet::{self, Quiet};
use super::sockets::leads_out;
use super::{processes, wire};

/// What ends so soon after the command isn't called running: it notices a moment later that the command has gone.
const LAST_MOMENT: Duration = Duration::from_millis(500);

/// Watches the process whose number comes by standard input, and tells what it sees by standard output.
pub(super) fn run() -> ExitCode {
    // What the terminal sends is for the command. This process must not end before the command's last process.
    let _ = rustix::process::setsid();
    let Ok(mut out) = rustix::stdio::stdout().try_clone_to_owned().map(File::from) else {
        return ExitCode::FAILURE;
    };
    let Some(command) = read_number() else { return ExitCode::FAILURE };
    if let Err(error) = begin(command) {
        wire::write(&mut out, &Event::NotAllowed(error.raw_os_error().unwrap_or(libc::EPERM)));
        return ExitCode::FAILURE;
    }
    wire::write(&mut out, &Event::Watching);
    if let Some(process) = Pid::from_raw(command) {
        let _ = kill_process(process, Signal::CONT);
    }
    Watcher {
        out,
        command,
        has_begun: false,
        began: Instant::now(),
        ended: None,
        network: processes::network_of(std::process::id().cast_signed()),
        threads: HashMap::new(),
        processes: HashMap::new(),
    }
    .watch();
    ExitCode::SUCCESS
}

fn read_number() -> Option<i32> {
    let input = rustix::stdio::stdin().try_clone_to_owned().map(File::from).ok()?;
    let mut line = String::new();
    BufReader::new(input).read_line(&mut line).ok()?;
    line.trim().parse().ok()
}

/// Begins to follow the runner, if the system has all that is needed to look at its sockets.
fn begin(command: i32) -> io::Result<()> {
    let process = Pid::from_raw(command).ok_or(io::ErrorKind::InvalidInput)?;
    pidfd_open(process, PidfdFlags::empty())?;
    ptrace::follow(command)
}

/// All that is followed.
struct Watcher<W> {
    out: W,
    /// The command's own process.
    command: i32,
    /// Whether the command runs, and no longer the runner.
    has_begun: bool,
    began: Instant,
    /// When the command ended, until that is told.
    ended: Option<Instant>,
    /// The network namespace in which opsec is.
    network: Option<PathBuf>,
    threads: HashMap<i32, Thread>,
    processes: HashMap<i32, Process>,
}

struct Thread {
    process: i32,
    /// The call in which it is, if its result matters.
    pending: Option<Pending>,
}

#[derive(Default)]
struct Process {
    program: Option<String>,
    quiet: Vec<Quiet>,
    /// Its living threads.
    threads: usize,
    /// Whether it ever had more than one.
    had_threads: bool,
}

impl<W: Write> Watcher<W> {
    /// Follows until the last process has ended.
    fn watch(mut self) {
        let of_all_kinds = WaitOptions::from_bits_retain(libc::__WALL.cast_unsigned());
        loop {
            let mut options = of_all_kinds;
            if let Some(ended) = self.ended {
                if self.threads.is_empty() || ended.elapsed() > LAST_MOMENT {
                    self.ended = None;
                    self.tell_over();
                } else {
                    options |= WaitOptions::NOHANG;
                }
            }
            match wait(options) {
                Ok(Some((thread, status))) => self.handle(thread.as_raw_nonzero().get(), status),
                Ok(None) => sleep(Duration::from_millis(5)),
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => break,
            }
        }
        self.tell_over();
    }

    fn handle(&mut self, thread: i32, status: WaitStatus) {
        let Some(signal) = status.stopping_signal() else {
            self.remove(thread);
            return;
        };
        self.add(thread);
        let event = status.as_raw() >> 16;
        match event {
            libc::PTRACE_EVENT_STOP if is_stop(signal) => {
                ptrace::go_on(thread, GoOn::Stopped, 0);
                return;
            }
            libc::PTRACE_EVENT_SECCOMP => self.begins(thread),
            libc::PTRACE_EVENT_EXEC => self.runs_program(thread),
            libc::PTRACE_EVENT_FORK | libc::PTRACE_EVENT_VFORK | libc::PTRACE_EVENT_CLONE => {
                self.starts(thread);
            }
            0 if signal == libc::SIGTRAP | 0x80 => self.at_call(thread),
            // A signal on its way to the thread.
            0 => {
                self.go_on(thread, signal);
                return;
            }
            // A stop has ended, or a new thread or process begins.
            _ => {}
        }
        self.go_on(thread, 0);
    }

    fn go_on(&self, thread: i32, signal: i32) {
        let state = self.threads.get(&thread);
        let is_waiting = state.is_some_and(|state| state.pending.is_some());
        let process = state.and_then(|state| self.processes.get(&state.process));
        let is_quiet = process.is_some_and(|process| !process.quiet.is_empty());
        let how = if is_waiting || is_quiet { GoOn::ToNextCall } else { GoOn::Freely };
        ptrace::go_on(thread, how, signal);
    }

    /// A thread started another thread or process. That one may tell of itself late: after the command has ended.
    fn starts(&mut self, thread: i32) {
        if let Some(new) = ptrace::message(thread).and_then(|new| i32::try_from(new).ok()) {
            self.add(new);
        }
    }

    /// Takes note of a thread that is seen for the first time.
    fn add(&mut self, thread: i32) {
        if self.threads.contains_key(&thread) {
            return;
        }
        let process = processes::process_of(thread);
        self.threads.insert(thread, Thread { process, pending: None });
        if let Some(known) = self.processes.get_mut(&process) {
            known.threads += 1;
            known.had_threads |= known.threads > 1;
            return;
        }
        // A new process has the open files of the one that started it, which need not be its parent.
        let mut quiet: Vec<Quiet> = Vec::new();
        for one in self.processes.values().flat_map(|process| &process.quiet) {
            if !quiet.contains(one) {
                quiet.push(one.clone());
            }
        }
        if !quiet.is_empty() {
            quiet::forget_closed(process, &mut quiet);
        }
        self.processes.insert(process, Process { quiet, threads: 1, ..Process::default() });
    }

    fn remove(&mut self, thread: i32) {
        if let Some(Thread { process, pending }) = self.threads.remove(&thread) {
            self.breaks_off(process, pending);
            if let Some(known) = self.processes.get_mut(&process) {
                known.threads = known.threads.saturating_sub(1);
                if known.threads == 0 {
                    self.end_process(process);
                }
            }
        }
        if thread == self.command {
            self.ended = Some(Instant::now());
        }
    }

    fn end_process(&mut self, process: i32) {
        let Some(known) = self.processes.remove(&process) else { return };
        // Of one thread all was seen. Another thread may have sent what we didn't see.
        if known.had_threads && !known.quiet.is_empty() {
            let program = known.program.unwrap_or_default();
            self.tell(&Event::Unseen { process, program, what: Unseen::QuietSocket });
        }
    }

    /// Tells the front that the command has ended, and what of it still runs. Once.
    fn tell_over(&mut self) {
        let open: Vec<_> =
            self.threads.values_mut().map(|thread| (thread.process, thread.pending.take())).collect();
        for (process, pending) in open {
            self.breaks_off(process, pending);
        }
        let processes: Vec<i32> =
            self.processes.keys().copied().filter(|process| processes::is_alive(*process)).collect();
        let left = processes.into_iter().map(|process| (process, self.program(process))).collect();
        self.tell(&Event::Over(left));
    }

    fn tell(&mut self, event: &Event) {
        wire::write(&mut self.out, event);
    }

    fn process_of(&self, thread: i32) -> i32 {
        self.threads.get(&thread).map_or(thread, |thread| thread.process)
    }

    /// The name of the program that a process runs.
    fn program(&mut self, process: i32) -> String {
        let known = self.processes.entry(process).or_default();
        known.program.get_or_insert_with(|| processes::program_of(process)).clone()
    }

    /// A process runs another program: its other threads have ended, and the files that were to be closed are.
    fn runs_program(&mut self, process: i32) {
        let others: Vec<i32> = self
            .threads
            .iter()
            .filter(|(thread, state)| state.process == process && **thread != process)
            .map(|(thread, _)| *thread)
            .collect();
        for thread in others {
            if let Some(thread) = self.threads.remove(&thread) {
                self.breaks_off(process, thread.pending);
            }
        }
        // If another thread than the first began it, the first has ended, and that one has taken its number.
        let pending = self.threads.get_mut(&process).and_then(|thread| thread.pending.take());
        self.breaks_off(process, pending);
        let known = self.processes.entry(process).or_default();
        known.threads = 1;
        known.had_threads = false;
        known.program = None;
        if !known.quiet.is_empty() {
            quiet::forget_closed(process, &mut known.quiet);
        }
        let program = self.program(process);
        let gives_rights = processes::gives_rights(process);
        self.tell(&Event::Program(Started { process, program, gives_rights }));
        if process == self.command && !self.has_begun {
            self.has_begun = true;
            // A connection that was there before may lead anywhere, and nobody saw it being made.
            match processes::open_numbers(process).map(|mut all| all.any(|one| leads_out(process, one))) {
                Some(true) => self.tell_unseen(process, Unseen::Inherited),
                Some(false) => {}
                None => self.tell_unseen(process, Unseen::Hidden),
            }
        }
    }

    /// A system call begins or ends, of which more is wanted than the filter tells.
    fn at_call(&mut self, thread: i32) {
        match ptrace::moment(thread) {
            Moment::Begin => self.touches_quiet(thread),
            Moment::End => self.ends(thread),
            Moment::Neither => {}
        }
    }
}

fn is_stop(signal: i32) -> bool {
    matches!(signal, libc::SIGSTOP | libc::SIGTSTP | libc::SIGTTIN | libc::SIGTTOU)
}
