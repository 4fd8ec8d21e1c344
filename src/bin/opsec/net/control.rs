//! Asks a running Tor for its state on its control port. It only reads, and every wait has an end.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::Duration;

use opsec::torcheck::{
    Authentication, Control, Phase, ProtocolInfo, Proxy, Recommended, Reply, ReplyError, SafeCookie, Status,
    challenge, hexadecimal, unquoted,
};
use rand::TryRng;
use rand::rngs::SysRng;

use super::Deadline;

/// The control socket of Debian and most other systems.
const SOCKET: &str = "/run/tor/control";
/// A Tor on this machine answers at once or not at all.
const PATIENCE: Duration = Duration::from_secs(2);
/// Longest reply, in bytes.
const LONGEST: usize = 64 * 1024;

/// Asks the Tor to which a proxy belongs, if its control port is at a usual address. Blocks.
pub(crate) fn ask_control(proxy: &Proxy, deadline: Deadline) -> Control {
    let mut endpoints = Vec::new();
    if let Proxy::Tcp(address) = proxy {
        // 9050 and 9051, 9150 and 9151.
        let next = address.port().checked_add(1).map(|port| SocketAddr::new(address.ip(), port));
        endpoints.extend(next.map(Endpoint::Tcp));
    }
    endpoints.push(Endpoint::Unix(SOCKET.into()));
    let deadline = deadline.within(PATIENCE);
    let mut found = Control::None;
    for endpoint in endpoints {
        let address = endpoint.to_string();
        let control = match Connection::open(&endpoint, deadline)
            .and_then(|connection| connection.ask(proxy, &address))
        {
            Ok(control) => control,
            Err(Trouble::Silent) => Control::Silent(address),
            Err(Trouble::Closed) => Control::Closed(address),
            Err(Trouble::None) => continue,
        };
        if let Control::Answered(_) = control {
            return control;
        }
        found = control;
    }
    found
}

/// The reason why the control port did not answer.
enum Trouble {
    /// There is no control port.
    None,
    /// It does not answer, or not completely.
    Silent,
    /// It wants an authentication that we do not have.
    Closed,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Silent,
            io::ErrorKind::PermissionDenied => Self::Closed,
            _ => Self::None,
        }
    }
}

/// Where a control port listens.
enum Endpoint {
    Tcp(SocketAddr),
    Unix(PathBuf),
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => path.display().fmt(f),
        }
    }
}

enum Stream {
    Tcp(TcpStream),
    Unix(UnixStream),
}

struct Connection {
    stream: Stream,
    deadline: Deadline,
    /// Bytes that were read and not yet used.
    ahead: Vec<u8>,
}

impl Connection {
    fn open(endpoint: &Endpoint, deadline: Deadline) -> Result<Self, Trouble> {
        let stream = match endpoint {
            Endpoint::Tcp(address) => Stream::Tcp(TcpStream::connect_timeout(address, left(deadline)?)?),
            Endpoint::Unix(path) => Stream::Unix(UnixStream::connect(path)?),
        };
        Ok(Self { stream, deadline, ahead: Vec::new() })
    }

    fn ask(mut self, proxy: &Proxy, address: &str) -> Result<Control, Trouble> {
        let info = ProtocolInfo::read(&self.command("PROTOCOLINFO 1")?).ok_or(Trouble::None)?;
        self.authenticate(&info.authentication)?;
        if !self.serves(proxy)? {
            return Ok(Control::OtherTor(address.to_owned()));
        }
        let phase = self.information("status/bootstrap-phase")?.as_deref().and_then(Phase::read);
        let circuit = self.information("status/circuit-established")?.map(|value| value == "1");
        let recommended = self.information("status/version/current")?;
        let after = self.information("consensus/valid-after")?;
        let until = self.information("consensus/valid-until")?;
        let _ = self.command("QUIT");
        Ok(Control::Answered(Status {
            address: address.to_owned(),
            version: info.version,
            phase,
            circuit,
            recommended: recommended.as_deref().map_or(Recommended::NotStated, Recommended::read),
            consensus: after.zip(until),
        }))
    }

    /// Proves that we can read the cookie, without revealing it to anyone who cannot.
    fn authenticate(&mut self, wanted: &Authentication) -> Result<(), Trouble> {
        let path = match wanted {
            Authentication::None => return self.command("AUTHENTICATE").map(drop),
            Authentication::Other => return Err(Trouble::Closed),
            Authentication::SafeCookie(path) => path,
        };
        let cookie = read_cookie(path).ok_or(Trouble::Closed)?;
        let mut nonce = [0; 32];
        SysRng.try_fill_bytes(&mut nonce).map_err(|_| Trouble::Closed)?;
        let reply = self.command(&format!("AUTHCHALLENGE SAFECOOKIE {}", hexadecimal(&nonce)))?;
        let (proof, theirs) = challenge(&reply).ok_or(Trouble::Closed)?;
        let proofs = SafeCookie::new(&cookie, &nonce, &theirs);
        if proofs.server != proof {
            return Err(Trouble::Closed);
        }
        self.command(&format!("AUTHENTICATE {}", hexadecimal(&proofs.client))).map(drop)
    }

    /// Whether this Tor listens at the proxy's address.
    fn serves(&mut self, proxy: &Proxy) -> Result<bool, Trouble> {
        let listeners = self.information("net/listeners/socks")?.unwrap_or_default();
        let mut rest = listeners.as_str();
        while !rest.is_empty() {
            let (listener, after) = unquoted(rest);
            if Proxy::read(&listener).is_ok_and(|listener| is_same(&listener, proxy)) {
                return Ok(true);
            }
            rest = after.trim_start();
        }
        Ok(false)
    }

    /// Tor's answer to `GETINFO`; nothing if it does not know the key.
    fn information(&mut self, key: &str) -> Result<Option<String>, Trouble> {
        match self.talk(&format!("GETINFO {key}"))? {
            Ok(reply) => Ok(reply.information(key).map(str::to_owned)),
            Err(_) => Ok(None),
        }
    }

    fn command(&mut self, command: &str) -> Result<Reply, Trouble> {
        self.talk(command)?.map_err(|error| match error {
            ReplyError::Refused(_) => Trouble::Closed,
            ReplyError::NotControl => Trouble::None,
            ReplyError::TooLong => Trouble::Silent,
        })
    }

    fn talk(&mut self, command: &str) -> Result<Result<Reply, ReplyError>, Trouble> {
        self.write(format!("{command}\r\n").as_bytes())?;
        let mut reply = Reply::default();
        let mut read = 0;
        loop {
            let line = self.line()?;
            read += line.len();
            if read > LONGEST {
                return Err(Trouble::Silent);
            }
            match reply.push(&line) {
                Ok(true) => return Ok(Ok(reply)),
                Ok(false) => {}
                Err(error) => return Ok(Err(error)),
            }
        }
    }

    fn line(&mut self) -> Result<String, Trouble> {
        loop {
            if let Some(end) = self.ahead.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.ahead.drain(..=end).collect();
                return Ok(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned());
            }
            if self.ahead.len() > LONGEST {
                return Err(Trouble::Silent);
            }
            let mut piece = [0; 4096];
            // Timed again before each read, so a slow drip cannot keep us waiting.
            let time = Some(left(self.deadline)?);
            let read = match &mut self.stream {
                Stream::Tcp(stream) => stream.set_read_timeout(time).and_then(|()| stream.read(&mut piece)),
                Stream::Unix(stream) => stream.set_read_timeout(time).and_then(|()| stream.read(&mut piece)),
            }?;
            if read == 0 {
                return Err(Trouble::None);
            }
            self.ahead.extend_from_slice(&piece[..read]);
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        let time = Some(left(self.deadline)?);
        match &mut self.stream {
            Stream::Tcp(stream) => stream.set_write_timeout(time).and_then(|()| stream.write_all(bytes)),
            Stream::Unix(stream) => stream.set_write_timeout(time).and_then(|()| stream.write_all(bytes)),
        }?;
        Ok(())
    }
}

/// Whether a listener is the one at a proxy's address: by itself, or because it listens at all of them.
fn is_same(listener: &Proxy, proxy: &Proxy) -> bool {
    match (listener, proxy) {
        (Proxy::Tcp(listener), Proxy::Tcp(proxy)) if listener.ip().is_unspecified() => {
            listener.port() == proxy.port()
        }
        _ => listener == proxy,
    }
}

/// The time that is left, which must not be zero: to the system, that means no limit.
fn left(deadline: Deadline) -> Result<Duration, Trouble> {
    let left = deadline.left();
    if left.is_zero() { Err(Trouble::Silent) } else { Ok(left) }
}

/// Reads the file that a control port names, if it is a file of a cookie's size.
fn read_cookie(path: &str) -> Option<[u8; 32]> {
    if !std::fs::metadata(path).ok().is_some_and(|data| data.is_file() && data.len() == 32) {
        return None;
    }
    let mut cookie = [0; 32];
    File::open(path).ok()?.read_exact(&mut cookie).ok()?;
    Some(cookie)
}
