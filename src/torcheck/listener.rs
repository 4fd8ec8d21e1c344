//! What listens at an address, recognised by what it answers.

use serde::Serialize;

use super::Reason;

/// What listens at an address.
///
/// Serialised, it is the id by which programs know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Listener {
    /// A Tor SOCKS port.
    Tor,
    /// Tor's port for HTTP tunnels, which does not speak SOCKS.
    TorHttp,
    /// Tor's control port.
    TorControl,
    /// A SOCKS 5 proxy that takes any user name, and did not answer as Tor does.
    SocksUsers,
    /// A SOCKS 5 proxy that takes no user names, and did not answer as Tor does.
    Socks,
    /// A SOCKS 5 proxy that wants a password.
    SocksPassword,
    /// A SOCKS 5 proxy that wants a login of another kind.
    SocksLogin,
    /// A SOCKS proxy that speaks version 4 only.
    Socks4,
    /// Something that is not a SOCKS proxy.
    Other,
    /// Something that does not answer.
    Silent,
    /// Something that accepts no more connections at the moment.
    Busy,
    /// Something that we have no permission to use.
    NoPermission,
    /// Something on this machine forbids the connection.
    Forbidden,
    /// The connection could not be established, so nobody knows.
    Unreachable,
    /// There is no listener.
    Nothing,
}

impl Listener {
    /// Whether it answered as a Tor SOCKS port does.
    pub fn is_tor(self) -> bool {
        self == Self::Tor
    }

    /// Whether it takes user names, so requests can be kept apart.
    pub fn takes_users(self) -> bool {
        matches!(self, Self::Tor | Self::SocksUsers)
    }

    /// The reason why no request can be sent through it.
    pub fn reason_against(self) -> Option<Reason> {
        match self {
            Self::Tor | Self::SocksUsers | Self::Socks => None,
            Self::TorHttp => Some(Reason::TorHttpPort),
            Self::TorControl => Some(Reason::TorControlPort),
            Self::SocksPassword => Some(Reason::ProxyWantsPassword),
            Self::SocksLogin => Some(Reason::ProxyWantsLogin),
            Self::Socks4 => Some(Reason::ProxySocks4),
            Self::Other => Some(Reason::ProxyNotSocks),
            Self::Silent => Some(Reason::ProxySilent),
            Self::Busy => Some(Reason::ProxyBusy),
            Self::NoPermission => Some(Reason::ProxyNoPermission),
            Self::Forbidden => Some(Reason::ProxyForbidden),
            Self::Unreachable => Some(Reason::ProxyUnreachable),
            Self::Nothing => Some(Reason::ProxyClosed),
        }
    }

    /// Whether this may be a Tor that only does not answer us.
    pub fn may_be_tor(self) -> bool {
        matches!(self, Self::Silent | Self::Busy | Self::NoPermission | Self::Forbidden | Self::Unreachable)
    }
}

/// What an answer to [`Greeting::QUESTION`] says about the program that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Greeting {
    /// A Tor SOCKS port.
    TorSocks,
    /// A Tor port for HTTP tunnels. Arti's speaks SOCKS at the same port, C tor's does not.
    TorHttp,
    /// Tor's control port.
    TorControl,
    /// Another program.
    Foreign,
}

impl Greeting {
    /// A line of HTTP, which Tor's ports refuse each in its own way. It opens no connection.
    ///
    /// Since 0.4.9 C tor's HTTP port, like arti's, does not answer those who name another host.
    pub const QUESTION: &[u8] = b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n";
    /// The longest answer that is read, in bytes; Tor's have less than 1000.
    pub const LONGEST: usize = 4096;

    /// Recognises the program. Other programs may imitate it, so this alone proves nothing.
    pub fn read(answer: &[u8]) -> Self {
        let text = String::from_utf8_lossy(answer);
        let mut lines = text.lines();
        let status = lines.next().unwrap_or_default();
        // "514" is a control port before 0.3.2, "510" the filter before one on Tails and Whonix.
        if status == "514 Authentication required." || status == "510 Command filtered" {
            return Self::TorControl;
        }
        match status.strip_prefix("HTTP/1.0 ").or_else(|| status.strip_prefix("HTTP/1.1 ")) {
            // C tor, and arti before 1.7; arti since.
            Some("501 Tor is not an HTTP Proxy" | "501 Not running as an HTTP Proxy") => Self::TorSocks,
            Some("501 Tor ControlPort is not an HTTP proxy") => Self::TorControl,
            // C tor 0.3.2 to 0.3.5 says no more than this, and 0.4 adds a page.
            Some("405 Method Not Allowed") if is_bare(&text) || text.contains(TUNNEL) => Self::TorHttp,
            // Arti with HTTP tunnels, and C tor since 0.4.9.
            Some(_) if lines.take_while(|line| !line.is_empty()).any(is_tors_server) => Self::TorHttp,
            _ => Self::Foreign,
        }
    }

    /// Whether more of the answer cannot change what it says.
    pub fn is_settled(answer: &[u8]) -> bool {
        const HTTP: &[u8] = b"HTTP/1.";
        let begun = answer.len().min(HTTP.len());
        if answer[..begun] != HTTP[..begun] {
            return answer.contains(&b'\n') || answer.len() >= 64;
        }
        let text = String::from_utf8_lossy(answer);
        let has_ended = text.contains("\r\n\r\n") || text.contains("\n\n");
        // Only of this answer does the page say more than the headers.
        answer.len() >= Self::LONGEST || has_ended && !text.contains(" 405 ")
    }
}

/// The title of the page that C tor's port for HTTP tunnels shows.
const TUNNEL: &str = "<title>This is an HTTP CONNECT tunnel, not a full HTTP Proxy</title>";

/// Whether an answer is nothing but its first line.
fn is_bare(text: &str) -> bool {
    text.lines().count() == 2 && text.ends_with("\r\n\r\n")
}

/// Whether a header names Tor, as <https://spec.torproject.org/http-connect> has it.
fn is_tors_server(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, value)| {
        name.eq_ignore_ascii_case("server") && value.trim().starts_with("tor/1.")
    })
}

#[cfg(test)]
mod tests;
