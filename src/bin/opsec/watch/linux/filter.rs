//! The filter by which the system stops a process at certain calls and lets all others pass.
//!
//! seccompiler builds filters that end every program of another kind of processor, which would hinder 32-bit
//! programs. So the program for the filter's machine is written here, and seccompiler declares it.

use std::io;

use nix::libc;
use seccompiler::sock_filter;

use super::calls::{Call, NARROW_CALLS};

/// Instructions of the filter's machine (`linux/bpf_common.h`).
const LOAD: u16 = 0x20;
const JUMP_IF_EQUAL: u16 = 0x15;
const JUMP_IF_ANY_BIT: u16 = 0x45;
const AND: u16 = 0x54;
const RETURN: u16 = 0x06;

/// Answers of a filter (`linux/seccomp.h`).
const ALLOW: u32 = 0x7fff_0000;
const TRACE: u32 = 0x7ff0_0000;

/// Where the parts of a call are (`struct seccomp_data`): number, processor, six arguments of eight bytes.
const NUMBER: u32 = 0;
const PROCESSOR: u32 = 4;
const fn low(argument: u32) -> u32 {
    16 + 8 * argument
}
const fn high(argument: u32) -> u32 {
    low(argument) + 4
}

/// The processor's own calls, and those of its 32-bit ancestor (`linux/audit.h`).
#[cfg(target_arch = "x86_64")]
pub(super) const PROCESSORS: (u32, u32) = (0xC000_003E, 0x4000_0003);
#[cfg(target_arch = "aarch64")]
pub(super) const PROCESSORS: (u32, u32) = (0xC000_00B7, 0x4000_0028);

/// Marks the calls of x32, 64-bit programs with short pointers, on x86.
const X32: u32 = 0x4000_0000;

/// Calls that are stopped at whatever their arguments are.
const WIDE_CALLS: &[(libc::c_long, Call)] = &[
    (libc::SYS_connect, Call::Connect),
    (libc::SYS_sendmsg, Call::SendMessage),
    (libc::SYS_sendmmsg, Call::SendMessages),
    (libc::SYS_bind, Call::Bind),
    (libc::SYS_listen, Call::Listen),
    (libc::SYS_io_uring_setup, Call::Ring),
    (libc::SYS_ptrace, Call::Trace),
    (libc::SYS_process_vm_writev, Call::WriteMemory),
    (libc::SYS_pidfd_getfd, Call::TakeFile),
    (libc::SYS_clone3, Call::CloneByStructure),
    (libc::SYS_seccomp, Call::Declare),
];

/// Calls that are stopped at by their arguments.
const CHOSEN_CALLS: &[(libc::c_long, Call)] =
    &[(libc::SYS_sendto, Call::SendTo), (libc::SYS_socket, Call::Socket), (libc::SYS_clone, Call::Clone)];

/// Families of sockets (`linux/socket.h`) by which nothing leaves this computer: Unix; netlink, by which programs
/// ask the kernel and which has raw sockets too; the kernel's ciphers. And the two of IP.
const INNER: [u32; 3] = [1, 16, 38];
const IP: [u32; 2] = [2, 10];
const RAW: u32 = 3;
const SCTP: u32 = 132;

/// What `clone` makes with this flag isn't watched (`linux/sched.h`).
pub(super) const UNTRACED: u32 = 0x80_0000;

/// Declares the filter for this process and everything it will start.
pub(super) fn declare() -> io::Result<()> {
    seccompiler::apply_filter(&program()).map_err(|error| match error {
        seccompiler::Error::Prctl(error) | seccompiler::Error::Seccomp(error) => error,
        other => io::Error::other(other.to_string()),
    })
}

fn program() -> Vec<sock_filter> {
    let (wide, narrow) = PROCESSORS;
    let mut program = vec![does(LOAD, PROCESSOR)];
    program.extend(if_equal(wide, wide_calls()));
    program.extend(if_equal(narrow, narrow_calls()));
    program.push(does(RETURN, ALLOW));
    program
}

fn wide_calls() -> Vec<sock_filter> {
    let mut program = vec![does(LOAD, NUMBER)];
    if cfg!(target_arch = "x86_64") {
        // Hardly any system has such programs, and we don't read their calls.
        program.push(jump(JUMP_IF_ANY_BIT, X32, 0, 1));
        program.push(stop());
    }
    for (number, _) in WIDE_CALLS {
        program.extend(if_equal(number_of(*number), vec![stop()]));
    }
    program.extend(if_equal(number_of(libc::SYS_sendto), with_address()));
    program.extend(if_equal(number_of(libc::SYS_socket), unusual_sockets()));
    program.extend(if_equal(number_of(libc::SYS_clone), untraced()));
    program.push(does(RETURN, ALLOW));
    program
}

/// Without an address it sends by a connection, which was seen when it was made: most programs send so, and need
/// not be stopped.
fn with_address() -> Vec<sock_filter> {
    vec![
        does(LOAD, low(4)),
        jump(JUMP_IF_EQUAL, 0, 0, 2),
        does(LOAD, high(4)),
        jump(JUMP_IF_EQUAL, 0, 1, 0),
        stop(),
        does(RETURN, ALLOW),
    ]
}

fn untraced() -> Vec<sock_filter> {
    vec![does(LOAD, low(0)), jump(JUMP_IF_ANY_BIT, UNTRACED, 0, 1), stop(), does(RETURN, ALLOW)]
}

/// Sockets by which whole packets can be sent, or connections be made in other ways.
fn unusual_sockets() -> Vec<sock_filter> {
    let mut program = vec![does(LOAD, low(0))];
    for family in INNER {
        program.extend(if_equal(family, vec![does(RETURN, ALLOW)]));
    }
    program.extend([jump(JUMP_IF_EQUAL, IP[0], 2, 0), jump(JUMP_IF_EQUAL, IP[1], 1, 0), stop()]);
    // The higher bits of the kind are options.
    program.extend([does(LOAD, low(1)), does(AND, 0xf)]);
    program.extend(if_equal(RAW, vec![stop()]));
    program.push(does(LOAD, low(2)));
    program.extend(if_equal(SCTP, vec![stop()]));
    program.push(does(RETURN, ALLOW));
    program
}

/// Whether `socket` opens one of those.
pub(super) fn is_unusual(arguments: [u64; 6]) -> bool {
    let [family, kind, protocol, ..] =
        arguments.map(|argument| u32::try_from(argument & 0xffff_ffff).unwrap_or(u32::MAX));
    let is_raw = kind & 0xf == RAW;
    !INNER.contains(&family) && (!IP.contains(&family) || is_raw || protocol == SCTP)
}

/// The call that has this number. The filter doesn't tell it: a filter of the program's own could tell another.
pub(super) fn call_of(number: i64, is_narrow: bool) -> Option<Call> {
    let number = u32::try_from(number & 0xffff_ffff).ok()?;
    if is_narrow {
        return NARROW_CALLS.iter().find(|(known, _)| *known == number).map(|(_, call)| *call);
    }
    if cfg!(target_arch = "x86_64") && number & X32 != 0 {
        return Some(Call::Foreign);
    }
    let mut known = WIDE_CALLS.iter().chain(CHOSEN_CALLS);
    known.find(|(known, _)| number_of(*known) == number).map(|(_, call)| *call)
}

fn narrow_calls() -> Vec<sock_filter> {
    let mut program = vec![does(LOAD, NUMBER)];
    for (number, _) in NARROW_CALLS {
        program.extend(if_equal(*number, vec![stop()]));
    }
    program.push(does(RETURN, ALLOW));
    program
}

fn number_of(call: libc::c_long) -> u32 {
    u32::try_from(call).unwrap_or(u32::MAX)
}

fn does(code: u16, value: u32) -> sock_filter {
    jump(code, value, 0, 0)
}

fn jump(code: u16, value: u32, if_true: u8, if_false: u8) -> sock_filter {
    sock_filter { code, jt: if_true, jf: if_false, k: value }
}

fn stop() -> sock_filter {
    does(RETURN, TRACE)
}

/// Does the rest, which must return, if the loaded value is this one.
fn if_equal(value: u32, rest: Vec<sock_filter>) -> Vec<sock_filter> {
    let over = u8::try_from(rest.len()).expect("the filter is short");
    let mut program = vec![jump(JUMP_IF_EQUAL, value, 0, over)];
    program.extend(rest);
    program
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the filter stops a call, by a machine of a few lines.
    fn stops(processor: u32, number: u32, arguments: [u64; 6]) -> bool {
        let program = program();
        let (mut at, mut loaded) = (0, 0_u32);
        loop {
            let instruction = &program[at];
            at += 1;
            let mut jump_if = |is_true: bool| {
                at += usize::from(if is_true { instruction.jt } else { instruction.jf });
            };
            match instruction.code {
                LOAD => {
                    loaded = match instruction.k {
                        NUMBER => number,
                        PROCESSOR => processor,
                        offset => {
                            let argument = arguments[usize::try_from((offset - 16) / 8).unwrap()];
                            let half = if offset % 8 == 0 { argument } else { argument >> 32 };
                            u32::try_from(half & 0xffff_ffff).unwrap()
                        }
                    }
                }
                AND => loaded &= instruction.k,
                JUMP_IF_EQUAL => jump_if(loaded == instruction.k),
                JUMP_IF_ANY_BIT => jump_if(loaded & instruction.k != 0),
                RETURN => {
                    assert!(matches!(instruction.k, ALLOW | TRACE));
                    return instruction.k == TRACE;
                }
                other => panic!("{other:#x}"),
            }
        }
    }

    #[test]
    fn a_process_is_stopped_where_it_must_be_and_nowhere_else() {
        let wide = |call: libc::c_long, arguments| stops(PROCESSORS.0, number_of(call), arguments);
        let none = [0; 6];
        for (call, meaning) in WIDE_CALLS {
            assert!(wide(*call, none));
            assert_eq!(call_of(*call, false), Some(*meaning));
        }
        assert!(!wide(libc::SYS_sendto, none));
        assert!(wide(libc::SYS_sendto, [3, 0, 0, 0, 0x7f00, 16]));
        assert!(wide(libc::SYS_sendto, [3, 0, 0, 0, 0x7f_0000_0000, 16]));
        assert!(!wide(libc::SYS_clone, [0x0120_0011, 0, 0, 0, 0, 0]));
        assert!(wide(libc::SYS_clone, [0x0080_0011, 0, 0, 0, 0, 0]));
        for call in [libc::SYS_read, libc::SYS_write, libc::SYS_openat, libc::SYS_execve, libc::SYS_mmap] {
            assert!(!wide(call, [u64::MAX; 6]));
            assert_eq!(call_of(call, false), None);
        }
    }

    #[test]
    fn only_unusual_sockets_are_stopped_at() {
        let socket = |family, kind, protocol| {
            let arguments = [family, kind, protocol, 0, 0, 0];
            let stops = stops(PROCESSORS.0, number_of(libc::SYS_socket), arguments);
            assert_eq!(stops, is_unusual(arguments));
            stops
        };
        let with_options = 0o2_000_000 | 0o4000;
        assert!(socket(17, 3, 0) && socket(17, 2, 0) && socket(44, 3, 0));
        assert!(socket(2, 3 | with_options, 1) && socket(10, 3, 58));
        assert!(socket(2, 1, 132) && socket(10, 5, 132));
        assert!(socket(21, 5, 0) && socket(30, 4, 0) && socket(40, 1, 0));
        assert!(
            !socket(2, 1, 6) && !socket(2, 2 | with_options, 17) && !socket(10, 2, 0) && !socket(1, 1, 0)
        );
        assert!(!socket(16, 3 | with_options, 0));
    }

    #[test]
    fn programs_of_another_kind_are_seen_or_pass_and_never_end() {
        for (number, call) in NARROW_CALLS {
            assert!(stops(PROCESSORS.1, *number, [0; 6]));
            assert_eq!(call_of((*number).into(), true), Some(*call));
        }
        assert!(!stops(PROCESSORS.1, 4, [0; 6]));
        assert!(!stops(0x1234, number_of(libc::SYS_connect), [0; 6]));
        if cfg!(target_arch = "x86_64") {
            let foreign = X32 | number_of(libc::SYS_connect);
            assert!(stops(PROCESSORS.0, foreign, [0; 6]));
            assert_eq!(call_of(foreign.into(), false), Some(Call::Foreign));
        }
    }
}
