//! The rows about the further checks of `--full`.

use opsec::language::Language;
use opsec::torcheck::{Check, Ipv6, Isolation, Lookup, OnionCheck, Verdict};

use super::{about, meant};
use crate::render::document::{Meaning, Pair};
use crate::words::torcheck::full as words;

/// What they found, or that they were not done.
pub(super) fn rows(check: &Check, language: Language) -> Vec<Pair> {
    let Some(full) = &check.full else {
        return vec![meant(words::not_done_label(language), Meaning::Faint, words::not_done(language))];
    };
    let is_tor = check.verdict == Verdict::Tor;
    vec![
        about(
            words::isolation_label(language),
            meaning_of_isolation(full.isolation),
            words::describe_isolation(language, full.isolation, is_tor),
        ),
        about(
            words::onion_label(language),
            meaning_of_onion(&full.onion),
            words::describe_onion(language, &full.onion),
        ),
        about(
            words::lookup_label(language),
            meaning_of_lookup(full.lookup),
            words::describe_lookup(language, full.lookup, check.service_host(), is_tor),
        ),
        about(
            words::ipv6_label(language),
            meaning_of_ipv6(full.ipv6),
            words::describe_ipv6(language, full.ipv6),
        ),
    ]
}

fn meaning_of_isolation(isolation: Isolation) -> Option<Meaning> {
    match isolation {
        Isolation::Shown { .. } => None,
        Isolation::Undecided { .. } | Isolation::NotChecked => Some(Meaning::Faint),
        Isolation::NotKeptApart { .. } | Isolation::Unsupported => Some(Meaning::Warning),
    }
}

fn meaning_of_lookup(lookup: Lookup) -> Option<Meaning> {
    match lookup {
        Lookup::Found => None,
        Lookup::Failed(_) => Some(Meaning::Warning),
        Lookup::NotAName | Lookup::NotThroughTor => Some(Meaning::Faint),
    }
}

fn meaning_of_ipv6(ipv6: Ipv6) -> Option<Meaning> {
    match ipv6 {
        Ipv6::Answered => None,
        Ipv6::Failed(_) => Some(Meaning::Warning),
        Ipv6::NotThroughTor | Ipv6::NoAddress | Ipv6::NotLookedUp => Some(Meaning::Faint),
    }
}

fn meaning_of_onion(onion: &OnionCheck) -> Option<Meaning> {
    match onion {
        OnionCheck::Tried(onion) => onion.reached.is_err().then_some(Meaning::Warning),
        OnionCheck::NoneKnown | OnionCheck::NotThroughTor => Some(Meaning::Faint),
    }
}
