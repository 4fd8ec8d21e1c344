//! Whether an address is one of this computer's own.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use opsec::torcheck::Proxy;
use tokio::net::TcpSocket;

/// Addresses that no computer has: a dummy (RFC 7600) and one that swallows packets (RFC 6666).
const NOBODYS_V4: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 0, 8));
const NOBODYS_V6: IpAddr = IpAddr::V6(Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, 1));

/// Whether one of this computer's interfaces has this address. No packet is sent: the system lets a socket have only
/// an address of this computer. Where it is set up to let it have any, nothing is known.
pub(crate) fn is_own(address: IpAddr) -> bool {
    let address = address.to_canonical();
    let nobodys = if address.is_ipv4() { NOBODYS_V4 } else { NOBODYS_V6 };
    takes(address) && !takes(nobodys)
}

/// Whether a proxy is on this computer: at loopback, or at an address that this computer has in a network.
pub(crate) fn is_here(proxy: &Proxy) -> bool {
    proxy.is_on_this_machine() || matches!(proxy, Proxy::Tcp(address) if is_own(address.ip()))
}

fn takes(address: IpAddr) -> bool {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() };
    socket.and_then(|socket| socket.bind(SocketAddr::new(address, 0))).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_of_this_computer_is_its_own() {
        assert!(is_own(IpAddr::V4(Ipv4Addr::LOCALHOST)));
        for text in ["192.0.2.1", "203.0.113.7", "192.0.0.8", "2001:db8::1", "100::1"] {
            assert!(!is_own(text.parse().unwrap()), "{text}");
        }
    }
}
