//! Folders that are nobody else's business: one that stays, one that goes away.

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::outcome::{Context, Failure, Result};
use crate::ui::sanitize;

/// A folder below the user's cache folder that nobody else can look into, made if it is not there.
pub(crate) fn private_cache_folder(name: &str) -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().map_err(|_| {
        Failure::new("No home folder was found to keep files in.").hint("Use --ephemeral, or set HOME.")
    })?;
    let folder = base.cache_dir().join("opsec").join(name);
    let failed = |error: io::Error| {
        Failure::new(format!("Could not make the folder '{}': {error}", sanitize(&folder.to_string_lossy())))
            .hint("Use --ephemeral, or set XDG_CACHE_HOME to a folder of yours.")
    };
    DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(failed)?;
    // It may have been there before, with other permissions.
    fs::set_permissions(&folder, Permissions::from_mode(0o700)).map_err(failed)?;
    Ok(folder)
}

/// A folder that goes away with everything in it, in memory where the system offers that.
pub(crate) struct PassingFolder(Option<tempfile::TempDir>);

impl PassingFolder {
    pub(crate) fn new() -> Result<Self> {
        let in_memory = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|path| path.is_dir());
        let mut builder = tempfile::Builder::new();
        let builder = builder.prefix("opsec-");
        let made = match in_memory.and_then(|folder| builder.tempdir_in(folder).ok()) {
            Some(made) => Ok(made),
            None => builder.tempdir(),
        };
        made.map(|folder| Self(Some(folder))).context("Could not make a temporary folder")
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.as_ref().map_or(Path::new(""), tempfile::TempDir::path)
    }
}

impl Drop for PassingFolder {
    fn drop(&mut self) {
        let Some(folder) = self.0.take() else { return };
        let path = folder.keep();
        // What ends just now may still write a file while we remove the others.
        for _ in 0..20 {
            if fs::remove_dir_all(&path).is_ok() || !path.exists() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
}
