//! The rows about the further checks of `--full`.

use opsec::language::Language;
use opsec::torcheck::{Full, Isolation, OnionCheck};

use super::{about, meant};
use crate::render::document::{Meaning, Pair};
use crate::words::torcheck::full as words;

/// What they found, or that they were not done.
pub(super) fn rows(full: Option<&Full>, language: Language) -> Vec<Pair> {
    let Some(full) = full else {
        return vec![meant(words::not_done_label(language), Meaning::Faint, words::not_done(language))];
    };
    vec![
        about(
            words::isolation_label(language),
            meaning_of_isolation(full.isolation),
            words::describe_isolation(language, full.isolation),
        ),
        about(
            words::onion_label(language),
            meaning_of_onion(&full.onion),
            words::describe_onion(language, &full.onion),
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

fn meaning_of_onion(onion: &OnionCheck) -> Option<Meaning> {
    match onion {
        OnionCheck::Tried(onion) => onion.reached.is_err().then_some(Meaning::Warning),
        OnionCheck::NoneKnown | OnionCheck::NotThroughTor => Some(Meaning::Faint),
    }
}
