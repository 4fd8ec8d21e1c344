//! One request over a stream that is already open: encryption and HTTP are the same by every route.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, DATE, HOST};
use hyper_util::rt::TokioIo;
use opsec::torcheck::{MAX_BYTES, Reason};
use rustls::client::ResolvesClientCert;
use rustls::pki_types::ServerName;
use rustls::sign::CertifiedKey;
use rustls::{CertificateError, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;
use url::{Host, Url};

use super::Trust;

/// A connection in both directions.
pub(super) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// Status, `Date` header and body of a response.
pub(super) type Parts = (u16, Option<String>, Vec<u8>);

/// Requests a page over a stream to its server.
pub(super) async fn get(stream: Box<dyn Stream>, url: &Url, trust: &Trust) -> Result<Parts, Reason> {
    if url.scheme() != "https" {
        return exchange(stream, url).await;
    }
    let name = server_name(url).ok_or(Reason::Certificate)?;
    let asked = Arc::new(NoCertificate::default());
    let mut config = (*trust.config).clone();
    config.client_auth_cert_resolver = asked.clone();
    let answer = match TlsConnector::from(Arc::new(config)).connect(name, stream).await {
        Ok(encrypted) => exchange(Box::new(encrypted), url).await,
        Err(error) => Err(reason_of(&error)),
    };
    match answer {
        // By TLS 1.2 it hangs up at once, by TLS 1.3 only after the request.
        Err(Reason::Encryption | Reason::ConnectionLost) if asked.0.load(Ordering::Relaxed) => {
            Err(Reason::ClientCertificate)
        }
        answer => answer,
    }
}

/// Whether an address can lead to a server: its host is a name that one can have, or an address, and its port is one.
pub(crate) fn names_a_server(url: &Url) -> bool {
    server_name(url).is_some() && url.port() != Some(0)
}

/// The name that the certificate must have.
fn server_name(url: &Url) -> Option<ServerName<'static>> {
    match url.host()? {
        Host::Domain(name) => ServerName::try_from(name.to_owned()).ok(),
        Host::Ipv4(address) => Some(ServerName::from(std::net::IpAddr::from(address))),
        Host::Ipv6(address) => Some(ServerName::from(std::net::IpAddr::from(address))),
    }
}

/// Has no certificate of our own, and remembers whether the server wanted one.
#[derive(Debug, Default)]
struct NoCertificate(AtomicBool);

impl ResolvesClientCert for NoCertificate {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.0.store(true, Ordering::Relaxed);
        None
    }

    fn has_certs(&self) -> bool {
        false
    }
}

async fn exchange(stream: Box<dyn Stream>, url: &Url) -> Result<Parts, Reason> {
    let failed = |error: hyper::Error| reason_of(&error);
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(failed)?;
    // It ends with the stream, when the sender is dropped.
    tokio::spawn(connection);
    let host = match (url.host_str().unwrap_or_default(), url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    };
    let request = hyper::Request::get(url.path())
        .header(ACCEPT, "*/*")
        .header(HOST, host)
        .body(Empty::<Bytes>::new())
        .map_err(|error| reason_of(&error))?;
    let answer = sender.send_request(request).await.map_err(failed)?;
    let date = answer.headers().get(DATE).and_then(|date| date.to_str().ok()).map(str::to_owned);
    let status = answer.status().as_u16();
    Ok((status, date, body(answer.into_body()).await?))
}

async fn body(mut incoming: Incoming) -> Result<Vec<u8>, Reason> {
    let mut body = Vec::new();
    while let Some(frame) = incoming.frame().await {
        let frame = frame.map_err(|error| reason_of(&error))?;
        let Ok(piece) = frame.into_data() else { continue };
        if body.len() + piece.len() > MAX_BYTES {
            return Err(Reason::AnswerTooLarge);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// Finds the reason why a request failed, from an error and all its causes.
fn reason_of(error: &(dyn std::error::Error + 'static)) -> Reason {
    let mut reason = Reason::ConnectionLost;
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<rustls::Error>() {
            return reason_of_encryption(error);
        }
        if error.downcast_ref().is_some_and(hyper::Error::is_parse) {
            reason = Reason::AnswerGarbled;
        }
        if let Some(error) = error.downcast_ref::<io::Error>() {
            // What hyper says of a body in wrong pieces.
            if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData) {
                reason = Reason::AnswerGarbled;
            }
            // An error of encryption inside is the cause of this one, and no `source()` of it.
            if let Some(inner) = error.get_ref() {
                cause = Some(inner);
                continue;
            }
        }
        cause = error.source();
    }
    reason
}

fn reason_of_encryption(error: &rustls::Error) -> Reason {
    use CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    match error {
        rustls::Error::InvalidCertificate(NotValidYet | NotValidYetContext { .. }) => Reason::ClockBehind,
        rustls::Error::InvalidCertificate(Expired | ExpiredContext { .. }) => Reason::ClockAhead,
        rustls::Error::InvalidCertificate(_) => Reason::Certificate,
        _ => Reason::Encryption,
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    /// What becomes of a request whose answer is these bytes.
    fn answered(bytes: &'static [u8]) -> Result<Parts, Reason> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (ours, mut theirs) = tokio::io::duplex(1 << 20);
            tokio::spawn(async move {
                let _ = theirs.read(&mut [0; 1024]).await;
                let _ = theirs.write_all(bytes).await;
            });
            let url = Url::parse("http://check.example/api/ip").unwrap();
            exchange(Box::new(ours), &url).await
        })
    }

    #[test]
    fn what_is_not_http_is_told_from_a_connection_that_broke() {
        for bytes in [
            &b"\0\0\0\x04\0\0\0\0\0\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\x01"[..],
            b"\0\0\x12\x04\0",
            b"{\"IsTor\":true}",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            b"HTTP/1.1 200 OK\r\nX: \x1b[31m\r\n\r\n",
            b"SSH-2.0-OpenSSH_9.2p1\r\n",
            b"HTTP/2 200\r\n\r\n",
        ] {
            assert_eq!(answered(bytes), Err(Reason::AnswerGarbled), "{}", String::from_utf8_lossy(bytes));
        }
        for bytes in [&b""[..], b"HTTP/1.1 20", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"] {
            assert_eq!(answered(bytes), Err(Reason::ConnectionLost), "{}", String::from_utf8_lossy(bytes));
        }
    }
}
