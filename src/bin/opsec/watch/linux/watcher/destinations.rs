//! Where a call that begins would connect or send to.

use nix::libc;
use opsec::torcheck::watch::{Attempt, Endpoint, How, Transport};

use super::super::memory::{self, Address, word};
use super::super::processes;
use super::pending::{Beginning, Hidden, Pending};

/// Messages that the system takes by one call (`UIO_MAXIOV`).
const MOST_MESSAGES: u64 = 1024;

pub(super) fn connects(begins: &Beginning) -> Result<Option<Pending>, Hidden> {
    let [socket, at, length, ..] = begins.arguments;
    let address = match memory::address(begins.thread, at, length) {
        Some(Address::Unspecified(_) | Address::None) => return Ok(None),
        Some(Address::Other(family)) if i32::from(family) == libc::AF_NETLINK => return Ok(None),
        Some(address) => address,
        None if at == 0 => return Ok(None),
        None => return Err(Hidden),
    };
    let seen = begins.socket(socket);
    let to = match &seen {
        Some(seen) => seen.endpoint(address),
        None => unseen_endpoint(begins.thread, Transport::Tcp, address),
    };
    let Some(to) = to else { return Ok(None) };
    Ok(Some(if seen.is_some_and(|seen| seen.has_packets() && seen.is_ip()) {
        Pending::SetsPeer { to, socket }
    } else {
        Pending::Sends { how: How::Connection, to: vec![to], socket }
    }))
}

pub(super) fn sends_to(begins: &Beginning) -> Result<Option<Pending>, Hidden> {
    let [socket, _, _, flags, at, length] = begins.arguments;
    let named = match at {
        0 => None,
        _ => Some(memory::address(begins.thread, at, length).ok_or(Hidden)?),
    };
    sends(begins, socket, flags, vec![named])
}

/// Reads one `struct msghdr`, or many of `struct mmsghdr`.
pub(super) fn sends_messages(
    begins: &Beginning,
    at: u64,
    count: u64,
    flags: u64,
    is_many: bool,
) -> Result<Option<Pending>, Hidden> {
    let socket = begins.arguments[0];
    if begins.socket(socket).is_some_and(|seen| !seen.has_packets() && !is_fast_open(flags)) {
        return Ok(None);
    }
    let one = match (begins.is_narrow, is_many) {
        (false, false) => 56,
        (false, true) => 64,
        (true, false) => 28,
        (true, true) => 32,
    };
    let mut named = Vec::new();
    for index in 0..count.min(MOST_MESSAGES) {
        let Some(message) = memory::read(begins.thread, at.wrapping_add(index * one), 16) else {
            // The system sends those before the one that it can't read either.
            if index > 0 {
                break;
            }
            return Err(Hidden);
        };
        let word = |at| word(&message, at, begins.is_narrow).unwrap_or_default();
        let (address, length) = (word(0), word(if begins.is_narrow { 4 } else { 8 }));
        named.push(match address {
            0 => None,
            _ => Some(memory::address(begins.thread, address, length).ok_or(Hidden)?),
        });
    }
    sends(begins, socket, flags, named)
}

/// Whether a `struct msghdr` has more than data, such as open files for another process.
pub(super) fn has_control(begins: &Beginning, at: u64) -> bool {
    let offset = if begins.is_narrow { 20 } else { 40 };
    let length = memory::read(begins.thread, at.wrapping_add(offset), 8);
    length.and_then(|bytes| word(&bytes, 0, begins.is_narrow)).is_some_and(|length| length > 0)
}

/// What is sent to addresses, or where there is none to where the socket is connected.
fn sends(
    begins: &Beginning,
    socket: u64,
    flags: u64,
    named: Vec<Option<Address>>,
) -> Result<Option<Pending>, Hidden> {
    let to: Vec<Endpoint>;
    let how;
    if let Some(seen) = begins.socket(socket) {
        how = match (seen.has_packets(), is_fast_open(flags)) {
            _ if seen.is_netlink() => return Ok(None),
            (true, _) => How::Packet,
            (false, true) => How::Connection,
            (false, false) => return Ok(None),
        };
        to = named
            .into_iter()
            .filter_map(|address| address.and_then(|address| seen.endpoint(address)).or_else(|| seen.peer()))
            .collect();
    } else {
        // Without an address it may lead to wherever the socket is connected, if it is a socket at all.
        if named.iter().any(Option::is_none) {
            return processes::open_numbers(begins.thread).map(|_| None).ok_or(Hidden);
        }
        how = How::Packet;
        let named = named.into_iter().flatten();
        to = named.filter_map(|address| unseen_endpoint(begins.thread, Transport::Udp, address)).collect();
    }
    Ok((!to.is_empty()).then_some(Pending::Sends { how, to, socket }))
}

/// A destination by its address alone, if the socket can't be seen.
fn unseen_endpoint(thread: i32, transport: Transport, address: Address) -> Option<Endpoint> {
    match address {
        Address::Ip(address) | Address::Unspecified(address) => Some(Endpoint::Ip(transport, address)),
        Address::Unix(path) => Some(Endpoint::Unix(processes::absolute(thread, &path))),
        Address::Abstract(name) => Some(Endpoint::Abstract(name)),
        Address::Other(family) => (i32::from(family) != libc::AF_NETLINK).then_some(Endpoint::Other(family)),
        Address::None => None,
    }
}

/// Whether it connects while it sends (TCP Fast Open).
fn is_fast_open(flags: u64) -> bool {
    flags & u64::from(libc::MSG_FASTOPEN.cast_unsigned()) != 0
}

/// What the system answered; nothing if the program has to ask again, asked for what it has, or asked for what
/// can't be.
pub(super) fn attempt(result: Result<u64, i32>) -> Option<Attempt> {
    let Err(error) = result else { return Some(Attempt::Done) };
    Some(match error {
        libc::EAGAIN
        | libc::EALREADY
        | libc::EISCONN
        | libc::EBADF
        | libc::ENOTSOCK
        | libc::EFAULT
        | libc::EINVAL => return None,
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
