//! Watches another program's system calls, for `opsec torcheck -- COMMAND`.
//!
//! Three processes take part. **The front** is opsec as it was started: it starts the other two, waits for the
//! command as a shell does, and reports. **The runner** becomes the command: it declares a filter by which the
//! system stops it, and everything it starts, at calls that have to do with the network; then it runs the
//! command in its own place. **The watcher** is told at each stop, looks, and lets the process go on. It goes on
//! watching silently until the last process of the command has ended: without it their calls would fail.
//!
//! Runner and watcher are opsec itself, started again under a name that nobody types.

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod linux;
#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
mod unsupported;

use std::io;

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
pub(crate) use linux::{own_addresses, play_part, run};
#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
pub(crate) use unsupported::{own_addresses, play_part, run};

/// Why a command wasn't run, or not watched to its end.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// This system has nothing to watch with.
    Unsupported,
    /// The system doesn't let us watch: a container, another tracer, a setting.
    NotAllowed,
    /// The command can't be run.
    NotRun(io::Error),
    /// A signal ended it before the command was run.
    Interrupted,
    /// The watcher ended early, and nobody saw the rest.
    Lost,
    /// Something else failed.
    System(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}
