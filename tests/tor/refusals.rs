//! SOCKS proxies that refuse in every way there is, at a port or at a socket in the file system.

use std::io::{Read, Result, Write};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::thread;

/// What a proxy answers to a request, after it took a user name.
#[derive(Clone, Copy)]
pub(crate) struct Refusal {
    /// Whether it answers a web browser as Tor does.
    pub(crate) is_tor: bool,
    pub(crate) reply: &'static [u8],
}

impl Refusal {
    /// With a code, as Tor sends it.
    pub(crate) fn code(is_tor: bool, code: u8) -> Self {
        let reply = [5, code, 0, 1, 0, 0, 0, 0, 0, 0];
        Self { is_tor, reply: Box::leak(Box::new(reply)) }
    }

    /// Listens at a free port.
    pub(crate) fn listen(self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let here = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                thread::spawn(move || self.answer(stream));
            }
        });
        here
    }

    /// Listens at a socket in the file system.
    pub(crate) fn listen_at(self, path: &Path) {
        let listener = UnixListener::bind(path).unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                thread::spawn(move || self.answer(stream));
            }
        });
    }

    fn answer(self, mut stream: impl Read + Write) -> Result<()> {
        let mut start = [0; 2];
        stream.read_exact(&mut start)?;
        if start[0] != 5 {
            let greeting: &[u8] = if self.is_tor {
                b"HTTP/1.0 501 Tor is not an HTTP Proxy\r\nContent-Type: text/html\r\n\r\n"
            } else {
                b""
            };
            return stream.write_all(greeting);
        }
        let mut methods = vec![0; start[1].into()];
        stream.read_exact(&mut methods)?;
        stream.write_all(&[5, 2])?;
        stream.read_exact(&mut [0])?;
        text(&mut stream)?;
        text(&mut stream)?;
        stream.write_all(&[1, 0])?;
        let mut request = [0; 4];
        stream.read_exact(&mut request)?;
        match request[3] {
            1 => stream.read_exact(&mut [0; 4])?,
            3 => text(&mut stream)?,
            _ => stream.read_exact(&mut [0; 16])?,
        }
        stream.read_exact(&mut [0; 2])?;
        stream.write_all(self.reply)
    }
}

fn text(stream: &mut impl Read) -> Result<()> {
    let mut length = [0];
    stream.read_exact(&mut length)?;
    stream.read_exact(&mut vec![0; length[0].into()])
}
