//! The sentences about the further checks of `--full`.

use opsec::language::Language::English;
use opsec::text::Foreign;
use opsec::torcheck::{Ipv6, Isolation, ListHolder, Listed, Lookup, Onion, OnionCheck, OnionError, Presence};

use super::reason::describe_briefly;
use crate::words::common::number;

sentences! {
    fn list_label() -> &'static str { English => "relay list" }

    /// What a list of relays has at the address that the check service doesn't know.
    fn describe_listed(listed: Listed) -> &'static str {
        English => match (listed.presence, listed.by) {
            (Presence::Exit, ListHolder::OwnClient) => "the built-in Tor client's signed list has an exit relay there",
            (Presence::Exit, ListHolder::ControlPort) => {
                "the Tor on this computer says there's an exit relay at that address. A fake Tor could say that too, \
                 so this doesn't settle it."
            }
            (Presence::Relay, _) => "a relay is at that address, but it isn't marked as an exit",
            (Presence::Absent, _) => {
                "no relay is at that address. Some exit relays send from an address other than the listed one."
            }
        }
    }

    fn not_done_label() -> &'static str { English => "not done" }
    fn isolation_label() -> &'static str { English => "isolation" }
    fn onion_label() -> &'static str { English => "onion" }

    fn lookup_label() -> &'static str { English => "names" }
    fn ipv6_label() -> &'static str { English => "IPv6" }

    fn not_done() -> &'static str { English => "isolation, an onion address, name lookup and IPv6 (add --full)" }

    fn describe_lookup(lookup: Lookup, host: &str, is_tor: bool) -> String {
        English => match lookup {
            Lookup::Found if is_tor => {
                format!("{} was looked up through Tor, where your provider can't see it", Foreign(host))
            }
            Lookup::Found => format!("{} was looked up by the same route as the request", Foreign(host)),
            Lookup::Failed(reason) => {
                format!("{} wasn't found through Tor: {}", Foreign(host), describe_briefly(English, reason))
            }
            Lookup::NotAName => "not checked (the service has an address instead of a name)".to_owned(),
            Lookup::NotThroughTor => "not checked (only a Tor port can be asked for an address)".to_owned(),
        }
    }

    fn describe_ipv6(ipv6: Ipv6) -> String {
        English => match ipv6 {
            Ipv6::Answered => "a request left Tor over IPv6, so IPv6 services can be reached".to_owned(),
            Ipv6::Failed(reason) => {
                format!("a request over IPv6 failed: {}", describe_briefly(English, reason))
            }
            Ipv6::NotThroughTor => "not checked (the requests don't go through Tor)".to_owned(),
            Ipv6::NoAddress => "not checked (Tor gave only an IPv4 address for the service)".to_owned(),
            Ipv6::NotLookedUp => "not checked (we have no address to ask)".to_owned(),
        }
    }

    fn describe_isolation(isolation: Isolation, is_tor: bool) -> String {
        English => match isolation {
            Isolation::Shown { .. } if !is_tor => {
                "kept apart: requests of different users came from different addresses".to_owned()
            }
            Isolation::Shown { same_user_shares, .. } => format!(
                "kept apart: requests of different users came out of different exit relays{}, so sites can't link \
                 them by their address",
                match same_user_shares {
                    Some(true) => ", and one user's own requests out of the same one",
                    Some(false) => ", and so did one user's own requests",
                    None => "",
                }
            ),
            // Without a yes, nobody knows whether an address is an exit relay's.
            Isolation::NotKeptApart { requests } if !is_tor => format!(
                "not kept apart: {requests} requests, each as another user, came from the same address. Either Tor \
                 doesn't keep users apart here, or the requests don't go through Tor."
            ),
            Isolation::NotKeptApart { requests } => {
                let chance = isolation.chance_one_in().unwrap_or(u64::MAX);
                format!(
                    "not kept apart: {requests} requests, each as another user, came out of the same exit relay. \
                     Sites can link what you do under different names. If no exit relay carries more than 1/20 of \
                     Tor's traffic, chance explains this once in {} times.",
                    number(English, chance)
                )
            }
            Isolation::Undecided { requests } => format!(
                "can't tell: we could compare only {requests} requests, and saw no two exit relays that must be \
                 different"
            ),
            Isolation::NotChecked => "not checked (we didn't get two answers)".to_owned(),
            Isolation::Unsupported => "not kept apart: this proxy takes no user names".to_owned(),
        }
    }

    fn describe_onion(onion: &OnionCheck) -> String {
        English => match onion {
            OnionCheck::Tried(Onion { host, reached: Ok(()) }) => {
                format!("{} answered, so onion services work", Foreign(host))
            }
            OnionCheck::Tried(Onion { host, reached: Err(reason) }) => {
                format!("{} wasn't reached: {}", Foreign(host), describe_briefly(English, *reason))
            }
            OnionCheck::NoneKnown => {
                "not checked (with your own --check-url, give an address with --onion-url)".to_owned()
            }
            OnionCheck::NotThroughTor => {
                "not checked (this proxy isn't known to be Tor, and could show the address to others)".to_owned()
            }
        }
    }

    fn onion_refused(host: &str, error: OnionError) -> String {
        English => {
            let why = match error {
                OnionError::NotOnion => {
                    "only an address that ends in .onion shows that onion services work".to_owned()
                }
                OnionError::Retired => {
                    "onion addresses with 16 letters stopped working in 2021 (version 2)".to_owned()
                }
                OnionError::Length(length) => {
                    format!("an onion address has 56 letters before .onion, and this one has {length}")
                }
                OnionError::Characters => {
                    "an onion address has only the letters a to z and the digits 2 to 7".to_owned()
                }
                OnionError::Version(version) => {
                    format!("it's of version {version}, and Tor only knows version 3")
                }
                OnionError::Checksum => "its checksum is wrong, so at least one letter is".to_owned(),
            };
            format!("--onion-url {}: {why}.", Foreign(host))
        }
    }

    fn onion_hint(error: OnionError) -> &'static str {
        English => match error {
            OnionError::NotOnion => "Give an address that ends in .onion, or leave out --onion-url.",
            OnionError::Retired => "Ask for the service's new address, which has 56 letters.",
            OnionError::Length(_) | OnionError::Characters | OnionError::Version(_) | OnionError::Checksum => {
                "Copy the whole address again from where you got it. Nothing was contacted."
            }
        }
    }
}
