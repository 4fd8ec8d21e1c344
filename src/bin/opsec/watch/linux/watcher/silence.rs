//! How the watcher follows UDP sockets by which nothing was sent yet.

use std::io::Write;

use opsec::torcheck::watch::{Endpoint, Unseen};

use super::super::quiet::{self, Quiet, Touch};
use super::super::{processes, ptrace};
use super::Watcher;
use super::destinations::has_control;
use super::pending::{Beginning, Pending};

impl<W: Write> Watcher<W> {
    /// A process with quiet sockets may give one to another.
    pub(super) fn may_pass_on(&mut self, begins: &Beginning, message: u64) {
        let has_quiet = self.processes.get(&begins.process).is_some_and(|process| !process.quiet.is_empty());
        if has_quiet
            && has_control(begins, message)
            && begins.socket(begins.arguments[0]).is_none_or(|socket| socket.is_unix())
        {
            self.tell_unseen(begins.process, Unseen::QuietSocket);
        }
    }

    /// A process with quiet sockets begins a call.
    pub(super) fn touches_quiet(&mut self, thread: i32) {
        let process = self.process_of(thread);
        let Some(known) = self.processes.get(&process) else { return };
        let is_narrow = ptrace::is_narrow(thread);
        let Some(beginning) = ptrace::beginning(thread, is_narrow) else { return };
        let pending = match quiet::touch(thread, beginning, is_narrow, &known.quiet) {
            Some(Touch::Sends(quiet)) => Pending::Breaks(quiet),
            Some(Touch::MaySend) => Pending::Unseen(Unseen::QuietSocket),
            Some(Touch::Closes) => Pending::Closes,
            None => return,
        };
        if let Some(thread) = self.threads.get_mut(&thread) {
            thread.pending = Some(pending);
        }
    }

    pub(super) fn becomes_quiet(&mut self, thread: i32, to: &Endpoint, socket: u64) {
        let process = self.process_of(thread);
        let Some(socket) = processes::open_file(thread, socket) else {
            self.tell_unseen(process, Unseen::Hidden);
            return;
        };
        // Processes that share it may send by it as well.
        let owners: Vec<i32> = self
            .processes
            .keys()
            .copied()
            .filter(|other| *other == process || processes::open_files(*other).any(|file| file == socket))
            .collect();
        for owner in owners {
            let quiet = &mut self.processes.entry(owner).or_default().quiet;
            let was_followed = !quiet.is_empty();
            quiet.retain(|quiet| quiet.socket != socket);
            if quiet.len() < quiet::MOST {
                quiet.push(Quiet { socket: socket.clone(), to: to.clone() });
            } else {
                self.tell_unseen(owner, Unseen::QuietSocket);
            }
            // All their threads are followed from now on, not only the one that connected it.
            let others = self.threads.iter().filter(|(other, state)| {
                !was_followed && state.process == owner && **other != thread && state.pending.is_none()
            });
            others.for_each(|(other, _)| ptrace::interrupt(*other));
        }
    }

    pub(super) fn forget(&mut self, quiet: &Quiet) {
        for process in self.processes.values_mut() {
            process.quiet.retain(|other| other.socket != quiet.socket);
        }
    }
}
