//! Whether the relay at an address is on the list of relays that a running Tor has.

use core::net::IpAddr;

/// What a Tor's list of relays has at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// No relay. Some exit relays send from another address than the one on the list.
    Absent,
    /// A relay that isn't an exit.
    Relay,
    /// An exit relay.
    Exit,
}

/// Looks an address up in `GETINFO ns/all`, line by line: the list has some megabytes.
#[derive(Debug)]
pub struct Lookup {
    address: IpAddr,
    /// Whether the relay that is being read has that address.
    is_here: bool,
    found: Presence,
}

impl Lookup {
    /// Starts at the beginning of the list.
    pub fn new(address: IpAddr) -> Self {
        Self { address: address.to_canonical(), is_here: false, found: Presence::Absent }
    }

    /// Takes the next line: `r NICKNAME IDENTITY DIGEST DATE TIME ADDRESS PORT PORT`, `a ADDRESS:PORT` for more
    /// addresses, `s FLAG...` (dir-spec, section 3.4.1).
    pub fn push(&mut self, line: &str) {
        let mut words = line.split(' ');
        match words.next() {
            Some("r") => self.is_here = words.nth(5).is_some_and(|address| self.is_this(address)),
            Some("a") => {
                let address = words.next().and_then(|address| address.rsplit_once(':'));
                self.is_here |=
                    address.is_some_and(|(address, _)| self.is_this(address.trim_matches(['[', ']'])));
            }
            Some("s") if self.is_here => {
                let here = if words.any(|flag| flag == "Exit") { Presence::Exit } else { Presence::Relay };
                self.found = self.found.max(here);
            }
            _ => {}
        }
    }

    fn is_this(&self, address: &str) -> bool {
        address.parse::<IpAddr>().is_ok_and(|address| address == self.address)
    }

    /// Returns what was found so far.
    pub fn found(&self) -> Presence {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIST: &str = "\
r one AAAAAAAAAAAAAAAAAAAAAAAAAAA BBBBBBBBBBBBBBBBBBBBBBBBBBB 2038-01-01 00:00:00 192.0.2.1 9001 0
a [2001:db8::1]:9001
s Exit Fast Running Valid
w Bandwidth=20
r two AAAAAAAAAAAAAAAAAAAAAAAAAAC BBBBBBBBBBBBBBBBBBBBBBBBBBB 2038-01-01 00:00:00 192.0.2.2 443 0
s Guard Running Valid
r three AAAAAAAAAAAAAAAAAAAAAAAAAAD BBBBBBBBBBBBBBBBBBBBBBBBBBB 2038-01-01 00:00:00 192.0.2.1 443 0
s Running Valid";

    fn look(address: &str) -> Presence {
        let mut lookup = Lookup::new(address.parse().unwrap());
        LIST.lines().for_each(|line| lookup.push(line));
        lookup.found()
    }

    #[test]
    fn an_exit_is_told_from_other_relays_and_from_nobody() {
        for (address, found) in [
            ("192.0.2.1", Presence::Exit),
            ("::ffff:192.0.2.1", Presence::Exit),
            ("2001:db8::1", Presence::Exit),
            ("192.0.2.2", Presence::Relay),
            ("192.0.2.3", Presence::Absent),
            ("2001:db8::2", Presence::Absent),
        ] {
            assert_eq!(look(address), found, "{address}");
        }
    }

    proptest! {
        #[test]
        fn no_line_makes_the_reader_panic(lines in proptest::collection::vec("[ras]? ?.*", 0..8)) {
            let mut lookup = Lookup::new(IpAddr::from([192, 0, 2, 1]));
            for line in &lines {
                lookup.push(line);
            }
        }
    }
}
