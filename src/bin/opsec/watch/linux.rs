//! How it is done on Linux: a filter of seccomp that stops a process at certain calls, and ptrace.

mod calls;
mod filter;
mod front;
mod memory;
mod processes;
mod ptrace;
mod quiet;
mod runner;
mod sockets;
mod watcher;
mod wire;

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::net::IpAddr;
use std::process::ExitCode;

pub(crate) use front::run;

/// The names under which opsec starts itself again.
const RUNNER: &str = "opsec (starting)";
const WATCHER: &str = "opsec (watching)";

/// Plays the part of the runner or the watcher, if this process was started for that.
pub(crate) fn play_part(arguments: &[OsString]) -> Option<ExitCode> {
    let name = arguments.first().map(OsString::as_os_str);
    if name == Some(OsStr::new(RUNNER)) {
        return Some(runner::run(&arguments[1..]));
    }
    if name == Some(OsStr::new(WATCHER)) {
        return Some(watcher::run());
    }
    None
}

/// The addresses of this computer.
pub(crate) fn own_addresses() -> BTreeSet<IpAddr> {
    let Ok(interfaces) = nix::ifaddrs::getifaddrs() else { return BTreeSet::new() };
    let addresses = interfaces.filter_map(|interface| {
        let address = interface.address?;
        let v4 = address.as_sockaddr_in().map(|address| IpAddr::V4(address.ip()));
        v4.or_else(|| address.as_sockaddr_in6().map(|address| IpAddr::V6(address.ip())))
    });
    addresses.collect()
}
