//! Today's Tor client, arti itself, as a daemon on the private network.

use std::fs::{self, File};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::actors::nobody;
use super::janitor::Janitor;
use super::network::Network;
use crate::tools::missing;

/// How long it may take until its port is open.
const LIMIT: Duration = Duration::from_mins(1);

/// A running arti; dropping it ends it.
pub(crate) struct Arti {
    daemon: Child,
    /// Its SOCKS port.
    pub(crate) socks: SocketAddr,
    _janitor: Janitor,
}

impl Arti {
    /// Starts it on a network; nothing where it is not installed (`tests/run` builds it).
    pub(crate) fn start(network: &Network) -> Option<Self> {
        if missing("arti") {
            return None;
        }
        let mut janitor = Janitor::hire();
        let (folder, socks) = (janitor.folder().to_owned(), nobody());
        let own = format!(
            "
[application]
allow_running_as_root = true

[proxy]
socks_listen = \"{socks}\"
dns_listen = 0

[storage]
cache_dir = \"{0}/cache\"
state_dir = \"{0}/state\"

[storage.permissions]
dangerously_trust_everyone = true
",
            folder.display()
        );
        let configuration = folder.join("arti.toml");
        fs::write(&configuration, fs::read_to_string(network.arti()).unwrap() + &own).unwrap();
        let log = File::create(folder.join("log")).unwrap();
        let daemon = Command::new("arti")
            .args(["proxy", "-c"])
            .arg(configuration)
            .env("HOME", &folder)
            .stdin(Stdio::null())
            .stderr(log.try_clone().unwrap())
            .stdout(log)
            .spawn()
            .unwrap();
        janitor.mind(&daemon);
        let arti = Self { daemon, socks, _janitor: janitor };
        let start = Instant::now();
        while TcpStream::connect(socks).is_err() {
            let log = || fs::read_to_string(folder.join("log")).unwrap_or_default();
            assert!(start.elapsed() < LIMIT, "arti does not listen: {}", log());
            sleep(Duration::from_millis(100));
        }
        Some(arti)
    }
}

impl Drop for Arti {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}
