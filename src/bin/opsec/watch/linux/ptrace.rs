//! The few requests to the system by which the watcher follows processes.

use std::io;

use nix::libc;
use nix::sys::ptrace::{self, Options};
use nix::unistd::Pid;

use super::filter::PROCESSORS;

/// Begins to follow a process and all that it will start. Nothing ends because the watcher does.
pub(super) fn follow(process: i32) -> io::Result<()> {
    let options = Options::PTRACE_O_TRACESYSGOOD
        | Options::PTRACE_O_TRACESECCOMP
        | Options::PTRACE_O_TRACEEXEC
        | Options::PTRACE_O_TRACEFORK
        | Options::PTRACE_O_TRACEVFORK
        | Options::PTRACE_O_TRACECLONE;
    ptrace::seize(Pid::from_raw(process), options).map_err(io::Error::from)
}

/// How a thread goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GoOn {
    /// To the next event.
    Freely,
    /// To the next beginning or end of any system call.
    ToNextCall,
    /// It stays stopped, as its user wishes, until it is continued.
    Stopped,
}

/// Lets a thread go on, and gives it the signal that it was stopped for.
pub(super) fn go_on(thread: i32, how: GoOn, signal: i32) {
    let request = match how {
        GoOn::Freely => libc::PTRACE_CONT,
        GoOn::ToNextCall => libc::PTRACE_SYSCALL,
        GoOn::Stopped => PTRACE_LISTEN,
    };
    let nothing: *mut libc::c_void = std::ptr::null_mut();
    let signal = usize::try_from(signal).unwrap_or(0);
    // SAFETY: these requests take numbers, and neither read nor write memory of this process.
    #[expect(unsafe_code, reason = "nix can't pass on signals without a name, nor leave a thread stopped")]
    // A thread that has been killed meanwhile needs nothing more.
    let _ = unsafe {
        libc::ptrace(request, thread, nothing, std::ptr::without_provenance_mut::<libc::c_void>(signal))
    };
}

/// `linux/ptrace.h`; libc doesn't name it for every system.
const PTRACE_LISTEN: libc::c_uint = 0x4208;

/// The number that came with the last event.
pub(super) fn message(thread: i32) -> Option<u64> {
    ptrace::getevent(Pid::from_raw(thread)).ok().and_then(|message| u64::try_from(message).ok())
}

/// Stops a thread for a moment; it goes on as its next event says.
pub(super) fn interrupt(thread: i32) {
    // One that has ended needs no more.
    let _ = ptrace::interrupt(Pid::from_raw(thread));
}

/// Whether a call begins, ends, or is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Begin,
    End,
    Neither,
}

pub(super) fn moment(thread: i32) -> Moment {
    match ptrace::syscall_info(Pid::from_raw(thread)).map(|info| info.op) {
        Ok(libc::PTRACE_SYSCALL_INFO_ENTRY) => Moment::Begin,
        Ok(libc::PTRACE_SYSCALL_INFO_EXIT) => Moment::End,
        _ => Moment::Neither,
    }
}

/// Whether the call is one of a 32-bit program. A 64-bit program can make such calls too.
pub(super) fn is_narrow(thread: i32) -> bool {
    ptrace::syscall_info(Pid::from_raw(thread)).is_ok_and(|info| info.arch == PROCESSORS.1)
}

/// A system call that begins: its number and arguments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning {
    pub(super) number: i64,
    pub(super) arguments: [u64; 6],
}

#[cfg(target_arch = "x86_64")]
pub(super) fn beginning(thread: i32, is_narrow: bool) -> Option<Beginning> {
    let registers = ptrace::getregs(Pid::from_raw(thread)).ok()?;
    let arguments = if is_narrow {
        [registers.rbx, registers.rcx, registers.rdx, registers.rsi, registers.rdi, registers.rbp]
            .map(|register| register & 0xffff_ffff)
    } else {
        [registers.rdi, registers.rsi, registers.rdx, registers.r10, registers.r8, registers.r9]
    };
    Some(Beginning { number: registers.orig_rax.cast_signed(), arguments })
}

#[cfg(target_arch = "aarch64")]
pub(super) fn beginning(thread: i32, _is_narrow: bool) -> Option<Beginning> {
    let registers = ptrace::getregs(Pid::from_raw(thread)).ok()?.regs;
    let arguments = [registers[0], registers[1], registers[2], registers[3], registers[4], registers[5]];
    Some(Beginning { number: registers[8].cast_signed(), arguments })
}

/// What a call came to: a number, or an error's.
#[cfg(target_arch = "x86_64")]
pub(super) fn result(thread: i32) -> Option<Result<u64, i32>> {
    let registers = ptrace::getregs(Pid::from_raw(thread)).ok()?;
    Some(read_result(registers.rax.cast_signed()))
}

#[cfg(target_arch = "aarch64")]
pub(super) fn result(thread: i32) -> Option<Result<u64, i32>> {
    let registers = ptrace::getregs(Pid::from_raw(thread)).ok()?;
    Some(read_result(registers.regs[0].cast_signed()))
}

fn read_result(value: i64) -> Result<u64, i32> {
    // A 32-bit program's error may be in the lower half alone.
    let error = |value: i64| i32::try_from(value).ok().filter(|value| (-4095..0).contains(value));
    let narrow = || error(i64::from(u32::try_from(value).ok()?.cast_signed()));
    match error(value).or_else(narrow) {
        Some(error) => Err(-error),
        None => Ok(value.cast_unsigned()),
    }
}
