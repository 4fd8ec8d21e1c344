//! What is known of this computer, and so what a destination on it is.

use core::net::{IpAddr, SocketAddr};
use std::collections::{BTreeMap, BTreeSet};

use super::event::{Call, Endpoint, Pid, Transport};
use super::known::{known_abstract, known_socket};
use super::place::{Place, Use};
use crate::torcheck::Proxy;

/// What listens at an address of this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Local {
    /// A Tor port for other programs' connections.
    Tor,
    /// Tor's control port.
    TorControl,
    /// Tor's port for name lookups.
    TorLookup,
    /// Something else, or nothing.
    Other,
}

/// What is known of this computer.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The Tor port that the user named.
    pub named: Option<Proxy>,
    /// The addresses of this computer.
    pub own: BTreeSet<IpAddr>,
    /// What was found to listen where.
    pub heard: BTreeMap<Endpoint, Local>,
    /// Where the command's own processes listen, with the names of their programs.
    pub listening: BTreeMap<Endpoint, BTreeMap<Pid, String>>,
}

impl Surroundings {
    /// Takes down that one of the command's processes listens there.
    pub fn add_listener(&mut self, process: Pid, program: String, at: Endpoint) {
        let at = match at {
            Endpoint::Ip(transport, address) => {
                Endpoint::Ip(transport, SocketAddr::new(address.ip().to_canonical(), address.port()))
            }
            other => other,
        };
        if self.listening.len() < MOST_LISTENERS || self.listening.contains_key(&at) {
            self.listening.entry(at).or_default().insert(process, program);
        }
    }

    /// Whether an address is one of this computer's.
    pub fn is_here(&self, address: IpAddr) -> bool {
        address.is_loopback() || self.own.contains(&address)
    }

    /// Whether it should be found out what listens there: by asking it as one asks a Tor port.
    pub fn should_ask(&self, to: &Endpoint) -> bool {
        if self.heard.contains_key(to) {
            return false;
        }
        // What the command itself starts is known by its own connections; only of a Tor we must know that it is one.
        let mut own = self.listeners(to).into_values().peekable();
        let is_own = own.peek().is_some();
        let may_be_tor = own.any(|program| TOR_PROGRAMS.iter().any(|name| program.starts_with(name)));
        match to {
            Endpoint::Ip(_, address) if is_own && !may_be_tor && !USUAL_PORTS.contains(&address.port()) => {
                false
            }
            Endpoint::Ip(Transport::Tcp, address) => self.is_here(address.ip()) && !to.is_for_lookups(),
            // The others aren't proxies: a question would be noise to them.
            Endpoint::Unix(path) => {
                let path = path.to_ascii_lowercase();
                let may_be_tor = self.is_named(to) || path.contains("tor") || path.contains("socks");
                known_socket(&path).is_none() && may_be_tor
            }
            _ => false,
        }
    }

    /// What the destination of a call is.
    pub fn place(&self, call: &Call) -> Place {
        if !call.is_in_our_network && !matches!(call.to, Endpoint::Unix(_)) {
            return Place::OtherNetwork;
        }
        let place = self.place_of(&call.to);
        let leaves = matches!(place.is(), Use::Leak | Use::LeakedLookup);
        if leaves && self.is_tor_itself(call.process) { Place::ByItsTor } else { place }
    }

    fn place_of(&self, to: &Endpoint) -> Place {
        match self.heard.get(to) {
            Some(Local::Tor) => return Place::Tor,
            Some(Local::TorControl) => return Place::TorControl,
            Some(Local::TorLookup) => return Place::TorLookup,
            Some(Local::Other) | None if self.is_named(to) => return Place::Named,
            Some(Local::Other) | None => {}
        }
        if !self.listeners(to).is_empty() {
            return Place::Own;
        }
        match to {
            Endpoint::Ip(_, address) => self.place_of_address(*address, to.is_for_lookups()),
            Endpoint::Unix(path) => known_socket(path).unwrap_or(Place::ThisComputer),
            Endpoint::Abstract(name) => known_abstract(name).unwrap_or(Place::ThisComputer),
            Endpoint::Other(_) => Place::ThisComputer,
        }
    }

    fn place_of_address(&self, address: SocketAddr, is_lookup: bool) -> Place {
        match (self.is_here(address.ip()), is_lookup) {
            (true, true) if is_resolver(address) => Place::Lookup,
            // Tor's DNSPort looks the same from outside.
            (true, true) => Place::PerhapsLookup,
            (true, false) => Place::ThisComputer,
            (false, true) => Place::Lookup,
            (false, false) if is_local(address.ip()) => Place::LocalNetwork,
            (false, false) => Place::Outside,
        }
    }

    fn is_named(&self, to: &Endpoint) -> bool {
        match (&self.named, to) {
            (Some(Proxy::Tcp(named)), Endpoint::Ip(Transport::Tcp, _)) => {
                Endpoint::Ip(Transport::Tcp, *named).plain() == *to
            }
            (Some(Proxy::Unix(named)), Endpoint::Unix(path)) => named.as_os_str() == path.as_str(),
            _ => false,
        }
    }

    /// The command's processes that listen there.
    fn listeners(&self, to: &Endpoint) -> BTreeMap<Pid, &str> {
        let at = |at: &Endpoint| {
            let found = self.listening.get(at).into_iter().flatten();
            found.map(|(process, program)| (*process, program.as_str())).collect::<Vec<_>>()
        };
        let mut found: BTreeMap<Pid, &str> = at(to).into_iter().collect();
        if let Endpoint::Ip(transport, address) = to {
            // To wait for packets at an address of a group or of another computer doesn't keep them here.
            if !self.is_here(address.ip()) {
                return BTreeMap::new();
            }
            let all = if address.is_ipv4() { IpAddr::from([0; 4]) } else { IpAddr::from([0; 16]) };
            found.extend(at(&Endpoint::Ip(*transport, SocketAddr::new(all, address.port()))));
        }
        found
    }

    /// Whether a process is a Tor that the command started: it listens at a port that answers as Tor. A forwarder,
    /// such as ssh, answers as what it leads to, and connects elsewhere by itself.
    fn is_tor_itself(&self, process: Pid) -> bool {
        let mut ports = self.heard.iter().filter(|(_, heard)| **heard == Local::Tor);
        ports.any(|(port, _)| {
            self.listeners(port).get(&process).is_some_and(|program| is_tor_program(program))
        })
    }
}

/// More addresses of its own are not taken down.
const MOST_LISTENERS: usize = 1000;

/// Whether a program is called as Tor and arti are.
pub(super) fn is_tor_program(name: &str) -> bool {
    TOR_PROGRAMS.contains(&name)
}

/// Programs that may be Tor, if they answer as Tor, and the ports at which Tor usually listens.
const TOR_PROGRAMS: [&str; 2] = ["tor", "arti"];
const USUAL_PORTS: [u16; 2] = [9050, 9150];

/// Where systemd-resolved and Ubuntu's dnsmasq listen, and nothing else does.
fn is_resolver(address: SocketAddr) -> bool {
    let resolvers: [IpAddr; 3] = [[127, 0, 0, 53], [127, 0, 0, 54], [127, 0, 1, 1]].map(IpAddr::from);
    resolvers.contains(&address.ip())
}

/// Whether an address is for the local network alone.
fn is_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(ip) => ip.is_private() || ip.is_link_local() || ip.is_multicast() || ip.is_broadcast(),
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_multicast(),
    }
}
