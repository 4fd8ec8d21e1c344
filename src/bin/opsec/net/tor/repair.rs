//! Files of an earlier run that are damaged: removes them once, but keeps the guards where they are sound.

use std::io::ErrorKind::{DirectoryNotEmpty, NotFound};
use std::path::{Path, PathBuf};

use arti_client::ErrorKind;
use opsec::torcheck::Reason;

use super::settings::Placed;
use crate::files::{
    has_files, is_full, is_locked, may_open_few_files, remove, remove_all_but, remove_unsound_json,
};

/// What can be done about the client's files, and what was.
pub(super) struct Repair {
    cache: Option<PathBuf>,
    state: Option<PathBuf>,
    /// The folder to name: ours, or the user's.
    folder: PathBuf,
    /// Whether there were files before this run.
    had_files: bool,
    /// Whether another program worked with them when this run began.
    is_shared: bool,
    removed: Removed,
}

/// What became of removing damaged files.
pub(super) enum Repaired {
    Done,
    Impossible,
    /// A program works with them at this moment.
    NotNow,
}

/// What was removed so far.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Removed {
    Nothing,
    Cache,
    /// The state, but not the guards if they are sound.
    State,
    Guards,
}

/// Where the guards are in the folder of the state.
const GUARDS: &str = "state/guards.json";

impl Repair {
    pub(super) fn new(placed: &Placed) -> Self {
        let (cache, state) = (placed.cache.clone(), placed.state.clone());
        let own = || cache.iter().chain(&state);
        let folder = own().next().and_then(|path| path.parent()).map(Path::to_owned).unwrap_or_default();
        let had_files = own().any(|path| has_files(path));
        let mut repair =
            Self { folder, had_files, is_shared: false, removed: Removed::Nothing, cache, state };
        repair.is_shared = repair.is_held();
        repair
    }

    /// Whether a program works with the files at this moment: another, or this one while its client is there.
    pub(super) fn is_held(&self) -> bool {
        let locks = [(&self.cache, "dir.lock"), (&self.state, "state/state.lock")];
        locks.iter().any(|(folder, name)| folder.as_ref().is_some_and(|folder| is_locked(&folder.join(name))))
    }

    /// Whether removing files of an earlier run is still to be tried.
    pub(super) fn is_possible(&self) -> bool {
        self.had_files && !self.is_shared && self.removed < Removed::State
    }

    /// Whether something was removed already.
    pub(super) fn has_begun(&self) -> bool {
        self.removed > Removed::Nothing
    }

    /// Removes the cache, and of the state what cannot be read; if that was not enough, the rest of the state;
    /// the guards only if it is they that the client cannot use.
    pub(super) fn attempt(&mut self, kind: Option<ErrorKind>) -> Repaired {
        let is_state = matches!(kind, None | Some(ErrorKind::PersistentStateCorrupted));
        let is_more_to_try = self.removed < Removed::State || self.removed == Removed::State && is_state;
        if !self.had_files || !is_more_to_try {
            return Repaired::Impossible;
        }
        if self.is_held() {
            return Repaired::NotNow;
        }
        let state = self.state.as_deref();
        let (removed, result) = match self.removed {
            Removed::Nothing => {
                let cache = self.cache.as_deref().map_or(Ok(()), remove);
                (Removed::Cache, cache.and(state.map_or(Ok(()), remove_unsound_json)))
            }
            Removed::Cache => {
                let without_guards = |state: &Path| remove_all_but(state, &state.join(GUARDS));
                (Removed::State, state.map_or(Ok(()), without_guards))
            }
            Removed::State | Removed::Guards => (Removed::Guards, state.map_or(Ok(()), remove)),
        };
        match result {
            // Another run removes them, or writes new ones.
            Err(error) if matches!(error.kind(), NotFound | DirectoryNotEmpty) => Repaired::NotNow,
            Err(_) => Repaired::Impossible,
            Ok(()) => {
                self.removed = removed;
                Repaired::Done
            }
        }
    }

    /// Whether the cache can be removed for a newer list of relays.
    pub(super) fn may_drop_cache(&self) -> bool {
        self.cache.is_some() && !self.is_shared
    }

    /// Removes the cache alone. The client must have ended.
    pub(super) fn drop_cache(&self) {
        if let Some(cache) = &self.cache {
            // If it stays, the client finds the old list again, and nothing is lost.
            let _ = remove(cache);
        }
    }

    /// Whether all of the client's files are in our own folder.
    pub(super) fn is_all_ours(&self) -> bool {
        self.cache.is_some() && self.state.is_some()
    }

    /// The folder of the client's files.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The reason why the files cannot be used, from what the client reported; none if it did not
    /// report anything about files.
    pub(super) fn reason(&self, kind: Option<ErrorKind>, text: &str) -> Option<Reason> {
        use ErrorKind as Kind;
        let says = |words: &[&str]| words.iter().any(|words| text.contains(words));
        // What the client had begun to write may be gone by now, and there is space again.
        if self.is_full() || says(&["disk is full", "No space left", "quota exceeded"]) {
            return Some(Reason::NoSpace);
        }
        if says(&["Too many open files"]) {
            return Some(Reason::EmbeddedFailed);
        }
        if text.contains("is locked") {
            return Some(Reason::FilesBusy);
        }
        if text.contains("Wrong type of file") {
            return Some(Reason::FilesDamaged);
        }
        if kind == Some(Kind::FsPermissions) || text.contains("Incorrect permissions") {
            return Some(Reason::EmbeddedFailed);
        }
        let is_about_files = match kind {
            // A panic, or an error of the database that arti takes for a bug or for a wrong setting.
            None => true,
            Some(kind) => matches!(
                kind,
                Kind::CacheCorrupted
                    | Kind::CacheAccessFailed
                    | Kind::PersistentStateCorrupted
                    | Kind::PersistentStateAccessFailed
                    | Kind::KeystoreCorrupted
                    | Kind::KeystoreAccessFailed
                    | Kind::InvalidConfig
                    | Kind::Internal
                    | Kind::BadApiUsage
            ),
        };
        let names_files =
            says(&["database", "sqlite", "cache file", "directory cache", "Corrupt cache", "os error"]);
        // Where few files may be open, those that there are cannot be opened either. They are sound, and must stay.
        let reason = if may_open_few_files() { Reason::EmbeddedFailed } else { Reason::FilesDamaged };
        (is_about_files || names_files).then_some(reason)
    }

    fn is_full(&self) -> bool {
        self.cache.iter().chain(&self.state).any(|path| is_full(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_was_full_is_not_called_damage() {
        let repair = Repair {
            cache: None,
            state: None,
            folder: PathBuf::new(),
            had_files: true,
            is_shared: false,
            removed: Removed::Nothing,
        };
        let reason = |kind, text| repair.reason(Some(kind), text);
        let kind = ErrorKind::CacheAccessFailed;
        for text in ["Error code 13: database or disk is full", "No space left on device (os error 28)"] {
            assert_eq!(reason(kind, text), Some(Reason::NoSpace), "{text}");
        }
        let text = "Error while saving cache file; Too many open files (os error 24)";
        assert_eq!(reason(kind, text), Some(Reason::EmbeddedFailed));
        let text = "Error code 26: file is not a database";
        assert_eq!(reason(kind, text), Some(Reason::FilesDamaged));
        assert_eq!(reason(ErrorKind::TorAccessFailed, "no route"), None);
    }
}
