//! One connection to a control port: the introduction, and one question after the other.

use std::fs::File;
use std::io::{self, Read};
use std::net::IpAddr;

use opsec::torcheck::{
    Authentication, ConsensusLookup, Presence, ProtocolInfo, Proxy, Reply, ReplyError, SafeCookie, challenge,
    hexadecimal,
};
use rand::TryRng;
use rand::rngs::SysRng;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpStream, UnixStream};

use crate::net::aside;
use crate::net::stream::Stream;

/// Longest reply, in bytes.
const LONGEST: usize = 64 * 1024;
/// Longest list of all relays, in bytes; the network's is some 4 MB.
const LONGEST_LIST: usize = 32 << 20;
/// The variable of Tor Browser that names the file of a cookie.
const COOKIE: &str = "TOR_CONTROL_COOKIE_AUTH_FILE";
/// "Unrecognized command", which Tor never says to what is asked here; filters say it to what they hold back.
const FILTERED: u16 = 510;
/// "Unrecognized key".
const UNKNOWN: u16 = 552;

/// The reason why the control port did not answer.
pub(super) enum Trouble {
    /// There is no control port.
    None,
    /// It does not answer, or not completely.
    Silent,
    /// It wants an authentication that we do not have.
    Closed,
    /// It is a filter that holds the question back.
    Filtered,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // To a socket in the file system, this is a queue that is full.
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Silent,
            io::ErrorKind::PermissionDenied => Self::Closed,
            _ => Self::None,
        }
    }
}

/// The answer to `GETINFO`.
pub(super) enum Answer {
    Value(String),
    /// The port does not know the key, or does not let us know.
    Refused,
    /// Tor knows the key, and has no value for it at present.
    Nothing,
}

impl Answer {
    pub(super) fn value(self) -> Option<String> {
        match self {
            Self::Value(value) => Some(value),
            Self::Refused | Self::Nothing => None,
        }
    }
}

pub(super) struct Connection(BufReader<Box<dyn Stream>>);

impl Connection {
    pub(super) async fn open(endpoint: &Proxy) -> Result<Self, Trouble> {
        let stream: Box<dyn Stream> = match endpoint {
            Proxy::Tcp(address) => Box::new(TcpStream::connect(address).await?),
            Proxy::Unix(path) => Box::new(UnixStream::connect(path).await?),
        };
        Ok(Self(BufReader::new(stream)))
    }

    /// Makes sure that this is a control port, and that it lets us ask. Returns Tor's version.
    pub(super) async fn introduce(&mut self) -> Result<String, Trouble> {
        let info = ProtocolInfo::read(&self.command("PROTOCOLINFO 1").await?).ok_or(Trouble::None)?;
        match &info.authentication {
            Authentication::None => self.command("AUTHENTICATE").await.map(drop),
            // A password would have to be shown to whatever listens there, so we don't use TOR_CONTROL_PASSWD.
            Authentication::Other => Err(Trouble::Closed),
            Authentication::SafeCookie(path) => self.prove(path.clone()).await,
        }?;
        Ok(info.version)
    }

    /// Proves that we can read the cookie, without revealing it to anyone who cannot.
    async fn prove(&mut self, path: String) -> Result<(), Trouble> {
        let cookie = aside(move || {
            let named = std::env::var(COOKIE).ok();
            read_cookie(&path).or_else(|| read_cookie(&named?))
        });
        let cookie = cookie.await.flatten().ok_or(Trouble::Closed)?;
        let mut nonce = [0; 32];
        SysRng.try_fill_bytes(&mut nonce).map_err(|_| Trouble::Closed)?;
        let reply = self.command(&format!("AUTHCHALLENGE SAFECOOKIE {}", hexadecimal(&nonce))).await?;
        let (proof, theirs) = challenge(&reply).ok_or(Trouble::Closed)?;
        let proofs = SafeCookie::new(&cookie, &nonce, &theirs);
        if proofs.server != proof {
            return Err(Trouble::Closed);
        }
        self.command(&format!("AUTHENTICATE {}", hexadecimal(&proofs.client))).await.map(drop)
    }

    /// Asks for a key that every Tor knows.
    pub(super) async fn always(&mut self, key: &str) -> Result<String, Trouble> {
        match self.information(key).await? {
            Answer::Value(value) => Ok(value),
            Answer::Nothing => Ok(String::new()),
            Answer::Refused => Err(Trouble::Filtered),
        }
    }

    /// Asks for a key.
    pub(super) async fn information(&mut self, key: &str) -> Result<Answer, Trouble> {
        match self.talk(&format!("GETINFO {key}")).await? {
            Ok(reply) => {
                Ok(reply.information(key).map_or(Answer::Nothing, |it| Answer::Value(it.to_owned())))
            }
            Err(ReplyError::Refused(FILTERED | UNKNOWN)) => Ok(Answer::Refused),
            Err(ReplyError::Refused(_)) => Ok(Answer::Nothing),
            Err(error) => Err(trouble_of(&error)),
        }
    }

    /// Sends a command that must succeed.
    pub(super) async fn command(&mut self, command: &str) -> Result<Reply, Trouble> {
        self.talk(command).await?.map_err(|error| trouble_of(&error))
    }

    async fn talk(&mut self, command: &str) -> Result<Result<Reply, ReplyError>, Trouble> {
        self.send(command).await?;
        let mut reply = Reply::default();
        let mut read = 0;
        loop {
            let line = self.line().await?;
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

    /// Looks an address up in Tor's list of all relays, of which one line is kept at a time.
    pub(super) async fn look_up(&mut self, address: IpAddr) -> Result<Presence, Trouble> {
        self.send("GETINFO ns/all").await?;
        if self.line().await? != "250+ns/all=" {
            return Err(Trouble::Filtered);
        }
        let mut lookup = ConsensusLookup::new(address);
        let mut read = 0;
        loop {
            let line = self.line().await?;
            read += line.len();
            match line.as_str() {
                "." => return Ok(lookup.found()),
                _ if read > LONGEST_LIST => return Err(Trouble::Silent),
                line => lookup.push(line),
            }
        }
    }

    async fn send(&mut self, command: &str) -> Result<(), Trouble> {
        self.0.get_mut().write_all(format!("{command}\r\n").as_bytes()).await?;
        Ok(())
    }

    /// Reads a line, without its end.
    async fn line(&mut self) -> Result<String, Trouble> {
        let mut line = Vec::new();
        (&mut self.0).take(LONGEST as u64).read_until(b'\n', &mut line).await?;
        if line.last() != Some(&b'\n') {
            return Err(if line.len() == LONGEST { Trouble::Silent } else { Trouble::None });
        }
        Ok(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned())
    }
}

fn trouble_of(error: &ReplyError) -> Trouble {
    match error {
        ReplyError::Refused(FILTERED) => Trouble::Filtered,
        ReplyError::Refused(_) => Trouble::Closed,
        ReplyError::NotControl => Trouble::None,
        ReplyError::TooLong => Trouble::Silent,
    }
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
