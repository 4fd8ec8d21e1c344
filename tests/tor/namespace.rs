//! A network namespace in which every packet is seen, and from which only named gates lead out.
//!
//! In it all the world's addresses are local: a packet that should not have been sent is not lost for
//! want of a route, it is counted. The test binary enters by running one of its own tests there.

use std::fs;
use std::io;
use std::net::{IpAddr, SocketAddr, SocketAddrV4, TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType, eth, recv, socket_with, sockopt};
use serde_json::{Value, json};

use super::names;
use super::streams::join;
use crate::tools::missing;

/// Names the plan to the test that runs inside.
pub(crate) const PLAN: &str = "OPSEC_TEST_NAMESPACE";

/// An address inside that leads to one outside.
#[derive(Clone, Copy)]
pub(crate) struct Gate {
    pub(crate) inside: SocketAddr,
    pub(crate) outside: SocketAddr,
}

impl Gate {
    /// The same address on both sides.
    pub(crate) fn straight(address: SocketAddr) -> Self {
        Self { inside: address, outside: address }
    }
}

/// Says that the exits of the network have the public addresses that the service sees: see [`abroad`].
pub(crate) const ABROAD: &str = "OPSEC_TEST_ABROAD";

/// Runs another test of this binary in a namespace, together with a network of its own.
pub(crate) fn abroad(test: &str) {
    let own = std::env::current_exe().unwrap();
    let output = Command::new("unshare")
        .args(["--net", "env", &format!("{ABROAD}=1")])
        .arg(own)
        .args(["--ignored", "--exact", test, "--nocapture"])
        .output()
        .unwrap();
    let said = [&output.stdout[..], &output.stderr[..]].map(String::from_utf8_lossy).concat();
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

/// Makes every address of the world this machine's, in the namespace that [`abroad`] made.
pub(crate) fn own_the_world() {
    ip(&["link", "set", "lo", "up"]);
    ip(&["route", "add", "local", "default", "dev", "lo"]);
}

/// Where the programs inside look up names.
pub(crate) const RESOLVER: &str = "127.0.0.1:53";

/// What stands inside besides the gates, where a program looks up names and finds its way by itself.
#[derive(Clone)]
pub(crate) enum World {
    /// A name server that knows the service.
    Names,
    /// No name server: the lookup fails at once.
    NoNames,
    /// A name server that never answers.
    SilentNames,
    /// A Tor by this torrc, to which everything goes.
    Tor(String),
}

/// Whether this machine lets us have one.
pub(crate) fn possible() -> bool {
    let possible = !missing("ip")
        && Command::new("unshare")
            .args(["--net", "ip", "route", "add", "local", "default", "dev", "lo"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            // The loopback of a new namespace is down, which is another matter than not being allowed.
            .is_ok_and(|status| status.code() == Some(2) || status.success());
    if !possible {
        eprintln!("SKIPPED: no network namespace (root and iproute2 are needed)");
    }
    possible
}

/// Wraps the words of a command so that it runs inside; `folder` takes what it says and what was seen.
pub(crate) fn enter(
    words: &[String],
    gates: &[Gate],
    own: Option<IpAddr>,
    world: Option<&World>,
    folder: &Path,
) -> Vec<String> {
    let gates: Vec<Value> =
        gates.iter().enumerate().map(|(number, gate)| open(number, *gate, folder)).collect();
    let plan = folder.join("plan");
    let world = world.map(|world| match world {
        World::Names => json!("names"),
        World::NoNames => json!("none"),
        World::SilentNames => json!("silent"),
        World::Tor(torrc) => {
            fs::write(folder.join("torrc"), torrc).unwrap();
            json!("tor")
        }
    });
    let mut words = words.to_vec();
    if world.is_some() {
        // Every program of this machine reads one file of name servers; those inside get their own.
        let file = folder.join("resolv.conf");
        fs::write(&file, "nameserver 127.0.0.1\noptions attempts:1\n").unwrap();
        let script = format!("mount --bind '{}' /etc/resolv.conf && exec \"$@\"", file.display());
        let wrapped = ["unshare", "--mount", "sh", "-c", &script, "sh"].map(str::to_owned);
        words = wrapped.into_iter().chain(words).collect();
    }
    let text =
        json!({"words": words, "gates": gates, "own": own, "world": world, "folder": folder}).to_string();
    fs::write(&plan, text).unwrap();
    let own = std::env::current_exe().unwrap();
    ["unshare", "--net", "env", &format!("{PLAN}={}", plan.display()), own.to_str().unwrap()]
        .into_iter()
        .chain(["--ignored", "--exact", "stage::inside_a_namespace", "--nocapture"])
        .map(str::to_owned)
        .collect()
}

/// The outer half of a gate: a Unix socket, which namespaces of the network do not separate.
fn open(number: usize, gate: Gate, folder: &Path) -> Value {
    let path = folder.join(format!("gate{number}"));
    let listener = UnixListener::bind(&path).unwrap();
    thread::spawn(move || {
        for inner in listener.incoming().flatten() {
            thread::spawn(move || join(inner, TcpStream::connect(gate.outside)?));
        }
    });
    json!([gate.inside.to_string(), path])
}

/// Runs the plan; this is the test that runs inside.
pub(crate) fn inside(plan: &Path) {
    let plan: Value = serde_json::from_str(&fs::read_to_string(plan).unwrap()).unwrap();
    let folder = PathBuf::from(plan["folder"].as_str().unwrap());
    match plan["own"].as_str() {
        // Where every address is local, none can be told to be this computer's own.
        Some(address) => {
            ip(&["link", "set", "lo", "up"]);
            ip(&["address", "add", address, "dev", "lo"]);
            ip(&["route", "add", "local", PROBE.trim_end_matches(":53"), "dev", "lo"]);
        }
        None => own_the_world(),
    }
    for gate in plan["gates"].as_array().unwrap() {
        inner(gate[0].as_str().unwrap(), PathBuf::from(gate[1].as_str().unwrap()));
    }
    let world = plan["world"].as_str().map(|world| world_inside(world, &folder));
    let (ended, capture) = capture();
    // The proof that a packet to a name server on the other side of the world would be seen.
    UdpSocket::bind("0.0.0.0:0").unwrap().send_to(b"?", PROBE).unwrap();
    let words: Vec<&str> = plan["words"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let status = Command::new(words[0])
        .args(&words[1..])
        .env_remove(PLAN)
        .stdin(fs::File::open(folder.join("input")).unwrap())
        .stdout(fs::File::create(folder.join("stdout")).unwrap())
        .stderr(fs::File::create(folder.join("stderr")).unwrap())
        .status()
        .unwrap();
    if let Some(Some(mut tor)) = world {
        tor.kill().unwrap();
        tor.wait().unwrap();
    }
    thread::sleep(Duration::from_millis(200));
    ended.store(true, Ordering::SeqCst);
    let packets = capture.join().unwrap();
    let seen = json!({"code": status.code(), "packets": packets});
    fs::write(folder.join("seen"), seen.to_string()).unwrap();
}

/// Sets up the name server or the Tor of the plan.
fn world_inside(world: &str, folder: &Path) -> Option<Child> {
    match world {
        "names" => drop(names::serve_at(RESOLVER)),
        "silent" => {
            let socket = UdpSocket::bind(RESOLVER).unwrap();
            thread::spawn(move || {
                loop {
                    let _ = socket.recv_from(&mut [0; 512]);
                }
            });
        }
        "tor" => {
            let log = fs::File::create(folder.join("tor.log")).unwrap();
            let words = ["--defaults-torrc", "/dev/null", "-f"];
            let tor = Command::new("tor").args(words).arg(folder.join("torrc")).stdout(log).spawn().unwrap();
            let end = Instant::now() + Duration::from_mins(1);
            while !fs::read_to_string(folder.join("tor.log")).unwrap().contains("Bootstrapped 100%") {
                assert!(Instant::now() < end, "{}", fs::read_to_string(folder.join("tor.log")).unwrap());
                thread::sleep(Duration::from_millis(100));
            }
            return Some(tor);
        }
        _ => {}
    }
    None
}

fn ip(arguments: &[&str]) {
    assert!(Command::new("ip").args(arguments).status().unwrap().success(), "ip {arguments:?}");
}

fn inner(address: &str, path: PathBuf) {
    let listener = TcpListener::bind(address).unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let path = path.clone();
            thread::spawn(move || join(UnixStream::connect(path)?, stream));
        }
    });
}

/// Where the packet goes that proves the capture.
const PROBE: &str = "192.0.2.53:53";

/// Reads every packet of the namespace until told that the program has ended.
fn capture() -> (Arc<AtomicBool>, thread::JoinHandle<Vec<String>>) {
    let socket =
        socket_with(AddressFamily::PACKET, SocketType::RAW, SocketFlags::CLOEXEC, Some(eth::ALL)).unwrap();
    sockopt::set_socket_recv_buffer_size_force(&socket, 64 << 20).unwrap();
    sockopt::set_socket_timeout(&socket, sockopt::Timeout::Recv, Some(Duration::from_millis(50))).unwrap();
    let ended = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&ended);
    let thread = thread::spawn(move || {
        let mut packets = Vec::new();
        let mut buffer = [0; 64];
        loop {
            match recv(&socket, &mut buffer, RecvFlags::empty()) {
                Ok((length, _)) => packets.extend(describe(&buffer[..length])),
                Err(_) if told.load(Ordering::SeqCst) => return packets,
                Err(_) => {}
            }
        }
    });
    (ended, thread)
}

/// "tcp FROM TO" or "udp FROM TO"; everything else by its numbers. Nothing for the kernel's own chatter.
fn describe(packet: &[u8]) -> Option<String> {
    let kind = u16::from_be_bytes(packet.get(12..14)?.try_into().ok()?);
    let ip = &packet[14..];
    if kind == 0x86DD && ip.get(6) == Some(&6) {
        let end = |address: usize, port: usize| {
            let address = <[u8; 16]>::try_from(ip.get(address..address + 16)?).ok()?;
            let port = u16::from_be_bytes(ip.get(port..port + 2)?.try_into().ok()?);
            Some(SocketAddr::from((address, port)))
        };
        return Some(format!("tcp {} {}", end(8, 40)?, end(24, 42)?));
    }
    if kind != 0x0800 {
        // With IPv6 come neighbour discovery and multicast reports, which no program asked for.
        let chatter = kind == 0x86DD && matches!(ip.get(6), Some(0 | 58));
        return (!chatter).then(|| format!("ethernet {kind:04x} {ip:?}"));
    }
    let name = match ip.get(9)? {
        6 => "tcp",
        17 => "udp",
        // The answer that a port is closed, which follows a packet that is counted itself.
        1 => return None,
        other => return Some(format!("protocol {other}")),
    };
    let header = usize::from(ip[0] & 15) * 4;
    let end = |address: usize, port: usize| {
        let address = <[u8; 4]>::try_from(ip.get(address..address + 4)?).ok()?;
        let port = u16::from_be_bytes(ip.get(port..port + 2)?.try_into().ok()?);
        Some(SocketAddrV4::new(address.into(), port))
    };
    Some(format!("{name} {} {}", end(12, header)?, end(16, header + 2)?))
}

/// What was seen inside: the exit code, and the packets that went neither to an allowed address nor came from one.
pub(crate) fn seen(folder: &Path, allowed: &[SocketAddr]) -> io::Result<(i32, usize, Vec<String>)> {
    let seen: Value = serde_json::from_str(&fs::read_to_string(folder.join("seen"))?)?;
    let packets: Vec<&str> = seen["packets"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let (probe, packets): (Vec<&str>, Vec<&str>) =
        packets.into_iter().partition(|packet| packet.ends_with(PROBE));
    assert!(probe.iter().any(|packet| packet.starts_with("udp ")), "the capture saw nothing");
    let known = |packet: &str| {
        // Names are looked up inside too, where there is a world for it.
        let is_lookup = packet.starts_with("udp ") && allowed.iter().any(|one| one.to_string() == RESOLVER);
        (packet.starts_with("tcp ") || is_lookup)
            && packet.split(' ').skip(1).any(|end| allowed.iter().any(|address| address.to_string() == end))
    };
    let strays = packets.iter().filter(|packet| !known(packet)).map(|&packet| packet.to_owned()).collect();
    let code = seen["code"].as_i64().and_then(|code| i32::try_from(code).ok()).unwrap_or(-1);
    Ok((code, packets.len(), strays))
}
