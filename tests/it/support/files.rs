//! Files for one test.

use std::fs;

use tempfile::TempDir;

/// Writes a file into a folder that goes away with the test, and returns its path.
pub(crate) fn file(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}
