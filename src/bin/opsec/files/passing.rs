//! A folder that passes with the run: in memory where the system offers that, and gone when the run ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use opsec::language::Language;
use rustix::process::getuid;
use tempfile::TempDir;

use crate::outcome::{Failure, Result};
use crate::words::failure as words;

/// How the names of these folders begin.
const PREFIX: &str = "opsec-";
/// A file in the folder that is locked as long as the run lasts, whatever ends it.
const LOCK: &str = "in-use";

/// A folder that is removed with everything in it when dropped.
pub(crate) struct PassingFolder {
    folder: Option<TempDir>,
    _lock: File,
}

impl PassingFolder {
    pub(crate) fn new(language: Language) -> Result<Self> {
        let made = places().into_iter().find_map(|place| Self::make(&place).ok());
        let made = made.map_or_else(|| Self::make(&std::env::temp_dir()), Ok);
        made.map_err(|error| {
            Failure::new(words::no_temporary_folder(language, &error))
                .hint(words::no_temporary_folder_hint(language))
                .because(error)
        })
    }

    fn make(place: &Path) -> io::Result<Self> {
        sweep(place);
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(place)?;
        // It gets its name when it is locked: without one, no other run takes the folder for a leftover.
        let draft = folder.path().join("draft");
        let lock = File::create(&draft)?;
        lock.lock()?;
        fs::rename(draft, folder.path().join(LOCK))?;
        Ok(Self { folder: Some(folder), _lock: lock })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.as_ref().map_or(Path::new(""), TempDir::path)
    }
}

/// Places in memory, the user's own first.
fn places() -> Vec<PathBuf> {
    let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_absolute());
    let shared = cfg!(target_os = "linux").then(|| PathBuf::from("/dev/shm"));
    own.into_iter().chain(shared).filter(|path| path.is_dir()).collect()
}

/// Removes what a run left that was killed: only our own user's folders of this name, and only if the
/// run that made them has ended.
fn sweep(place: &Path) {
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_named = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
        let is_own =
            || path.symlink_metadata().is_ok_and(|data| data.is_dir() && data.uid() == getuid().as_raw());
        if is_named && is_own() && has_ended(&path) {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// Whether the run that made a folder has ended: nobody holds its lock any more.
fn has_ended(folder: &Path) -> bool {
    let path = folder.join(LOCK);
    let is_file = path.symlink_metadata().is_ok_and(|data| data.is_file());
    is_file && File::open(path).is_ok_and(|lock| !matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

impl Drop for PassingFolder {
    fn drop(&mut self) {
        let Some(folder) = self.folder.take() else { return };
        let path = folder.keep();
        // A task that is ending may still write a file while the others are removed.
        for _ in 0..20 {
            if fs::remove_dir_all(&path).is_ok() || !path.exists() {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_killed_run_left_is_swept() {
        let place = tempfile::tempdir().unwrap();
        let living = PassingFolder::make(place.path()).unwrap();
        let left = PassingFolder::make(place.path()).unwrap().folder.take().unwrap().keep();
        fs::write(left.join("guards"), "").unwrap();
        // Others, of which we know nothing.
        for name in ["opsec-mine", "other"] {
            fs::create_dir(place.path().join(name)).unwrap();
        }
        std::os::unix::fs::symlink(living.path(), place.path().join("opsec-link")).unwrap();
        sweep(place.path());
        assert!(!left.exists());
        assert!(living.path().join(LOCK).is_file());
        for name in ["opsec-mine", "other", "opsec-link"] {
            assert!(place.path().join(name).symlink_metadata().is_ok(), "{name}");
        }
        let path = living.path().to_owned();
        drop(living);
        assert!(!path.exists());
    }
}
