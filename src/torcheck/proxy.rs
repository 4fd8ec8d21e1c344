//! Addresses of proxies as people and programs write them.

use core::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::fmt;
use std::path::PathBuf;

use rand::Rng;
use thiserror::Error;

/// Longest path of a socket, in bytes: Linux has room for 108 with the zero at its end.
const LONGEST_PATH: usize = 107;

/// Where a SOCKS proxy listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proxy {
    /// At an address and a port.
    Tcp(SocketAddr),
    /// At a socket in the file system.
    Unix(PathBuf),
}

/// Why the address of a proxy is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProxyError {
    /// It has a host name, which would have to be looked up outside of Tor.
    #[error("a host name would have to be looked up outside of Tor")]
    HostName,
    /// It is a port without an address.
    #[error("the address is missing before the port {0}")]
    NoHost(u16),
    /// It has no port.
    #[error("the port is missing")]
    NoPort,
    /// It is for another kind of proxy than SOCKS 5.
    #[error("the proxy is not SOCKS 5")]
    NotSocks5,
    /// It has a user name or password, which the list of processes would show.
    #[error("a user name or password is not accepted")]
    Credentials,
    /// The path of its socket is longer than the system allows.
    #[error("the path is longer than {LONGEST_PATH} bytes")]
    PathTooLong,
    /// It is not an address.
    #[error("it is not an address")]
    Unreadable,
}

impl Proxy {
    /// Reads `ADDRESS:PORT`, `socks5h://ADDRESS:PORT`, `unix:/PATH` or curl's `socks5h://localhost/PATH`.
    /// Names are refused, except `localhost`, which is 127.0.0.1 without any lookup.
    pub fn read(text: &str) -> Result<Self, ProxyError> {
        match split(text.trim())? {
            Place::Path(path) => at_path(path),
            Place::Host { credentials: true, .. } => Err(ProxyError::Credentials),
            Place::Host { host, .. } => at_host(host),
        }
    }

    /// Reads the address of a proxy that an environment variable names. Returns whether it has a user name or
    /// password, which is left out: each request has a user name of its own.
    pub fn read_without_credentials(text: &str) -> Result<(Self, bool), ProxyError> {
        match split(text.trim())? {
            Place::Path(path) => Ok((at_path(path)?, false)),
            Place::Host { host, credentials } => Ok((at_host(host)?, credentials)),
        }
    }

    /// Whether the proxy is on this machine, so nobody else is on the way to it.
    ///
    /// So is the one at `0.0.0.0` or `[::]`, where the system connects to this machine.
    pub fn is_on_this_machine(&self) -> bool {
        match self {
            Self::Tcp(address) => {
                let address = address.ip().to_canonical();
                address.is_loopback() || address.is_unspecified()
            }
            Self::Unix(_) => true,
        }
    }
}

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// An address by its form.
enum Place<'a> {
    Path(&'a str),
    /// Host and port, with or without a user name or password before them.
    Host {
        host: &'a str,
        credentials: bool,
    },
}

fn split(text: &str) -> Result<Place<'_>, ProxyError> {
    if let Some(path) = without_prefix(text, "unix:") {
        // Tor's own configuration has a path with spaces in quotes.
        let path = path.strip_prefix('"').and_then(|path| path.strip_suffix('"')).unwrap_or(path);
        return Ok(Place::Path(path.strip_prefix("//").unwrap_or(path)));
    }
    let (scheme, rest) = text.split_once("://").map_or(("", text), |(scheme, rest)| (scheme, rest));
    let host = rest.split('/').next().unwrap_or_default();
    // Before any other error, which would repeat a secret.
    let (credentials, host) = host.rsplit_once('@').map_or((false, host), |(_, host)| (true, host));
    // Names go to the proxy by each of them; this program never looks one up. GNOME writes "socks".
    if !["", "socks5h", "socks5", "socks"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Err(if credentials { ProxyError::Credentials } else { ProxyError::NotSocks5 });
    }
    match rest.split_once('/') {
        Some((_, path)) if host.eq_ignore_ascii_case("localhost") && !path.is_empty() => {
            Ok(Place::Path(&rest[rest.len() - path.len() - 1..]))
        }
        // A password with a slash in it would be repeated.
        Some((_, path)) if path.contains('@') => Err(ProxyError::Credentials),
        Some((_, path)) if !path.is_empty() => Err(ProxyError::Unreadable),
        _ => Ok(Place::Host { host, credentials }),
    }
}

fn at_path(path: &str) -> Result<Proxy, ProxyError> {
    if !path.starts_with('/') || path.contains('\0') {
        return Err(ProxyError::Unreadable);
    }
    if path.len() > LONGEST_PATH { Err(ProxyError::PathTooLong) } else { Ok(Proxy::Unix(path.into())) }
}

fn at_host(text: &str) -> Result<Proxy, ProxyError> {
    if let Ok(address) = text.parse::<SocketAddr>() {
        return if address.port() == 0 { Err(ProxyError::NoPort) } else { Ok(Proxy::Tcp(address)) };
    }
    if text.parse::<IpAddr>().is_ok() || text.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
        return Err(ProxyError::NoPort);
    }
    let (host, port) = text.rsplit_once(':').unwrap_or(("", text));
    match (host, port.parse()) {
        (_, Ok(0)) => Err(ProxyError::NoPort),
        ("", Ok(port)) => Err(ProxyError::NoHost(port)),
        (host, Ok(port)) if host.eq_ignore_ascii_case("localhost") => {
            Ok(Proxy::Tcp(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)))
        }
        (host, Ok(_)) if is_name(host) => Err(ProxyError::HostName),
        ("", Err(_)) if text.eq_ignore_ascii_case("localhost") => Err(ProxyError::NoPort),
        ("", Err(_)) if is_name(text) => Err(ProxyError::HostName),
        _ => Err(ProxyError::Unreadable),
    }
}

/// Strips a prefix, whether its letters are large or small.
fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

fn is_name(host: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte) || byte >= 0x80;
    host.bytes().all(plain) && host.bytes().any(|byte| byte.is_ascii_alphabetic() || byte >= 0x80)
}

/// Returns a new SOCKS user name: Tor keeps the circuits of different users apart.
pub fn random_user(rng: &mut impl Rng) -> String {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    bytes.iter().fold(String::from("opsec"), |user, byte| format!("{user}{byte:02x}"))
}

#[cfg(test)]
mod tests;
