//! Where a program connected to and what it said first, from its system calls.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;

/// What strace is asked to write down: everything by which a byte may leave, and what was printed.
pub(crate) const CALLS: &str = "trace=%network,write,openat,io_uring_setup,execve";

/// One system call of interest, in order.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// A connection or a packet to this address.
    Contact(SocketAddr),
    /// A connection to a Unix socket: another program on this machine.
    Local(String),
    /// A socket that could carry packets past a proxy, a name server's or the system's own lookup.
    Suspicious(String),
    /// A connection that sends at once, without waiting for acknowledgements.
    Prompt,
    /// Text on the standard error.
    Said(String),
}

/// Reads the trace of a finished program; it must have seen its beginning and its end.
pub(crate) fn read(log: &Path) -> Vec<Call> {
    let text = std::fs::read_to_string(log).unwrap();
    assert!(text.contains("execve(") && text.contains("+++ exited with"), "the trace is not whole: {text}");
    text.lines().filter_map(call).collect()
}

fn call(line: &str) -> Option<Call> {
    // "PID call(arguments" or, after a switch of threads, "PID <... call resumed>", already seen.
    let line = line.split_once(' ')?.1.trim_start();
    let (name, arguments) = line.split_once('(')?;
    match name {
        "connect" | "sendto" | "sendmsg" | "sendmmsg" => contact(arguments)
            .map(Call::Contact)
            .or_else(|| between(arguments, "sun_path=\"", "\"").map(|path| Call::Local(path.to_owned())))
            .or_else(|| (name == "connect").then(|| Call::Suspicious(line.to_owned()))),
        // UDP and raw sockets carry names and probes; netlink is how the system's resolver begins.
        "socket"
            if ["SOCK_DGRAM", "SOCK_RAW", "AF_NETLINK", "AF_PACKET"]
                .iter()
                .any(|kind| arguments.contains(kind)) =>
        {
            Some(Call::Suspicious(line.to_owned()))
        }
        // Whoever looks up a name himself begins here.
        "openat"
            if ["\"/etc/resolv.conf\"", "\"/etc/hosts\""].iter().any(|file| arguments.contains(file)) =>
        {
            Some(Call::Suspicious(line.to_owned()))
        }
        "setsockopt" if arguments.contains("TCP_NODELAY, [1]") => Some(Call::Prompt),
        "io_uring_setup" => Some(Call::Suspicious(line.to_owned())),
        "write" => Some(Call::Said(arguments.strip_prefix("2, \"")?.to_owned())),
        _ => None,
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|pair| pair.0)
}

fn contact(arguments: &str) -> Option<SocketAddr> {
    let between = |before, after| between(arguments, before, after);
    let port = between("sin_port=htons(", ")").or_else(|| between("sin6_port=htons(", ")"))?;
    let address = between("inet_addr(\"", "\"").or_else(|| between("inet_pton(AF_INET6, \"", "\""))?;
    Some(SocketAddr::new(address.parse::<IpAddr>().ok()?, port.parse().ok()?))
}

#[test]
fn a_trace_is_read_right() {
    let log = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(
        log.path(),
        r#"100 execve("opsec", ["opsec"], 0x7ffc /* 9 vars */) = 0
101 write(2, "asking\n", 7) = 7
101 setsockopt(9, SOL_TCP, TCP_NODELAY, [1], 4) = 0
101 connect(9, {sa_family=AF_INET, sin_port=htons(9050), sin_addr=inet_addr("127.0.0.1")}, 16 <unfinished ...>
102 connect(9, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT
101 <... connect resumed>) = -1 EINPROGRESS (Operation now in progress)
102 socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_UDP) = 4
102 sendto(4, "\1"..., 38, MSG_NOSIGNAL, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = 38
102 connect(9, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0
100 +++ exited with 0 +++
"#,
    )
    .unwrap();
    let calls = read(log.path());
    let contact = |address: &str| Call::Contact(address.parse().unwrap());
    assert_eq!(calls[0], Call::Said("asking\\n\", 7) = 7".to_owned()));
    assert_eq!(calls[1], Call::Prompt);
    assert_eq!(calls[2], contact("127.0.0.1:9050"));
    assert_eq!(calls[3], Call::Local("/var/run/nscd/socket".to_owned()));
    assert!(matches!(&calls[4], Call::Suspicious(line) if line.contains("SOCK_DGRAM")));
    assert_eq!(calls[5..], [contact("192.0.2.1:53"), contact("[::1]:443")]);
}
