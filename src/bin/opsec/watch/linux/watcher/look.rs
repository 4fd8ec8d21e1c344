//! What the watcher looks at when a call begins, and what it tells when the call ends.

use std::io::Write;

use opsec::torcheck::watch::{Attempt, Call as Seen, Endpoint, Event, How, Transport, Unseen};

use super::super::calls::{Call, socket_call};
use super::super::filter::{self, UNTRACED};
use super::super::memory::{self, word};
use super::super::quiet;
use super::super::sockets::Socket;
use super::super::{processes, ptrace};
use super::Watcher;
use super::destinations::{attempt, connects, sends_messages, sends_to};
use super::pending::{Beginning, Hidden, Pending};

/// Requests of `ptrace` by which one process comes to follow another (`linux/ptrace.h`).
const FOLLOWS: [u64; 2] = [16, 0x4206];
/// `seccomp`: declares a filter, and with it a listener that answers calls (`linux/seccomp.h`).
const SET_FILTER: u64 = 1;
const WITH_LISTENER: u64 = 8;

impl<W: Write> Watcher<W> {
    /// The filter stopped a thread at a call.
    pub(super) fn begins(&mut self, thread: i32) {
        let is_narrow = ptrace::is_narrow(thread);
        let Some(beginning) = ptrace::beginning(thread, is_narrow) else { return };
        let Some(call) = filter::call_of(beginning.number, is_narrow) else { return };
        let process = self.process_of(thread);
        let begins = Beginning { thread, process, arguments: beginning.arguments, is_narrow };
        let pending = self.look(call, &begins).unwrap_or_else(|Hidden| {
            self.tell_unseen(process, Unseen::Hidden);
            None
        });
        if let Some(thread) = self.threads.get_mut(&thread) {
            thread.pending = pending;
        }
    }

    fn look(&mut self, call: Call, begins: &Beginning) -> Result<Option<Pending>, Hidden> {
        let [first, second, third, fourth, ..] = begins.arguments;
        Ok(match call {
            Call::Connect => connects(begins)?,
            Call::SendTo => sends_to(begins)?,
            Call::SendMessage => {
                self.may_pass_on(begins, second);
                sends_messages(begins, second, 1, third, false)?
            }
            Call::SendMessages => {
                self.may_pass_on(begins, second);
                sends_messages(begins, second, third & 0xffff_ffff, fourth, true)?
            }
            Call::Bind => begins
                .socket(first)
                .is_some_and(|socket| socket.has_packets() && !socket.is_netlink())
                .then_some(Pending::Listens { socket: first }),
            Call::Listen => Some(Pending::Listens { socket: first }),
            Call::Socket => {
                filter::is_unusual(begins.arguments).then_some(Pending::Unseen(Unseen::RawSocket))
            }
            Call::Ring => Some(Pending::Unseen(Unseen::Ring)),
            Call::ByNumber => {
                let Some(call) = socket_call(first) else { return Ok(None) };
                let bytes = memory::read(begins.thread, second, 24).ok_or(Hidden)?;
                let mut arguments = [0; 6];
                for (index, argument) in arguments.iter_mut().enumerate() {
                    // Fewer are needed by some calls, and the memory may end there.
                    *argument = word(&bytes, 4 * index, true).unwrap_or_default();
                }
                self.look(call, &Beginning { arguments, ..*begins })?
            }
            // Every process of the command is traced already: others can't be.
            Call::Trace if first == 0 => {
                self.tell_unseen(begins.process, Unseen::Tracing);
                None
            }
            Call::Trace => FOLLOWS.contains(&first).then_some(Pending::Follows),
            Call::WriteMemory => {
                let target = i32::try_from(first & 0xffff_ffff).unwrap_or_default();
                let is_ours = self.threads.contains_key(&target);
                (!is_ours).then_some(Pending::Unseen(Unseen::Controls))
            }
            Call::TakeFile => Some(Pending::Unseen(Unseen::Taken)),
            Call::Clone => untraced(first),
            Call::CloneByStructure => {
                let bytes = memory::read(begins.thread, first, 8).ok_or(Hidden)?;
                untraced(word(&bytes, 0, false).unwrap_or_default())
            }
            Call::Declare => {
                let has_listener = first == SET_FILTER && second & WITH_LISTENER != 0;
                has_listener.then_some(Pending::Unseen(Unseen::Supervised))
            }
            Call::Foreign => {
                self.tell_unseen(begins.process, Unseen::OtherCalls);
                None
            }
        })
    }

    /// A call ends whose result mattered.
    pub(super) fn ends(&mut self, thread: i32) {
        let Some(pending) = self.threads.get_mut(&thread).and_then(|thread| thread.pending.take()) else {
            return;
        };
        let Some(result) = ptrace::result(thread) else { return };
        let process = self.process_of(thread);
        match pending {
            Pending::Sends { how, to, socket } => self.sent(thread, how, to, socket, result),
            Pending::SetsPeer { to, socket } if result.is_ok() => self.becomes_quiet(thread, &to, socket),
            // Without a way to the resolver, a program gives up before it sends its question.
            Pending::SetsPeer { to, .. } if to.is_for_lookups() => {
                if let Some(attempt) = attempt(result).filter(|attempt| !attempt.was_sent()) {
                    self.tell_call(thread, How::Packet, to, attempt, 1);
                }
            }
            Pending::Listens { socket } if result.is_ok() => {
                if let Some(socket) = Socket::of(thread, process, socket) {
                    self.listens(process, &socket);
                }
            }
            Pending::Unseen(what) if result.is_ok() => self.tell_unseen(process, what),
            Pending::Follows => {
                self.tell_unseen(process, if result.is_ok() { Unseen::Controls } else { Unseen::Tracing });
            }
            Pending::Closes => {
                if let Some(known) = self.processes.get_mut(&process) {
                    quiet::forget_closed(thread, &mut known.quiet);
                }
            }
            Pending::Breaks(quiet) => {
                if let Some(attempt) = attempt(result) {
                    self.forget(&quiet);
                    self.tell_call(thread, How::Packet, quiet.to, attempt, 1);
                }
            }
            Pending::SetsPeer { .. } | Pending::Listens { .. } | Pending::Unseen(_) => {}
        }
    }

    /// A thread ended in a call, or the command ended before it: it may have been done.
    pub(super) fn breaks_off(&mut self, process: i32, pending: Option<Pending>) {
        let (how, to) = match pending {
            Some(Pending::Sends { how, to, .. }) => (how, to),
            Some(Pending::Breaks(quiet)) => (How::Packet, vec![quiet.to]),
            _ => return,
        };
        for to in to {
            self.tell_call(process, how, to, Attempt::TimedOut, 1);
        }
    }

    fn listens(&mut self, process: i32, socket: &Socket) {
        let Some(at) = socket.own() else { return };
        let program = self.program(process);
        if let Endpoint::Ip(transport, address) = &at
            && address.ip().is_unspecified()
            && socket.takes_both()
        {
            let at = Endpoint::Ip(*transport, ([0; 4], address.port()).into());
            self.tell(&Event::Listens { process, program: program.clone(), at });
        }
        self.tell(&Event::Listens { process, program, at });
    }

    fn sent(&mut self, thread: i32, how: How, mut to: Vec<Endpoint>, number: u64, result: Result<u64, i32>) {
        let Some(mut attempt) = attempt(result) else { return };
        let process = self.process_of(thread);
        if how == How::Connection
            && let [Endpoint::Ip(_, address)] = to.as_slice()
            && let Some(socket) = Socket::of(thread, process, number)
        {
            let is_here = address.ip().to_canonical().is_loopback() || address.ip().is_unspecified();
            match socket.peer() {
                // Another thread may have changed the address after we read it.
                Some(peer @ Endpoint::Ip(..)) => {
                    if attempt == Attempt::Begun && is_here {
                        attempt = Attempt::Done;
                    }
                    if peer.clone().plain() != to[0].clone().plain() {
                        to = vec![peer];
                    }
                }
                // On loopback the answer is there before the call has ended.
                _ if attempt == Attempt::Begun && is_here && socket.transport() == Transport::Tcp => {
                    attempt = Attempt::Refused;
                }
                _ => {}
            }
        }
        if how == How::Packet
            && let Some(socket) = processes::open_file(thread, number)
        {
            for process in self.processes.values_mut() {
                process.quiet.retain(|quiet| quiet.socket != socket);
            }
        }
        // Packets to the same destination, one after the other, are told once with their number.
        let mut rest = to.into_iter().peekable();
        while let Some(to) = rest.next() {
            let mut count = 1;
            while rest.next_if_eq(&to).is_some() {
                count += 1;
            }
            self.tell_call(thread, how, to, attempt, count);
        }
    }

    /// Tells of a call of a thread; of one that has ended, by the number of its process.
    fn tell_call(&mut self, thread: i32, how: How, to: Endpoint, attempt: Attempt, count: u64) {
        let process = self.process_of(thread);
        let network = processes::network_of(thread);
        let is_in_our_network = self.network.is_none() || network.is_none() || network == self.network;
        let at = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let program = self.program(process);
        let call = Seen { at, process, program, how, to, attempt, count, is_in_our_network };
        self.tell(&Event::Call(call));
    }

    pub(super) fn tell_unseen(&mut self, process: i32, what: Unseen) {
        let program = self.program(process);
        self.tell(&Event::Unseen { process, program, what });
    }
}

/// What a new process is if it was made with these flags.
fn untraced(flags: u64) -> Option<Pending> {
    (flags & u64::from(UNTRACED) != 0).then_some(Pending::Unseen(Unseen::Untraced))
}
