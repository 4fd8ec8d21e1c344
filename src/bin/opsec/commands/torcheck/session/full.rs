//! The further checks of `--full`.

use opsec::torcheck::{Check, Full, Isolation, Observation, Onion};

use super::Session;
use super::ask::{Form, ONE_REQUEST};
use crate::commands::torcheck::host_of;
use crate::net::Sender;

impl Session<'_> {
    /// Runs all of them.
    pub(super) async fn full(&mut self, sender: &Sender<'_>, check: &Check, observed: &Observation) -> Full {
        let isolation = match sender.route().isolates() {
            false => Isolation::Unsupported,
            true if check.came_back(observed) => self.isolation(sender).await,
            true => Isolation::NotChecked,
        };
        Full { isolation, onion: self.onion(sender).await }
    }

    /// Asks twice more, each time as another user, and compares where the requests came out.
    async fn isolation(&self, sender: &Sender<'_>) -> Isolation {
        let one = self.observe_form(Form::Json, sender).await.answer;
        let other = self.observe_form(Form::Json, sender).await.answer;
        Isolation::between(one, other)
    }

    /// Requests a page of an onion service, which no other network than Tor can reach.
    async fn onion(&mut self, sender: &Sender<'_>) -> Option<Onion> {
        let url = self.request.onion.as_ref()?;
        let host = host_of(url);
        self.announce(host.clone(), sender.route());
        // The verdict is known already: an onion service that is gone must not delay it for minutes.
        let reached = sender.get(url, self.deadline.within(ONE_REQUEST)).await;
        Some(Onion { host, reached: reached.map(drop) })
    }
}
