//! Files of an earlier run that are damaged: removes them once, but keeps the guards where they are sound.

use std::path::{Path, PathBuf};

use arti_client::ErrorKind;
use opsec::torcheck::Reason;

use super::settings::Placed;
use crate::files::{has_files, is_full, is_locked, remove, remove_unsound_json};

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

/// What was removed so far.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Removed {
    Nothing,
    Cache,
    State,
}

impl Repair {
    pub(super) fn new(placed: &Placed) -> Self {
        let (cache, state) = (placed.cache.clone(), placed.state.clone());
        let own = || cache.iter().chain(&state);
        let folder = own().next().and_then(|path| path.parent()).map(Path::to_owned).unwrap_or_default();
        let is_shared =
            own().any(|path| is_locked(&path.join("dir.lock")) || is_locked(&path.join("state/state.lock")));
        let had_files = own().any(|path| has_files(path));
        Self { folder, had_files, is_shared, removed: Removed::Nothing, cache, state }
    }

    /// Whether removing files of an earlier run is still to be tried.
    pub(super) fn is_possible(&self) -> bool {
        self.had_files && !self.is_shared && self.removed < Removed::State
    }

    /// Removes the cache, and of the state what cannot be read; if that was not enough, the state too.
    pub(super) fn mend(&mut self) -> bool {
        if !self.is_possible() {
            return false;
        }
        let state = self.state.as_deref();
        let (removed, result) = match self.removed {
            Removed::Nothing => {
                let cache = self.cache.as_deref().map_or(Ok(()), remove);
                (Removed::Cache, cache.and(state.map_or(Ok(()), remove_unsound_json)))
            }
            Removed::Cache | Removed::State => (Removed::State, state.map_or(Ok(()), remove)),
        };
        self.removed = removed;
        result.is_ok()
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

    /// The folder of the client's files.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The reason why the files cannot be used, from what the client reported; none if it did not
    /// report anything about files.
    pub(super) fn reason(&self, kind: Option<ErrorKind>, text: &str) -> Option<Reason> {
        use ErrorKind as Kind;
        if self.is_full() {
            return Some(Reason::NoSpace);
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
        let says = |words: &[&str]| words.iter().any(|words| text.contains(words));
        let names_files =
            says(&["database", "sqlite", "cache file", "directory cache", "Corrupt cache", "os error"]);
        (is_about_files || names_files).then_some(Reason::FilesDamaged)
    }

    fn is_full(&self) -> bool {
        self.cache.iter().chain(&self.state).any(|path| is_full(path))
    }
}
