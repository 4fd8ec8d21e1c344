//! Three authorities, three exits and a client: real daemons, each on a loopback network of its own.

use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::janitor::Janitor;
use super::{HOST, keys, names, namespace, owner, socks, torrc};

/// How long a network may take until a page came through it; 43 seconds were the worst seen.
const LIMIT: Duration = Duration::from_secs(90);
const NODES: [Role; 7] =
    [Role::Authority, Role::Authority, Role::Authority, Role::Exit, Role::Exit, Role::Exit, Role::Bridge];

/// The role of a node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Authority,
    Exit,
    /// A bridge, which no list names.
    Bridge,
}

/// One daemon of the network.
pub(crate) struct Node {
    pub(crate) nickname: String,
    pub(crate) role: Role,
    pub(crate) address: Ipv4Addr,
    pub(crate) relay_port: u16,
    pub(crate) directory_port: u16,
    pub(crate) folder: PathBuf,
}

/// Where the client listens, and whom it serves.
pub(crate) struct Ports {
    pub(crate) socks: u16,
    /// Another SOCKS port, which keeps no users apart.
    pub(crate) shared: u16,
    pub(crate) control: u16,
    /// The check service, over HTTP.
    pub(crate) service: u16,
}

/// A running network; dropping it ends its daemons.
pub(crate) struct Network {
    pub(crate) nodes: Vec<Node>,
    pub(crate) ports: Ports,
    /// What the check service sees of each exit.
    pub(crate) exits: Vec<IpAddr>,
    /// How long it took until a page came through.
    pub(crate) took: Duration,
    names: u16,
    onion: OnceLock<Option<String>>,
    daemons: Vec<Child>,
    janitor: Janitor,
}

impl Network {
    /// Starts everything and waits for a page of the service at `http` to come through an exit.
    pub(crate) fn start(http: u16) -> Result<Self, String> {
        Self::start_and(http, |_| {})
    }

    /// The same; something else is done as soon as one exit is listed.
    pub(crate) fn start_and(http: u16, at_the_first_exit: impl FnOnce(&Self)) -> Result<Self, String> {
        let begun = Instant::now();
        let start = begun;
        let janitor = Janitor::hire();
        let base = free_ports();
        let ports = Ports { socks: base + 40, control: base + 41, shared: base + 42, service: http };
        let nodes =
            (0..).zip(NODES).map(|(number, role)| node(number, role, base, janitor.folder())).collect();
        let mut network = Self {
            nodes,
            ports,
            exits: Vec::new(),
            took: Duration::ZERO,
            names: names::serve(),
            daemons: Vec::new(),
            onion: OnceLock::new(),
            janitor,
        };
        network.configure();
        for number in 0..network.nodes.len() {
            let folder = network.nodes[number].folder.clone();
            let process = network.spawn(&folder);
            if network.nodes[number].role == Role::Exit {
                network.exits.push(owner::register(process));
            }
        }
        // A client that finds no exit listed backs off for half a minute; waiting for all of them to be
        // listed may take for ever.
        network.wait(start, || network.exits_listed() > 0)?;
        at_the_first_exit(&network);
        let start = Instant::now();
        let folder = network.janitor.folder().join("client");
        network.spawn(&folder);
        // A circuit that is built is not yet an exit that works: only a page proves it.
        network.wait(start, || {
            socks::fetch(network.socks(), HOST, http, "/api/ip").is_ok_and(|page| page.contains("true"))
        })?;
        network.took = begun.elapsed();
        Ok(network)
    }

    fn configure(&self) {
        let identities = keys::make(&self.nodes);
        let authorities = torrc::authorities(&self.nodes, &identities);
        let folder = self.janitor.folder();
        let names = folder.join("resolv.conf");
        fs::write(&names, format!("nameserver 127.0.0.1:{}\n", self.names)).unwrap();
        for node in &self.nodes {
            fs::write(node.folder.join("torrc"), torrc::node(node, &authorities, &names)).unwrap();
        }
        let client = folder.join("client");
        fs::DirBuilder::new().mode(0o700).create(&client).unwrap();
        fs::write(client.join("torrc"), torrc::client(&client, &self.ports, &authorities)).unwrap();
        fs::write(self.arti(), torrc::arti(&self.nodes, &identities)).unwrap();
        let number = self.nodes.iter().position(|node| node.role == Role::Bridge).expect("there is one");
        fs::write(folder.join("bridge"), format!("{} {}\n", self.bridge(), identities[number].rsa)).unwrap();
    }

    fn spawn(&mut self, folder: &Path) -> u32 {
        let log = fs::File::create(folder.join("stdout.log")).unwrap();
        let daemon = Command::new("tor")
            .args(["--defaults-torrc", "/dev/null", "-f"])
            .arg(folder.join("torrc"))
            .stdin(Stdio::null())
            .stderr(log.try_clone().unwrap())
            .stdout(log)
            .spawn()
            .unwrap();
        self.janitor.mind(&daemon);
        let process = daemon.id();
        self.daemons.push(daemon);
        process
    }

    fn wait(&self, start: Instant, ready: impl Fn() -> bool) -> Result<(), String> {
        while !ready() {
            if start.elapsed() > LIMIT {
                let logs = fs::read_to_string(self.nodes[0].folder.join("notice.log")).unwrap_or_default();
                return Err(format!("no Tor network within {LIMIT:?}; the first authority says:\n{logs}"));
            }
            sleep(Duration::from_millis(250));
        }
        Ok(())
    }

    /// The number of exits in the first authority's consensus.
    fn exits_listed(&self) -> usize {
        let authority = &self.nodes[0];
        let Ok(mut stream) = TcpStream::connect((authority.address, authority.directory_port)) else {
            return 0;
        };
        let mut answer = Vec::new();
        let _ = stream.set_read_timeout(Some(Duration::from_secs(3)));
        let _ = stream.write_all(b"GET /tor/status-vote/current/consensus-microdesc HTTP/1.0\r\n\r\n");
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer)
            .lines()
            .filter(|line| line.starts_with("s ") && line.contains(" Exit ") && line.contains(" Running "))
            .count()
    }

    /// The SOCKS port of the Tor that a user runs.
    pub(crate) fn socks(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.ports.socks))
    }

    /// Its other SOCKS port, which keeps no users apart.
    pub(crate) fn shared_socks(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.ports.shared))
    }

    /// The same as a socket in the file system.
    pub(crate) fn socks_socket(&self) -> PathBuf {
        self.janitor.folder().join("client/socks")
    }

    /// The control port of the same.
    pub(crate) fn control(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.ports.control))
    }

    /// The cookie that opens the control port.
    pub(crate) fn cookie(&self) -> PathBuf {
        self.janitor.folder().join("client/control_auth_cookie")
    }

    /// The onion address of the check service, once it can be reached.
    ///
    /// On some starts of so small a network its descriptor never reaches the directories in which
    /// clients look for it. Then there is nothing to test against, and that is said.
    pub(crate) fn onion(&self) -> Option<String> {
        let found = self.onion.get_or_init(|| {
            let start = Instant::now();
            while !self.onion_answers() {
                if start.elapsed() > LIMIT {
                    eprintln!("SKIPPED: this private network has no onion service that can be reached");
                    return None;
                }
                sleep(Duration::from_millis(250));
            }
            Some(format!("http://{}/", self.onion_name()))
        });
        found.clone()
    }

    /// Whether the onion service can be reached by a plain client at this moment.
    pub(crate) fn onion_answers(&self) -> bool {
        socks::fetch(self.socks(), &self.onion_name(), 80, "/api/ip").is_ok()
    }

    fn onion_name(&self) -> String {
        let name = fs::read_to_string(self.janitor.folder().join("client/onion/hostname")).unwrap();
        name.trim().to_owned()
    }

    /// The configuration by which arti finds this network.
    pub(crate) fn arti(&self) -> PathBuf {
        self.janitor.folder().join("arti.toml")
    }

    /// The configuration by which another C tor finds this network.
    pub(crate) fn torrc(&self) -> PathBuf {
        self.janitor.folder().join("client/torrc")
    }

    /// The settings of a Tor that takes every connection to these ports, and every lookup, without being asked.
    pub(crate) fn transparent(&self, folder: &Path, ports: &[u16]) -> String {
        let own = ["SocksPort", "ControlPort", "Cookie", "HiddenService", "DataDirectory", "Log "];
        let text = fs::read_to_string(self.torrc()).unwrap();
        let kept = text.lines().filter(|line| !own.iter().any(|word| line.starts_with(word)));
        let transparent = ports.iter().map(|port| format!("TransPort 0.0.0.0:{port}"));
        // Every address is local in a namespace, so the address of the connection is the one that was meant.
        let more = [
            format!("DataDirectory {}/tor", folder.display()),
            "SocksPort 0\nTransProxyType TPROXY\nDNSPort 127.0.0.1:53".to_owned(),
        ];
        kept.map(str::to_owned).chain(more).chain(transparent).collect::<Vec<_>>().join("\n")
    }

    /// Everything a client of this network may connect to, without bridges.
    pub(crate) fn relays(&self) -> Vec<SocketAddr> {
        self.nodes.iter().filter(|node| node.role != Role::Bridge).map(Node::relay).collect()
    }

    /// The bridge.
    pub(crate) fn bridge(&self) -> SocketAddr {
        self.nodes.iter().find(|node| node.role == Role::Bridge).map(Node::relay).expect("there is one")
    }

    /// The line by which a user is told of the bridge.
    pub(crate) fn bridge_line(&self) -> String {
        fs::read_to_string(self.janitor.folder().join("bridge")).unwrap()
    }

    /// Ends every authority and every relay; the client stays.
    pub(crate) fn kill_relays(&mut self) {
        for daemon in &mut self.daemons[..self.nodes.len()] {
            daemon.kill().unwrap();
            daemon.wait().unwrap();
        }
    }
}

impl Node {
    /// Where clients and other relays connect to it.
    pub(crate) fn relay(&self) -> SocketAddr {
        SocketAddr::from((self.address, self.relay_port))
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        for daemon in &mut self.daemons {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }
}

/// Each node has a network of its own: clients take no two relays of a circuit from one.
fn node(number: u8, role: Role, base: u16, folder: &Path) -> Node {
    let nickname = format!("node{number}");
    // In a namespace every address is this machine's, so an exit can have the one that the service sees.
    let is_abroad = role == Role::Exit && std::env::var_os(namespace::ABROAD).is_some();
    Node {
        folder: folder.join(&nickname),
        nickname,
        role,
        address: if is_abroad { owner::exit(number - 2) } else { Ipv4Addr::new(127, 101 + number, 0, 1) },
        relay_port: base + u16::from(number),
        directory_port: base + 20 + u16::from(number),
    }
}

/// The first of 64 ports that nobody uses, below those that the system gives out by itself.
fn free_ports() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let process = u16::try_from(std::process::id() % 300).unwrap();
    loop {
        let number = (process + NEXT.fetch_add(1, Ordering::Relaxed)) % 300;
        let base = 11_000 + 64 * number;
        if (base..base + 43).all(|port| TcpListener::bind(("0.0.0.0", port)).is_ok()) {
            return base;
        }
    }
}
