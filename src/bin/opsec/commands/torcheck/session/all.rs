//! `--all`: every Tor that was found.

use opsec::torcheck::{Check, Finding};

use super::Session;

impl Session<'_> {
    /// Asks through each, one after the other, with an even share of the time.
    pub(super) async fn through_all(&mut self) -> Option<Check> {
        let tors: Vec<Finding> =
            self.places.iter().filter(|finding| finding.listener.is_tor()).cloned().collect();
        let whole = self.deadline;
        let mut checks = Vec::new();
        for (to_go, finding) in (1..=tors.len()).rev().zip(tors.iter().cloned()) {
            let share = whole.left() / u32::try_from(to_go).unwrap_or(u32::MAX);
            self.deadline = whole.within(share);
            self.contacted.clear();
            let mut check = self.through(finding.proxy, finding.listener).await;
            check.timeout = share.as_secs();
            checks.push(check);
        }
        Check::of_several(checks)
    }
}
