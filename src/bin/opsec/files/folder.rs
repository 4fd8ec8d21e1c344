//! Folders that nobody else can look into: one that stays, and one that is removed.

use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use opsec::language::Language;

use crate::outcome::{Failure, Result};
use crate::words::failure as words;

/// Makes a folder, and those above it, unless it's there; others may look into it.
pub(crate) fn make_folder(language: Language, folder: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o755).create(folder).map_err(|error| {
        Failure::new(words::folder_not_created(language, &folder.to_string_lossy(), &error))
            .hint(words::other_folder_hint(language))
            .because(error)
    })
}

/// Returns a folder below the user's cache folder that nobody else can look into, and creates it if needed.
pub(crate) fn private_cache_folder(language: Language, name: &str) -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().map_err(|error| {
        Failure::new(words::no_home_folder(language))
            .hint(words::no_home_folder_hint(language))
            .because(error)
    })?;
    let folder = base.cache_dir().join("opsec").join(name);
    let failed = |error: io::Error| {
        Failure::new(words::folder_not_created(language, &folder.to_string_lossy(), &error))
            .hint(words::folder_not_created_hint(language))
            .because(error)
    };
    DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(failed)?;
    // It may have existed before, with other permissions.
    fs::set_permissions(&folder, Permissions::from_mode(0o700)).map_err(failed)?;
    Ok(folder)
}

/// The YAML files of a folder, in the order of their names.
#[derive(Default)]
pub(crate) struct YamlFiles {
    pub(crate) regular: Vec<PathBuf>,
    /// Pipes, devices and folders that have such a name: reading one might never end.
    pub(crate) other: Vec<PathBuf>,
}

/// Lists `*.yaml` and `*.yml`; what editors and systems leave behind (`.#x.yaml`, `._x.yaml`) is passed over.
pub(crate) fn yaml_files(folder: &Path) -> io::Result<YamlFiles> {
    let mut files = YamlFiles::default();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        let is_left_behind = path.file_name().is_some_and(|name| {
            name.as_encoded_bytes().starts_with(b".") || name.as_encoded_bytes().starts_with(b"#")
        });
        if !is_yaml || is_left_behind {
            continue;
        }
        match path.metadata() {
            Ok(metadata) if !metadata.is_file() || is_made_while_read(&path, &metadata) => {
                files.other.push(path);
            }
            // A link that leads nowhere is named when it is read.
            _ => files.regular.push(path),
        }
    }
    files.regular.sort();
    files.other.sort();
    Ok(files)
}

/// Whether the system makes up the file while it is read, as those in `/proc`; some never end.
fn is_made_while_read(path: &Path, metadata: &fs::Metadata) -> bool {
    metadata.len() == 0 && path.canonicalize().is_ok_and(|path| path.starts_with("/proc"))
}
