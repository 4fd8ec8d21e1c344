//! Through arti, the Tor client of the present, run as a daemon of its own.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use crate::tor::arti::Arti;
use crate::tor::program::Torcheck;
use crate::tor::{network, service};

#[test]
fn todays_arti_is_recognised_and_believed() {
    let Some(network) = network() else { return };
    let Some(arti) = Arti::start(network) else { return };
    // Built with http-connect, it greets as in https://spec.torproject.org/http-connect.html.
    let mut stream = TcpStream::connect(arti.socks).unwrap();
    stream.write_all(b"GET / HTTP/1.0\r\n\r\n").unwrap();
    let mut greeting = [0; 1024];
    let read = stream.read(&mut greeting).unwrap();
    let greeting = String::from_utf8_lossy(&greeting[..read]);
    assert!(greeting.starts_with("HTTP/1.0 501 "), "{greeting}");
    let beside = SocketAddr::new(arti.socks.ip(), arti.socks.port() + 1);
    let ask = |mode: &str| {
        Torcheck::new(&["--json", "--proxy", &arti.socks.to_string(), "--ca-file", service().authority()])
            .with(&["--check-url", &service().url(mode)])
            .may_contact(&[arti.socks, beside])
            .run()
    };
    let answer = ask("");
    answer.must_be("tor", "");
    assert_eq!(answer.json()["route"]["recognised_as_tor"], true, "{}", answer.stdout);
    ask("unlisted").must_be("tor-unlisted", "exit-unlisted");
}
