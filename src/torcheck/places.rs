//! The places where a Tor may listen: those that the environment names, the usual ones, and those that
//! programs write down.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::ffi::OsString;
use std::path::Path;

use serde::Deserialize;

use super::{Listener, Proxy, ProxyError, reached};

/// A place where a Tor was looked for, and what listens there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The place.
    pub proxy: Proxy,
    /// What listens there.
    pub listener: Listener,
}

/// What a variable of the environment names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A proxy on this machine.
    Here {
        /// Its place.
        proxy: Proxy,
        /// Whether it has a user name or password, which is left out.
        credentials: bool,
    },
    /// A proxy that is not on loopback: on another machine, or at an address that this one has in a network.
    Elsewhere {
        /// Its place.
        proxy: Proxy,
        /// Whether it has a user name or password, which is left out.
        credentials: bool,
    },
    /// Bytes that are not UTF-8.
    NotText,
    /// Nothing that can be used.
    Refused(ProxyError),
}

/// Reads the variables by which programs are told where Tor listens, the most specific first.
///
/// As with Tor Browser, `TOR_SOCKS_IPC_PATH` comes before `TOR_SOCKS_HOST` and `TOR_SOCKS_PORT`.
pub fn named_by_environment(variable: impl Fn(&str) -> Option<OsString>) -> Vec<(&'static str, Named)> {
    let text = |name| match variable(name)?.into_string() {
        Ok(text) if text.trim().is_empty() => None,
        Ok(text) => Some(Ok(text.trim().to_owned())),
        Err(_) => Some(Err(Named::NotText)),
    };
    let mut named = Vec::new();
    if let Some(path) = text("TOR_SOCKS_IPC_PATH") {
        let read = |path: String| read(Proxy::read(&format!("unix:{path}")).map(|proxy| (proxy, false)));
        named.push(("TOR_SOCKS_IPC_PATH", path.map_or_else(|error| error, read)));
    }
    let (host, port) = (text("TOR_SOCKS_HOST"), text("TOR_SOCKS_PORT"));
    let name = if port.is_some() { "TOR_SOCKS_PORT" } else { "TOR_SOCKS_HOST" };
    match (host, port) {
        (None, None) => {}
        (Some(Err(error)), _) => named.push(("TOR_SOCKS_HOST", error)),
        (_, Some(Err(error))) => named.push(("TOR_SOCKS_PORT", error)),
        (host, port) => {
            let host = host.and_then(Result::ok).unwrap_or_else(|| Ipv4Addr::LOCALHOST.to_string());
            let port = port.and_then(Result::ok).unwrap_or_else(|| "9050".to_owned());
            let is_bare = host.contains(':') && !host.starts_with('[');
            let address = if is_bare { format!("[{host}]:{port}") } else { format!("{host}:{port}") };
            named.push((name, read(Proxy::read(&address).map(|proxy| (proxy, false)))));
        }
    }
    for name in ["ALL_PROXY", "all_proxy"] {
        let one = text(name);
        let one = one
            .map(|text| text.map_or_else(|error| error, |text| read(Proxy::read_without_credentials(&text))));
        named.extend(one.map(|one| (name, one)));
    }
    named
}

fn read(proxy: Result<(Proxy, bool), ProxyError>) -> Named {
    match proxy {
        Ok((proxy, credentials)) if proxy.is_on_this_machine() => Named::Here { proxy, credentials },
        Ok((proxy, credentials)) => Named::Elsewhere { proxy, credentials },
        Err(error) => Named::Refused(error),
    }
}

/// The usual places, in the order in which they are preferred: the Tor service's, then Tor Browser's.
///
/// Tor Browser has a socket in the user's folder of running programs only if it was told to.
pub fn usual_places(runtime_folder: Option<&Path>) -> Vec<Proxy> {
    let mut places = Vec::new();
    for port in [9050, 9150] {
        let loopbacks = [IpAddr::from([127, 0, 0, 1]), IpAddr::from(Ipv6Addr::LOCALHOST)];
        places.extend(loopbacks.map(|address| Proxy::Tcp(SocketAddr::new(address, port))));
    }
    places.insert(2, Proxy::Unix("/run/tor/socks".into()));
    let folder = runtime_folder.filter(|folder| folder.is_absolute());
    places.extend(folder.map(|folder| Proxy::Unix(folder.join("Tor/socks.socket"))));
    places
}

/// Reads the file in which arti writes down where it listens, since 1.9: `port_info.json`.
pub fn read_port_file(text: &str) -> Vec<Proxy> {
    #[derive(Deserialize)]
    struct File {
        ports: Vec<Port>,
    }
    #[derive(Deserialize)]
    struct Port {
        protocol: String,
        address: Option<String>,
    }
    let ports = serde_json::from_str::<File>(text).map_or_else(|_| Vec::new(), |file| file.ports);
    let socks = ports.into_iter().filter(|port| port.protocol == "socks");
    let address = |port: Port| port.address?.strip_prefix("inet:").map(Proxy::read)?.ok();
    socks.filter_map(address).filter(Proxy::is_on_this_machine).collect()
}

/// The ports at which a Tor usually listens: the service's and Tor Browser's, for SOCKS and for control.
const USUAL_PORTS: [u16; 4] = [9050, 9051, 9150, 9151];

/// A listening port or socket of this machine, with the number of its socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPort {
    /// Where to connect to it.
    pub place: Proxy,
    /// The number by which the files of a program name it.
    pub socket: u64,
}

impl OpenPort {
    /// Whether a Tor usually listens at a port of this number, whatever the address.
    pub fn is_usual(&self) -> bool {
        matches!(&self.place, Proxy::Tcp(address) if USUAL_PORTS.contains(&address.port()))
    }
}

/// Reads `/proc/net/tcp` or `/proc/net/tcp6`: the ports of this machine at which something listens.
pub fn read_open_ports(table: &str) -> Vec<OpenPort> {
    const LISTENS: &str = "0A";
    let port = |line: &str| {
        let mut columns = line.split_ascii_whitespace().skip(1);
        let (address, state) = (columns.next()?, columns.nth(1)?);
        let socket = columns.nth(5)?;
        let place = Proxy::Tcp(reached(read_table_address(address)?));
        let port = OpenPort { place, socket: socket.parse().ok()? };
        (state == LISTENS).then_some(port)
    };
    table.lines().filter_map(port).collect()
}

/// Reads `/proc/net/unix`: the sockets in the file system at which something listens.
pub fn read_open_sockets(table: &str) -> Vec<OpenPort> {
    /// The flag of a socket that accepts connections (`__SO_ACCEPTCON`), and the type of a stream.
    const LISTENS: (&str, &str) = ("00010000", "0001");
    let socket = |line: &str| {
        let mut columns = line.split_ascii_whitespace().skip(3);
        let kind = (columns.next()?, columns.next()?);
        let socket = columns.nth(1)?.parse().ok()?;
        // The path has the rest of the line.
        let path = &line[line.find(" /")? + 1..];
        (kind == LISTENS).then(|| OpenPort { place: Proxy::Unix(path.into()), socket })
    };
    table.lines().filter_map(socket).collect()
}

/// Reads `0100007F:235A`: words of four bytes as this machine has them in memory, and a port.
fn read_table_address(text: &str) -> Option<SocketAddr> {
    let (digits, port) = text.split_once(':')?;
    if !digits.is_ascii() {
        return None;
    }
    let mut bytes = Vec::new();
    for word in digits.as_bytes().chunks(8) {
        let word = u32::from_str_radix(std::str::from_utf8(word).ok()?, 16).ok()?;
        bytes.extend(word.to_ne_bytes());
    }
    let address = match bytes.len() {
        4 => IpAddr::from(<[u8; 4]>::try_from(bytes).ok()?),
        16 => IpAddr::from(<[u8; 16]>::try_from(bytes).ok()?),
        _ => return None,
    };
    Some(SocketAddr::new(address, u16::from_str_radix(port, 16).ok()?))
}

/// Whether a program of this name may be a Tor: the system knows 15 letters of it. Brave's has its version in it.
pub fn is_named_like_tor(program: &str) -> bool {
    let program = program.trim_end();
    ["tor", "arti"].iter().any(|name| {
        program.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.']))
    })
}

/// Names the program that diverts the connections of others, if it was put into this one.
pub fn diverted_by(preloaded: &str) -> Option<&'static str> {
    ["torsocks", "proxychains"].into_iter().find(|name| preloaded.contains(&format!("lib{name}")))
}

#[cfg(test)]
mod tests;
