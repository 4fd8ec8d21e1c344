//! Which exit holds the other end of a connection, as the kernel knows it.
//!
//! Tor leaves from 127.0.0.1 towards loopback whatever it is told, so the peer's address says nothing.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Mutex;

/// What the service believes the address of one who comes without Tor to be.
pub(crate) const OWN_ADDRESS: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7));

/// Process and public address of every exit alive.
static EXITS: Mutex<Vec<(u32, IpAddr)>> = Mutex::new(Vec::new());

/// Makes an exit known; returns the address that the service will see.
pub(crate) fn register(process: u32) -> IpAddr {
    let mut exits = EXITS.lock().unwrap();
    let number = u8::try_from(exits.len() + 1).expect("a handful of exits");
    let address = IpAddr::V4(exit(number));
    exits.push((process, address));
    address
}

/// The public address of an exit, by its number from one.
///
/// Clients take no two relays of a circuit from one /16, and the guard may be an exit too: neighbours must
/// not stand in the same one.
pub(crate) fn exit(number: u8) -> Ipv4Addr {
    let last = 100 + number;
    match number % 3 {
        0 => Ipv4Addr::new(192, 0, 2, last),
        1 => Ipv4Addr::new(198, 51, 100, last),
        _ => Ipv4Addr::new(203, 0, 113, last),
    }
}

/// All addresses that only `--show-ip` may show.
pub(crate) fn addresses() -> Vec<IpAddr> {
    let exits = EXITS.lock().unwrap();
    exits.iter().map(|(_, address)| *address).chain([OWN_ADDRESS]).collect()
}

/// The address of the exit whose process holds this end of the connection to `here`, if one does.
pub(crate) fn exit_at(peer: SocketAddr, here: SocketAddr) -> Option<IpAddr> {
    let table = fs::read_to_string("/proc/net/tcp").ok()?;
    let (peer, here) = (hexadecimal(peer)?, hexadecimal(here)?);
    let inode = table.lines().find_map(|line| {
        let fields: Vec<_> = line.split_whitespace().collect();
        (fields.get(1) == Some(&peer.as_str()) && fields.get(2) == Some(&here.as_str()))
            .then(|| format!("socket:[{}]", fields[9]))
    })?;
    let exits = EXITS.lock().unwrap().clone();
    exits.into_iter().find(|(process, _)| holds(*process, &inode)).map(|(_, address)| address)
}

fn holds(process: u32, inode: &str) -> bool {
    let Ok(entries) = fs::read_dir(format!("/proc/{process}/fd")) else { return false };
    entries
        .filter_map(|entry| fs::read_link(entry.ok()?.path()).ok())
        .any(|target| target.to_str() == Some(inode))
}

fn hexadecimal(address: SocketAddr) -> Option<String> {
    let SocketAddr::V4(address) = address else { return None };
    Some(format!("{:08X}:{:04X}", u32::from_ne_bytes(address.ip().octets()), address.port()))
}
