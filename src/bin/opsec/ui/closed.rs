//! Finds out whether standard output was closed when the program began.

use std::sync::atomic::{AtomicBool, Ordering};

use ctor::ctor;

static CLOSED: AtomicBool = AtomicBool::new(false);

/// Runs before `main`: by then the standard library has put /dev/null in the place of what was closed.
#[ctor(unsafe)]
fn look() {
    let flags = rustix::io::fcntl_getfd(rustix::stdio::stdout());
    CLOSED.store(flags == Err(rustix::io::Errno::BADF), Ordering::Relaxed);
}

/// Whether there is nowhere to write to, as after `>&-`.
pub(crate) fn stdout_is_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}
