//! A SOCKS client of a few lines, to see that the network works before the program is tried on it.

use std::io::{Error, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Fetches a page over HTTP through a SOCKS proxy, which resolves the name.
pub(crate) fn fetch(proxy: SocketAddr, host: &str, port: u16, path: &str) -> Result<String> {
    let mut stream = open(proxy)?;
    stream.write_all(&[5, 1, 0])?;
    stream.read_exact(&mut [0; 2])?;
    ask(stream, host, port, path)
}

/// The same as one user of many.
pub(crate) fn fetch_as(user: u8, proxy: SocketAddr, host: &str, port: u16, path: &str) -> Result<String> {
    let mut stream = open(proxy)?;
    stream.write_all(&[5, 1, 2])?;
    stream.read_exact(&mut [0; 2])?;
    stream.write_all(&[1, 1, b'a' + user, 1, b'x'])?;
    stream.read_exact(&mut [0; 2])?;
    ask(stream, host, port, path)
}

fn open(proxy: SocketAddr) -> Result<TcpStream> {
    let stream = TcpStream::connect(proxy)?;
    stream.set_read_timeout(Some(Duration::from_secs(8)))?;
    Ok(stream)
}

fn ask(mut stream: TcpStream, host: &str, port: u16, path: &str) -> Result<String> {
    let mut request = vec![5, 1, 0, 3, u8::try_from(host.len()).map_err(Error::other)?];
    request.extend(host.as_bytes());
    request.extend(port.to_be_bytes());
    stream.write_all(&request)?;
    let mut reply = [0; 10];
    stream.read_exact(&mut reply)?;
    if reply[1] != 0 {
        return Err(Error::other(format!("SOCKS reply {}", reply[1])));
    }
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
