//! Control ports that are not a plain Tor's: filters, floods, and sockets that take nobody in.

use std::io::{BufRead, BufReader, Result, Write};
use std::net::{SocketAddr, TcpListener};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::thread;

/// What a control port answers to a command; `listener` is where a SOCKS port really is.
pub(crate) type Answers = fn(command: &str, listener: SocketAddr) -> String;

/// Listens beside a proxy, where its control port is looked for, and answers like this. Returns the proxy's address.
pub(crate) fn beside(proxy: fn() -> SocketAddr, answers: Answers) -> SocketAddr {
    let (proxy, listener) = loop {
        let proxy = proxy();
        // Another test may have the port beside it.
        if let Some(listener) =
            proxy.port().checked_add(1).and_then(|port| TcpListener::bind((proxy.ip(), port)).ok())
        {
            break (proxy, listener);
        }
    };
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || converse(&stream, &stream, proxy, answers));
        }
    });
    proxy
}

/// A socket whose queue is full: a program that connects to it waits for ever.
pub(crate) fn full(path: &Path) -> (UnixListener, Vec<UnixStream>) {
    use rustix::net::{
        AddressFamily, SocketAddrUnix, SocketFlags, SocketType, bind, connect, listen, socket_with,
    };
    let kind = || socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::NONBLOCK, None).unwrap();
    let (listener, here) = (kind(), SocketAddrUnix::new(path).unwrap());
    bind(&listener, &here).unwrap();
    listen(&listener, 0).unwrap();
    let mut waiting = Vec::new();
    loop {
        let visitor = kind();
        if connect(&visitor, &here).is_err() {
            return (listener.into(), waiting);
        }
        waiting.push(visitor.into());
    }
}

fn converse(from: impl std::io::Read, mut to: impl Write, proxy: SocketAddr, answers: Answers) -> Result<()> {
    for line in BufReader::new(from).lines() {
        to.write_all(answers(&line?, proxy).as_bytes())?;
    }
    Ok(())
}

/// A Tor without a SOCKS port, which is set up to use a bridge.
pub(crate) fn bridged(command: &str, _: SocketAddr) -> String {
    match command.split(' ').next() {
        Some("PROTOCOLINFO") => {
            "250-PROTOCOLINFO 1\r\n250-AUTH METHODS=NULL\r\n250-VERSION Tor=\"0.4.8.17\"\r\n250 OK\r\n"
                .to_owned()
        }
        Some("AUTHENTICATE") => "250 OK\r\n".to_owned(),
        Some("GETCONF") => "250-UseBridges=1\r\n250 Bridge=192.0.2.1:443\r\n".to_owned(),
        Some("GETINFO") => "250-net/listeners/socks=\r\n250 OK\r\n".to_owned(),
        _ => "514 Authentication required.\r\n".to_owned(),
    }
}

/// What says that its Tor listens on another computer, as no Tor does.
pub(crate) fn elsewhere(command: &str, proxy: SocketAddr) -> String {
    match command.split(' ').next() {
        Some("GETINFO") => "250-net/listeners/socks=\"192.0.2.66:9050\"\r\n250 OK\r\n".to_owned(),
        _ => bridged(command, proxy),
    }
}

/// The filter of Tails (onion-grater) for a program that it has no rules for: it introduces itself, and holds
/// everything else back.
pub(crate) fn tails(command: &str, _: SocketAddr) -> String {
    match command.split(' ').next() {
        Some("PROTOCOLINFO") => {
            "250-PROTOCOLINFO 1\r\n250-AUTH METHODS=NULL\r\n250-VERSION Tor=\"0.4.8.17\"\r\n250 OK\r\n"
                .to_owned()
        }
        Some("AUTHENTICATE") => "250 OK\r\n".to_owned(),
        Some("QUIT") => "250 closing connection\r\n".to_owned(),
        _ => "510 Command filtered\r\n".to_owned(),
    }
}

/// The same on Whonix, where it tells every program of the listener that Tor Browser expects.
pub(crate) fn whonix(command: &str, proxy: SocketAddr) -> String {
    match command {
        "GETINFO net/listeners/socks" => {
            "250-net/listeners/socks=\"127.0.0.1:9150\"\r\n250 OK\r\n".to_owned()
        }
        "GETINFO status/circuit-established" => "250-status/circuit-established=1\r\n250 OK\r\n".to_owned(),
        _ => tails(command, proxy),
    }
}

/// A filter that says of what it holds back that it doesn't know it.
pub(crate) fn forgetful(command: &str, proxy: SocketAddr) -> String {
    match command.split_once(' ') {
        Some(("GETINFO", key)) => format!("552 Unrecognized key \"{key}\"\r\n"),
        _ => tails(command, proxy),
    }
}

/// A Tor that lets everybody ask, and serves another port.
pub(crate) fn another(command: &str, proxy: SocketAddr) -> String {
    match command.split_once(' ') {
        Some(("GETINFO", "net/listeners/socks")) => whonix(command, proxy),
        Some(("GETINFO", key)) => format!("250-{key}=x\r\n250 OK\r\n"),
        _ => tails(command, proxy),
    }
}

/// A Tor whose words have no end, or turn the terminal red.
pub(crate) fn wordy(command: &str, proxy: SocketAddr) -> String {
    let long = "\u{1b}[31m".repeat(10_000);
    match command.split_once(' ') {
        Some(("PROTOCOLINFO", _)) => {
            format!("250-PROTOCOLINFO 1\r\n250-AUTH METHODS=NULL\r\n250-VERSION Tor=\"{long}\"\r\n250 OK\r\n")
        }
        Some(("GETINFO", "net/listeners/socks")) => {
            format!("250-net/listeners/socks=\"{proxy}\"\r\n250 OK\r\n")
        }
        Some(("GETINFO", key @ "status/bootstrap-phase")) => {
            format!("250-{key}=NOTICE BOOTSTRAP PROGRESS=50 TAG=x SUMMARY=\"{long}\"\r\n250 OK\r\n")
        }
        Some(("GETINFO", key)) => format!("250-{key}=\r\n250 OK\r\n"),
        _ => tails(command, proxy),
    }
}
