//! Puts right what a run has changed for a while, also when a signal ends or stops the run.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

/// Something changed for a while, such as the terminal's echo.
pub(crate) trait Change: Send {
    /// Puts it right for good.
    fn undo(&mut self);

    /// Puts it right while the run is stopped.
    fn pause(&mut self) {}

    /// Changes it again when the run goes on.
    fn resume(&mut self) {}
}

/// Keeps a change; puts it right when dropped, or before a signal ends the run.
#[must_use]
pub(crate) struct Kept(u64);

impl Drop for Kept {
    fn drop(&mut self) {
        let mut changes = changes();
        if let Some(index) = changes.all.iter().position(|(number, _)| *number == self.0) {
            changes.all.remove(index).1.undo();
        }
    }
}

/// Changes something for a while. No signal comes between the change and the note of it.
pub(crate) fn keep<T, C: Change + 'static>(
    change: impl FnOnce() -> io::Result<(T, C)>,
) -> io::Result<(T, Kept)> {
    let mut changes = changes();
    if !changes.are_watched {
        let signals = Signals::new(not_ignored(&[SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP]))?;
        thread::Builder::new().spawn(move || watch(signals))?;
        changes.are_watched = true;
    }
    let (value, change) = change()?;
    changes.made += 1;
    let number = changes.made;
    changes.all.push((number, Box::new(change)));
    Ok((value, Kept(number)))
}

/// Makes a file that grows beyond the user's limit an error, which can be told, instead of a sudden end.
pub(crate) fn report_files_too_large() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::default()).map(|_| ())
}

struct Changes {
    all: Vec<(u64, Box<dyn Change>)>,
    /// Changes made so far.
    made: u64,
    are_watched: bool,
}

fn changes() -> MutexGuard<'static, Changes> {
    static CHANGES: Mutex<Changes> = Mutex::new(Changes { all: Vec::new(), made: 0, are_watched: false });
    CHANGES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for signals to the end of the run: a handler that was taken away would leave them ignored.
fn watch(mut signals: Signals) {
    for signal in signals.forever() {
        let mut changes = changes();
        let newest_first = changes.all.iter_mut().rev().map(|(_, change)| change);
        if signal == SIGTSTP {
            newest_first.for_each(|change| change.pause());
            let _ = emulate_default_handler(signal);
            changes.all.iter_mut().for_each(|(_, change)| change.resume());
        } else {
            newest_first.for_each(|change| change.undo());
            // The run ends by the signal itself, as its sender expects.
            let _ = emulate_default_handler(signal);
        }
    }
}

/// The signals that aren't ignored: `nohup` and shells have some ignored, and so it must stay.
/// Where the system doesn't say which, all of them.
pub(crate) fn not_ignored(signals: &[i32]) -> Vec<i32> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    signals.iter().copied().filter(|signal| ignored >> (signal - 1) & 1 == 0).collect()
}
