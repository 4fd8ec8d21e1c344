//! The stand-in for check.torproject.org: honest, broken or lying by the first part of the path.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::certificates::Authority;
use super::janitor::Janitor;
use super::pages::{self, Body, Page, Visitor};
use super::{HOST, owner, raw};

/// Where the service listens, by the manner in which it proves its name.
pub(crate) struct Service {
    pub(crate) http: u16,
    https: u16,
    https_other_name: u16,
    https_other_authority: u16,
    https_expired: u16,
    https_just_expired: u16,
    https_not_yet_valid: u16,
    https_expired_other_name: u16,
    https_expired_other_authority: u16,
    https_demanding: [u16; 2],
    authority: PathBuf,
    trapped: Arc<AtomicUsize>,
    /// Removes the authority's file when the tests end.
    _janitor: Janitor,
}

impl Service {
    pub(crate) fn start() -> Self {
        let trapped = Arc::new(AtomicUsize::new(0));
        let trap = trap(Arc::clone(&trapped));
        let authority = Authority::new();
        let janitor = Janitor::hire();
        let file = janitor.folder().join("authority.pem");
        fs::write(&file, &authority.pem).unwrap();
        Self {
            http: serve(None, trap),
            https: serve(Some(authority.server(HOST)), trap),
            https_other_name: serve(Some(authority.server("check.example")), trap),
            https_other_authority: serve(Some(Authority::new().server(HOST)), trap),
            https_expired: serve(Some(authority.expired(HOST)), trap),
            https_just_expired: serve(Some(authority.just_expired(HOST)), trap),
            https_not_yet_valid: serve(Some(authority.not_yet_valid(HOST)), trap),
            https_expired_other_name: serve(Some(authority.expired("check.example")), trap),
            https_expired_other_authority: serve(Some(Authority::new().expired(HOST)), trap),
            https_demanding: [&rustls::version::TLS12, &rustls::version::TLS13]
                .map(|version| serve(Some(authority.demanding(HOST, version)), trap)),
            authority: file,
            trapped,
            _janitor: janitor,
        }
    }

    /// What `--check-url` takes, for a mode of the service; plain HTTP.
    pub(crate) fn plain(&self, mode: &str) -> String {
        url("http", self.http, mode)
    }

    /// The same over HTTPS.
    pub(crate) fn url(&self, mode: &str) -> String {
        url("https", self.https, mode)
    }

    /// HTTPS with a certificate for another name.
    pub(crate) fn other_name(&self) -> String {
        url("https", self.https_other_name, "")
    }

    /// HTTPS with a certificate that nobody trusts: someone in between.
    pub(crate) fn other_authority(&self) -> String {
        url("https", self.https_other_authority, "")
    }

    /// HTTPS with a certificate that expired long ago.
    pub(crate) fn expired(&self) -> String {
        url("https", self.https_expired, "")
    }

    /// HTTPS with a certificate that expired half a day ago.
    pub(crate) fn just_expired(&self) -> String {
        url("https", self.https_just_expired, "")
    }

    /// HTTPS with a certificate that is valid in three days.
    pub(crate) fn not_yet_valid(&self) -> String {
        url("https", self.https_not_yet_valid, "")
    }

    /// HTTPS with certificates that expired long ago and are wrong in another way too: for another name, or by an
    /// authority that nobody trusts.
    pub(crate) fn expired_and_wrong(&self) -> [String; 2] {
        [self.https_expired_other_name, self.https_expired_other_authority].map(|port| url("https", port, ""))
    }

    /// HTTPS at an address of loopback, where it is reached without a name server.
    pub(crate) fn here(&self, mode: &str) -> String {
        self.url(mode).replace(HOST, "127.0.0.1")
    }

    /// Where that is.
    pub(crate) fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.https))
    }

    /// HTTPS that lets nobody in without a certificate of the visitor's, by TLS 1.2 and by 1.3.
    pub(crate) fn demanding(&self) -> [String; 2] {
        self.https_demanding.map(|port| url("https", port, ""))
    }

    /// The port of the honest service over HTTPS.
    pub(crate) fn https(&self) -> u16 {
        self.https
    }

    /// What `--ca-file` takes.
    pub(crate) fn authority(&self) -> &str {
        self.authority.to_str().unwrap()
    }

    /// How often someone followed a redirect.
    pub(crate) fn trapped(&self) -> usize {
        self.trapped.load(Ordering::SeqCst)
    }
}

fn url(scheme: &str, port: u16, mode: &str) -> String {
    let slash = if mode.is_empty() { "" } else { "/" };
    format!("{scheme}://{HOST}:{port}/{mode}{slash}")
}

/// A listener to which redirects lead, and which counts its visitors.
fn trap(trapped: Arc<AtomicUsize>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for visitor in listener.incoming() {
            drop(visitor);
            trapped.fetch_add(1, Ordering::SeqCst);
        }
    });
    port
}

fn serve(tls: Option<Arc<ServerConfig>>, trap: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let here = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let tls = tls.clone();
            // A visitor who leaves early is no concern of the service.
            thread::spawn(move || match tls {
                None => converse(&stream, &stream, here, trap),
                Some(config) => {
                    let connection = ServerConnection::new(config).expect("the configuration is complete");
                    let mut secured = StreamOwned::new(connection, &stream);
                    converse(&mut secured, &stream, here, trap)
                }
            });
        }
    });
    here.port()
}

/// Reads one request, answers it and closes.
fn converse(mut stream: impl Read + Write, below: &TcpStream, here: SocketAddr, trap: u16) -> io::Result<()> {
    let Some(path) = requested(&mut stream)? else { return Ok(()) };
    let exit = owner::exit_at(below.peer_addr()?, here);
    let visitor = Visitor { address: exit.unwrap_or(owner::OWN_ADDRESS), through_tor: exit.is_some() };
    let path = path.trim_start_matches('/');
    let machine = path.ends_with("api/ip");
    let mode = path.trim_end_matches("api/ip").split(['?', '/']).next().unwrap_or_default();
    if let Some(bytes) = raw::answer(mode) {
        stream.write_all(&bytes)?;
        return stream.flush();
    }
    let page = pages::answer(mode, machine, visitor, trap);
    head(&mut stream, &page)?;
    match page.body {
        Body::Whole(body) => stream.write_all(&body)?,
        Body::Drip => loop {
            stream.write_all(b" ")?;
            stream.flush()?;
            thread::sleep(Duration::from_millis(500));
        },
        Body::Flood => loop {
            stream.write_all(&[b' '; 16_384])?;
        },
        Body::Silence => loop {
            thread::sleep(Duration::from_mins(1));
        },
    }
    stream.flush()
}

/// The path of a request, after its last header; none if the visitor left before.
fn requested(stream: impl Read) -> io::Result<Option<String>> {
    let mut lines = BufReader::new(stream.take(16_384)).lines();
    let Some(first) = lines.next().transpose()? else { return Ok(None) };
    for line in lines {
        if line?.is_empty() {
            return Ok(first.split(' ').nth(1).map(str::to_owned));
        }
    }
    Ok(None)
}

fn head(stream: &mut impl Write, page: &Page) -> io::Result<()> {
    let mut head =
        format!("HTTP/1.1 {}\r\nContent-Type: {}\r\nConnection: close\r\n", page.status, page.kind);
    if let Body::Whole(body) = &page.body {
        let _ = write!(head, "Content-Length: {}\r\n", body.len());
    }
    if let Some(location) = &page.location {
        let _ = write!(head, "Location: {location}\r\n");
    }
    if let Some(seconds) = page.clock {
        let time = Timestamp::now() + SignedDuration::from_secs(seconds);
        let date =
            rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&time).map_err(io::Error::other)?;
        let _ = write!(head, "Date: {date}\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes())
}
