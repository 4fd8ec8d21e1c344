//! What the watcher looks at when a call begins, and what it tells when the call ends.

use std::io::Write;

use nix::libc;
use opsec::torcheck::watch::{Attempt, Call as Seen, Endpoint, Event, How, Transport, Unseen};

use super::super::calls::{Call, Stop, socket_call};
use super::super::memory::{self, Address, word};
use super::super::quiet::{self, Quiet, Touch};
use super::super::sockets::Socket;
use super::super::{processes, ptrace};
use super::Watcher;

/// Destinations of one call that are looked at; a call may have a thousand.
const MOST_MESSAGES: u64 = 64;

/// A call whose result matters.
pub(super) enum Pending {
    /// It connects or sends.
    Sends { how: How, to: Vec<Endpoint>, socket: u64 },
    /// It connects a socket of packets, which sends nothing.
    SetsPeer { to: Endpoint, socket: u64 },
    /// It waits for others at this socket's address.
    Listens { socket: u64 },
    /// If it succeeds, something can't be seen.
    Unseen(Unseen),
    /// It may close quiet sockets.
    Closes,
    /// It sends by a quiet socket.
    Breaks(Quiet),
}

/// A call that begins, as far as all calls are alike.
struct Beginning {
    thread: i32,
    process: i32,
    arguments: [u64; 6],
    is_narrow: bool,
}

impl<W: Write> Watcher<W> {
    /// The filter stopped a thread at a call.
    pub(super) fn begins(&mut self, thread: i32) {
        let code = ptrace::message(thread).and_then(|code| u16::try_from(code).ok());
        let Some(stop) = code.and_then(Stop::of_code) else { return };
        let Some(beginning) = ptrace::beginning(thread, stop.is_narrow) else { return };
        let begins = Beginning {
            thread,
            process: self.process_of(thread),
            arguments: beginning.arguments,
            is_narrow: stop.is_narrow,
        };
        let pending = self.look(stop.call, &begins);
        if let Some(thread) = self.threads.get_mut(&thread) {
            thread.pending = pending;
        }
    }

    fn look(&mut self, call: Call, begins: &Beginning) -> Option<Pending> {
        let [first, second, third, ..] = begins.arguments;
        match call {
            Call::Connect => connects(begins),
            Call::SendTo => sends_to(begins),
            Call::SendMessage => sends_messages(begins, second, 1, third, false),
            Call::SendMessages => {
                sends_messages(begins, second, third & 0xffff_ffff, begins.arguments[3], true)
            }
            Call::Bind => Socket::of(begins.process, first)
                .is_some_and(|socket| socket.has_packets() && !socket.is_netlink())
                .then_some(Pending::Listens { socket: first }),
            Call::Listen => Some(Pending::Listens { socket: first }),
            Call::Socket => opens_unusual(begins).then_some(Pending::Unseen(Unseen::RawSocket)),
            Call::Ring => Some(Pending::Unseen(Unseen::Ring)),
            Call::ByNumber => {
                let call = socket_call(first)?;
                let bytes = memory::read(begins.thread, second, 24)?;
                let mut arguments = [0; 6];
                for (index, argument) in arguments.iter_mut().enumerate() {
                    *argument = word(&bytes, 4 * index, true)?;
                }
                self.look(call, &Beginning { arguments, ..*begins })
            }
            Call::Trace => {
                self.tell_unseen(begins.process, Unseen::Tracing);
                None
            }
            Call::Foreign => {
                self.tell_unseen(begins.process, Unseen::OtherCalls);
                None
            }
        }
    }

    /// A call ends whose result mattered.
    pub(super) fn ends(&mut self, thread: i32) {
        let Some(pending) = self.threads.get_mut(&thread).and_then(|thread| thread.pending.take()) else {
            return;
        };
        let Some(result) = ptrace::result(thread) else { return };
        let process = self.process_of(thread);
        match pending {
            Pending::Sends { how, to, socket } => self.sent(process, how, to, socket, result),
            Pending::SetsPeer { to, socket } if result.is_ok() => self.becomes_quiet(process, to, socket),
            Pending::Listens { socket } if result.is_ok() => {
                if let Some(at) = Socket::of(process, socket).and_then(|socket| socket.own()) {
                    let program = self.program(process);
                    self.tell(&Event::Listens { process, program, at });
                }
            }
            Pending::Unseen(what) if result.is_ok() => self.tell_unseen(process, what),
            Pending::Closes => {
                if let Some(known) = self.processes.get_mut(&process) {
                    quiet::forget_closed(process, &mut known.quiet);
                }
            }
            Pending::Breaks(socket) => {
                if let Some(attempt) = attempt(result) {
                    if let Some(known) = self.processes.get_mut(&process) {
                        known.quiet.retain(|quiet| quiet.socket != socket.socket);
                    }
                    self.tell_call(process, How::Packet, socket.to, attempt, 1);
                }
            }
            Pending::SetsPeer { .. } | Pending::Listens { .. } | Pending::Unseen(_) => {}
        }
    }

    /// A process with quiet sockets begins a call.
    pub(super) fn touches_quiet(&mut self, thread: i32) {
        let process = self.process_of(thread);
        let Some(known) = self.processes.get(&process) else { return };
        let Some(beginning) = ptrace::beginning(thread, false) else { return };
        let pending = match quiet::touch(process, beginning, &known.quiet) {
            Some(Touch::Sends(quiet)) => Pending::Breaks(quiet),
            Some(Touch::Closes) => Pending::Closes,
            None => return,
        };
        if let Some(thread) = self.threads.get_mut(&thread) {
            thread.pending = Some(pending);
        }
    }

    fn becomes_quiet(&mut self, process: i32, to: Endpoint, socket: u64) {
        let Some(socket) = processes::open_file(process, socket) else { return };
        let known = self.processes.entry(process).or_default();
        known.quiet.retain(|quiet| quiet.socket != socket);
        if known.quiet.len() < quiet::MOST {
            known.quiet.push(Quiet { socket, to });
        } else {
            self.tell_unseen(process, Unseen::QuietSocket);
        }
    }

    fn sent(&mut self, process: i32, how: How, to: Vec<Endpoint>, socket: u64, result: Result<u64, i32>) {
        let Some(mut attempt) = attempt(result) else { return };
        // On loopback the answer is there before the call has ended.
        if let (Attempt::Begun, [Endpoint::Ip(Transport::Tcp, address)]) = (attempt, to.as_slice())
            && address.ip().to_canonical().is_loopback()
            && let Some(socket) = Socket::of(process, socket)
        {
            attempt = if socket.peer().is_some() { Attempt::Done } else { Attempt::Refused };
        }
        if how == How::Packet
            && let Some(known) = self.processes.get_mut(&process)
            && !known.quiet.is_empty()
            && let Some(socket) = processes::open_file(process, socket)
        {
            known.quiet.retain(|quiet| quiet.socket != socket);
        }
        // Packets to the same destination, one after the other, are told once with their number.
        let mut rest = to.into_iter().peekable();
        while let Some(to) = rest.next() {
            let mut count = 1;
            while rest.next_if_eq(&to).is_some() {
                count += 1;
            }
            self.tell_call(process, how, to, attempt, count);
        }
    }

    fn tell_call(&mut self, process: i32, how: How, to: Endpoint, attempt: Attempt, count: u64) {
        let network = processes::network_of(process);
        let is_in_our_network = self.network.is_none() || network.is_none() || network == self.network;
        let at = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let program = self.program(process);
        let call = Seen { at, process, program, how, to, attempt, count, is_in_our_network };
        self.tell(&Event::Call(call));
    }

    fn tell_unseen(&mut self, process: i32, what: Unseen) {
        let program = self.program(process);
        self.tell(&Event::Unseen { process, program, what });
    }
}

fn connects(begins: &Beginning) -> Option<Pending> {
    let [socket, at, length, ..] = begins.arguments;
    let address = memory::address(begins.thread, at, length)?;
    if let Address::Other(family) = address
        && i32::from(family) == libc::AF_NETLINK
    {
        return None;
    }
    let Some(seen) = Socket::of(begins.process, socket) else {
        let to = match address {
            Address::Ip(address) => Endpoint::Ip(Transport::Tcp, address),
            Address::Unix(path) => Endpoint::Unix(processes::absolute(begins.process, &path)),
            Address::Abstract(name) => Endpoint::Abstract(name),
            Address::Other(family) => Endpoint::Other(family),
            Address::None => return None,
        };
        return Some(Pending::Sends { how: How::Connection, to: vec![to], socket });
    };
    let to = seen.endpoint(address)?;
    Some(if seen.has_packets() && seen.is_ip() {
        Pending::SetsPeer { to, socket }
    } else {
        Pending::Sends { how: How::Connection, to: vec![to], socket }
    })
}

fn sends_to(begins: &Beginning) -> Option<Pending> {
    let [socket, _, _, flags, at, length] = begins.arguments;
    let seen = Socket::of(begins.process, socket)?;
    if seen.is_netlink() {
        return None;
    }
    let named = if at == 0 { None } else { memory::address(begins.thread, at, length) };
    sends(&seen, socket, flags, vec![named])
}

/// Reads one `struct msghdr`, or many of `struct mmsghdr`.
fn sends_messages(begins: &Beginning, at: u64, count: u64, flags: u64, is_many: bool) -> Option<Pending> {
    let socket = begins.arguments[0];
    let seen = Socket::of(begins.process, socket)?;
    if seen.is_netlink() || !seen.has_packets() && !is_fast_open(flags) {
        return None;
    }
    let one = match (begins.is_narrow, is_many) {
        (false, false) => 56,
        (false, true) => 64,
        (true, false) => 28,
        (true, true) => 32,
    };
    let mut named = Vec::new();
    for index in 0..count.min(MOST_MESSAGES) {
        let message = memory::read(begins.thread, at + index * one, 16)?;
        let address = word(&message, 0, begins.is_narrow)?;
        let length = word(&message, if begins.is_narrow { 4 } else { 8 }, begins.is_narrow)? & 0xffff_ffff;
        named.push(if address == 0 { None } else { memory::address(begins.thread, address, length) });
    }
    sends(&seen, socket, flags, named)
}

/// What is sent to addresses, or where there is none to where the socket is connected.
fn sends(seen: &Socket, socket: u64, flags: u64, named: Vec<Option<Address>>) -> Option<Pending> {
    let how = if seen.has_packets() {
        How::Packet
    } else if is_fast_open(flags) {
        How::Connection
    } else {
        return None;
    };
    let to: Vec<Endpoint> = named
        .into_iter()
        .filter_map(|address| address.and_then(|address| seen.endpoint(address)).or_else(|| seen.peer()))
        .collect();
    (!to.is_empty()).then_some(Pending::Sends { how, to, socket })
}

/// Whether it connects while it sends (TCP Fast Open).
fn is_fast_open(flags: u64) -> bool {
    flags & u64::from(libc::MSG_FASTOPEN.cast_unsigned()) != 0
}

/// Whether `socket` opens one by which packets go out unseen. The filter has chosen those of a 64-bit program.
fn opens_unusual(begins: &Beginning) -> bool {
    let [family, kind, protocol, ..] = begins.arguments.map(|argument| argument & 0xffff_ffff);
    let is_raw = kind & 0xf == 3 && family != 16;
    matches!(family, 17 | 44) || is_raw || protocol == 132
}

/// What the system answered; nothing if the program has to ask again, or asked for what it has.
fn attempt(result: Result<u64, i32>) -> Option<Attempt> {
    let Err(error) = result else { return Some(Attempt::Done) };
    Some(match error {
        libc::EAGAIN | libc::EALREADY | libc::EISCONN => return None,
        // A signal came: the connection goes on without waiting. Numbers above 511 are the kernel's own.
        libc::EINPROGRESS | libc::EINTR | 512..=516 => Attempt::Begun,
        libc::ECONNREFUSED | libc::ECONNRESET => Attempt::Refused,
        libc::ENETUNREACH | libc::ENETDOWN | libc::EADDRNOTAVAIL | libc::EAFNOSUPPORT => Attempt::Unreachable,
        // It may be a router far away that says so.
        libc::EHOSTUNREACH | libc::ETIMEDOUT => Attempt::TimedOut,
        libc::EPERM | libc::EACCES => Attempt::Forbidden,
        libc::ENOENT => Attempt::Absent,
        _ => Attempt::Failed,
    })
}
