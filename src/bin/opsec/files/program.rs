//! Programs that others start for us: where they are, and whether they can be started.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};
use rustix::process::{Pid, Signal, getuid, kill_process};

/// Which program serves which pluggable transport, the better first: those of Tor Browser and of Debian.
const SERVERS: &[(&str, &[&str])] = &[
    ("lyrebird", &["obfs4", "meek_lite", "webtunnel"]),
    ("obfs4proxy", &["obfs4", "meek_lite"]),
    ("snowflake-client", &["snowflake"]),
];

/// Where systems keep programs.
const FOLDERS: &[&str] = &["/usr/bin", "/usr/local/bin"];

/// Where Tor Browser keeps them, below the home folder: unpacked there, or by torbrowser-launcher.
const BROWSER: &[&str] = &[
    "tor-browser/Browser/TorBrowser/Tor/PluggableTransports",
    ".local/share/torbrowser/tbb/x86_64/tor-browser/Browser/TorBrowser/Tor/PluggableTransports",
];

/// Whether a program is there and can be started.
pub(crate) fn can_be_started(path: &Path) -> bool {
    path.is_absolute() && path.is_file() && access(path, Access::EXEC_OK).is_ok()
}

/// Finds the program of a pluggable transport in the usual places, if nobody else could have put it there.
pub(crate) fn transport_program(transport: &str) -> Option<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let browser = home.iter().flat_map(|home| BROWSER.iter().map(|folder| home.join(folder)));
    let folders: Vec<PathBuf> = FOLDERS.iter().map(PathBuf::from).chain(browser).collect();
    let names = SERVERS.iter().filter(|(_, serves)| serves.contains(&transport)).map(|(name, _)| name);
    names
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| can_be_started(path) && is_safe(path))
}

/// Whether only the system or this user can have written a program: it belongs to one of them, as does
/// its folder, and nobody else may write to either.
fn is_safe(path: &Path) -> bool {
    let is_ours = |path: &Path| {
        fs::metadata(path).is_ok_and(|data| {
            (data.uid() == 0 || data.uid() == getuid().as_raw()) && data.mode() & 0o022 == 0
        })
    };
    is_ours(path) && path.parent().is_some_and(is_ours)
}

/// Ends the programs that were started for us and still run: those of pluggable transports, of which some
/// don't end by themselves.
pub(crate) fn end_children() {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return };
    for thread in threads.flatten() {
        let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
        for child in children.split_whitespace().filter_map(|number| number.parse().ok()) {
            if let Some(child) = Pid::from_raw(child) {
                let _ = kill_process(child, Signal::TERM);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_program_must_be_there_and_nobody_elses() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lyrebird");
        assert!(!can_be_started(&path));
        fs::write(&path, "#!/bin/sh\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(!can_be_started(&path));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(can_be_started(&path) && is_safe(&path));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
        assert!(!is_safe(&path));
        assert!(!can_be_started(folder.path()) && !can_be_started(Path::new("lyrebird")));
    }

    #[test]
    fn a_transport_that_nobody_knows_has_no_program() {
        assert_eq!(transport_program("none-such"), None);
    }
}
