//! The further checks of `--full`.

use opsec::torcheck::{Check, Exits, Full, Isolation, Observation, Onion, OnionCheck, Verdict};

use super::Session;
use super::ask::ONE_REQUEST;
use crate::commands::torcheck::host_of;
use crate::net::Sender;

impl Session<'_> {
    /// Runs all of them.
    pub(super) async fn full(&mut self, sender: &Sender<'_>, check: &Check, observed: &Observation) -> Full {
        let isolation = match sender.route().isolates() {
            false => Isolation::Unsupported,
            true if check.came_back(observed) => self.isolation(sender, observed).await,
            true => Isolation::NotChecked,
        };
        Full { isolation, onion: self.onion(sender, check).await }
    }

    /// Asks again, each time as another user, until two requests came out of different exit relays or chance is
    /// no explanation any more.
    async fn isolation(&self, sender: &Sender<'_>, observed: &Observation) -> Isolation {
        let mut exits = Exits::default();
        let mut answer = observed.answer;
        while let Ok(seen) = answer {
            exits.add(seen.address);
            if exits.are_enough() {
                break;
            }
            answer = self.observe(sender).await.answer;
        }
        exits.judge(None)
    }

    /// Requests a page of an onion service, which no other network than Tor can reach.
    async fn onion(&mut self, sender: &Sender<'_>, check: &Check) -> OnionCheck {
        let Some(url) = self.request.onion.as_ref() else { return OnionCheck::NoneKnown };
        // Another proxy would ask the name servers of the internet, and they would know who asked.
        if !sender.route().is_tor() && check.verdict != Verdict::Tor {
            return OnionCheck::NotThroughTor;
        }
        let host = host_of(url);
        self.announce(host.clone(), sender.route());
        // The verdict is known already: an onion service that is gone must not delay it for minutes.
        let reached = sender.get(url, self.deadline.within(ONE_REQUEST)).await;
        OnionCheck::Tried(Onion { host, reached: reached.map(drop) })
    }
}
