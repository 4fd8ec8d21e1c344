//! A call that begins, and what of it matters when it ends.

use opsec::torcheck::watch::{Endpoint, How, Unseen};

use super::super::quiet::Quiet;
use super::super::sockets::Socket;

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
    /// It begins to follow another process.
    Follows,
    /// It may close quiet sockets.
    Closes,
    /// It sends by a quiet socket.
    Breaks(Quiet),
}

/// A call that begins, as far as all calls are alike.
pub(super) struct Beginning {
    pub(super) thread: i32,
    pub(super) process: i32,
    pub(super) arguments: [u64; 6],
    pub(super) is_narrow: bool,
}

impl Beginning {
    pub(super) fn socket(&self, number: u64) -> Option<Socket> {
        Socket::of(self.thread, self.process, number)
    }
}

/// The process hides what it does: its memory or its open files can't be read.
pub(super) struct Hidden;
