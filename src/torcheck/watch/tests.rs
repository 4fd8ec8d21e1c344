//! Verdicts on what programs may do.

use super::*;
use crate::torcheck::Proxy;

fn ip(transport: Transport, address: &str) -> Endpoint {
    Endpoint::Ip(transport, address.parse().unwrap())
}

fn tcp(address: &str) -> Endpoint {
    ip(Transport::Tcp, address)
}

fn udp(address: &str) -> Endpoint {
    ip(Transport::Udp, address)
}

fn call(process: Pid, to: Endpoint, attempt: Attempt) -> Event {
    let how = if matches!(to, Endpoint::Ip(Transport::Udp, _)) { How::Packet } else { How::Connection };
    let program = "curl".to_owned();
    Event::Call(Call { at: 0, process, program, how, to, attempt, count: 1, is_in_our_network: true })
}

/// A computer with a Tor at its usual port, and an address of its own.
fn here() -> Surroundings {
    let mut here = Surroundings::default();
    here.own.insert("192.168.1.7".parse().unwrap());
    here.heard.insert(tcp("127.0.0.1:9050"), Local::Tor);
    here
}

fn judged(mut here: Surroundings, events: impl IntoIterator<Item = Event>) -> Watched {
    let mut ledger = Ledger::default();
    for event in events {
        ledger.add(event, &mut here);
    }
    judge(&ledger, &here, Watching::Exited(0))
}

fn finding(to: Endpoint) -> Finding {
    let through_tor = call(1, tcp("127.0.0.1:9050"), Attempt::Done);
    judged(here(), [through_tor, call(1, to, Attempt::Done)]).finding
}

#[test]
fn each_destination_has_its_verdict() {
    for (to, expected) in [
        (tcp("127.0.0.1:9050"), Finding::ThroughTor),
        (tcp("[::ffff:127.0.0.1]:9050"), Finding::ThroughTor),
        (tcp("0.0.0.0:9050"), Finding::ThroughTor),
        (tcp("127.0.0.1:9051"), Finding::Unclear),
        (tcp("192.168.1.7:80"), Finding::Unclear),
        (tcp("[::1]:8080"), Finding::Unclear),
        (tcp("198.51.100.7:443"), Finding::Leaked),
        (tcp("[::ffff:198.51.100.7]:443"), Finding::Leaked),
        (tcp("[2001:db8::7]:9050"), Finding::Leaked),
        (udp("198.51.100.7:443"), Finding::Leaked),
        (tcp("192.168.1.8:80"), Finding::Leaked),
        (udp("239.255.255.250:1900"), Finding::Leaked),
        (udp("127.0.0.53:53"), Finding::Leaked),
        (udp("127.0.0.1:53"), Finding::Unclear),
        (tcp("9.9.9.9:853"), Finding::Leaked),
        (udp("224.0.0.251:5353"), Finding::Leaked),
        (Endpoint::Unix("/run/systemd/resolve/io.systemd.Resolve".to_owned()), Finding::Leaked),
        (Endpoint::Unix("/var/run/nscd/socket".to_owned()), Finding::Unclear),
        (Endpoint::Unix("/run/dbus/system_bus_socket".to_owned()), Finding::Unclear),
        (Endpoint::Unix("/run/user/1000/bus".to_owned()), Finding::Unclear),
        (Endpoint::Unix("/run/user/1000/wayland-0".to_owned()), Finding::ThroughTor),
        (Endpoint::Unix("/run/user/1000/gnupg/S.dirmngr".to_owned()), Finding::Unclear),
        (Endpoint::Unix("/tmp/.X11-unix/X0".to_owned()), Finding::ThroughTor),
        (Endpoint::Abstract("/tmp/.X11-unix/X0".to_owned()), Finding::ThroughTor),
        (Endpoint::Unix("/tmp/.X11-unix/proxy".to_owned()), Finding::Unclear),
        (Endpoint::Unix("/tmp/ssh-Xy12/agent.4711".to_owned()), Finding::ThroughTor),
        (Endpoint::Unix("/tmp/ssh-me@198.51.100.7:22".to_owned()), Finding::Unclear),
        (Endpoint::Abstract("forwarder".to_owned()), Finding::Unclear),
        (Endpoint::Other(40), Finding::Unclear),
    ] {
        assert_eq!(finding(to.clone()), expected, "{to:?}");
    }
}

#[test]
fn a_try_past_tor_is_no_better_than_a_leak_and_is_told_apart() {
    let tried = |attempt| judged(here(), [call(1, tcp("198.51.100.7:443"), attempt)]);
    for attempt in [Attempt::Begun, Attempt::Refused, Attempt::TimedOut] {
        assert_eq!(tried(attempt).finding, Finding::Leaked);
        assert_eq!(tried(attempt).connections, 1);
    }
    for attempt in [Attempt::Unreachable, Attempt::Forbidden] {
        let watched = tried(attempt);
        assert_eq!((watched.finding, watched.connections, watched.tried), (Finding::TriedToLeak, 0, 1));
    }
}

#[test]
fn only_a_tor_that_answered_is_through_tor() {
    let refused = call(1, tcp("127.0.0.1:9050"), Attempt::Refused);
    assert_eq!(judged(here(), [refused]).finding, Finding::NothingConnected);
    assert_eq!(judged(here(), []).finding, Finding::NothingConnected);
    // Daemons that aren't there are asked by every program.
    let absent = call(1, Endpoint::Unix("/var/run/nscd/socket".to_owned()), Attempt::Absent);
    assert_eq!(judged(here(), [absent]).finding, Finding::NothingConnected);
}

#[test]
fn what_may_hide_connections_is_not_through_tor() {
    let through_tor = || call(1, tcp("127.0.0.1:9050"), Attempt::Done);
    let unseen = |what| Event::Unseen { process: 1, program: "x".to_owned(), what };
    for what in [
        Unseen::Ring,
        Unseen::OtherCalls,
        Unseen::RawSocket,
        Unseen::QuietSocket,
        Unseen::Inherited,
        Unseen::Hidden,
        Unseen::Taken,
        Unseen::Untraced,
        Unseen::Supervised,
        Unseen::Controls,
    ] {
        assert_eq!(judged(here(), [through_tor(), unseen(what)]).finding, Finding::Unclear, "{what:?}");
    }
    for what in [Unseen::Tracing, Unseen::WithoutRights] {
        assert_eq!(judged(here(), [through_tor(), unseen(what)]).finding, Finding::ThroughTor, "{what:?}");
    }
}

#[test]
fn what_goes_on_after_the_command_is_not_known() {
    let through_tor = || call(1, tcp("127.0.0.1:9050"), Attempt::Done);
    let left = Event::Over(vec![(2, "sh".to_owned())]);
    assert_eq!(judged(here(), [through_tor(), left.clone()]).finding, Finding::Unclear);
    assert_eq!(judged(here(), [left]).finding, Finding::NothingConnected);
    assert_eq!(judged(here(), [through_tor(), Event::Over(vec![])]).finding, Finding::ThroughTor);
}

#[test]
fn another_network_namespace_says_nothing() {
    let Event::Call(call) = call(1, tcp("198.51.100.7:443"), Attempt::Done) else { unreachable!() };
    let elsewhere = Event::Call(Call { is_in_our_network: false, ..call });
    assert_eq!(judged(here(), [elsewhere]).finding, Finding::Unclear);
}

#[test]
fn a_named_proxy_counts_as_tor_wherever_it_is() {
    for (named, to) in [
        ("10.152.152.10:9050", "10.152.152.10:9050"),
        ("0.0.0.0:1080", "127.0.0.1:1080"),
        ("[::ffff:127.0.0.1]:1080", "127.0.0.1:1080"),
    ] {
        let named = Some(Proxy::read(named).unwrap());
        let here = Surroundings { named, ..Surroundings::default() };
        let watched = judged(here, [call(1, tcp(to), Attempt::Done)]);
        assert_eq!((watched.finding, watched.through_tor), (Finding::ThroughTor, 1));
        // What nobody asked, or didn't answer like Tor, is Tor by the user's word alone.
        assert_eq!(watched.named(), Some(&tcp(to)));
    }
    let here = Surroundings { named: Some(Proxy::read("127.0.0.1:9050").unwrap()), ..here() };
    let watched = judged(here, [call(1, tcp("127.0.0.1:9050"), Attempt::Done)]);
    assert_eq!((watched.finding, watched.named()), (Finding::ThroughTor, None));
}

#[test]
fn where_nobody_listens_nothing_is_passed_on() {
    let refused = |to| call(1, to, Attempt::Refused);
    for to in [tcp("127.0.0.1:9150"), udp("127.0.0.1:53")] {
        let watched = judged(here(), [refused(to.clone())]);
        assert_eq!((watched.finding, watched.rows[0].place), (Finding::NothingConnected, Place::Nobody));
        let watched = judged(here(), [refused(to.clone()), call(1, to, Attempt::Done)]);
        assert_eq!(watched.finding, Finding::Unclear);
    }
    // It may have been accepted.
    assert_eq!(judged(here(), [call(1, tcp("127.0.0.1:9150"), Attempt::TimedOut)]).finding, Finding::Unclear);
}

#[test]
fn leaks_of_packets_alone_are_told_apart() {
    let packet = || call(1, udp("198.51.100.7:443"), Attempt::Done);
    assert!(judged(here(), [packet()]).leaks_only_packets());
    let connection = call(1, tcp("198.51.100.7:443"), Attempt::Done);
    assert!(!judged(here(), [packet(), connection]).leaks_only_packets());
    assert!(!judged(here(), [packet(), call(1, udp("198.51.100.7:53"), Attempt::Done)]).leaks_only_packets());
    assert!(!judged(here(), []).leaks_only_packets());
}

#[test]
fn the_tor_that_a_command_starts_may_connect_and_others_may_not() {
    let listens = |process, program: &str, at| Event::Listens { process, program: program.to_owned(), at };
    let mut events = vec![
        listens(7, "tor", tcp("127.0.0.1:9050")),
        call(7, tcp("198.51.100.7:9001"), Attempt::Done),
        call(1, tcp("127.0.0.1:9050"), Attempt::Done),
    ];
    let watched = judged(here(), events.clone());
    assert_eq!(watched.finding, Finding::ThroughTor);
    assert!(watched.rows.iter().any(|row| row.place == Place::ByItsTor));
    // The same destination from a process that isn't Tor.
    events.push(call(1, tcp("198.51.100.7:9001"), Attempt::Done));
    assert_eq!(judged(here(), events).finding, Finding::Leaked);
    // A forwarder answers as the Tor that it leads to.
    let forwarder = [
        listens(7, "ssh", tcp("127.0.0.1:9050")),
        call(7, tcp("198.51.100.7:22"), Attempt::Done),
        call(1, tcp("127.0.0.1:9050"), Attempt::Done),
    ];
    assert_eq!(judged(here(), forwarder).finding, Finding::Leaked);
    // A program that only has the name.
    let other = [
        listens(7, "tor", tcp("127.0.0.1:9999")),
        call(7, tcp("198.51.100.7:9001"), Attempt::Done),
        call(1, tcp("127.0.0.1:9999"), Attempt::Done),
    ];
    assert_eq!(judged(here(), other).finding, Finding::Leaked);
}

#[test]
fn only_what_listens_on_this_computer_keeps_what_it_is_sent() {
    let listens = |at| Event::Listens { process: 7, program: "x".to_owned(), at };
    let through_tor = || call(1, tcp("127.0.0.1:9050"), Attempt::Done);
    for (at, to, expected) in [
        (udp("127.0.0.1:9"), udp("127.0.0.1:9"), Finding::ThroughTor),
        (udp("0.0.0.0:9"), udp("127.0.0.1:9"), Finding::ThroughTor),
        (udp("[::ffff:127.0.0.1]:9"), udp("127.0.0.1:9"), Finding::ThroughTor),
        (udp("[::]:9"), udp("[::1]:9"), Finding::ThroughTor),
        // It may listen for IPv6 alone, and another program for IPv4.
        (tcp("[::]:1080"), tcp("127.0.0.1:1080"), Finding::Unclear),
        (udp("239.255.255.250:1900"), udp("239.255.255.250:1900"), Finding::Leaked),
        (udp("255.255.255.255:137"), udp("255.255.255.255:137"), Finding::Leaked),
        (udp("198.51.100.7:53"), udp("198.51.100.7:53"), Finding::Leaked),
    ] {
        let events = [listens(at.clone()), call(1, to, Attempt::Done), through_tor()];
        assert_eq!(judged(here(), events).finding, expected, "{at:?}");
    }
}

#[test]
fn tor_itself_may_hide_its_memory_if_it_is_what_was_connected_to() {
    let hidden = |program: &str| {
        let program = program.to_owned();
        Event::Unseen { process: 7, program, what: Unseen::Hidden }
    };
    let through_tor = || call(1, tcp("127.0.0.1:9050"), Attempt::Done);
    assert_eq!(judged(here(), [through_tor(), hidden("tor")]).finding, Finding::ThroughTor);
    assert_eq!(judged(here(), [through_tor(), hidden("curl")]).finding, Finding::Unclear);
    assert_eq!(judged(here(), [hidden("tor")]).finding, Finding::Unclear);
}

#[test]
fn the_ledger_stays_small_and_counts_all() {
    let many = (0..100_000_u32).map(|number| {
        let address = std::net::Ipv4Addr::from(0xCB00_0000 + number);
        call(1, tcp(&format!("{address}:80")), Attempt::Done)
    });
    let watched = judged(here(), many);
    assert_eq!(watched.connections, 100_000);
    assert!(watched.rows.len() <= 500);
}

#[test]
fn events_of_one_stream_are_one_leak_and_lookups_are_counted() {
    let packets = std::iter::repeat_n(call(1, udp("198.51.100.7:443"), Attempt::Done), 9);
    let lookups = std::iter::repeat_n(call(1, udp("198.51.100.7:53"), Attempt::Done), 4);
    let watched = judged(here(), packets.chain(lookups));
    assert_eq!((watched.connections, watched.lookups), (1, 4));
}
