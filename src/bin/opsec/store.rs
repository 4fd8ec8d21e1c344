//! Files: reading what the user names, and writing the answer whole or not at all.

#[cfg(feature = "embedded-tor")]
mod folder;

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::os::fd::AsFd;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(feature = "embedded-tor")]
pub(crate) use folder::{PassingFolder, private_cache_folder};

use crate::cli::Global;
use crate::outcome::{Failure, Outcome, Result};
use crate::report::{Format, Report};
use crate::ui::{Ui, harmless, stdout_is_readable_by_others};

/// Writes the report where the user asked and returns the outcome.
pub(crate) fn deliver(report: &Report, global: &Global, ui: &Ui) -> Result<Outcome> {
    let format = choose_format(report, global)?;
    if let Some(path) = &global.output {
        write_new_file(path, |out| report.view.write(format, &ui.page_for_file(), out))?;
        ui.say(&format!("Written to {} (readable by you alone).", harmless(&path.to_string_lossy())));
    } else {
        if report.view.is_secret() && stdout_is_readable_by_others() {
            ui.warn("stdout is a file that others on this machine can read; -o FILE makes one that is yours alone.");
        }
        write_stdout(report.view.is_secret(), |out| report.view.write(format, &ui.page(), out))?;
    }
    Ok(report.outcome)
}

fn choose_format(report: &Report, global: &Global) -> Result<Format> {
    let offered = report.view.formats();
    let wanted = global.format();
    match wanted {
        None => Ok(offered[0]),
        Some(format) if offered.contains(&format) => Ok(format),
        Some(_) => {
            let names: Vec<_> = offered.iter().map(|format| format!("{format:?}").to_lowercase()).collect();
            Err(Failure::new("This command does not offer that format.")
                .hint(format!("It offers: {}.", names.join(", "))))
        }
    }
}

/// Writes to stdout; a secret without any buffer between, since nobody would wipe it.
fn write_stdout(secret: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let written = if secret {
        io::stdout().as_fd().try_clone_to_owned().and_then(|copy| write(&mut File::from(copy)))
    } else {
        let mut out = BufWriter::new(io::stdout().lock());
        let written = write(&mut out).and_then(|()| out.flush());
        // What is still buffered after an error must not be flushed again, with noise, on drop.
        let _ = out.into_parts();
        written
    };
    match written {
        // The reader has had enough (`| head -1`): leave quietly.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::new(format!("Could not write the answer: {error}"))
            .hint("Is the disk full? Free some room, or write elsewhere with -o FILE.")),
        Ok(()) => Ok(()),
    }
}

/// Writes a new file, readable by its owner alone, whole or not at all; never replaces one.
pub(crate) fn write_new_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<()> {
    let shown = harmless(&path.to_string_lossy());
    if path.symlink_metadata().is_ok() {
        return Err(exists(&shown));
    }
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let failed = |error: io::Error| {
        if error.kind() == io::ErrorKind::Interrupted {
            return Failure::interrupted();
        }
        Failure::new(format!("Could not write '{shown}': {error}"))
            .hint("Nothing was left behind. Is there room, and may you write in that folder?")
    };
    let interrupted = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&interrupted)).map_err(failed)?;
    // Created with mode 0600 beside its final place, so that the last step is a rename.
    let mut temporary = tempfile::Builder::new().prefix(".opsec-").tempfile_in(folder).map_err(failed)?;
    {
        let mut out =
            BufWriter::new(Interruptible { file: temporary.as_file_mut(), interrupted: &interrupted });
        write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    }
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist_noclobber(path).map_err(|error| {
        if error.error.kind() == io::ErrorKind::AlreadyExists { exists(&shown) } else { failed(error.error) }
    })?;
    Ok(())
}

fn exists(shown: &str) -> Failure {
    Failure::new(format!("'{shown}' exists; it was left as it is."))
        .hint("Choose another name, or move it away first.")
}

/// Ends a long write at Ctrl-C, so that the temporary file is removed on the way out.
struct Interruptible<'a> {
    file: &'a mut File,
    interrupted: &'a AtomicBool,
}

impl Write for Interruptible<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.interrupted.load(Ordering::Relaxed) {
            // Not `Interrupted` alone: `write_all` would try again for ever.
            return Err(io::Error::other("interrupted by Ctrl-C"));
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Reads a text file the user named, or standard input for `-`, up to `limit` bytes.
pub(crate) fn read_text(path: &Path, limit: u64) -> Result<String> {
    let name =
        if path == Path::new("-") { "standard input".to_owned() } else { harmless(&path.to_string_lossy()) };
    let bytes = read_limited(path, limit).map_err(|error| {
        let failure = Failure::new(format!("Could not read '{name}': {error}"));
        match error.kind() {
            io::ErrorKind::NotFound => {
                failure.hint("Check the name; relative names start from the current folder.")
            }
            io::ErrorKind::PermissionDenied => failure.hint("You may not read it; check its permissions."),
            _ => failure,
        }
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        Failure::new(format!("Could not read '{name}': it is not UTF-8 text (byte {place})."))
            .hint("Save it as UTF-8 and try again.")
    })
}

fn read_limited(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let taken = limit.saturating_add(1);
    if path == Path::new("-") {
        io::stdin().lock().take(taken).read_to_end(&mut bytes)?;
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        file.take(taken).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {limit} bytes")));
    }
    Ok(bytes)
}
