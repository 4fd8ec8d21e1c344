//! Programs that others start for us: where they are, and whether they can be started.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::fs::{Access, access};
use rustix::process::{Pid, Signal, getpid, getuid, kill_process};

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

/// How long a program may take to end when it is asked to.
const MOMENT: Duration = Duration::from_millis(300);
/// How often that is looked up.
const LOOK: Duration = Duration::from_millis(10);

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

/// The processes that are children of this one. A shell that becomes opsec leaves it its own.
pub(crate) struct Children(HashSet<Pid>);

impl Children {
    pub(crate) fn now() -> Self {
        Self(children_of(getpid()).into_iter().collect())
    }

    /// Ends the children that came later, and theirs: the programs of pluggable transports, of which some don't
    /// end by themselves, and some only by force.
    pub(crate) fn end_all_but_these(&self) {
        let mut later = children_of(getpid());
        later.retain(|child| !self.0.contains(child));
        let mut looked_at = 0;
        while let Some(process) = later.get(looked_at) {
            later.extend(children_of(*process));
            looked_at += 1;
        }
        let end = |signal| {
            later.iter().filter(|process| runs(**process)).for_each(|process| {
                let _ = kill_process(*process, signal);
            });
        };
        end(Signal::TERM);
        let begun = Instant::now();
        while later.iter().any(|process| runs(*process)) && begun.elapsed() < MOMENT {
            sleep(LOOK);
        }
        end(Signal::KILL);
    }
}

fn children_of(process: Pid) -> Vec<Pid> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let numbers = |list: String| {
        list.split_whitespace().filter_map(|number| Pid::from_raw(number.parse().ok()?)).collect::<Vec<_>>()
    };
    lists.flat_map(numbers).collect()
}

/// Whether a process runs: it is there, and not one that has ended and only waits to be counted.
fn runs(process: Pid) -> bool {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    status
        .rsplit(')')
        .next()
        .is_some_and(|rest| !rest.is_empty() && !rest.trim_start().starts_with(['Z', 'X']))
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
