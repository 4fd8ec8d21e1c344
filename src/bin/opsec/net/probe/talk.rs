//! A few words with whatever listens at an address.

use std::io;
use std::time::Duration;

use opsec::torcheck::{Listener, Proxy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

use super::{Deadline, PATIENCE};
use crate::net::stream::Stream;

/// `EPERM`: the system's rules, a sandbox or torsocks.
const NOT_PERMITTED: i32 = 1;
/// `EAFNOSUPPORT`: this machine has no IPv6.
const NO_SUCH_FAMILY: i32 = 97;
/// How long a full queue is left alone.
const PAUSE: Duration = Duration::from_millis(100);

/// Offers no authentication, and user names.
const SOCKS5_WITH_USERS: &[u8] = &[5, 2, 0, 2];
/// Offers no authentication only.
const SOCKS5_WITHOUT_USERS: &[u8] = &[5, 1, 0];
/// A user name and a password, as RFC 1929 has them.
const LOGIN: &[u8] = b"\x01\x05opsec\x05opsec";
/// A command that SOCKS 4 doesn't have, for no address: a proxy can only refuse it.
const SOCKS4: &[u8] = &[4, 0, 0, 0, 0, 0, 0, 0, 0];

/// Why there was no conversation, as what that says about the listener.
pub(super) struct Trouble(pub(super) Listener);

/// Asks something and returns what comes back until it's settled, the other side ends or time runs out.
pub(super) async fn ask(
    proxy: &Proxy,
    question: &[u8],
    is_settled: impl Fn(&[u8]) -> bool,
    deadline: Deadline,
) -> Result<Vec<u8>, Trouble> {
    let mut line = Line::open(proxy, deadline).await?;
    let mut answer = Vec::new();
    line.ask(question, is_settled, &mut answer).await?;
    Ok(answer)
}

/// Finds out how it answers the greetings of SOCKS 5 and SOCKS 4.
pub(super) async fn speak_socks(proxy: &Proxy, deadline: Deadline) -> Result<Listener, Trouble> {
    let two = |answer: &[u8]| answer.len() >= 2;
    let mut line = Line::open(proxy, deadline).await?;
    let mut answer = Vec::new();
    line.ask(SOCKS5_WITH_USERS, two, &mut answer).await?;
    let listener = match answer.as_slice() {
        [5, 2] => {
            let mut login = Vec::new();
            line.ask(LOGIN, two, &mut login).await?;
            let without = match login.as_slice() {
                [1, 0] => return Ok(Listener::SocksUsers),
                _ => ask(proxy, SOCKS5_WITHOUT_USERS, two, deadline).await?,
            };
            if without == [5, 0] { Listener::Socks } else { Listener::SocksPassword }
        }
        [5, 0] => Listener::Socks,
        [5, _] => Listener::SocksLogin,
        _ => match ask(proxy, SOCKS4, two, deadline).await.as_deref() {
            Ok([0, 0x5A..=0x5D, ..]) => Listener::Socks4,
            _ => Listener::Other,
        },
    };
    Ok(listener)
}

/// A connection over which a few bytes go to and fro.
struct Line {
    stream: Box<dyn Stream>,
    deadline: Deadline,
}

impl Line {
    async fn open(proxy: &Proxy, deadline: Deadline) -> Result<Self, Trouble> {
        let stream: Box<dyn Stream> = match proxy {
            Proxy::Tcp(address) => match deadline.wait(TcpStream::connect(address)).await {
                Some(stream) => Box::new(stream.map_err(|error| without_connection(proxy, &error))?),
                // On this machine only a full queue delays a connection.
                None if proxy.is_on_this_machine() => return Err(Trouble(Listener::Busy)),
                None => return Err(Trouble(Listener::Unreachable)),
            },
            Proxy::Unix(path) => loop {
                match UnixStream::connect(path).await {
                    Ok(stream) => break Box::new(stream),
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock && !deadline.left().is_zero() => {
                        tokio::time::sleep(PAUSE).await;
                    }
                    Err(error) => return Err(without_connection(proxy, &error)),
                }
            },
        };
        Ok(Self { stream, deadline })
    }

    /// Keeps what was heard if the other side falls silent or breaks off in the middle.
    async fn ask(
        &mut self,
        question: &[u8],
        is_settled: impl Fn(&[u8]) -> bool,
        answer: &mut Vec<u8>,
    ) -> Result<(), Trouble> {
        let mut deadline = self.deadline;
        let stream = &mut self.stream;
        match deadline.wait(stream.write_all(question)).await {
            Some(Ok(())) => {}
            Some(Err(_)) => return Ok(()),
            None => return Err(Trouble(Listener::Silent)),
        }
        let mut piece = [0; 1024];
        while !is_settled(answer) {
            match deadline.wait(stream.read(&mut piece)).await {
                Some(Ok(read)) if read > 0 => answer.extend_from_slice(&piece[..read]),
                None if answer.is_empty() => return Err(Trouble(Listener::Silent)),
                _ => break,
            }
            // What has begun to answer goes on soon, piece by piece.
            deadline = self.deadline.within(PATIENCE);
        }
        Ok(())
    }
}

/// What it says about the listener that no connection could be opened.
fn without_connection(proxy: &Proxy, error: &io::Error) -> Trouble {
    use io::ErrorKind::{
        AddrNotAvailable, ConnectionRefused, NotADirectory, NotFound, PermissionDenied, WouldBlock,
    };
    Trouble(match (error.kind(), proxy) {
        (ConnectionRefused | NotFound | NotADirectory | AddrNotAvailable, _) => Listener::Nothing,
        (PermissionDenied, Proxy::Unix(_)) if error.raw_os_error() != Some(NOT_PERMITTED) => {
            Listener::NoPermission
        }
        (PermissionDenied, _) => Listener::Forbidden,
        (WouldBlock, _) => Listener::Busy,
        _ if error.raw_os_error() == Some(NO_SUCH_FAMILY) => Listener::Nothing,
        _ => Listener::Unreachable,
    })
}
