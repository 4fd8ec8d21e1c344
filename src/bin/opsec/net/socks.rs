//! Asks a SOCKS 5 proxy for connections and addresses. The proxy looks up names.

use std::io;
use std::net::IpAddr;

use opsec::torcheck::{Proxy, Reason, SUCCEEDED, refusal};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tor_socksproto::{
    Buffer, Error, Handshake, NextStep, SocksAddr, SocksAuth, SocksClientHandshake, SocksCmd, SocksReply,
    SocksRequest, SocksVersion,
};
use url::{Host, Url};

use super::stream::Stream;

/// The greeting that offers a user name and nothing else.
///
/// The library's own offers "no user name" too. A Tor with `PreferSOCKSNoAuth` would take that, and put
/// all requests on the same circuits.
const WITH_USER: [u8; 3] = [5, 1, 2];

/// Asks for a connection to the server of an address.
pub(super) async fn connect(
    proxy: &Proxy,
    url: &Url,
    user: Option<String>,
) -> Result<Box<dyn Stream>, Reason> {
    let host = url.host().ok_or(Reason::ExitNameLookup)?.to_owned();
    let port = url.port_or_known_default().unwrap_or(443);
    let (stream, _) = ask(proxy, SocksCmd::CONNECT, &host, port, user).await?;
    Ok(stream)
}

/// Asks for the address of a name, with the command that only Tor knows (RESOLVE).
pub(super) async fn resolve(proxy: &Proxy, name: &str, user: Option<String>) -> Result<IpAddr, Reason> {
    let host = Host::parse(name).map_err(|_| Reason::ExitNameLookup)?;
    match ask(proxy, SocksCmd::RESOLVE, &host, 0, user).await?.1.addr() {
        SocksAddr::Ip(address) => Ok(*address),
        SocksAddr::Hostname(_) => Err(Reason::ProxyNotSocks),
    }
}

/// Opens a connection to the proxy and makes one request.
async fn ask(
    proxy: &Proxy,
    command: SocksCmd,
    host: &Host,
    port: u16,
    user: Option<String>,
) -> Result<(Box<dyn Stream>, SocksReply), Reason> {
    let address = match host {
        // Too long for SOCKS is too long for a name.
        Host::Domain(name) => {
            SocksAddr::Hostname(name.clone().try_into().map_err(|_| Reason::ExitNameLookup)?)
        }
        Host::Ipv4(address) => SocksAddr::Ip((*address).into()),
        Host::Ipv6(address) => SocksAddr::Ip((*address).into()),
    };
    let user = user.map_or(SocksAuth::NoAuth, |user| SocksAuth::Username(user.into(), b"opsec".into()));
    let request = SocksRequest::new(SocksVersion::V5, command, address, port, user);
    let request = request.map_err(|_| Reason::ProxyUnable)?;
    let mut stream = open(proxy).await.map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock => Reason::ProxyBusy,
        io::ErrorKind::PermissionDenied => Reason::ProxyNoPermission,
        _ => Reason::ProxyClosed,
    })?;
    let reply = talk(&mut stream, request).await?;
    match u8::from(reply.status()) {
        SUCCEEDED => Ok((stream, reply)),
        code => Err(refusal(code, is_onion(host))),
    }
}

async fn open(proxy: &Proxy) -> io::Result<Box<dyn Stream>> {
    Ok(match proxy {
        Proxy::Tcp(address) => {
            let stream = TcpStream::connect(address).await?;
            // Each message waits for an answer: nothing is gained by collecting them.
            let _ = stream.set_nodelay(true);
            Box::new(stream)
        }
        Proxy::Unix(path) => Box::new(UnixStream::connect(path).await?),
    })
}

/// Speaks until the proxy has replied, and reads nothing of what follows.
async fn talk(stream: &mut Box<dyn Stream>, request: SocksRequest) -> Result<SocksReply, Reason> {
    let has_user = matches!(request.auth(), SocksAuth::Username(..));
    let is_onion = matches!(request.addr(), SocksAddr::Hostname(name) if has_onion_ending(name.as_ref()));
    let mut handshake = SocksClientHandshake::new(request);
    let mut buffer = Buffer::new_precise();
    let mut sent = 0;
    loop {
        let step = match handshake.step(&mut buffer) {
            Ok(step) => step,
            // If Tor finds no address for a name, its reply has no kind of address either, which the library
            // can't read: the code stands in front of it.
            Err(error) => {
                let unread = buffer.filled_slice();
                let is_refusal = sent > 1 && matches!(unread, [5, code, ..] if *code != SUCCEEDED);
                let read = || reason_of_end(unread, true, is_onion);
                return Err(if is_refusal { read() } else { reason_of(&error) });
            }
        };
        match step {
            NextStep::Send(message) => {
                let message = match (has_user, sent) {
                    (true, 0) => &WITH_USER[..],
                    // It took the request without the user name, which we did not offer.
                    (true, 1) if message.first() == Some(&WITH_USER[0]) => return Err(Reason::ProxyNotSocks),
                    _ => &message,
                };
                stream.write_all(message).await.map_err(|_| Reason::ConnectionLost)?;
                sent += 1;
            }
            NextStep::Recv(mut step) => {
                let read = stream.read(step.buf()).await.map_err(|_| Reason::ConnectionLost)?;
                if step.note_received(read).is_err() {
                    return Err(reason_of_end(buffer.filled_slice(), sent > 1, is_onion));
                }
            }
            NextStep::Finished(reply) => {
                return reply.into_output().map_err(|_| Reason::ProxyNotSocks);
            }
        }
    }
}

/// The reason if the proxy hangs up in the middle: some send no more of a reply than its code.
fn reason_of_end(unread: &[u8], has_requested: bool, is_onion: bool) -> Reason {
    match unread {
        [5, code, ..] if has_requested && *code != SUCCEEDED => refusal(*code, is_onion),
        _ => Reason::ConnectionLost,
    }
}

fn reason_of(error: &Error) -> Reason {
    match error {
        Error::AuthRejected => Reason::ProxyWantsPassword,
        Error::NotImplemented(_) => Reason::ProxyWantsLogin,
        _ => Reason::ProxyNotSocks,
    }
}

fn is_onion(host: &Host) -> bool {
    matches!(host, Host::Domain(name) if has_onion_ending(name))
}

fn has_onion_ending(name: &str) -> bool {
    name.trim_end_matches('.').rsplit('.').next() == Some("onion")
}
