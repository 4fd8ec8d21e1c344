//! The runner: waits until it is watched, declares the filter, and becomes the command.

use std::ffi::{CString, OsString};
use std::os::unix::ffi::OsStrExt;
use std::process::ExitCode;

use nix::sys::signal::{SigHandler, SigSet, Signal, raise, signal};
use rustix::process::{PTracer, Pid, set_ptracer};

use super::filter;

/// The exit code that says that the filter was refused; no error has this number.
pub(super) const NO_FILTER: i32 = 250;

/// Runs the command that follows the watcher's number. Comes back only if that fails, with the error's number for
/// an exit code.
pub(super) fn run(arguments: &[OsString]) -> ExitCode {
    let Some((watcher, command)) = arguments.split_first() else { return ExitCode::FAILURE };
    let watcher = watcher.to_str().and_then(|number| number.parse().ok()).and_then(Pid::from_raw);
    // Where Yama lets only ancestors trace, it needs our leave; elsewhere there is nothing to allow.
    let _ = set_ptracer(watcher.map_or(PTracer::None, PTracer::ProcessID));
    // The watcher takes over while we are stopped, and lets us go on.
    let _ = raise(Signal::SIGSTOP);
    if filter::declare().is_err() {
        return code(Some(NO_FILTER));
    }
    let words: Option<Vec<CString>> = command.iter().map(|word| CString::new(word.as_bytes()).ok()).collect();
    let Some(words) = words.filter(|words| !words.is_empty()) else { return ExitCode::FAILURE };
    restore_signals();
    match nix::unistd::execvp(&words[0], &words) {
        Err(error) => code(Some(error as i32)),
    }
}

/// The start of a Rust program has SIGPIPE ignored, which programs that are run would inherit.
fn restore_signals() {
    // SAFETY: no handler of ours is set; the default is the system's own.
    #[expect(unsafe_code, reason = "a handler could do anything; the default is none")]
    let _ = unsafe { signal(Signal::SIGPIPE, SigHandler::SigDfl) };
    let _ = SigSet::empty().thread_set_mask();
}

fn code(error: Option<i32>) -> ExitCode {
    error.and_then(|number| u8::try_from(number).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}
