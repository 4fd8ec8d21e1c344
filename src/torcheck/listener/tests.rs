//! The exact bytes of each program, from its source or from the program itself.

use proptest::prelude::*;

use super::Greeting::{Foreign, TorControl, TorHttp, TorSocks};
use super::*;

/// C tor, `src/or/buffers.c` at tor-0.2.4.27 and tor-0.2.9.17, `src/or/proto_socks.c` at tor-0.3.3.1-alpha.
const SOCKS_0_2: &[u8] = b"HTTP/1.0 501 Tor is not an HTTP Proxy\r\n\
    Content-Type: text/html; charset=iso-8859-1\r\n\r\n\
    <html>\n<head>\n<title>Tor is not an HTTP Proxy</title>\n</head>\n";

/// C tor, `src/core/proto/proto_socks.c` at tor-0.3.5.18 and maint-0.4.7, and what tor 0.4.9.8 sent.
const SOCKS_0_3_5: &[u8] = b"HTTP/1.0 501 Tor is not an HTTP Proxy\r\n\
    Content-Type: text/html; charset=iso-8859-1\r\n\r\n\
    <html>\n<head>\n<title>This is a SOCKS Proxy, Not An HTTP Proxy</title>\n</head>\n";

/// Arti, `src/socks.rs` of crate arti 1.0.0 to 1.6.0.
const ARTI_1_0: &[u8] = b"HTTP/1.0 501 Tor is not an HTTP Proxy\n\
    Content-Type: text/html; charset=utf-8\n\n\
    <!DOCTYPE html>\n<html>\n<head>\n<title>This is a SOCKS Proxy, Not An HTTP Proxy</title>\n</head>\n";

/// Arti, `src/proxy/socks.rs` of crate arti 1.7.0, 2.0.0 and 2.7.0.
const ARTI_1_7: &[u8] = b"HTTP/1.0 501 Not running as an HTTP Proxy\n\
    Content-Type: text/html; charset=utf-8\n\n\
    <!DOCTYPE html>\n<html>\n<head>\n<title>This is a SOCKS Proxy, Not An HTTP Proxy</title>\n</head>\n";

/// Arti with `http-connect`, `src/proxy/http_connect.rs` of crate arti 2.7.0, written by hyper.
const ARTI_HTTP: &[u8] = b"HTTP/1.0 501 Not Implemented\r\n\
    Tor-Capabilities: Proxy-Authorization Tor-Family-Preference Tor-RPC-Target Tor-Stream-Isolation \
    X-Tor-Stream-Isolation\r\n\
    Server: tor/1.0 (arti 2.7.0)\r\n\
    Content-Type: text/plain\r\nContent-Length: 20\r\n\r\nGET is not supported";

/// C tor, `src/core/or/connection_edge.c` at tor-0.3.5.18.
const HTTP_0_3_5: &[u8] = b"HTTP/1.0 405 Method Not Allowed\r\n\r\n";

/// C tor, `src/core/or/connection_edge.c` at maint-0.4.5 and maint-0.4.7.
const HTTP_0_4_5: &[u8] = b"HTTP/1.0 405 Method Not Allowed\r\n\
    Content-Type: text/html; charset=iso-8859-1\r\n\r\n\
    <html>\n<head>\n<title>This is an HTTP CONNECT tunnel, not a full HTTP Proxy</title>\n</head>\n";

/// What tor 0.4.9.8 sent.
const HTTP_0_4_9: &[u8] = b"HTTP/1.0 405 Method Not Allowed\r\n\
    Content-Type: text/html; charset=iso-8859-1\r\nTor-Capabilities: \r\n\
    Server: tor/1.0 (tor 0.4.9.8)\r\n\r\n\
    <html>\n<head>\n<title>This is an HTTP CONNECT tunnel, not a full HTTP Proxy</title>\n</head>\n";

/// C tor, `src/or/control.c` at tor-0.2.9.17.
const CONTROL_0_2: &[u8] = b"514 Authentication required.\r\n";

/// C tor, `src/or/control.c` at tor-0.3.2.1-alpha, `src/feature/control/control.c` at tor-0.3.5.18 and maint-0.4.7,
/// and what tor 0.4.9.8 sent.
const CONTROL_0_3_2: &[u8] = b"HTTP/1.0 501 Tor ControlPort is not an HTTP proxy\r\n\
    Content-Type: text/html; charset=iso-8859-1\r\n\r\n\
    <html>\n<head>\n<title>Tor's ControlPort is not an HTTP proxy</title>\n</head>\n";

/// Whonix, usr/lib/onion-grater.
const ONION_GRATER: &[u8] = b"510 Command filtered\r\n";

#[test]
fn the_ports_of_every_tor_are_recognised() {
    for (answer, greeting) in [
        (SOCKS_0_2, TorSocks),
        (SOCKS_0_3_5, TorSocks),
        (ARTI_1_0, TorSocks),
        (ARTI_1_7, TorSocks),
        (ARTI_HTTP, TorHttp),
        (HTTP_0_3_5, TorHttp),
        (HTTP_0_4_5, TorHttp),
        (HTTP_0_4_9, TorHttp),
        (CONTROL_0_2, TorControl),
        (CONTROL_0_3_2, TorControl),
        (ONION_GRATER, TorControl),
    ] {
        assert_eq!(Greeting::read(answer), greeting, "{}", String::from_utf8_lossy(answer));
        assert!(answer.len() < Greeting::LONGEST);
    }
}

#[test]
fn other_programs_are_not() {
    for answer in [
        &b""[..],
        b"HTTP/1.0 501 Not Implemented\r\n\r\n",
        b"HTTP/1.1 501 Not Implemented\r\nServer: squid\r\n\r\ntor/1.0 (arti 2.7.0)",
        b"HTTP/1.0 501 Not Implemented\r\n\r\nServer: tor/1.0 (arti 2.7.0)\r\n",
        b"HTTP/1.0 501 Tor is not an HTTP Proxy server of ours\r\n\r\n",
        b"HTTP/1.0 405 Method Not Allowed\r\nServer: nginx\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\nTor is not an HTTP Proxy",
        b"Tor is not an HTTP Proxy",
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"\x05\xff",
    ] {
        assert_eq!(Greeting::read(answer), Foreign, "{}", String::from_utf8_lossy(answer));
    }
}

#[test]
fn an_answer_is_settled_when_more_cannot_change_it() {
    assert!(Greeting::is_settled(SOCKS_0_3_5) && Greeting::is_settled(ARTI_1_7));
    assert!(Greeting::is_settled(b"SSH-2.0-OpenSSH_9.2p1\r\n") && Greeting::is_settled(&[0xFF; 64]));
    assert!(Greeting::is_settled(ARTI_HTTP) && Greeting::is_settled(CONTROL_0_3_2));
    assert!(Greeting::is_settled(&[b"HTTP/1.1 200 OK\r\n", &[b'x'; Greeting::LONGEST][..]].concat()));
    // The rest of the headers, or of the page, may still name Tor.
    for answer in [&b""[..], b"HTT", b"HTTP/1.0 501 Tor is", b"HTTP/1.0 405 Method Not Allowed\r\n\r\n"] {
        assert!(!Greeting::is_settled(answer), "{}", String::from_utf8_lossy(answer));
    }
    assert!(!Greeting::is_settled(&ARTI_HTTP[..60]));
}

#[test]
fn only_what_takes_a_request_has_nothing_against_it() {
    for listener in [Listener::Tor, Listener::SocksUsers, Listener::Socks] {
        assert_eq!(listener.reason_against(), None);
        assert!(!listener.may_be_tor());
    }
    assert_eq!(Listener::Silent.reason_against(), Some(Reason::ProxySilent));
    assert!(Listener::Silent.may_be_tor() && Listener::NoPermission.may_be_tor());
    assert!(!Listener::Nothing.may_be_tor() && !Listener::Other.may_be_tor());
    assert!(Listener::Tor.takes_users() && !Listener::Socks.takes_users());
}

proptest! {
    #[test]
    fn no_answer_makes_the_reader_panic(answer in proptest::collection::vec(any::<u8>(), 0..5000)) {
        let _ = (Greeting::read(&answer), Greeting::is_settled(&answer));
    }

    #[test]
    fn a_settled_answer_stays_what_it_is(answer in ".{0,80}", more in ".{0,80}") {
        if Greeting::is_settled(answer.as_bytes()) && !answer.is_empty() {
            let longer = format!("{answer}{more}");
            prop_assert_eq!(Greeting::read(answer.as_bytes()), Greeting::read(longer.as_bytes()));
        }
    }
}
