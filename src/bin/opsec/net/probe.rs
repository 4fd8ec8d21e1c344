//! Finds out what listens at a proxy's address, without sending anything to the network.

use std::time::Duration;

use opsec::torcheck::{Proxy, is_tor_greeting};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};

use super::Deadline;

/// A port on this machine answers at once or not at all.
const PATIENCE: Duration = Duration::from_secs(2);
/// A proxy elsewhere takes longer to answer.
const PATIENCE_FAR: Duration = Duration::from_secs(8);

/// The kind of program that listens at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Listener {
    /// A Tor SOCKS port.
    Tor,
    /// A SOCKS 5 proxy that did not answer as Tor, with or without user names.
    Socks { users: bool },
    /// Something that is not a SOCKS proxy.
    Other,
    /// Something that does not answer.
    Silent,
    /// There is no listener.
    Nothing,
}

/// Finds out what listens there.
///
/// A Tor SOCKS port answers a line of HTTP with 501; any SOCKS 5 proxy answers the greeting of SOCKS.
/// Neither opens a connection.
pub(crate) async fn probe(proxy: &Proxy, deadline: Deadline) -> Listener {
    let patience = if proxy.is_on_this_machine() { PATIENCE } else { PATIENCE_FAR };
    let deadline = deadline.within(patience * 2);
    let answer = match deadline.within(patience).wait(ask(proxy, b"GET / HTTP/1.0\r\n\r\n", 64)).await {
        Some(Ok(answer)) if is_tor_greeting(&answer) => return Listener::Tor,
        Some(Ok(answer)) => answer,
        Some(Err(Lost::Never)) => return Listener::Nothing,
        Some(Err(Lost::Later)) | None => Vec::new(),
    };
    match deadline.wait(ask(proxy, &[5, 2, 0, 2], 2)).await {
        Some(Ok(greeting)) if greeting == [5, 2] => Listener::Socks { users: true },
        Some(Ok(greeting)) if greeting == [5, 0] => Listener::Socks { users: false },
        Some(Ok(greeting)) if !greeting.is_empty() => Listener::Other,
        Some(Err(Lost::Never)) => Listener::Nothing,
        None if answer.is_empty() => Listener::Silent,
        _ => Listener::Other,
    }
}

/// The moment at which a connection was lost.
enum Lost {
    /// Before it was established.
    Never,
    /// While it was used.
    Later,
}

/// Sends something and returns the first bytes of what comes back.
async fn ask(proxy: &Proxy, question: &[u8], most: usize) -> Result<Vec<u8>, Lost> {
    match proxy {
        Proxy::Tcp(address) => {
            let stream = TcpStream::connect(address).await.map_err(|_| Lost::Never)?;
            talk(stream, question, most).await
        }
        Proxy::Unix(path) => {
            let stream = UnixStream::connect(path).await.map_err(|_| Lost::Never)?;
            talk(stream, question, most).await
        }
    }
}

async fn talk(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    question: &[u8],
    most: usize,
) -> Result<Vec<u8>, Lost> {
    stream.write_all(question).await.map_err(|_| Lost::Later)?;
    let mut answer = Vec::new();
    while answer.len() < most {
        let mut piece = vec![0; most - answer.len()];
        match stream.read(&mut piece).await {
            Ok(0) => break,
            Ok(read) => answer.extend_from_slice(&piece[..read]),
            Err(_) if answer.is_empty() => return Err(Lost::Later),
            Err(_) => break,
        }
    }
    Ok(answer)
}
