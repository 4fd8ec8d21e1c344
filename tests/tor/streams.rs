//! Connections: taken, read and carried on.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::thread;

/// Answers each connection in a thread of its own; returns where it listens.
pub(crate) fn listen(answer: impl Fn(TcpStream) -> io::Result<()> + Clone + Send + 'static) -> SocketAddr {
    listen_at("127.0.0.1:0", answer)
}

pub(crate) fn listen_at(
    here: &str,
    answer: impl Fn(TcpStream) -> io::Result<()> + Clone + Send + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind(here).unwrap();
    let here = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || {
                let _ = answer(stream);
            });
        }
    });
    here
}

/// The port of a request, after the greeting.
pub(crate) fn requested(stream: &mut TcpStream) -> io::Result<u16> {
    Ok(request(stream)?.1)
}

/// The command and the port of a request, after the greeting.
pub(crate) fn request(stream: &mut TcpStream) -> io::Result<(u8, u16)> {
    let mut methods = vec![0; byte(stream)?.into()];
    stream.read_exact(&mut methods)?;
    if methods.contains(&2) {
        stream.write_all(&[5, 2])?;
        byte(stream)?;
        text(stream)?;
        text(stream)?;
        stream.write_all(&[1, 0])?;
    } else {
        stream.write_all(&[5, 0])?;
    }
    let mut request = [0; 4];
    stream.read_exact(&mut request)?;
    // Whatever name is asked for, the only service there is stands on loopback.
    match request[3] {
        1 => stream.read_exact(&mut [0; 4])?,
        3 => drop(text(stream)?),
        _ => stream.read_exact(&mut [0; 16])?,
    }
    Ok((request[1], u16::from_be_bytes([byte(stream)?, byte(stream)?])))
}

pub(crate) fn byte(stream: &mut impl Read) -> io::Result<u8> {
    let mut byte = [0];
    stream.read_exact(&mut byte)?;
    Ok(byte[0])
}

pub(crate) fn text(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut text = vec![0; byte(stream)?.into()];
    stream.read_exact(&mut text)?;
    Ok(text)
}

/// A connection whose two directions end apart.
pub(crate) trait Stream: Read + Write + Sized + Send + 'static {
    fn twin(&self) -> io::Result<Self>;
    fn end(&self);
}

impl Stream for TcpStream {
    fn twin(&self) -> io::Result<Self> {
        self.try_clone()
    }

    fn end(&self) {
        let _ = self.shutdown(Shutdown::Write);
    }
}

impl Stream for UnixStream {
    fn twin(&self) -> io::Result<Self> {
        self.try_clone()
    }

    fn end(&self) {
        let _ = self.shutdown(Shutdown::Write);
    }
}

/// Carries both ways until both have ended.
pub(crate) fn join<A: Stream, B: Stream>(one: A, other: B) -> io::Result<()> {
    let (from, to) = (one.twin()?, other.twin()?);
    let back = thread::spawn(move || carry(from, to));
    carry(other, one);
    back.join().map_err(|_| io::Error::other("the way back failed"))
}

pub(crate) fn carry<A: Stream, B: Stream>(mut from: A, mut to: B) {
    let _ = io::copy(&mut from, &mut to);
    to.end();
}
