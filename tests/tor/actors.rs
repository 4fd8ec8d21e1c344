//! Those who stand where a Tor should: other proxies, listeners that say nothing, and worse.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::streams::{byte, carry, join, listen, listen_at, request, requested, text};

/// Returns an address where nothing listens.
pub(crate) fn nobody() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Accepts and says nothing, for ever.
pub(crate) fn silent() -> SocketAddr {
    listen(|stream| {
        thread::sleep(Duration::from_hours(1));
        drop(stream);
        Ok(())
    })
}

/// Accepts and leaves at once.
pub(crate) fn closing() -> SocketAddr {
    listen(|stream| {
        drop(stream);
        Ok(())
    })
}

/// Answers whatever it hears with bytes that mean nothing.
pub(crate) fn garbage() -> SocketAddr {
    listen(|mut stream| {
        while stream.read(&mut [0; 512])? > 0 {
            stream.write_all(&[0xFF, 0x00, 0x1B, 0x5B, 0x33, 0x31, 0x6D].repeat(20))?;
        }
        Ok(())
    })
}

/// Talks without end before anybody asked.
pub(crate) fn babbling() -> SocketAddr {
    listen(|mut stream| {
        loop {
            stream.write_all(&[b'x'; 4096])?;
        }
    })
}

/// A proxy that speaks HTTP and no SOCKS.
pub(crate) fn http_proxy() -> SocketAddr {
    listen(|mut stream| {
        let _ = stream.read(&mut [0; 512])?;
        stream.write_all(
            b"HTTP/1.1 400 Bad Request\r\nServer: squid\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        )
    })
}

/// A SOCKS proxy that is not Tor: it leaves from one's own address.
pub(crate) fn plain_socks() -> SocketAddr {
    listen(|stream| socks(stream, None, Served))
}

/// A gateway that sends every connection to this port through the Tor at `socks`, without being asked to.
pub(crate) fn gateway(socks: SocketAddr, port: u16) -> SocketAddr {
    listen(move |stream| join(stream, through(socks, port)?))
}

/// A Tor that looks every name up as an address out in the world, and goes to the service for it.
pub(crate) fn tor_of_the_world(socks: SocketAddr) -> SocketAddr {
    listen(move |mut stream| {
        byte(&mut stream)?;
        let mut methods = vec![0; byte(&mut stream)?.into()];
        stream.read_exact(&mut methods)?;
        stream.write_all(&[5, 0])?;
        let mut request = [0; 4];
        stream.read_exact(&mut request)?;
        match request[3] {
            1 => stream.read_exact(&mut [0; 4])?,
            3 => drop(text(&mut stream)?),
            _ => stream.read_exact(&mut [0; 16])?,
        }
        let port = u16::from_be_bytes([byte(&mut stream)?, byte(&mut stream)?]);
        if request[1] == 0xF0 {
            return stream.write_all(&[5, 0, 0, 1, 203, 0, 113, 80, 0, 0]);
        }
        let tor = through(socks, port)?;
        stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
        join(stream, tor)
    })
}

/// A connection to the service through the Tor at `socks`.
fn through(socks: SocketAddr, port: u16) -> io::Result<TcpStream> {
    let mut tor = TcpStream::connect(socks)?;
    tor.write_all(&[5, 1, 0])?;
    tor.read_exact(&mut [0; 2])?;
    let host = super::HOST;
    let mut request = vec![5, 1, 0, 3, u8::try_from(host.len()).map_err(io::Error::other)?];
    request.extend(host.as_bytes());
    request.extend(port.to_be_bytes());
    tor.write_all(&request)?;
    tor.read_exact(&mut [0; 10])?;
    Ok(tor)
}

/// A SOCKS proxy that is not Tor, but answers a web browser as Tor does.
pub(crate) fn imitator() -> SocketAddr {
    listen(|stream| socks(stream, TOR, Served))
}

/// A SOCKS proxy that answers every request itself with this text; nothing leaves the machine.
pub(crate) fn answering_itself(is_greeting_as_tor: bool) -> SocketAddr {
    let greeting = if is_greeting_as_tor { TOR } else { None };
    listen(move |stream| socks(stream, greeting, Answered))
}

/// A Tor that carries no request, with a control port beside it that says this of each key.
pub(crate) fn tor_with_control(says: fn(key: &str) -> Option<String>) -> SocketAddr {
    loop {
        let here = refusing(4);
        let Ok(control) = TcpListener::bind((here.ip(), here.port() + 1)) else { continue };
        thread::spawn(move || {
            for stream in control.incoming().flatten() {
                thread::spawn(move || control_port(&stream, here, says));
            }
        });
        return here;
    }
}

fn control_port(stream: &TcpStream, socks: SocketAddr, says: fn(&str) -> Option<String>) -> io::Result<()> {
    let mut out = stream;
    for line in BufReader::new(stream).lines() {
        let line = line?;
        let mut words = line.split(' ');
        let reply = match words.next() {
            Some("PROTOCOLINFO") => {
                "250-PROTOCOLINFO 1\r\n250-AUTH METHODS=NULL\r\n250-VERSION Tor=\"0.4.8.17\"\r\n".to_owned()
            }
            Some("GETINFO") => words
                .map(|key| match key {
                    "net/listeners/socks" => format!("250-{key}=\"{socks}\"\r\n"),
                    key => says(key).map(|text| format!("250-{key}={text}\r\n")).unwrap_or_default(),
                })
                .collect(),
            _ => String::new(),
        };
        out.write_all(format!("{reply}250 OK\r\n").as_bytes())?;
    }
    Ok(())
}

/// A SOCKS proxy that leaves from one's own address, and answers a web browser with these bytes.
pub(crate) fn greeting(to_browsers: &'static str) -> SocketAddr {
    listen(move |stream| socks(stream, Some(to_browsers), Served))
}

/// Answers whatever it hears first with these bytes, and ends.
pub(crate) fn saying(bytes: &'static [u8]) -> SocketAddr {
    listen(move |mut stream| {
        let _ = stream.read(&mut [0; 512])?;
        stream.write_all(bytes)
    })
}

/// A SOCKS 5 proxy that insists on this method, and takes no password.
pub(crate) fn insisting(method: u8) -> SocketAddr {
    listen(move |mut stream| {
        if byte(&mut stream)? != 5 {
            return Ok(());
        }
        let mut methods = vec![0; byte(&mut stream)?.into()];
        stream.read_exact(&mut methods)?;
        if !methods.contains(&method) {
            return stream.write_all(&[5, 0xFF]);
        }
        stream.write_all(&[5, method])?;
        byte(&mut stream)?;
        text(&mut stream)?;
        text(&mut stream)?;
        stream.write_all(&[1, 1])
    })
}

/// A proxy that speaks SOCKS 4 and refuses every request.
pub(crate) fn socks4() -> SocketAddr {
    listen(|mut stream| {
        if byte(&mut stream)? == 4 {
            let _ = stream.read(&mut [0; 512])?;
            stream.write_all(&[0, 0x5B, 0, 0, 0, 0, 0, 0])?;
        }
        Ok(())
    })
}

/// Accepts and says nothing until this time has passed; from then on it is the Tor at this address.
pub(crate) fn waking(after: Duration, tor: SocketAddr) -> SocketAddr {
    let awake = std::time::Instant::now() + after;
    listen(move |stream| {
        thread::sleep(awake.saturating_duration_since(std::time::Instant::now()));
        join(stream, TcpStream::connect(tor)?)
    })
}

/// Says it is Tor, and answers every request with this code of SOCKS.
pub(crate) fn refusing(code: u8) -> SocketAddr {
    listen(move |stream| socks(stream, TOR, Refused(code)))
}

/// A Tor that refuses every request, at a given address.
pub(crate) fn refusing_at(here: &str) -> SocketAddr {
    listen_at(here, |stream| socks(stream, TOR, Refused(1)))
}

/// The same at a socket in the file system.
pub(crate) fn refusing_in(path: &std::path::Path) {
    let (listener, tor) = (std::os::unix::net::UnixListener::bind(path).unwrap(), refusing(1));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || join(stream, TcpStream::connect(tor)?));
        }
    });
}

/// Says it is Tor, says nothing to so many requests, and leaves from one's own address with the next.
pub(crate) fn silent_at_first(requests: usize) -> SocketAddr {
    let asked = Arc::new(AtomicUsize::new(0));
    listen(move |stream| {
        // A greeting is no request.
        let mut first = [0];
        stream.peek(&mut first)?;
        let is_silent = first == [5] && asked.fetch_add(1, Ordering::SeqCst) < requests;
        socks(stream, TOR, if is_silent { Silence } else { Served })
    })
}

/// Says it is Tor, takes one request and hangs up, and is gone.
pub(crate) fn dying() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let here = listener.local_addr().unwrap();
    thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut first = [0];
            if stream.peek(&mut first).is_ok() && first == [5] {
                // Nobody else is let in once the request is read.
                drop(listener);
                let _ = byte(&mut stream).and_then(|_| requested(&mut stream));
                return;
            }
            let _ = stream.read(&mut [0; 512]);
            let _ = stream.write_all(TOR.unwrap_or_default().as_bytes());
        }
    });
    here
}

/// Says it is Tor, and knows an IPv6 address of every name; it leaves from one's own address.
pub(crate) fn knowing_ipv6() -> SocketAddr {
    listen(|mut stream| {
        if byte(&mut stream)? != 5 {
            return stream.write_all(TOR.unwrap_or_default().as_bytes());
        }
        let (command, port) = request(&mut stream)?;
        if command == 0xF0 {
            let address: std::net::Ipv6Addr = "2001:db8:5::5".parse().map_err(io::Error::other)?;
            return stream.write_all(&[&[5, 0, 0, 4], &address.octets()[..], &[0, 0]].concat());
        }
        let target = TcpStream::connect(("127.0.0.1", port))?;
        stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
        join(stream, target)
    })
}

/// Says it is Tor, slowly; it leaves from one's own address.
pub(crate) fn dripping() -> SocketAddr {
    listen(|mut stream| {
        let mut first = [0];
        stream.peek(&mut first)?;
        if first == [5] {
            return socks(stream, TOR, Served);
        }
        let _ = stream.read(&mut [0; 512])?;
        // Its first line is whole after two seconds.
        for piece in TOR.unwrap_or_default().as_bytes().chunks(18) {
            stream.write_all(piece)?;
            thread::sleep(Duration::from_millis(1100));
        }
        Ok(())
    })
}

/// Says it is Tor, and then says nothing to any request.
pub(crate) fn falling_silent() -> SocketAddr {
    listen(|stream| socks(stream, TOR, Silence))
}

/// Says it is Tor, and answers every request with noise.
pub(crate) fn treacherous() -> SocketAddr {
    listen(|stream| socks(stream, TOR, Noise))
}

/// Says it is Tor, and hangs up at every request.
pub(crate) fn hanging_up() -> SocketAddr {
    listen(|stream| socks(stream, TOR, HungUp))
}

const TOR: Option<&str> = Some("HTTP/1.0 501 Tor is not an HTTP Proxy\r\nContent-Type: text/html\r\n\r\n");

/// What becomes of a request to a SOCKS proxy.
#[derive(Clone, Copy)]
enum Fate {
    Served,
    Answered,
    Refused(u8),
    Silence,
    Noise,
    HungUp,
}
use Fate::{Answered, HungUp, Noise, Refused, Served, Silence};

fn socks(mut stream: TcpStream, to_browsers: Option<&str>, fate: Fate) -> io::Result<()> {
    let version = byte(&mut stream)?;
    if version != 5 {
        return stream.write_all(to_browsers.unwrap_or_default().as_bytes());
    }
    let port = requested(&mut stream)?;
    match fate {
        Served => {
            let target = TcpStream::connect(("127.0.0.1", port))?;
            stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
            join(stream, target)
        }
        Answered => {
            stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
            let _ = stream.read(&mut [0; 2048])?;
            let body = "{\"IsTor\":true,\"IP\":\"198.51.100.77\"}";
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            stream.write_all(format!("{head}{body}").as_bytes())
        }
        Refused(code) => stream.write_all(&[5, code, 0, 1, 0, 0, 0, 0, 0, 0]),
        Silence => {
            thread::sleep(Duration::from_hours(1));
            Ok(())
        }
        Noise => stream.write_all(&[0xA7; 4096]),
        HungUp => Ok(()),
    }
}

/// How a connection ends that somebody cuts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cut {
    /// It stays open, and nothing comes any more.
    Stall,
    /// It is reset.
    Reset,
}

/// Carries to a relay and back, and cuts every connection after so many bytes of the way back: what
/// censors do who throttle Tor.
pub(crate) fn cutting(relay: SocketAddr, bytes: u64, cut: Cut) -> SocketAddr {
    listen(move |stream| {
        let (from, mut to) = (TcpStream::connect(relay)?, stream.try_clone()?);
        let there = from.try_clone()?;
        thread::spawn(move || carry(stream, there));
        io::copy(&mut Read::take(&from, bytes), &mut to)?;
        match cut {
            Cut::Stall => thread::sleep(Duration::from_hours(1)),
            Cut::Reset => {
                rustix::net::sockopt::set_socket_linger(&to, Some(Duration::ZERO))?;
                from.shutdown(Shutdown::Both)?;
                to.shutdown(Shutdown::Both)?;
            }
        }
        Ok(())
    })
}

/// A SOCKS proxy that leads to one place, whatever it is asked for: the inner half of a pluggable transport.
pub(crate) fn leading_to(place: SocketAddr) -> SocketAddr {
    listen(move |mut stream| {
        if byte(&mut stream)? != 5 {
            return Ok(());
        }
        requested(&mut stream)?;
        let target = TcpStream::connect(place)?;
        stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
        join(stream, target)
    })
}
