//! UDP sockets that were connected, by which nothing was sent yet.
//!
//! To connect a UDP socket sends nothing: every lookup of a name does so, only to find out which of several
//! addresses is nearest. What is sent by it afterwards needs no address, and may be a plain `write`. So processes
//! that have such a socket are stopped at all their calls, until one sends by it or they have closed it.

use std::path::PathBuf;

use nix::libc;
use opsec::torcheck::watch::Endpoint;

use super::ptrace::Beginning;
use super::{memory, processes};

/// A connected UDP socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quiet {
    /// What /proc calls it: the same for every process that has it, and for every number.
    pub(super) socket: PathBuf,
    pub(super) to: Endpoint,
}

/// What a call may do to the quiet sockets of its process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Touch {
    /// It sends by this one.
    Sends(Quiet),
    /// It may send by any of them.
    MaySend,
    /// It may close some.
    Closes,
}

/// More of them aren't followed; a program with so many is not looking up names.
pub(super) const MOST: usize = 64;

/// What a call that begins may do to them.
pub(super) fn touch(thread: i32, call: Beginning, is_narrow: bool, quiet: &[Quiet]) -> Option<Touch> {
    let number = match if is_narrow { narrow(thread, call)? } else { wide(call)? } {
        Does::Send(number) => number,
        Does::MaySend => return Some(Touch::MaySend),
        Does::Close => return Some(Touch::Closes),
    };
    let socket = processes::open_file(thread, number)?;
    quiet.iter().find(|quiet| quiet.socket == socket).cloned().map(Touch::Sends)
}

/// What a call does to the open file of this number.
enum Does {
    Send(u64),
    /// It sends by files that it names in memory.
    MaySend,
    Close,
}

fn wide(call: Beginning) -> Option<Does> {
    let [first, _, third, ..] = call.arguments;
    Some(match call.number {
        libc::SYS_write | libc::SYS_writev | libc::SYS_pwritev2 | libc::SYS_sendto | libc::SYS_sendfile => {
            Does::Send(first)
        }
        libc::SYS_splice => Does::Send(third),
        libc::SYS_io_submit => Does::MaySend,
        libc::SYS_close | libc::SYS_close_range | libc::SYS_dup3 => Does::Close,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_dup2 => Does::Close,
        _ => return None,
    })
}

/// The same for a 32-bit program on x86 (`arch/x86/entry/syscalls/syscall_32.tbl`); those on ARM aren't read.
fn narrow(thread: i32, call: Beginning) -> Option<Does> {
    let [first, second, third, ..] = call.arguments;
    Some(match call.number {
        // write, writev, sendfile, sendfile64, sendto, pwritev2
        4 | 146 | 187 | 239 | 369 | 379 => Does::Send(first),
        // splice
        313 => Does::Send(third),
        // socketcall: send
        102 if first == 9 => Does::Send(memory::word(&memory::read(thread, second, 4)?, 0, true)?),
        // io_submit
        248 => Does::MaySend,
        // close, dup2, dup3, close_range
        6 | 63 | 330 | 436 => Does::Close,
        _ => return None,
    })
}

/// Forgets those that a process has closed.
pub(super) fn forget_closed(process: i32, quiet: &mut Vec<Quiet>) {
    let open: Vec<PathBuf> = processes::open_files(process).collect();
    quiet.retain(|quiet| open.contains(&quiet.socket));
}
