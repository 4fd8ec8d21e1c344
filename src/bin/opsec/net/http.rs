//! Requests by reqwest: through a SOCKS proxy at an address and port, or direct.

use std::net::SocketAddr;

use opsec::torcheck::{MAX_BYTES, Reason};
use reqwest::redirect::Policy;
use reqwest::{Client, Proxy, Response, Url};

use super::Trust;

/// Status, `Date` header and body of a response.
pub(super) type Parts = (u16, Option<String>, Vec<u8>);

/// Requests a page, through a proxy if one is given, and under a user name if one is given.
///
/// Each request has a client of its own, so no connection is used twice.
pub(super) async fn get(
    url: &Url,
    trust: &Trust,
    proxy: Option<(SocketAddr, Option<String>)>,
) -> Result<Parts, Reason> {
    let mut client = Client::builder()
        // Whatever the environment says: the only proxy is the one named here.
        .no_proxy()
        .redirect(Policy::none())
        .referer(false)
        .https_only(url.scheme() == "https")
        .tls_backend_preconfigured((*trust.config).clone());
    if let Some((address, user)) = proxy {
        // The h is what keeps names from being looked up here.
        let credentials = user.map_or_else(String::new, |user| format!("{user}:opsec@"));
        let proxy = Proxy::all(format!("socks5h://{credentials}{address}"));
        client = client.proxy(proxy.map_err(|_| Reason::ProxyNotSocks)?);
    }
    let client = client.build().map_err(|_| Reason::Encryption)?;
    let answer = client.get(url.clone()).send().await.map_err(|error| reason_of_request(&error))?;
    read(answer).await
}

async fn read(mut answer: Response) -> Result<Parts, Reason> {
    let date = answer.headers().get("date").and_then(|date| date.to_str().ok()).map(str::to_owned);
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|_| Reason::ConnectionLost)? {
        if body.len() + piece.len() > MAX_BYTES {
            return Err(Reason::AnswerTooLarge);
        }
        body.extend_from_slice(&piece);
    }
    Ok((answer.status().as_u16(), date, body))
}

/// Finds the reason why a request failed.
///
/// The messages are hyper-util's, which hides the codes of SOCKS (RFC 1928, section 6). Tor reports
/// "host unreachable" when the exit relay could not look up the name.
fn reason_of_request(error: &reqwest::Error) -> Reason {
    if let Some(reason) = super::reason_of(error) {
        return reason;
    }
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        let message = error.to_string();
        if let Some(message) = message.strip_prefix("SOCKS error: ") {
            return match message {
                "host unreachable" => Reason::ExitNameLookup,
                "failed to create underlying connection" => Reason::ProxyClosed,
                "general server failure"
                | "connection not allowed"
                | "network unreachable"
                | "connection refused"
                | "ttl expired" => Reason::ExitConnect,
                "io error during SOCKS handshake" => Reason::ConnectionLost,
                _ => Reason::ProxyNotSocks,
            };
        }
        cause = error.source();
    }
    Reason::ConnectionLost
}
