//! Requests over a stream that is already open, where reqwest cannot open one.

use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1::handshake;
use hyper::header::{ACCEPT, DATE, HOST};
use hyper_util::rt::TokioIo;
use opsec::torcheck::{MAX_BYTES, Reason};
use reqwest::Url;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;

use super::Trust;
use super::http::Parts;

/// Requests a page over a stream to its server.
pub(super) async fn get<S>(stream: S, url: &Url, trust: &Trust) -> Result<Parts, Reason>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    if url.scheme() != "https" {
        return exchange(stream, url).await;
    }
    let name = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let name = ServerName::try_from(name).map_err(|_| Reason::Certificate)?;
    let encrypted = TlsConnector::from(trust.config.clone())
        .connect(name, stream)
        .await
        .map_err(|error| super::reason_of(&error).unwrap_or(Reason::ConnectionLost))?;
    exchange(encrypted, url).await
}

async fn exchange<S>(stream: S, url: &Url) -> Result<Parts, Reason>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let lost = |_: hyper::Error| Reason::ConnectionLost;
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(lost)?;
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
        .map_err(|_| Reason::ConnectionLost)?;
    let answer = sender.send_request(request).await.map_err(lost)?;
    let date = answer.headers().get(DATE).and_then(|date| date.to_str().ok()).map(str::to_owned);
    let status = answer.status().as_u16();
    let mut body = Vec::new();
    let mut incoming = answer.into_body();
    while let Some(frame) = incoming.frame().await {
        let Ok(piece) = frame.map_err(lost)?.into_data() else { continue };
        if body.len() + piece.len() > MAX_BYTES {
            return Err(Reason::AnswerTooLarge);
        }
        body.extend_from_slice(&piece);
    }
    Ok((status, date, body))
}
