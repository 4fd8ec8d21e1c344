//! The ports of every Tor, and of what is none, are called what they are.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::net::UnixListener;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::net::{AddressFamily, SocketAddrUnix, SocketType, bind, listen, socket};
use tempfile::TempDir;

use crate::tools::missing;
use crate::tor::network::Network;
use crate::tor::program::Torcheck;
use crate::tor::{HOST, actors, network, service, socks};

fn ask(proxy: &str, url: &str) -> Torcheck {
    let ask = Torcheck::new(&["--json", "--proxy", proxy]).with(&[
        "--check-url",
        url,
        "--ca-file",
        service().authority(),
    ]);
    match proxy.parse::<SocketAddr>() {
        Ok(here) => ask.may_contact(&[here, SocketAddr::new(here.ip(), here.port() + 1)]),
        Err(_) => ask,
    }
}

/// What arti 1.7 to 2.7 answers to a line of HTTP, from its source.
const ARTI: &str = "HTTP/1.0 501 Not running as an HTTP Proxy\nContent-Type: text/html; charset=utf-8\n\n\
    <!DOCTYPE html>\n<html>\n<head>\n<title>This is a SOCKS Proxy, Not An HTTP Proxy</title>\n</head>\n";
/// The same, built with `http-connect`.
const ARTI_HTTP: &str = "HTTP/1.0 501 Not Implemented\r\nTor-Capabilities: Proxy-Authorization\r\n\
    Server: tor/1.0 (arti 2.7.0)\r\nContent-Type: text/plain\r\nContent-Length: 20\r\n\r\nGET is not supported";

#[test]
fn the_arti_of_the_present_is_tor() {
    for greeting in [ARTI, ARTI_HTTP] {
        let arti = actors::greeting(greeting).to_string();
        // An exit that the service doesn't know must not make it "not Tor".
        let answer = ask(&arti, &service().url("unlisted")).run();
        answer.must_be("tor-unlisted", "exit-unlisted");
        assert_eq!(answer.json()["route"]["recognised_as_tor"], true);
    }
}

#[test]
fn a_tor_that_answers_slowly_is_recognised() {
    // If it weren't, the verdict would be "not Tor".
    let answer = ask(&actors::dripping().to_string(), &service().url("unlisted")).run();
    answer.must_be("tor-unlisted", "exit-unlisted");
}

/// A Tor of one's own beside the network's, with every kind of port; it ends with the test.
struct Client {
    tor: Child,
    _folder: TempDir,
    socks: SocketAddr,
    http: SocketAddr,
    control: SocketAddr,
}

impl Client {
    /// Starts it and waits until a page comes through it.
    fn start(network: &Network) -> Self {
        let folder = TempDir::new().unwrap();
        let free: Vec<SocketAddr> = (0..3).map(|_| actors::nobody()).collect();
        let torrc = fs::read_to_string(network.torrc()).unwrap();
        let own = ["SocksPort", "ControlPort", "DataDirectory", "CookieAuthFile", "Hidden", "Log", "PidFile"];
        let kept = torrc.lines().filter(|line| !own.iter().any(|own| line.starts_with(own)));
        let text = format!(
            "{}\nDataDirectory {}\nSocksPort {}\nHTTPTunnelPort {}\nControlPort {}\n",
            kept.collect::<Vec<_>>().join("\n"),
            folder.path().join("data").display(),
            free[0],
            free[1],
            free[2]
        );
        fs::write(folder.path().join("torrc"), text).unwrap();
        let tor = Command::new("tor")
            .args(["--defaults-torrc", "/dev/null", "-f"])
            .arg(folder.path().join("torrc"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let client = Self { tor, _folder: folder, socks: free[0], http: free[1], control: free[2] };
        let start = Instant::now();
        while socks::fetch(client.socks, HOST, service().http, "/api/ip").is_err() {
            assert!(start.elapsed() < Duration::from_mins(1), "the Tor of this test isn't ready");
            thread::sleep(Duration::from_millis(250));
        }
        client
    }

    fn signal(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.tor.id().to_string()]).status().unwrap().success());
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.tor.kill();
        let _ = self.tor.wait();
    }
}

#[test]
fn the_other_ports_of_a_real_tor_are_named_and_a_held_one_is_waited_for() {
    let Some(network) = network() else { return };
    let client = Client::start(network);
    for (port, reason) in [(client.http, "tor-http-port"), (client.control, "tor-control-port")] {
        let answer = ask(&port.to_string(), &service().url("")).run();
        answer.must_be("unknown", reason);
        assert!(answer.stdout.contains("SOCKS port"), "{}", answer.stdout);
    }
    client.signal("-STOP");
    let proxy = client.socks.to_string();
    let asked =
        thread::spawn(move || ask(&proxy, &service().url("unlisted")).with(&["--timeout", "40"]).run());
    thread::sleep(Duration::from_secs(6));
    client.signal("-CONT");
    asked.join().unwrap().must_be("tor-unlisted", "exit-unlisted");
    // Held for good, it is neither a yes nor a no.
    client.signal("-STOP");
    let answer = ask(&client.socks.to_string(), &service().url("")).run();
    client.signal("-CONT");
    answer.must_be("unknown", "proxy-silent");
}

#[test]
fn what_is_no_tor_port_is_called_what_it_is() {
    let cases = [
        (actors::insisting(2), "proxy-wants-password"),
        (actors::insisting(1), "proxy-wants-login"),
        (actors::socks4(), "proxy-socks4"),
        (actors::saying(b"HTTP/1.0 405 Method Not Allowed\r\n\r\n"), "tor-http-port"),
        (actors::saying(b"514 Authentication required.\r\n"), "tor-control-port"),
        (actors::saying(b"SSH-2.0-OpenSSH_9.2p1\r\n"), "proxy-not-socks"),
    ];
    thread::scope(|scope| {
        for (actor, reason) in cases {
            scope.spawn(move || ask(&actor.to_string(), &service().url("")).run().must_be("unknown", reason));
        }
    });
}

#[test]
fn a_socket_that_is_full_is_not_called_closed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("full");
    let full = socket(AddressFamily::UNIX, SocketType::STREAM, None).unwrap();
    bind(&full, &SocketAddrUnix::new(&path).unwrap()).unwrap();
    listen(&full, 0).unwrap();
    // With room for none, one waits at the door all the same.
    let _waiting = std::os::unix::net::UnixStream::connect(&path).unwrap();
    let proxy = format!("unix:{}", path.display());
    ask(&proxy, &service().url(""))
        .with(&["--timeout", "4"])
        .may_open(&path)
        .run()
        .must_be("unknown", "proxy-busy");
}

#[test]
fn a_socket_of_another_user_is_not_called_closed() {
    if missing("setpriv") {
        return;
    }
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let path = folder.path().join("socks");
    let _listener = UnixListener::bind(&path).unwrap();
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let program = folder.path().join("opsec");
    fs::copy(env!("CARGO_BIN_EXE_opsec"), &program).unwrap();
    let output = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&program)
        .args(["torcheck", "--json", "--proxy", &format!("unix:{}", path.display())])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    if !text.contains('{') {
        eprintln!("SKIPPED: another user can't be played here: {}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    assert!(text.contains("\"proxy-no-permission\"") && text.contains("debian-tor"), "{text}");
}
