//! Ends the daemons and removes their folder when the tests end, however they end.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Reads process numbers until its input closes, which the system sees to even after a kill.
const SCRIPT: &str = r#"
trap '' INT TERM HUP
daemons=
while read -r daemon; do daemons="$daemons $daemon"; done
for daemon in $daemons; do
  # A number may have been given to another since.
  read -r name < "/proc/$daemon/comm" && case $name in tor | arti) kill -KILL "$daemon" ;; esac
done
rm -rf -- "$0" || { sleep 1; rm -rf -- "$0"; }
"#;

/// A folder and the daemons at work in it. Tests have no end of their own: statics are never dropped.
pub(crate) struct Janitor {
    folder: PathBuf,
    shell: Child,
}

impl Janitor {
    pub(crate) fn hire() -> Self {
        let folder = tempfile::Builder::new().prefix("opsec-tor-").tempdir().unwrap().keep();
        let shell = Command::new("sh")
            .args(["-c", SCRIPT])
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self { folder, shell }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Notes a daemon, to be ended at the end.
    pub(crate) fn mind(&mut self, daemon: &Child) {
        writeln!(self.shell.stdin.as_mut().unwrap(), "{}", daemon.id()).unwrap();
    }
}

impl Drop for Janitor {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let _ = self.shell.wait();
    }
}
