//! The laws of a danger: what a plan for it must settle before it lets anyone in or destroys anything, and
//! what it never does. They are checked on every plan, whatever the data say.

use super::template::{Condition, Danger, MessageKind};
use crate::review::leaving::Part;

/// The laws of one danger.
#[derive(Clone, Copy, Debug)]
pub struct Laws {
    /// How it is settled what must be kept.
    pub keep: Condition,
    /// How it is settled what copy is wanted.
    pub copy: Condition,
    /// How it is settled who someone is.
    pub known: Condition,
    /// How it is settled that the group leaves the old app.
    pub arrival: Condition,
    /// Whether anything is destroyed at all.
    pub deletes: bool,
    /// Parts of leaving that have no step.
    pub no_parts: &'static [Part],
    /// Kinds of message that are not sent.
    pub no_messages: &'static [MessageKind],
}

/// Every way of settling the same thing; a plan may use only the one of its danger.
const WAYS: [&[Condition]; 4] = [
    &[Condition::KeepAsked, Condition::KeepRecords, Condition::KeepRule],
    &[Condition::CopyOpened, Condition::CopyUnwanted],
    &[Condition::Recognized, Condition::VouchedByTwo, Condition::ProvenInPerson],
    &[Condition::ArrivedEnough, Condition::ArrivedAll, Condition::ArrivedReady],
];

/// Returns the laws of a danger.
///
/// A copy of everything protects a club's memories and convicts an activist. An open question about
/// lawsuits protects a club and hands an informer the list of the accused. An announcement moves a club and
/// tells an employer who organises. So the same thing is settled in different ways.
pub fn laws(danger: Danger) -> Laws {
    use MessageKind::{Announcement, Letter, Words};
    // Where someone powerful looks for the group, nothing of it is copied, announced or shown.
    let hidden = Laws {
        keep: Condition::KeepRule,
        copy: Condition::CopyUnwanted,
        known: Condition::VouchedByTwo,
        arrival: Condition::ArrivedReady,
        deletes: true,
        no_parts: &[Part::Export],
        no_messages: &[Announcement, Words, Letter],
    };
    match danger {
        Danger::Friends => Laws {
            keep: Condition::KeepAsked,
            copy: Condition::CopyOpened,
            known: Condition::Recognized,
            arrival: Condition::ArrivedEnough,
            deletes: true,
            no_parts: &[],
            no_messages: &[],
        },
        Danger::Team => Laws {
            keep: Condition::KeepRecords,
            copy: Condition::CopyOpened,
            known: Condition::VouchedByTwo,
            arrival: Condition::ArrivedAll,
            deletes: true,
            no_parts: &[],
            no_messages: &[Words, Letter],
        },
        Danger::Organising => Laws {
            deletes: false,
            no_parts: &[Part::Export, Part::Messages, Part::Community, Part::Account],
            ..hidden
        },
        Danger::Journalist => {
            Laws { known: Condition::ProvenInPerson, arrival: Condition::ArrivedAll, ..hidden }
        }
        Danger::Activist => hidden,
    }
}

impl Laws {
    /// What must be settled before anything is destroyed.
    pub fn before_deletion(&self) -> [Condition; 5] {
        [self.keep, self.copy, self.arrival, Condition::SecondYes, Condition::ResidueTold]
    }

    /// What must be settled before anyone is let in.
    pub fn before_invitation(&self) -> [Condition; 4] {
        [self.known, Condition::OldSecured, Condition::PhonesFit, Condition::RulesAgreed]
    }

    /// Whether a step may settle this: another danger's way would only seem to.
    pub fn allows(&self, condition: Condition) -> bool {
        let own = [self.keep, self.copy, self.known, self.arrival];
        own.contains(&condition) || !WAYS.concat().contains(&condition)
    }
}
