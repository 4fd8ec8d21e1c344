//! The further checks of `--full` as JSON.

use opsec::torcheck::{Ipv6, Isolation, Listed, Lookup, OnionCheck, Reason};
use schemars::JsonSchema;
use serde::Serialize;

use super::ids::{ListHolderJson, PresenceJson, ReasonId};

/// Whether requests that should use different circuits did.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum IsolationJson {
    /// Two of them came out of different exit relays.
    Shown,
    /// All came out of the same exit relay, so often that it isn't chance.
    NotKeptApart,
    /// We saw only one exit relay, but in too few requests to tell.
    SameExit,
    /// There were no two answers to compare.
    NotChecked,
    /// The proxy takes no user names, so it can't keep requests apart.
    Impossible,
}

/// How we found out whether requests are kept apart.
#[derive(JsonSchema, Serialize)]
pub(super) struct IsolationDetailJson {
    /// How many requests we compared, each as another user.
    requests: usize,
    /// Whether two requests of the same user came out of the same exit relay; null if we didn't compare any.
    same_user_shares: Option<bool>,
    /// If no exit relay carries more than 1/20 of Tor's traffic, chance explains the result once in so many times.
    chance_one_in: Option<u64>,
}

/// What a list of relays has at the address that the service saw.
#[derive(JsonSchema, Serialize)]
pub(super) struct ListedJson {
    /// What is there.
    presence: PresenceJson,
    /// Who has the list.
    by: ListHolderJson,
}

impl From<Listed> for ListedJson {
    fn from(listed: Listed) -> Self {
        Self { presence: listed.presence.into(), by: listed.by.into() }
    }
}

/// An onion service that we tried.
#[derive(JsonSchema, Serialize)]
pub(super) struct OnionJson<'a> {
    /// Its host name.
    host: &'a str,
    /// Whether it answered.
    reached: bool,
    /// Why it didn't answer; null if it did.
    #[schemars(with = "Option<ReasonId>")]
    reason: Option<Reason>,
}

/// Something that we tried through Tor.
#[derive(JsonSchema, Serialize)]
pub(super) struct TriedJson {
    /// Whether we tried it.
    checked: bool,
    /// Whether it worked; null if we didn't try.
    works: Option<bool>,
    /// Why it didn't work; null if it did, or if we didn't try.
    #[schemars(with = "Option<ReasonId>")]
    reason: Option<Reason>,
}

impl TriedJson {
    fn of(tried: Option<Result<(), Reason>>) -> Self {
        Self {
            checked: tried.is_some(),
            works: tried.map(|result| result.is_ok()),
            reason: tried.and_then(Result::err),
        }
    }
}

impl From<Lookup> for TriedJson {
    fn from(lookup: Lookup) -> Self {
        Self::of(match lookup {
            Lookup::Found => Some(Ok(())),
            Lookup::Failed(reason) => Some(Err(reason)),
            Lookup::NotAName | Lookup::NotThroughTor => None,
        })
    }
}

impl From<Ipv6> for TriedJson {
    fn from(ipv6: Ipv6) -> Self {
        Self::of(match ipv6 {
            Ipv6::Answered => Some(Ok(())),
            Ipv6::Failed(reason) => Some(Err(reason)),
            Ipv6::NotThroughTor | Ipv6::NoAddress | Ipv6::NotLookedUp => None,
        })
    }
}

impl From<Isolation> for IsolationJson {
    fn from(isolation: Isolation) -> Self {
        match isolation {
            Isolation::Shown { .. } => Self::Shown,
            Isolation::NotKeptApart { .. } => Self::NotKeptApart,
            Isolation::Undecided { .. } => Self::SameExit,
            Isolation::NotChecked => Self::NotChecked,
            Isolation::Unsupported => Self::Impossible,
        }
    }
}

impl IsolationDetailJson {
    pub(super) fn of(isolation: Isolation) -> Option<Self> {
        let (requests, same_user_shares) = match isolation {
            Isolation::Shown { requests, same_user_shares } => (requests, same_user_shares),
            Isolation::NotKeptApart { requests } | Isolation::Undecided { requests } => (requests, None),
            Isolation::NotChecked | Isolation::Unsupported => return None,
        };
        Some(Self { requests, same_user_shares, chance_one_in: isolation.chance_one_in() })
    }
}

impl<'a> OnionJson<'a> {
    pub(super) fn of(onion: &'a OnionCheck) -> Option<Self> {
        let OnionCheck::Tried(onion) = onion else { return None };
        Some(Self { host: &onion.host, reached: onion.reached.is_ok(), reason: onion.reached.err() })
    }
}
