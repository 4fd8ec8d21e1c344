//! Whether requests of different users are kept apart.

use core::net::IpAddr;

/// After so many requests out of one exit relay, each as another user, chance is no explanation any more.
const ENOUGH: usize = 5;
/// Fewer than this, because answers were missing, could still be chance.
const LEAST: usize = 4;
/// The most requests, if some come over IPv4 and others over IPv6.
const MOST: usize = 7;
/// The share of Tor's traffic that no exit relay exceeds, as a fraction of one: a careful guess.
const SHARE: u64 = 20;

/// Whether requests that should use different circuits did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// Two of them came out of different exit relays.
    Shown {
        /// How many requests it took, each as another user.
        requests: usize,
        /// Whether two requests of the same user came out of the same exit relay, if both were answered.
        same_user_shares: Option<bool>,
    },
    /// All of them came out of the same exit relay, so often that it is not chance.
    NotKeptApart {
        /// How many requests came out of it, each as another user.
        requests: usize,
    },
    /// They came out of the same exit relay, or can't be compared, and were too few to tell.
    Undecided {
        /// How many requests were answered, each as another user.
        requests: usize,
    },
    /// There were no two answers to compare.
    NotChecked,
    /// The proxy does not take user names, so it cannot keep requests apart.
    Unsupported,
}

impl Isolation {
    /// If no exit relay carries more than a twentieth of the traffic, chance does this once in so many times.
    pub fn chance_one_in(self) -> Option<u64> {
        match self {
            Self::NotKeptApart { requests } => {
                let exponent = u32::try_from(requests.saturating_sub(1)).unwrap_or(u32::MAX);
                Some(SHARE.saturating_pow(exponent))
            }
            _ => None,
        }
    }
}

/// The addresses that requests came from, each request as another user.
#[derive(Clone, Debug, Default)]
pub struct Exits(Vec<IpAddr>);

impl Exits {
    /// Adds the address of one more request.
    pub fn add(&mut self, address: IpAddr) {
        self.0.push(address.to_canonical());
    }

    /// Whether two of them are different exit relays.
    pub fn differ(&self) -> bool {
        let differs = |one: &IpAddr| self.0.iter().any(|other| is_same_exit(*one, *other) == Some(false));
        self.0.iter().any(differs)
    }

    /// Whether more requests would tell nothing more.
    pub fn are_enough(&self) -> bool {
        self.differ() || self.together() >= ENOUGH || self.0.len() >= MOST
    }

    /// Judges them, and whether two requests of the same user came out of the same exit relay.
    pub fn judge(&self, same_user_shares: Option<bool>) -> Isolation {
        let (requests, together) = (self.0.len(), self.together());
        match requests {
            0 | 1 => Isolation::NotChecked,
            _ if self.differ() => Isolation::Shown { requests, same_user_shares },
            _ if together >= LEAST => Isolation::NotKeptApart { requests: together },
            _ => Isolation::Undecided { requests },
        }
    }

    /// How many of them came out of one exit relay.
    fn together(&self) -> usize {
        let count =
            |one: &IpAddr| self.0.iter().filter(|other| is_same_exit(*one, **other) == Some(true)).count();
        self.0.iter().map(count).max().unwrap_or_default()
    }
}

/// Whether two addresses are of the same exit relay; nothing if one is IPv4 and the other IPv6, which one
/// relay can both have.
///
/// A relay may use any address of its IPv6 network, which is a /64.
pub fn is_same_exit(one: IpAddr, other: IpAddr) -> Option<bool> {
    match (one.to_canonical(), other.to_canonical()) {
        (IpAddr::V4(one), IpAddr::V4(other)) => Some(one == other),
        (IpAddr::V6(one), IpAddr::V6(other)) => Some(one.segments()[..4] == other.segments()[..4]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exits(addresses: &[&str]) -> Exits {
        let mut exits = Exits::default();
        for address in addresses {
            exits.add(address.parse().unwrap());
        }
        exits
    }

    #[test]
    fn two_exit_relays_show_that_requests_are_kept_apart() {
        let seen = exits(&["192.0.2.1", "192.0.2.1", "198.51.100.1"]);
        assert!(seen.are_enough());
        let shown = Isolation::Shown { requests: 3, same_user_shares: Some(true) };
        assert_eq!(seen.judge(Some(true)), shown);
        assert_eq!(shown.chance_one_in(), None);
    }

    #[test]
    fn one_exit_relay_five_times_is_no_chance() {
        for number in 1..5 {
            assert!(!exits(&vec!["192.0.2.1"; number]).are_enough(), "{number}");
        }
        let seen = exits(&["192.0.2.1"; 5]);
        assert!(seen.are_enough());
        let judged = seen.judge(None);
        assert_eq!(judged, Isolation::NotKeptApart { requests: 5 });
        assert_eq!(judged.chance_one_in(), Some(160_000));
        assert_eq!(exits(&["192.0.2.1"; 4]).judge(None).chance_one_in(), Some(8_000));
    }

    #[test]
    fn too_few_answers_decide_nothing() {
        assert_eq!(exits(&[]).judge(None), Isolation::NotChecked);
        assert_eq!(exits(&["192.0.2.1"]).judge(None), Isolation::NotChecked);
        for number in 2..4 {
            let judged = exits(&vec!["192.0.2.1"; number]).judge(None);
            assert_eq!(judged, Isolation::Undecided { requests: number });
        }
    }

    #[test]
    fn both_addresses_of_one_exit_relay_are_not_two() {
        let seen = exits(&["192.0.2.1", "2001:db8::1", "192.0.2.1", "2001:db8::2"]);
        assert!(!seen.differ() && !seen.are_enough());
        assert_eq!(seen.judge(None), Isolation::Undecided { requests: 4 });
        let many = exits(&[
            "192.0.2.1",
            "2001:db8::1",
            "192.0.2.1",
            "192.0.2.1",
            "2001:db8::1",
            "192.0.2.1",
            "::ffff:192.0.2.1",
        ]);
        assert_eq!(many.judge(None), Isolation::NotKeptApart { requests: 5 });
        assert!(exits(&["2001:db8::1", "192.0.2.1", "2001:db8:0:1::1"]).differ());
    }

    #[test]
    fn requests_have_an_end() {
        let seen =
            exits(&["192.0.2.1", "2001:db8::1", "192.0.2.1", "2001:db8::1", "192.0.2.1", "2001:db8::1"]);
        assert!(!seen.are_enough());
        assert!(
            exits(&[
                "192.0.2.1",
                "2001:db8::1",
                "192.0.2.1",
                "2001:db8::1",
                "192.0.2.1",
                "2001:db8::1",
                "192.0.2.1"
            ])
            .are_enough()
        );
    }
}
