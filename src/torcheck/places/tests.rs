use std::os::unix::ffi::OsStringExt;

use proptest::prelude::*;

use super::*;

/// What the environment names, for these variables.
fn named(variables: &[(&str, &str)]) -> Vec<(&'static str, Named)> {
    let find = |name: &str| variables.iter().find(|(known, _)| *known == name);
    named_by_environment(|name| find(name).map(|(_, value)| OsString::from(*value)))
}

fn here(text: &str, credentials: bool) -> Named {
    Named::Here { proxy: Proxy::read(text).unwrap(), credentials }
}

fn elsewhere(text: &str, credentials: bool) -> Named {
    Named::Elsewhere { proxy: Proxy::read(text).unwrap(), credentials }
}

#[test]
fn the_environment_is_read_as_programs_write_it() {
    for (name, value, expected) in [
        ("TOR_SOCKS_PORT", " 17200 ", here("127.0.0.1:17200", false)),
        ("TOR_SOCKS_HOST", "[::1]", here("[::1]:9050", false)),
        ("TOR_SOCKS_HOST", "::1", here("[::1]:9050", false)),
        ("TOR_SOCKS_HOST", "LOCALHOST", here("127.0.0.1:9050", false)),
        ("TOR_SOCKS_IPC_PATH", "/run/tor/socks", here("unix:/run/tor/socks", false)),
        ("ALL_PROXY", "socks://127.0.0.1:9250/", here("127.0.0.1:9250", false)),
        ("ALL_PROXY", "SOCKS5H://LocalHost:9250", here("127.0.0.1:9250", false)),
        ("all_proxy", "socks5h://u:p@127.0.0.1:9250", here("127.0.0.1:9250", true)),
        ("ALL_PROXY", "socks5h://192.0.2.7:9050", elsewhere("192.0.2.7:9050", false)),
        ("ALL_PROXY", "socks5h://u:p@192.0.2.7:9050", elsewhere("192.0.2.7:9050", true)),
        ("ALL_PROXY", "http://127.0.0.1:8118", Named::Refused(ProxyError::NotSocks5)),
        ("TOR_SOCKS_HOST", "proxy.example", Named::Refused(ProxyError::HostName)),
        ("TOR_SOCKS_PORT", "9o50", Named::Refused(ProxyError::Unreadable)),
    ] {
        assert_eq!(named(&[(name, value)]), [(name, expected)], "{name}={value}");
    }
    assert_eq!(named(&[("ALL_PROXY", "  "), ("TOR_SOCKS_PORT", "")]), []);
}

#[test]
fn the_most_specific_variable_comes_first() {
    let all = named(&[
        ("ALL_PROXY", "socks5h://127.0.0.1:1"),
        ("TOR_SOCKS_HOST", "127.0.0.2"),
        ("TOR_SOCKS_PORT", "2"),
        ("TOR_SOCKS_IPC_PATH", "/x"),
    ]);
    let expected = [
        ("TOR_SOCKS_IPC_PATH", here("unix:/x", false)),
        ("TOR_SOCKS_PORT", here("127.0.0.2:2", false)),
        ("ALL_PROXY", here("127.0.0.1:1", false)),
    ];
    assert_eq!(all, expected);
}

#[test]
fn bytes_that_are_no_text_are_said_to_be_so() {
    let all = named_by_environment(|name| (name == "ALL_PROXY").then(|| OsString::from_vec(vec![0xFF])));
    assert_eq!(all, [("ALL_PROXY", Named::NotText)]);
}

#[test]
fn the_usual_places_are_in_order() {
    let places = usual_places(Some(Path::new("/run/user/1000")));
    let places: Vec<_> = places.iter().map(ToString::to_string).collect();
    let expected = [
        "127.0.0.1:9050",
        "[::1]:9050",
        "unix:/run/tor/socks",
        "127.0.0.1:9150",
        "[::1]:9150",
        "unix:/run/user/1000/Tor/socks.socket",
    ];
    assert_eq!(places, expected);
    assert_eq!(usual_places(None).len(), 5);
}

#[test]
fn the_file_of_arti_is_read_as_its_source_describes_it() {
    // The first is the example of the source of arti 2.7.0, src/proxy/port_info.rs.
    let text = r#"{ "ports" : [ {"protocol":"socks", "address":"inet:127.0.0.1:99"},
        {"protocol":"http", "address":"inet:127.0.0.1:98"}, {"protocol":"socks", "address":null},
        {"protocol":"socks", "address":"unix:/x"}, {"protocol":"socks", "address":"inet:192.0.2.1:9"},
        {"protocol":"dns_udp", "address":"inet:[::1]:53", "more": 1},
        {"protocol":"socks", "address":"inet:[::1]:97"} ], "more": {} }"#;
    let places: Vec<_> = read_port_file(text).iter().map(ToString::to_string).collect();
    assert_eq!(places, ["127.0.0.1:99", "[::1]:97"]);
    assert_eq!(read_port_file("[]"), []);
}

#[test]
#[cfg(target_endian = "little")]
fn open_ports_are_read_as_linux_lists_them() {
    let table = "\
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:235A 00000000:0000 0A 00000000:00000000 00:00000000 00000000   107        0 25501 1 0 100 0 0 10 0
   1: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 25502 1 0 100 0 0 10 0
   2: 0100007F:B1E4 0100007F:235A 01 00000000:00000000 00:00000000 00000000  1000        0 25503 1 0 100 0 0 10 0
   3: 00000000000000000000000001000000:23BE 00000000000000000000000000000000:0000 0A 0:0 00:0 0 1000 0 25504 1 0
   4: 0101010A:235A 00000000:0000 0A 00000000:00000000 00:00000000 00000000   107        0 25505 1 0 100 0 0 10 0
   5: 00000000000000000000000000000000:235B 00000000000000000000000000000000:0000 0A 0:0 00:0 0 1000 0 25506 1 0
   6: 0000000000000000FFFF00000100007F:235A 00000000000000000000000000000000:0000 0A 0:0 00:0 0 1000 0 25507 1 0
   7: 00000000000000000000000000000000:4571 00000000000000000000000000000000:0000 0A 0:0 00:0 0 1000 0 25508 1 0
";
    let ports = read_open_ports(table);
    // What listens at all addresses, or at one of a network, is on this machine too.
    let expected = [
        ("127.0.0.1:9050", 25501),
        ("127.0.0.1:22", 25502),
        ("[::1]:9150", 25504),
        ("10.1.1.1:9050", 25505),
        ("[::1]:9051", 25506),
        ("127.0.0.1:9050", 25507),
        ("[::1]:17777", 25508),
    ];
    let usual: Vec<_> = ports.iter().filter(|port| port.is_usual()).map(|port| port.socket).collect();
    assert_eq!(usual, [25501, 25504, 25505, 25506, 25507]);
    let expected =
        expected.map(|(place, socket)| OpenPort { place: Proxy::read(place).unwrap(), socket }).to_vec();
    assert_eq!(ports, expected);
}

#[test]
fn open_sockets_are_read_as_linux_lists_them() {
    let table = "\
Num       RefCount Protocol Flags    Type St Inode Path
0000000000000000: 00000002 00000000 00010000 0001 01 25601 /run/tor/so cks
0000000000000000: 00000003 00000000 00000000 0001 03 25602 /run/tor/socks
0000000000000000: 00000002 00000000 00010000 0005 01 25603 /run/udev/control
0000000000000000: 00000002 00000000 00010000 0001 01 25604 @/tmp/.X11-unix/X0
0000000000000000: 00000003 00000000 00000000 0001 03   256
";
    let expected = OpenPort { place: Proxy::Unix("/run/tor/so cks".into()), socket: 25601 };
    assert_eq!(read_open_sockets(table), [expected]);
}

#[test]
fn programs_are_known_by_their_names() {
    for name in ["tor\n", "arti", "tor-0.4.8.10-li", "tor.real"] {
        assert!(is_named_like_tor(name), "{name}");
    }
    for name in ["torrent", "tor_browser", "artisan", "storm", ""] {
        assert!(!is_named_like_tor(name), "{name}");
    }
    assert_eq!(diverted_by("/usr/lib/x86_64-linux-gnu/torsocks/libtorsocks.so"), Some("torsocks"));
    assert_eq!(diverted_by("/a.so /usr/lib/libproxychains4.so"), Some("proxychains"));
    assert_eq!(diverted_by("/usr/lib/libfaketime.so.1"), None);
}

proptest! {
    #[test]
    fn no_text_makes_the_readers_panic(text in ".*") {
        let _ = (read_port_file(&text), read_open_ports(&text), is_named_like_tor(&text));
        let _ = read_open_sockets(&text);
        let _ = named_by_environment(|_| Some(OsString::from(&text)));
    }
}
