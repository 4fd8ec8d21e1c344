//! Addresses of proxies as people write them, and how to recognise a Tor port.

use core::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::fmt;
use std::path::PathBuf;

use rand::Rng;
use thiserror::Error;

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
    /// It has no port.
    #[error("the port is missing")]
    NoPort,
    /// It is for another kind of proxy than SOCKS 5.
    #[error("the proxy is not SOCKS 5")]
    NotSocks5,
    /// It has a user name or password, which the list of processes would show.
    #[error("a user name or password is not accepted")]
    Credentials,
    /// It is not an address.
    #[error("it is not an address")]
    Unreadable,
}

impl Proxy {
    /// Reads `ADDRESS:PORT`, `socks5h://ADDRESS:PORT`, `unix:/PATH` or curl's `socks5h://localhost/PATH`.
    /// Names are refused, except `localhost`, which is 127.0.0.1 without any lookup.
    pub fn read(text: &str) -> Result<Self, ProxyError> {
        let text = text.trim();
        if let Some(path) = text.strip_prefix("unix:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.starts_with('/') {
                Ok(Self::Unix(path.into()))
            } else {
                Err(ProxyError::Unreadable)
            };
        }
        // First of all, or an error about something else would repeat a secret.
        if text.contains('@') {
            return Err(ProxyError::Credentials);
        }
        let rest = match text.split_once("://") {
            // Names go to the proxy either way; this program never looks one up.
            Some(("socks5h" | "socks5", rest)) => rest,
            Some(_) => return Err(ProxyError::NotSocks5),
            None => text,
        };
        if let Some(path) = rest.strip_prefix("localhost/").filter(|path| !path.is_empty()) {
            return Ok(Self::Unix(PathBuf::from("/").join(path)));
        }
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if let Ok(address) = rest.parse() {
            return Ok(Self::Tcp(address));
        }
        if rest.parse::<IpAddr>().is_ok() || rest.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
            return Err(ProxyError::NoPort);
        }
        match rest.rsplit_once(':') {
            Some((host, port)) => match (host, port.parse()) {
                ("localhost", Ok(port)) => Ok(Self::Tcp(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port))),
                (host, Ok(_)) if is_name(host) => Err(ProxyError::HostName),
                _ => Err(ProxyError::Unreadable),
            },
            None if rest == "localhost" => Err(ProxyError::NoPort),
            None if is_name(rest) => Err(ProxyError::HostName),
            None => Err(ProxyError::Unreadable),
        }
    }

    /// Whether the proxy is on this machine, so nobody else is on the way to it.
    pub fn is_on_this_machine(&self) -> bool {
        match self {
            Self::Tcp(address) => address.ip().to_canonical().is_loopback(),
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

fn is_name(host: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte) || byte >= 0x80;
    !host.is_empty() && host.bytes().all(plain)
}

/// Whether a port answered a line of HTTP as a Tor SOCKS port does.
///
/// Both C tor and arti answer `HTTP/1.0 501 Tor is not an HTTP Proxy`.
pub fn is_tor_greeting(answer: &[u8]) -> bool {
    answer.starts_with(b"HTTP/1.0 501 Tor is not an HTTP Proxy")
}

/// Returns a new SOCKS user name: Tor keeps the circuits of different users apart.
pub fn random_user(rng: &mut impl Rng) -> String {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    bytes.iter().fold(String::from("opsec"), |user, byte| format!("{user}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, ProxyError> {
        Proxy::read(text).map(|proxy| proxy.to_string())
    }

    #[test]
    fn addresses_are_read_as_people_write_them() {
        for (text, read_as) in [
            ("127.0.0.1:9050", "127.0.0.1:9050"),
            ("socks5h://127.0.0.1:9050", "127.0.0.1:9050"),
            ("socks5://127.0.0.1:9050/", "127.0.0.1:9050"),
            ("localhost:9150", "127.0.0.1:9150"),
            ("[::1]:9050", "[::1]:9050"),
            ("unix:/run/tor/socks", "unix:/run/tor/socks"),
            ("unix:///run/tor/socks", "unix:/run/tor/socks"),
            ("socks5h://localhost/run/tor/socks", "unix:/run/tor/socks"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(read_as), "{text}");
        }
    }

    #[test]
    fn names_are_refused_without_looking_them_up() {
        for text in ["proxy.example:9050", "socks5h://abc.onion:9050", "tor", "my_proxy:1"] {
            assert_eq!(read(text), Err(ProxyError::HostName), "{text}");
        }
    }

    #[test]
    fn a_wrong_address_is_explained() {
        for (text, error) in [
            ("127.0.0.1", ProxyError::NoPort),
            ("::1", ProxyError::NoPort),
            ("localhost", ProxyError::NoPort),
            ("http://127.0.0.1:8118", ProxyError::NotSocks5),
            ("me:secret@127.0.0.1:9050", ProxyError::Credentials),
            ("http://me:secret@127.0.0.1:8118", ProxyError::Credentials),
            ("127.0.0.1:99999", ProxyError::Unreadable),
            ("unix:socks", ProxyError::Unreadable),
            ("", ProxyError::Unreadable),
            ("a b:1", ProxyError::Unreadable),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
    }

    #[test]
    fn only_this_machine_is_this_machine() {
        for (text, here) in [
            ("127.8.9.1:1", true),
            ("[::1]:1", true),
            ("[::ffff:127.0.0.1]:1", true),
            ("unix:/x", true),
            ("10.0.0.1:1", false),
            ("0.0.0.0:1", false),
        ] {
            assert_eq!(Proxy::read(text).unwrap().is_on_this_machine(), here, "{text}");
        }
    }

    #[test]
    fn only_tor_greets_as_tor() {
        assert!(is_tor_greeting(b"HTTP/1.0 501 Tor is not an HTTP Proxy\r\nContent-Type: text/html"));
        assert!(!is_tor_greeting(b"HTTP/1.0 501 Not Implemented\r\n"));
        assert!(!is_tor_greeting(b""));
    }
}
