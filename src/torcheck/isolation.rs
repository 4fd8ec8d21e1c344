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
///
/// Tor changes its circuits by itself now and then, so that two exit relays alone do not show that users are kept
/// apart: the user who came out of the first must come out of it again after the other one did.
#[derive(Clone, Debug)]
pub struct Exits {
    seen: Vec<IpAddr>,
    /// Whether a user can ask again. The client in this program keeps requests apart by itself.
    can_ask_again: bool,
    /// Whether a user who asked again came out where he did before.
    same_user_shares: Option<bool>,
}

impl Exits {
    /// Begins with none.
    pub fn new(can_ask_again: bool) -> Self {
        Self { seen: Vec::new(), can_ask_again, same_user_shares: None }
    }

    /// Adds the address of one more request.
    pub fn add(&mut self, address: IpAddr) {
        self.seen.push(address.to_canonical());
    }

    /// Adds what came of a user who asked again after another one had come out of another exit relay.
    pub fn add_again(&mut self, before: IpAddr, again: IpAddr) {
        let shares = is_same_exit(before, again);
        if self.same_user_shares != Some(true) {
            self.same_user_shares = shares.or(self.same_user_shares);
        }
    }

    /// Whether more requests would tell nothing more.
    pub fn are_enough(&self) -> bool {
        self.is_shown() || self.together() >= ENOUGH || self.seen.len() >= MOST
    }

    /// Judges them.
    pub fn judge(&self) -> Isolation {
        let (requests, together, same_user_shares) =
            (self.seen.len(), self.together(), self.same_user_shares);
        // Where every request comes out of another exit relay, users are kept apart as well.
        let always_changes = self.differ() && requests >= ENOUGH && together <= 2;
        match requests {
            0 | 1 => Isolation::NotChecked,
            _ if self.is_shown() || always_changes => Isolation::Shown { requests, same_user_shares },
            _ if together >= LEAST => Isolation::NotKeptApart { requests: together },
            _ => Isolation::Undecided { requests },
        }
    }

    fn is_shown(&self) -> bool {
        self.differ() && (!self.can_ask_again || self.same_user_shares == Some(true))
    }

    fn differ(&self) -> bool {
        let differs = |one: &IpAddr| self.seen.iter().any(|other| is_same_exit(*one, *other) == Some(false));
        self.seen.iter().any(differs)
    }

    /// How many of them came out of one exit relay.
    fn together(&self) -> usize {
        let count =
            |one: &IpAddr| self.seen.iter().filter(|other| is_same_exit(*one, **other) == Some(true)).count();
        self.seen.iter().map(count).max().unwrap_or_default()
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

    fn at(address: &str) -> IpAddr {
        address.parse().unwrap()
    }

    fn exits(can_ask_again: bool, addresses: &[&str]) -> Exits {
        let mut exits = Exits::new(can_ask_again);
        for address in addresses {
            exits.add(at(address));
        }
        exits
    }

    const X: &str = "192.0.2.1";
    const Y: &str = "198.51.100.1";

    #[test]
    fn two_exit_relays_show_it_if_the_first_user_comes_back_to_the_first() {
        let mut seen = exits(true, &[X, X, Y]);
        assert!(!seen.are_enough());
        seen.add_again(at(X), at(X));
        assert!(seen.are_enough());
        let shown = Isolation::Shown { requests: 3, same_user_shares: Some(true) };
        assert_eq!(seen.judge(), shown);
        assert_eq!(shown.chance_one_in(), None);
        seen.add_again(at(X), at(Y));
        assert_eq!(seen.judge(), shown);
    }

    #[test]
    fn the_client_that_keeps_requests_apart_by_itself_needs_no_second_look() {
        let seen = exits(false, &[X, Y]);
        assert!(seen.are_enough());
        assert_eq!(seen.judge(), Isolation::Shown { requests: 2, same_user_shares: None });
    }

    #[test]
    fn a_circuit_that_changes_by_itself_is_not_taken_for_isolation() {
        for addresses in [[X, Y, Y, Y, Y, Y, Y], [X, X, X, Y, Y, Y, Y], [X, X, Y, Y, Y, Y, Y]] {
            let mut seen = exits(true, &addresses);
            seen.add_again(at(X), at(Y));
            assert!(seen.are_enough());
            assert!(matches!(seen.judge(), Isolation::NotKeptApart { .. }), "{addresses:?}");
        }
        let mut seen = exits(true, &[X, Y, Y]);
        seen.add_again(at(X), at(Y));
        assert_eq!(seen.judge(), Isolation::Undecided { requests: 3 });
        assert!(!seen.are_enough());
    }

    #[test]
    fn a_proxy_that_always_changes_its_exit_keeps_users_apart_too() {
        let always = [X, Y, "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4", X];
        let mut seen = exits(true, &always);
        seen.add_again(at(X), at(Y));
        assert_eq!(seen.judge(), Isolation::Shown { requests: 7, same_user_shares: Some(false) });
    }

    #[test]
    fn one_exit_relay_five_times_is_no_chance() {
        for number in 1..5 {
            assert!(!exits(true, &vec![X; number]).are_enough(), "{number}");
        }
        let seen = exits(true, &[X; 5]);
        assert!(seen.are_enough());
        assert_eq!(seen.judge(), Isolation::NotKeptApart { requests: 5 });
        assert_eq!(seen.judge().chance_one_in(), Some(160_000));
        assert_eq!(exits(true, &[X; 4]).judge().chance_one_in(), Some(8_000));
    }

    #[test]
    fn too_few_answers_decide_nothing() {
        assert_eq!(exits(true, &[]).judge(), Isolation::NotChecked);
        assert_eq!(exits(true, &[X]).judge(), Isolation::NotChecked);
        for number in 2..4 {
            assert_eq!(exits(true, &vec![X; number]).judge(), Isolation::Undecided { requests: number });
        }
    }

    #[test]
    fn both_addresses_of_one_exit_relay_are_not_two() {
        let seen = exits(false, &[X, "2001:db8::1", X, "2001:db8::2"]);
        assert!(!seen.are_enough());
        assert_eq!(seen.judge(), Isolation::Undecided { requests: 4 });
        let mapped = "::ffff:192.0.2.1";
        let many = exits(false, &[X, "2001:db8::1", X, X, "2001:db8::1", X, mapped]);
        assert_eq!(many.judge(), Isolation::NotKeptApart { requests: 5 });
        assert_eq!(is_same_exit(at("2001:db8::1"), at("2001:db8:0:1::1")), Some(false));
        assert_eq!(is_same_exit(at(X), at("2001:db8::1")), None);
    }

    #[test]
    fn requests_have_an_end() {
        let seven = [X, "2001:db8::1", X, "2001:db8::1", X, "2001:db8::1", X];
        assert!(!exits(true, &seven[..6]).are_enough());
        assert!(exits(true, &seven).are_enough());
    }
}
