//! The system calls at which a process is stopped.

/// A call by which a program connects, sends, or escapes our view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Connect,
    SendTo,
    SendMessage,
    SendMessages,
    Bind,
    Listen,
    Socket,
    /// Of 32-bit programs: any of the above, by a number.
    ByNumber,
    /// `io_uring_setup`.
    Ring,
    /// `ptrace`.
    Trace,
    /// `process_vm_writev`, which changes what another process does.
    WriteMemory,
    /// `pidfd_getfd`, which takes an open file from another process.
    TakeFile,
    /// `clone`, with its flags for an argument.
    Clone,
    /// `clone3`, with its flags in memory.
    CloneByStructure,
    /// `seccomp`, which declares a filter.
    Declare,
    /// Any of the above in a form that we don't read.
    Foreign,
}

/// The calls of a 32-bit program on x86, by their numbers (`arch/x86/entry/syscalls/syscall_32.tbl`).
#[cfg(target_arch = "x86_64")]
pub(super) const NARROW_CALLS: &[(u32, Call)] = &[
    (26, Call::Trace),
    (102, Call::ByNumber),
    (120, Call::Clone),
    (345, Call::SendMessages),
    (348, Call::WriteMemory),
    (354, Call::Declare),
    (359, Call::Socket),
    (361, Call::Bind),
    (362, Call::Connect),
    (363, Call::Listen),
    (369, Call::SendTo),
    (370, Call::SendMessage),
    (425, Call::Ring),
    (435, Call::CloneByStructure),
    (438, Call::TakeFile),
];

/// The calls of a 32-bit program on ARM, by their numbers (`arch/arm/tools/syscall.tbl`); we don't read them.
#[cfg(target_arch = "aarch64")]
pub(super) const NARROW_CALLS: &[(u32, Call)] = &[
    (281, Call::Foreign),
    (283, Call::Foreign),
    (290, Call::Foreign),
    (296, Call::Foreign),
    (374, Call::Foreign),
    (425, Call::Foreign),
];

/// What `socketcall` does by its first argument (`linux/net.h`). To send without an address, 9, is none of them.
pub(super) fn socket_call(number: u64) -> Option<Call> {
    match number {
        1 => Some(Call::Socket),
        2 => Some(Call::Bind),
        3 => Some(Call::Connect),
        4 => Some(Call::Listen),
        11 => Some(Call::SendTo),
        16 => Some(Call::SendMessage),
        20 => Some(Call::SendMessages),
        _ => None,
    }
}
