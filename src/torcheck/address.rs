//! What an address leads to, and whether a service on the internet can see it at all.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Whether a request over the internet can come from this address.
///
/// What IANA's registries of special-purpose addresses keep off the internet can't: loopback, private and
/// link-local networks, multicast and the rest. Documentation's addresses are taken for addresses of the internet:
/// they are what examples and test networks use.
pub(super) fn is_on_the_internet(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_v4(address),
        IpAddr::V6(address) => is_v6(address),
    }
}

/// Where a connection from this machine to this address leads: an IPv4 address within IPv6 is one of IPv4, and the
/// unspecified address, such as `0.0.0.0`, is loopback.
pub fn reached(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip().to_canonical() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

fn is_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_for_benchmarks = a == 198 && matches!(b, 18 | 19);
    let is_for_protocols = (a, b, c) == (192, 0, 0);
    // From 224 on: multicast, then what is reserved, then broadcast.
    !(a == 0
        || a >= 224
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || is_shared
        || is_for_benchmarks
        || is_for_protocols)
}

fn is_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // 6to4 has the sender's IPv4 address in it.
        [0x2002, high, low, ..] => is_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low))),
        // Benchmarks, and identifiers that look like addresses (ORCHID).
        [0x2001, 0x0002, 0, ..] | [0x2001, 0x0010..=0x002f, ..] => false,
        // All that was ever given out is in here: no loopback, no mapped IPv4, no private or link-local network.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_internet_are_on_it() {
        for text in [
            "8.8.8.8",
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.2.1",
            "198.51.100.7",
            "203.0.113.7",
            "223.255.255.255",
            "2001:db8::1",
            "2001:500::1",
            "2a00:1450::1",
            "2002:808:808::1",
        ] {
            assert!(is_on_the_internet(text.parse().unwrap()), "{text}");
        }
        for text in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.1.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:198.51.100.7",
            "::ffff:10.0.0.1",
            "::198.51.100.7",
            "64:ff9b::198.51.100.7",
            "64:ff9b:1::1",
            "100::1",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2002:a00:1::1",
            "2002:7f00:1::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "4000::1",
        ] {
            assert!(!is_on_the_internet(text.parse().unwrap()), "{text}");
        }
    }
}
