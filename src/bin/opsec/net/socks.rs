//! SOCKS 5 (RFC 1928, RFC 1929) over a stream that is already open. The proxy looks up names.

use std::io;

use opsec::torcheck::Reason;
use reqwest::Url;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

const NO_AUTHENTICATION: u8 = 0;
const USER_AND_PASSWORD: u8 = 2;
const SUCCEEDED: u8 = 0;
const HOST_UNREACHABLE: u8 = 4;

/// Asks the proxy for a connection to the server of an address.
pub(super) async fn connect<S>(mut stream: S, url: &Url, user: Option<String>) -> Result<S, Reason>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let host = url.host_str().unwrap_or_default();
    let port = url.port_or_known_default().unwrap_or(443);
    match talk(&mut stream, host, port, user.as_deref()).await {
        Ok(SUCCEEDED) => Ok(stream),
        Ok(HOST_UNREACHABLE) => Err(Reason::ExitNameLookup),
        Ok(_) => Err(Reason::ExitConnect),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(Reason::ProxyNotSocks),
        Err(_) => Err(Reason::ConnectionLost),
    }
}

/// Returns the proxy's code.
async fn talk<S>(stream: &mut S, host: &str, port: u16, user: Option<&str>) -> io::Result<u8>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let not_socks = || io::Error::from(io::ErrorKind::InvalidData);
    let method = if user.is_some() { USER_AND_PASSWORD } else { NO_AUTHENTICATION };
    stream.write_all(&[5, 1, method]).await?;
    if (stream.read_u8().await?, stream.read_u8().await?) != (5, method) {
        return Err(not_socks());
    }
    if let Some(user) = user {
        let mut message = vec![1];
        for text in [user, "opsec"] {
            message.push(u8::try_from(text.len()).map_err(|_| not_socks())?);
            message.extend_from_slice(text.as_bytes());
        }
        stream.write_all(&message).await?;
        if (stream.read_u8().await?, stream.read_u8().await?) != (1, SUCCEEDED) {
            return Err(not_socks());
        }
    }
    let mut message = vec![5, 1, 0, 3, u8::try_from(host.len()).map_err(|_| not_socks())?];
    message.extend_from_slice(host.as_bytes());
    message.extend_from_slice(&port.to_be_bytes());
    stream.write_all(&message).await?;
    let mut answer = [0; 4];
    stream.read_exact(&mut answer).await?;
    let [5, code, _, kind] = answer else { return Err(not_socks()) };
    let length = match kind {
        1 => 4,
        3 => usize::from(stream.read_u8().await?),
        4 => 16,
        _ => return Err(not_socks()),
    };
    let mut bound = vec![0; length + 2];
    stream.read_exact(&mut bound).await?;
    Ok(code)
}
