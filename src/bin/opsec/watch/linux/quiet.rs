//! UDP sockets that were connected, by which nothing was sent yet.
//!
//! To connect a UDP socket sends nothing: every lookup of a name does so, only to find out which of several
//! addresses is nearest. What is sent by it afterwards needs no address, and may be a plain `write`. So a process
//! that has such a socket is stopped at all its calls, until it sends by it or closes it.

use std::path::PathBuf;

use nix::libc;
use opsec::torcheck::watch::Endpoint;

use super::processes;
use super::ptrace::Beginning;

/// A connected UDP socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quiet {
    /// What /proc calls it: the same for every number that a process has it under.
    pub(super) socket: PathBuf,
    pub(super) to: Endpoint,
}

/// What a call may do to the quiet sockets of its process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Touch {
    /// It sends by this one.
    Sends(Quiet),
    /// It may close some.
    Closes,
}

/// More of them aren't followed; a program with so many is not looking up names.
pub(super) const MOST: usize = 64;

/// What a call that begins may do to them.
pub(super) fn touch(process: i32, call: Beginning, quiet: &[Quiet]) -> Option<Touch> {
    let [first, _, third, ..] = call.arguments;
    let number = match call.number {
        libc::SYS_write | libc::SYS_writev | libc::SYS_sendto | libc::SYS_sendfile => first,
        libc::SYS_splice => third,
        libc::SYS_close | libc::SYS_close_range | libc::SYS_dup3 => return Some(Touch::Closes),
        #[cfg(target_arch = "x86_64")]
        libc::SYS_dup2 => return Some(Touch::Closes),
        _ => return None,
    };
    let socket = processes::open_file(process, number)?;
    quiet.iter().find(|quiet| quiet.socket == socket).cloned().map(Touch::Sends)
}

/// Forgets those that a process has closed.
pub(super) fn forget_closed(process: i32, quiet: &mut Vec<Quiet>) {
    let open: Vec<PathBuf> = processes::open_files(process).collect();
    quiet.retain(|quiet| open.contains(&quiet.socket));
}
