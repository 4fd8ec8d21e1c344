//! Saves a file whole or not at all: it gets its name when it's whole, and nothing else is left behind.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::signals::{self, Change, Kept};

/// Writes a file with at most these permissions, and gives it its name when it's whole.
pub(super) fn save(
    path: &Path,
    replace: bool,
    mode: u32,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    signals::report_files_too_large()?;
    let draft = match unnamed(folder_of(path), mode) {
        Some(file) => Draft { file, name: None },
        None => Draft::named(folder_of(path), mode)?,
    };
    write(&mut &draft.file)?;
    draft.file.sync_all()?;
    draft.publish(path, replace)
}

/// Finds out whether a file can be saved in a folder, by a file that goes away at once: permissions alone don't tell.
pub(super) fn try_out(folder: &Path) -> io::Result<()> {
    match unnamed(folder, 0o600) {
        Some(_) => Ok(()),
        None => Draft::named(folder, 0o600).map(drop),
    }
}

/// The folder in which a path is.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A file that may not be whole yet.
struct Draft {
    file: File,
    /// Where the system has no files without a name. Only `kill -9` or a power cut leaves such a file behind.
    name: Option<PassingName>,
}

impl Draft {
    fn named(folder: &Path, mode: u32) -> io::Result<Self> {
        let make = |name: &Path| File::options().write(true).create_new(true).mode(mode).open(name);
        let (file, name) = passing_name(folder, make)?;
        Ok(Self { file, name: Some(name) })
    }

    fn publish(self, path: &Path, replace: bool) -> io::Result<()> {
        let name = match self.name {
            Some(name) => name,
            None if !replace => return link(&self.file, path),
            // Only a renamed file can take another's place, so it has a name for a moment.
            None => passing_name(folder_of(path), |name| link(&self.file, name))?.1,
        };
        let moved = if replace { name.path.persist(path) } else { name.path.persist_noclobber(path) };
        moved.map_err(|refused| refused.error)
    }
}

/// A name that goes away, also at a signal, unless the file gets its own name.
struct PassingName {
    path: TempPath,
    _kept: Kept,
}

fn passing_name<T>(folder: &Path, make: impl FnMut(&Path) -> io::Result<T>) -> io::Result<(T, PassingName)> {
    let ((value, path), kept) = signals::keep(|| {
        let (value, path) = tempfile::Builder::new().prefix(".opsec-").make_in(folder, make)?.into_parts();
        let leftover = Leftover(path.to_path_buf());
        Ok(((value, path), leftover))
    })?;
    Ok((value, PassingName { path, _kept: kept }))
}

struct Leftover(PathBuf);

impl Change for Leftover {
    fn undo(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Opens a file without a name, which the system removes when the run ends, whatever ends it.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path, mode: u32) -> Option<File> {
    use rustix::fs::{Mode, OFlags, open};

    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    // Some file systems have none, and without /proc it could never be named.
    let file = File::from(open(folder, flags, Mode::from_raw_mode(mode)).ok()?);
    own_path(&file).symlink_metadata().is_ok().then_some(file)
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_: &Path, _: u32) -> Option<File> {
    None
}

/// Gives an open file without a name this one, unless there is such a file.
#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};

    Ok(linkat(CWD, own_path(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The path under which this process reaches its open file.
#[cfg(target_os = "linux")]
fn own_path(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd;

    format!("/proc/self/fd/{}", file.as_raw_fd()).into()
}
