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
    /// Any of the above in a form that we don't read.
    Foreign,
}

const ALL: [Call; 11] = [
    Call::Connect,
    Call::SendTo,
    Call::SendMessage,
    Call::SendMessages,
    Call::Bind,
    Call::Listen,
    Call::Socket,
    Call::ByNumber,
    Call::Ring,
    Call::Trace,
    Call::Foreign,
];

/// Marks the calls of a 32-bit program.
const NARROW: u16 = 0x100;

/// What the filter tells the watcher: which call it is, and of which kind of program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    pub(super) call: Call,
    /// Whether it is a call of a 32-bit program, whose pointers are half as wide.
    pub(super) is_narrow: bool,
}

impl Stop {
    pub(super) fn wide(call: Call) -> Self {
        Self { call, is_narrow: false }
    }

    pub(super) fn narrow(call: Call) -> Self {
        Self { call, is_narrow: true }
    }

    /// The number that stands for it; never zero.
    pub(super) fn code(self) -> u16 {
        let number =
            ALL.iter().zip(1..).find(|(call, _)| **call == self.call).map_or(0, |(_, number)| number);
        if self.is_narrow { number | NARROW } else { number }
    }

    pub(super) fn of_code(code: u16) -> Option<Self> {
        let index = usize::from(code & !NARROW).checked_sub(1)?;
        Some(Self { call: *ALL.get(index)?, is_narrow: code & NARROW != 0 })
    }
}

/// The calls of a 32-bit program on x86, by their numbers (`arch/x86/entry/syscalls/syscall_32.tbl`).
#[cfg(target_arch = "x86_64")]
pub(super) const NARROW_CALLS: &[(u32, Call)] = &[
    (26, Call::Trace),
    (102, Call::ByNumber),
    (345, Call::SendMessages),
    (359, Call::Socket),
    (361, Call::Bind),
    (362, Call::Connect),
    (363, Call::Listen),
    (369, Call::SendTo),
    (370, Call::SendMessage),
    (425, Call::Ring),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stop_has_a_code_of_its_own() {
        for call in ALL {
            for stop in [Stop::wide(call), Stop::narrow(call)] {
                assert_ne!(stop.code(), 0);
                assert_eq!(Stop::of_code(stop.code()), Some(stop));
            }
        }
        assert_eq!(Stop::of_code(0), None);
        assert_eq!(Stop::of_code(99), None);
    }
}
