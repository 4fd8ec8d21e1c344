//! `--all`: every Tor that was found.

use opsec::torcheck::{Check, Finding};

use super::Session;

impl Session<'_> {
    /// Asks through each, one after the other, with an even share of the time. The result of one that could not be
    /// asked may come first.
    pub(super) async fn through_all(&mut self, refused: Option<Check>) -> Option<Check> {
        let tors: Vec<Finding> =
            self.places.iter().filter(|finding| finding.listener.is_tor()).cloned().collect();
        let whole = self.deadline;
        let mut checks = Vec::from_iter(refused);
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
