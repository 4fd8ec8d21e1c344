//! Reads the files that the user names, and writes the output whole or not at all.

mod folder;
mod list;

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) use folder::{PassingFolder, private_cache_folder, yaml_files};
pub(crate) use list::read_list;

use opsec::language::Language;

use crate::outcome::{Failure, Result};
use crate::words;

/// Refuses a path that already exists.
pub(crate) fn refuse_existing(language: Language, path: &Path) -> Result<()> {
    if path.symlink_metadata().is_ok() { Err(exists(language, path)) } else { Ok(()) }
}

/// Writes a new file, readable by its owner alone, whole or not at all; never replaces one.
pub(crate) fn write_new_file(
    language: Language,
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<()> {
    refuse_existing(language, path)?;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let interrupted = Arc::new(AtomicBool::new(false));
    let failed = |error: io::Error| {
        if interrupted.load(Ordering::Relaxed) {
            return Failure::interrupted(words::failure::interrupted(language));
        }
        Failure::new(words::failure::not_saved(language, &path.to_string_lossy(), &error))
            .hint(words::failure::not_saved_hint(language, &error))
            .because(error)
    };
    signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&interrupted)).map_err(failed)?;
    // Created with mode 0600 in the same folder: the last step is a rename.
    let mut temporary = tempfile::Builder::new().prefix(".opsec-").tempfile_in(folder).map_err(failed)?;
    {
        let mut out =
            BufWriter::new(Interruptible { file: temporary.as_file_mut(), interrupted: &interrupted });
        write(&mut out).and_then(|()| out.flush()).map_err(failed)?;
    }
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist_noclobber(path).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => exists(language, path),
        _ => failed(error.error),
    })?;
    Ok(())
}

fn exists(language: Language, path: &Path) -> Failure {
    Failure::new(words::failure::exists(language, &path.to_string_lossy()))
        .hint(words::failure::exists_hint(language))
}

/// Ends a long write at Ctrl-C and lets the temporary file be removed.
struct Interruptible<'a> {
    file: &'a mut File,
    interrupted: &'a AtomicBool,
}

impl Write for Interruptible<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.interrupted.load(Ordering::Relaxed) {
            // Not `Interrupted` alone: `write_all` would try again for ever.
            return Err(io::ErrorKind::Other.into());
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Reads a text file the user named, or standard input for `-`, up to `limit` bytes.
pub(crate) fn read_text(language: Language, path: &Path, limit: u64) -> Result<String> {
    let name = shown(language, path);
    let bytes = read_limited(path, limit).map_err(|error| {
        let failure = Failure::new(words::failure::not_read(language, &name, &error));
        let failure = match error.kind() {
            io::ErrorKind::NotFound => failure.hint(words::failure::not_found_hint(language)),
            io::ErrorKind::PermissionDenied => failure.hint(words::failure::no_permission_hint(language)),
            io::ErrorKind::FileTooLarge => failure.hint(words::failure::too_large_hint(language, limit)),
            _ => failure,
        };
        failure.because(error)
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let position = error.utf8_error().valid_up_to();
        Failure::new(words::failure::not_text(language, &name, position))
            .hint(words::failure::not_text_hint(language))
            .because(error)
    })
}

/// The name of a file for people; a dash is standard input.
pub(crate) fn shown(language: Language, path: &Path) -> String {
    if path == Path::new("-") {
        words::failure::standard_input(language).to_owned()
    } else {
        path.to_string_lossy().into_owned()
    }
}

fn read_limited(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let taken = limit.saturating_add(1);
    if path == Path::new("-") {
        io::stdin().lock().take(taken).read_to_end(&mut bytes)?;
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        file.take(taken).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}
