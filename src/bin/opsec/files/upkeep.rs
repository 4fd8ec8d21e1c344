//! Keeps a folder that belongs to opsec in order: finds out why its files can't be used, and removes what's damaged.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use rustix::fs::{Mode, OFlags, open};
use rustix::process::{Resource, getrlimit};

/// More than a full disk has left, and less than any client needs.
const TRIAL: usize = 64 << 10;

/// A client needs some twenty open files, and a system allows hundreds.
const FEW_FILES: u64 = 64;

/// Longest JSON file of a client that is read, in bytes; its own have some ten thousand.
const LONGEST_JSON: u64 = 16 << 20;

/// Whether a folder has anything in it.
pub(crate) fn has_files(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Whether a running program holds a lock file.
pub(crate) fn is_locked(file: &Path) -> bool {
    let Some(file) = open_file(file) else { return false };
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

/// Whether the system lets this program open hardly any files at the same time.
pub(crate) fn may_open_few_files() -> bool {
    getrlimit(Resource::Nofile).current.is_some_and(|limit| limit < FEW_FILES)
}

/// Removes a folder that belongs to opsec and everything in it, or what stands in its place.
pub(crate) fn remove(folder: &Path) -> io::Result<()> {
    let removed = match folder.symlink_metadata() {
        Ok(data) if data.is_dir() => fs::remove_dir_all(folder),
        Ok(_) => fs::remove_file(folder),
        Err(error) => Err(error),
    };
    removed.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Removes the JSON files of a folder, and of those in it, that can't be read as JSON; keeps the others. Where a
/// link leads is not ours.
pub(crate) fn remove_unsound_json(folder: &Path) -> io::Result<()> {
    if !is_folder(folder) {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        if is_json && !is_sound(&path) {
            remove(&path)?;
        } else {
            remove_unsound_json(&path)?;
        }
    }
    Ok(())
}

/// Removes everything in a folder that belongs to opsec, but not this JSON file if it can be read.
pub(crate) fn remove_all_but(folder: &Path, kept: &Path) -> io::Result<()> {
    if !is_folder(folder) || !is_sound(kept) {
        return remove(folder);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if kept == path {
            continue;
        }
        if kept.starts_with(&path) { remove_all_but(&path, kept)? } else { remove(&path)? }
    }
    Ok(())
}

fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|data| data.is_dir())
}

fn is_sound(path: &Path) -> bool {
    let mut text = Vec::new();
    let read = open_file(path).is_some_and(|file| file.take(LONGEST_JSON).read_to_end(&mut text).is_ok());
    read && serde_json::from_slice::<serde_json::Value>(&text).is_ok_and(|value| value.is_object())
}

/// Opens a regular file. A pipe in its place, or a device behind a link, would never end.
fn open_file(path: &Path) -> Option<File> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(open(path, flags, Mode::empty()).ok()?);
    file.metadata().is_ok_and(|data| data.is_file()).then_some(file)
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
    fn where_a_link_leads_is_left_alone() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (state, list) = (folder.path().join("state"), elsewhere.path().join("list.json"));
        fs::write(&list, "[1]").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), &state).unwrap();
        remove_unsound_json(&state).unwrap();
        assert!(list.is_file());
        remove_all_but(&state, &list).unwrap();
        assert!(list.is_file() && !state.exists());
    }

    #[test]
    fn what_never_ends_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, zeros) = (folder.path().join("pipe.json"), folder.path().join("zeros.json"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        std::os::unix::fs::symlink("/dev/zero", &zeros).unwrap();
        assert!(!is_locked(&pipe) && !is_sound(&zeros));
        remove_unsound_json(folder.path()).unwrap();
        assert!(!has_files(folder.path()));
    }

    #[test]
    fn one_file_is_kept_if_it_is_sound() {
        let folder = tempfile::tempdir().unwrap();
        let (inner, kept) = (folder.path().join("state"), folder.path().join("state/guards.json"));
        for (text, is_kept) in [("{}", true), ("", false)] {
            fs::create_dir_all(inner.join("more")).unwrap();
            fs::write(inner.join("state.lock"), "").unwrap();
            fs::write(&kept, text).unwrap();
            remove_all_but(folder.path(), &kept).unwrap();
            assert_eq!(kept.is_file(), is_kept);
            assert!(!inner.join("more").exists() && !inner.join("state.lock").exists());
        }
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
