//! What was seen of a program while it ran.

use core::net::SocketAddr;

use serde::{Deserialize, Serialize};

use crate::torcheck::reached;

/// The number of a process.
pub type Pid = i32;

/// Something that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Event {
    /// The command is being watched, and may begin.
    Watching,
    /// The system doesn't let us watch; its error number.
    NotAllowed(i32),
    /// A process began to run a program.
    Program(Started),
    /// Something was connected to or sent.
    Call(Call),
    /// A process waits for connections or packets at an address of its own.
    Listens {
        /// The process.
        process: Pid,
        /// The name of its program.
        program: String,
        /// The address.
        at: Endpoint,
    },
    /// A process did something whose connections can't be seen.
    Unseen {
        /// The process.
        process: Pid,
        /// The name of its program.
        program: String,
        /// What it did.
        what: Unseen,
    },
    /// The command itself ended; these processes of it still run, with the names of their programs.
    Over(Vec<(Pid, String)>),
}

/// A program that began to run.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Started {
    /// The process that runs it.
    pub process: Pid,
    /// The name of the program.
    pub program: String,
    /// Whether its file gives the rights of another user or group, or capabilities.
    pub gives_rights: bool,
}

/// A call that connects or sends.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Call {
    /// Milliseconds since the command began.
    pub at: u64,
    /// The process that made it.
    pub process: Pid,
    /// The name of its program.
    pub program: String,
    /// Whether it connects or sends.
    pub how: How,
    /// The destination.
    pub to: Endpoint,
    /// What the system answered.
    pub attempt: Attempt,
    /// How many packets it were; one for a connection.
    pub count: u64,
    /// Whether the process is in the network namespace in which opsec itself is.
    pub is_in_our_network: bool,
}

/// Whether something was connected or sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum How {
    /// A connection.
    Connection,
    /// A packet without a connection.
    Packet,
}

/// A destination, or the address at which something listens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Endpoint {
    /// An IP address and port.
    Ip(Transport, SocketAddr),
    /// A Unix socket in the file system.
    Unix(String),
    /// A Unix socket of the abstract namespace.
    Abstract(String),
    /// A socket of another family, by its number.
    Other(u16),
}

impl Endpoint {
    /// The same destination in its plainest form: an IPv4 address that was mapped to IPv6 is one of IPv4, and
    /// the unspecified address leads to this computer.
    #[must_use]
    pub fn plain(self) -> Self {
        let Self::Ip(transport, address) = self else { return self };
        Self::Ip(transport, reached(address))
    }

    /// Whether names are looked up there.
    pub fn is_for_lookups(&self) -> bool {
        matches!(
            self,
            Self::Ip(Transport::Tcp | Transport::Udp, address) if LOOKUP_PORTS.contains(&address.port())
        )
    }
}

/// DNS; DNS over TLS and QUIC; lookups in the local network: mDNS, LLMNR, `NetBIOS`.
const LOOKUP_PORTS: [u16; 5] = [53, 853, 5353, 5355, 137];

/// The protocol that a socket speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Transport {
    /// TCP, also over several paths.
    Tcp,
    /// UDP.
    Udp,
    /// ICMP, as `ping` sends it.
    Icmp,
    /// Any other protocol of IP, by its number.
    Other(i32),
}

/// What the system answered to a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Attempt {
    /// It was done.
    Done,
    /// It was begun; the call did not wait for the result.
    Begun,
    /// The destination refused it.
    Refused,
    /// There is no way there.
    Unreachable,
    /// Nothing answered.
    TimedOut,
    /// This computer didn't allow it.
    Forbidden,
    /// There is nothing of that name.
    Absent,
    /// It failed for another reason.
    Failed,
}

impl Attempt {
    /// Whether a packet may have left by it: a destination that refuses was asked.
    pub fn was_sent(self) -> bool {
        matches!(self, Self::Done | Self::Begun | Self::Refused | Self::TimedOut)
    }
}

/// Something whose connections can't be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub enum Unseen {
    /// A ring of system calls (`io_uring`), by which a program connects without calling.
    Ring,
    /// Calls of another kind of processor, such as those of a 32-bit program.
    OtherCalls,
    /// A socket of an unusual kind, such as for raw packets, which may go anywhere.
    RawSocket,
    /// A connected UDP socket by which something may be sent unseen: by another thread or process, or later.
    QuietSocket,
    /// A connection or an unusual socket that was open when the command began.
    Inherited,
    /// Its memory or its open files can't be read, so its calls can't be either.
    Hidden,
    /// An open file that it took from another process.
    Taken,
    /// A process that it started in a way that keeps it from being watched.
    Untraced,
    /// Another process that answers its system calls, and may let them pass unseen.
    Supervised,
    /// Another process, not watched, that it traced or changed, and that may connect for it.
    Controls,
    /// It tried to trace another process, which can't be done while we trace.
    Tracing,
    /// The program began to run with rights that it doesn't get while it is watched.
    WithoutRights,
}

impl Unseen {
    /// Whether connections may have been missed by it.
    pub fn may_hide_connections(self) -> bool {
        !matches!(self, Self::Tracing | Self::WithoutRights)
    }
}
