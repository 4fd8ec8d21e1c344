//! A program that connects and sends as it is told, for the tests of `opsec torcheck -- COMMAND`.

use std::fs::File;
use std::io::Write;
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::os::fd::OwnedFd;
use std::thread;
use std::time::Duration;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let address = || words[1].parse::<SocketAddr>().unwrap();
    let udp = || {
        let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
        socket.connect(address()).unwrap();
        socket
    };
    let connect = |address| {
        let _ = TcpStream::connect_timeout(&address, Duration::from_secs(3));
    };
    match words[0].as_str() {
        "tcp" => connect(address()),
        "threads" => {
            let address = address();
            let threads: Vec<_> = (0..8).map(|_| thread::spawn(move || connect(address))).collect();
            threads.into_iter().for_each(|thread| thread.join().unwrap());
        }
        "many" => {
            for number in 0..words[1].parse::<u32>().unwrap() {
                connect(SocketAddr::from(((0xCB00_7100_u32 + number).to_be_bytes(), 80)));
            }
        }
        "udp-connect" => drop(udp()),
        "udp-send-to" => {
            UdpSocket::bind("0.0.0.0:0").unwrap().send_to(b"?", address()).unwrap();
        }
        "udp-send" => {
            udp().send(b"?").unwrap();
        }
        "udp-write" => {
            File::from(OwnedFd::from(udp())).write_all(b"?").unwrap();
        }
        other => panic!("{other}"),
    }
}
