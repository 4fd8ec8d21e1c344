//! Keeps a folder of ours in order: finds out why its files can't be used, and removes what's damaged.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// More than a full disk has left, and less than any client needs.
const TRIAL: usize = 64 << 10;

/// Whether a folder has anything in it.
pub(crate) fn has_files(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Whether a running program holds a lock file.
pub(crate) fn is_locked(file: &Path) -> bool {
    let Ok(file) = File::open(file) else { return false };
    matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock))
}

/// Whether the disk, or the memory, of a folder is full.
pub(crate) fn is_full(folder: &Path) -> bool {
    // The folder may not exist yet.
    let existing = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(folder);
    let trial = || -> io::Result<()> {
        let mut file = tempfile::tempfile_in(existing)?;
        file.write_all(&vec![0; TRIAL])?;
        file.sync_all()
    };
    trial().is_err_and(|error| matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded))
}

/// Removes a folder of ours and everything in it, or what stands in its place.
pub(crate) fn remove(folder: &Path) -> io::Result<()> {
    let removed = match folder.symlink_metadata() {
        Ok(data) if data.is_dir() => fs::remove_dir_all(folder),
        Ok(_) => fs::remove_file(folder),
        Err(error) => Err(error),
    };
    removed.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Removes the JSON files of a folder, and of those in it, that can't be read as JSON; keeps the others.
pub(crate) fn remove_unsound_json(folder: &Path) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        if is_json && !is_sound(&path) {
            remove(&path)?;
        } else if path.symlink_metadata()?.is_dir() {
            remove_unsound_json(&path)?;
        }
    }
    Ok(())
}

fn is_sound(path: &Path) -> bool {
    let text = fs::read(path).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(&text).is_ok_and(|value| value.is_object())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unsound_files_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("state");
        fs::create_dir(&inner).unwrap();
        for (name, text) in
            [("guards.json", "{\"a\":1}"), ("empty.json", ""), ("x.json", "\0\0"), ("x.txt", "")]
        {
            fs::write(inner.join(name), text).unwrap();
        }
        remove_unsound_json(folder.path()).unwrap();
        let mut left: Vec<_> =
            fs::read_dir(&inner).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["guards.json", "x.txt"]);
    }

    #[test]
    fn a_lock_that_is_held_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        assert!(!is_locked(&path));
        let held = File::create(&path).unwrap();
        assert!(!is_locked(&path));
        held.lock().unwrap();
        assert!(is_locked(&path));
    }

    #[test]
    fn a_folder_with_room_is_not_full() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_full(folder.path()) && !has_files(folder.path()));
        assert!(!is_full(&folder.path().join("not/yet")));
    }
}
