//! Reads the memory of a process that is stopped.

use std::io::IoSliceMut;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use nix::libc;
use nix::sys::uio::{RemoteIoVec, process_vm_readv};
use nix::unistd::Pid;

/// Longest address of a socket.
const LONGEST_ADDRESS: usize = 128;

/// Reads at most so many bytes.
pub(super) fn read(process: i32, at: u64, length: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length];
    let base = usize::try_from(at).ok().filter(|base| *base != 0)?;
    let remote = [RemoteIoVec { base, len: length }];
    let read = process_vm_readv(Pid::from_raw(process), &mut [IoSliceMut::new(&mut bytes)], &remote).ok()?;
    bytes.truncate(read);
    Some(bytes)
}

/// Reads a pointer, or another number as wide.
pub(super) fn word(bytes: &[u8], at: usize, is_narrow: bool) -> Option<u64> {
    if is_narrow {
        bytes.get(at..at + 4)?.try_into().ok().map(|bytes| u32::from_ne_bytes(bytes).into())
    } else {
        bytes.get(at..at + 8)?.try_into().ok().map(u64::from_ne_bytes)
    }
}

/// An address of a socket, as a program gives it to the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    Ip(SocketAddr),
    Unix(String),
    Abstract(String),
    /// Without a family. It ends a connection, but a socket of IPv4 sends packets to it.
    Unspecified(SocketAddr),
    /// Not an address.
    None,
    Other(u16),
}

/// Reads an address of a socket; nothing if the process hides its memory.
pub(super) fn address(process: i32, at: u64, length: u64) -> Option<Address> {
    let length = usize::try_from(length & 0xffff_ffff).ok()?.min(LONGEST_ADDRESS);
    if length == 0 {
        return Some(Address::None);
    }
    Some(read_address(&read(process, at, length)?).unwrap_or(Address::None))
}

fn read_address(bytes: &[u8]) -> Option<Address> {
    let family = u16::from_ne_bytes(bytes.get(..2)?.try_into().ok()?);
    let port = || bytes.get(2..4)?.try_into().ok().map(u16::from_be_bytes);
    Some(match i32::from(family) {
        libc::AF_INET => {
            let ip: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
            Address::Ip(SocketAddr::new(Ipv4Addr::from(ip).into(), port()?))
        }
        libc::AF_INET6 => {
            let ip: [u8; 16] = bytes.get(8..24)?.try_into().ok()?;
            Address::Ip(SocketAddr::new(Ipv6Addr::from(ip).into(), port()?))
        }
        libc::AF_UNIX => match &bytes[2..] {
            [] => Address::Abstract(String::new()),
            [0, name @ ..] => Address::Abstract(String::from_utf8_lossy(name).into_owned()),
            path => {
                let path = path.split(|byte| *byte == 0).next().unwrap_or_default();
                Address::Unix(String::from_utf8_lossy(path).into_owned())
            }
        },
        libc::AF_UNSPEC => {
            let ip: Option<[u8; 4]> = bytes.get(4..8).and_then(|bytes| bytes.try_into().ok());
            let (Some(ip), Some(port)) = (ip, port()) else { return Some(Address::None) };
            Address::Unspecified(SocketAddr::new(Ipv4Addr::from(ip).into(), port))
        }
        _ => Address::Other(family),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_programs_give_them() {
        let family = |family: i32| u16::try_from(family).unwrap().to_ne_bytes().to_vec();
        let four = [family(libc::AF_INET), vec![0x23, 0x5A, 127, 0, 0, 1, 0, 0]].concat();
        assert_eq!(read_address(&four), Some(Address::Ip("127.0.0.1:9050".parse().unwrap())));
        let mut six = [family(libc::AF_INET6), vec![1, 187, 0, 0, 0, 0], vec![0; 20]].concat();
        six[23] = 1;
        assert_eq!(read_address(&six), Some(Address::Ip("[::1]:443".parse().unwrap())));
        let unix = [family(libc::AF_UNIX), b"/run/x\0rest".to_vec()].concat();
        assert_eq!(read_address(&unix), Some(Address::Unix("/run/x".to_owned())));
        let hidden = [family(libc::AF_UNIX), b"\0x".to_vec()].concat();
        assert_eq!(read_address(&hidden), Some(Address::Abstract("x".to_owned())));
        let none = [family(libc::AF_UNSPEC), four[2..].to_vec()].concat();
        assert_eq!(read_address(&none), Some(Address::Unspecified("127.0.0.1:9050".parse().unwrap())));
        assert_eq!(read_address(&none[..2]), Some(Address::None));
        for length in 0..8 {
            // Whatever the length, it is an address or none.
            let _ = read_address(&four[..length]);
        }
        assert_eq!(read_address(&four[..6]), None);
    }

    #[test]
    fn pointers_have_the_width_of_their_program() {
        let bytes = [1, 0, 0, 0, 2, 0, 0, 0];
        assert_eq!(word(&bytes, 4, true), Some(2));
        assert_eq!(word(&bytes, 0, false), Some(u64::from_ne_bytes(bytes)));
        assert_eq!(word(&bytes, 1, false), None);
    }
}
