//! Looks at a socket of another process: what it is, where it is, where it leads.

use std::net::SocketAddr;
use std::os::fd::OwnedFd;

use nix::libc;
use opsec::torcheck::watch::{Endpoint, Transport};
use rustix::io::Errno;
use rustix::net::sockopt::{ipv6_v6only, socket_domain, socket_protocol, socket_type};
use rustix::net::{SocketAddrAny, SocketAddrUnix, SocketType, getpeername, getsockname};
use rustix::process::{Pid, PidfdFlags, PidfdGetfdFlags, pidfd_getfd, pidfd_open};

use super::memory::Address;
use super::processes::{absolute, open_file};

/// Names a thread instead of a process (`linux/pidfd.h`; Linux 6.9 and later).
const PIDFD_THREAD: PidfdFlags = PidfdFlags::from_bits_retain(libc::O_EXCL.cast_unsigned());

/// A socket of another process, held for a moment.
pub(super) struct Socket {
    thread: i32,
    open: OwnedFd,
    family: i32,
    kind: SocketType,
    protocol: i32,
}

impl Socket {
    /// The socket that a thread of this process has under this number, if it is one.
    pub(super) fn of(thread: i32, process: i32, number: u64) -> Option<Self> {
        let number = i32::try_from(number & 0xffff_ffff).ok()?;
        // A thread may have open files of its own, and those of its process are gone once the first thread has ended.
        let handle = pidfd_open(Pid::from_raw(thread)?, PIDFD_THREAD)
            .or_else(|_| pidfd_open(Pid::from_raw(process).ok_or(Errno::SRCH)?, PidfdFlags::empty()));
        let socket = pidfd_getfd(handle.ok()?, number, PidfdGetfdFlags::empty()).ok()?;
        Some(Self {
            thread,
            family: i32::from(socket_domain(&socket).ok()?.as_raw()),
            kind: socket_type(&socket).ok()?,
            protocol: socket_protocol(&socket)
                .ok()?
                .map_or(0, |protocol| i32::try_from(protocol.as_raw().get()).unwrap_or(-1)),
            open: socket,
        })
    }

    /// Whether it is a socket of IP.
    pub(super) fn is_ip(&self) -> bool {
        matches!(self.family, libc::AF_INET | libc::AF_INET6)
    }

    pub(super) fn is_netlink(&self) -> bool {
        self.family == libc::AF_NETLINK
    }

    pub(super) fn is_unix(&self) -> bool {
        self.family == libc::AF_UNIX
    }

    /// Whether it may lead out of the command's own processes if it was open before they began.
    pub(super) fn leads_out(&self) -> bool {
        let is_connected = getpeername(&self.open).is_ok();
        match self.family {
            libc::AF_NETLINK => false,
            libc::AF_UNIX => is_connected,
            libc::AF_INET | libc::AF_INET6 => is_connected || self.kind == SocketType::RAW,
            _ => true,
        }
    }

    /// Whether what listens at all IPv6 addresses by it listens at all IPv4 addresses too.
    pub(super) fn takes_both(&self) -> bool {
        self.family == libc::AF_INET6 && ipv6_v6only(&self.open).is_ok_and(|only| !only)
    }

    /// Whether what is sent goes in packets, each with an address of its own or to the one that was set.
    pub(super) fn has_packets(&self) -> bool {
        self.kind == SocketType::DGRAM || self.kind == SocketType::RAW
    }

    pub(super) fn transport(&self) -> Transport {
        match self.protocol {
            libc::IPPROTO_TCP | libc::IPPROTO_MPTCP => Transport::Tcp,
            libc::IPPROTO_UDP | libc::IPPROTO_UDPLITE => Transport::Udp,
            libc::IPPROTO_ICMP | libc::IPPROTO_ICMPV6 => Transport::Icmp,
            0 if self.kind == SocketType::STREAM => Transport::Tcp,
            0 if self.kind == SocketType::DGRAM => Transport::Udp,
            other => Transport::Other(other),
        }
    }

    /// The destination that an address stands for.
    pub(super) fn endpoint(&self, address: Address) -> Option<Endpoint> {
        match address {
            Address::Ip(address) => Some(Endpoint::Ip(self.transport(), address)),
            Address::Unix(path) => Some(Endpoint::Unix(absolute(self.thread, &path))),
            Address::Abstract(name) => Some(Endpoint::Abstract(name)),
            Address::Other(family) => Some(Endpoint::Other(family)),
            Address::Unspecified(address) if self.family == libc::AF_INET => {
                Some(Endpoint::Ip(self.transport(), address))
            }
            Address::Unspecified(_) | Address::None => None,
        }
    }

    /// Where it is connected to.
    pub(super) fn peer(&self) -> Option<Endpoint> {
        self.endpoint(readable(getpeername(&self.open).ok()??)?)
    }

    /// Where it is itself.
    pub(super) fn own(&self) -> Option<Endpoint> {
        self.endpoint(readable(getsockname(&self.open).ok()?)?)
    }
}

/// Whether something can be sent by an open file that was there before the command. Input and output may be Unix
/// sockets as well as pipes, and lead to what ran opsec.
pub(super) fn leads_out(process: i32, number: u64) -> bool {
    match Socket::of(process, process, number) {
        Some(socket) => socket.leads_out() && (number > 2 || !socket.is_unix()),
        None => open_file(process, number)
            .is_some_and(|file| OUTLETS.iter().any(|outlet| file.as_os_str() == *outlet)),
    }
}

/// What /proc calls a ring of system calls and a network device of a program's own.
const OUTLETS: [&str; 2] = ["anon_inode:[io_uring]", "/dev/net/tun"];

fn readable(address: SocketAddrAny) -> Option<Address> {
    if let Ok(address) = SocketAddr::try_from(address.clone()) {
        return Some(Address::Ip(address));
    }
    let address = SocketAddrUnix::try_from(address).ok()?;
    if let Some(path) = address.path() {
        return Some(Address::Unix(path.to_string_lossy().into_owned()));
    }
    Some(Address::Abstract(String::from_utf8_lossy(address.abstract_name()?).into_owned()))
}
