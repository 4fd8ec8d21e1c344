//! What the Tor client runs on: tokio and rustls, and connections that wait for nothing.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;

use tokio::net::TcpStream;
use tor_rtcompat::tokio::TokioRustlsRuntime as Tokio;
use tor_rtcompat::{CompoundRuntime, NetStreamProvider, RuntimeSubstExt as _};

/// The runtime of the Tor client.
pub(super) type Runtime = CompoundRuntime<Tokio, Tokio, Tokio, Prompt, Tokio, Tokio, Tokio>;

/// Makes the runtime, of the tokio runtime in which this is called.
pub(super) fn current() -> io::Result<Runtime> {
    let tokio = Tokio::current()?;
    Ok(tokio.with_tcp_provider(Prompt(tokio.clone())))
}

/// TCP that sends at once.
///
/// The handshakes of TLS and of Tor send several small messages in a row. Usually the system holds back all but the
/// first until the other side has acknowledged it, and many systems take 40 ms for that (RFC 896 and RFC 1122,
/// 4.2.3.2): each handshake, each new circuit was so much slower.
#[derive(Clone)]
pub(super) struct Prompt(Tokio);

type Soon<'a, T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send + 'a>>;

impl NetStreamProvider for Prompt {
    type Stream = <Tokio as NetStreamProvider>::Stream;
    type Listener = <Tokio as NetStreamProvider>::Listener;
    type ConnectOptions = <Tokio as NetStreamProvider>::ConnectOptions;
    type ListenOptions = <Tokio as NetStreamProvider>::ListenOptions;

    /// Connects; arti 0.47 gives no options for connections.
    fn connect<'one, 'two, 'three, 'all>(
        &'one self,
        address: &'two SocketAddr,
        _: &'three Self::ConnectOptions,
    ) -> Soon<'all, Self::Stream>
    where
        'one: 'all,
        'two: 'all,
        'three: 'all,
    {
        Box::pin(async move {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            Ok(stream.into())
        })
    }

    fn listen<'one, 'two, 'three, 'all>(
        &'one self,
        address: &'two SocketAddr,
        options: &'three Self::ListenOptions,
    ) -> Soon<'all, Self::Listener>
    where
        'one: 'all,
        'two: 'all,
        'three: 'all,
    {
        self.0.listen(address, options)
    }
}
