//! Reads the files that the user names, up to a limit.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::path::Path;
use std::str::Utf8Error;

use opsec::language::Language;
use zeroize::{Zeroize, Zeroizing};

use crate::outcome::{Failure, Result};
use crate::words;

/// How standard input is named where a file is.
const STDIN: &str = "-";

/// Reads a text file the user named, or standard input for `-`, up to `limit` bytes.
pub(crate) fn read_text(language: Language, path: &Path, limit: u64) -> Result<String> {
    let bytes = read_bytes(language, path, limit)?;
    String::from_utf8(bytes).map_err(|error| not_text(language, path, &error.utf8_error()))
}

/// Reads a file the user named, or standard input for `-`, up to `limit` bytes.
pub(crate) fn read_bytes(language: Language, path: &Path, limit: u64) -> Result<Vec<u8>> {
    let bytes = if path == Path::new(STDIN) {
        read_limited(io::stdin().lock(), limit)
    } else {
        open(path).and_then(|file| read_limited(file, limit))
    };
    bytes.map_err(|error| not_read(language, path, limit, error))
}

/// Reads a secret as `read_text` does, and leaves no copy of it in memory.
pub(crate) fn read_secret_text(language: Language, path: &Path, limit: u64) -> Result<Zeroizing<String>> {
    let file = if path == Path::new(STDIN) { stdin() } else { open(path) };
    let bytes = file.and_then(|file| read_wiped(file, limit));
    let mut bytes = bytes.map_err(|error| not_read(language, path, limit, error))?;
    String::from_utf8(std::mem::take(&mut *bytes)).map(Zeroizing::new).map_err(|error| {
        let problem = error.utf8_error();
        error.into_bytes().zeroize();
        not_text(language, path, &problem)
    })
}

/// Reads to the end, up to `limit` bytes, into memory that is wiped, also where it had to grow.
pub(crate) fn read_wiped(mut input: impl Read, limit: u64) -> io::Result<Zeroizing<Vec<u8>>> {
    let most = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let mut bytes = Zeroizing::new(vec![0; most.min(1 << 12)]);
    let mut length = 0;
    loop {
        match input.read(&mut bytes[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if length == most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if length == bytes.len() {
            let mut larger = Zeroizing::new(vec![0; most.min(2 * length)]);
            larger[..length].copy_from_slice(&bytes);
            bytes = larger;
        }
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// Standard input without the buffer of the standard library, which nobody wipes.
pub(crate) fn stdin() -> io::Result<File> {
    io::stdin().as_fd().try_clone_to_owned().map(File::from)
}

/// Whether reading a file may wait for someone: standard input, a pipe or a device.
pub(crate) fn waits_for_input(path: &Path) -> bool {
    path == Path::new(STDIN) || path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// The name of a file for people; a dash is standard input.
pub(crate) fn shown(language: Language, path: &Path) -> String {
    if path == Path::new(STDIN) {
        words::failure::standard_input(language).to_owned()
    } else {
        path.to_string_lossy().into_owned()
    }
}

fn open(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
}

fn read_limited(input: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

fn not_read(language: Language, path: &Path, limit: u64, error: io::Error) -> Failure {
    let failure = Failure::new(words::failure::not_read(language, &shown(language, path), &error));
    let failure = match error.kind() {
        io::ErrorKind::NotFound => failure.hint(words::failure::not_found_hint(language)),
        io::ErrorKind::PermissionDenied => failure.hint(words::failure::no_permission_hint(language)),
        io::ErrorKind::FileTooLarge => failure.hint(words::failure::too_large_hint(language, limit)),
        _ => failure,
    };
    failure.because(error)
}

fn not_text(language: Language, path: &Path, error: &Utf8Error) -> Failure {
    Failure::new(words::failure::not_text(language, &shown(language, path), error.valid_up_to()))
        .hint(words::failure::not_text_hint(language))
        .because(*error)
}
