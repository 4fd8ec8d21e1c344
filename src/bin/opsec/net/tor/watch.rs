//! Watches the client while it starts and while it works.

use std::time::{Duration, Instant};

use arti_client::status::{BlockageKind, BootstrapStatus};
use opsec::torcheck::{Reached, Stage, Start, Transport};

use super::notes::Notes;

/// After so long without any progress at the list of relays, waiting does not help.
const STUCK: Duration = Duration::from_secs(30);
/// With files of an earlier run, they are the likelier cause, and are soon replaced.
const STUCK_WITH_OLD_FILES: Duration = Duration::from_secs(8);

/// The progress of a start so far.
pub(super) struct Watch {
    start: Start,
    has_transport: bool,
    /// Since when a relay answers and the list of relays does not come.
    waiting_since: Option<Instant>,
    reports_trouble: bool,
}

impl Watch {
    pub(super) fn new(has_transport: bool) -> Self {
        Self { start: Start::default(), has_transport, waiting_since: None, reports_trouble: false }
    }

    /// Looks at the client.
    pub(super) fn look(&mut self, status: &BootstrapStatus) {
        let notes = Notes::so_far();
        let fraction = status.as_frac();
        let progressed = fraction > self.start.fraction;
        self.start.fraction = fraction;
        self.start.reached = self.start.reached.max(reached(status)).max(if notes.has_expired {
            Reached::Expired
        } else {
            Reached::Nobody
        });
        // The limit is a day for a clock that is behind, and three days for one that is ahead. A relay's certificates
        // hold for two days, so of the latter kind none gets as far as this (`man tor`: TestingLinkCertLifetime).
        self.start.list_is_early |= notes.list_is_early || notes.clocks_differ;
        self.start.list_is_late |= notes.list_is_late;
        self.start.is_another |= notes.is_another;
        self.start.transport = match self.has_transport {
            false => Transport::Unneeded,
            true if self.start.reached > Reached::Nobody || notes.transports > 0 => Transport::Running,
            true if notes.transport.is_some() => Transport::Failed,
            true => Transport::Silent,
        };
        let blockage = status.blocked().map(|blockage| blockage.kind());
        if matches!(blockage, Some(BlockageKind::CantBootstrap)) {
            self.start.downloads_fail = true;
            self.reports_trouble = true;
        }
        if self.start.reached == Reached::Relay && self.stage() < Stage::Relays {
            if progressed {
                self.waiting_since = None;
            }
            self.waiting_since.get_or_insert_with(Instant::now);
        } else {
            self.waiting_since = None;
        }
    }

    pub(super) fn start(&self) -> Start {
        self.start
    }

    pub(super) fn fraction(&self) -> f32 {
        self.start.fraction
    }

    pub(super) fn stage(&self) -> Stage {
        self.start.stage()
    }

    /// Whether it makes no progress any more, and says so.
    pub(super) fn is_stuck(&self) -> bool {
        self.reports_trouble && self.has_waited(STUCK)
    }

    /// Whether files of an earlier run may be what holds it up.
    pub(super) fn may_suffer_from_old_files(&self) -> bool {
        Notes::so_far().cache_is_damaged && self.has_waited(Duration::from_secs(1))
            || self.has_waited(STUCK_WITH_OLD_FILES) && !self.start.list_is_early && !self.start.list_is_late
    }

    fn has_waited(&self, time: Duration) -> bool {
        self.waiting_since.is_some_and(|since| since.elapsed() > time)
    }
}

/// How near the client came to any relay.
///
/// arti tells this in no other way than in the form for developers. Its version is pinned, and a test
/// holds the words that are looked for against it.
pub(super) fn reached(status: &BootstrapStatus) -> Reached {
    let shown = format!("{status:?}");
    let is_true = |name: &str| shown.contains(&format!("{name}: Some(true)"));
    match (is_true("online"), is_true("auth_works"), is_true("handshake_works")) {
        (_, _, true) => Reached::Relay,
        (_, true, false) => Reached::Expired,
        (true, false, false) => Reached::Connection,
        _ => Reached::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arti_says_whom_it_reached_in_the_words_that_are_looked_for() {
        let status = BootstrapStatus::default();
        assert_eq!(reached(&status), Reached::Nobody);
        let shown = format!("{status:?}");
        for name in ["online", "auth_works", "handshake_works"] {
            assert!(shown.contains(&format!("{name}: None")), "{shown}");
        }
    }
}
