//! The further checks of `--full`.

use std::net::IpAddr;

use opsec::torcheck::{
    Check, Exits, Full, Ipv6, Isolation, Lookup, Observation, Onion, OnionCheck, Reason, Verdict,
    is_same_exit, read_json,
};

use super::Session;
use super::ask::{ONE_REQUEST, Patience};
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
        let (lookup, address) = self.lookup(sender).await;
        let ipv6 = match observed.answer {
            _ if check.verdict == Verdict::NotTor => Ipv6::NotThroughTor,
            Ok(answer) if answer.address.is_ipv6() => Ipv6::Answered,
            _ => self.ipv6(sender, address).await,
        };
        Full { isolation, onion: self.onion(sender, check).await, lookup, ipv6 }
    }

    /// Asks again, each time as another user, until users are seen to be kept apart or chance is no explanation
    /// any more.
    async fn isolation(&self, sender: &Sender<'_>, observed: &Observation) -> Isolation {
        let mut exits = Exits::new(sender.as_one_user().is_some());
        if let Ok(answer) = observed.answer {
            exits.add(answer.address);
        }
        let mut before: Option<(Sender<'_>, IpAddr)> = None;
        while !exits.are_enough() {
            let user = sender.as_one_user();
            let Some(address) = self.exit(user.as_ref().unwrap_or(sender)).await else { break };
            exits.add(address);
            if let Some((user, first)) = &before
                && is_same_exit(*first, address) == Some(false)
                && let Some(again) = self.exit(user).await
            {
                exits.add_again(*first, again);
            }
            before = user.map(|user| (user, address));
        }
        exits.judge()
    }

    /// The address that the service sees.
    async fn exit(&self, sender: &Sender<'_>) -> Option<IpAddr> {
        self.observe(sender, Patience::Little).await.0.answer.ok().map(|answer| answer.address)
    }

    /// Looks up the service's name through Tor.
    async fn lookup(&self, sender: &Sender<'_>) -> (Lookup, Option<IpAddr>) {
        let Some(name) = self.request.service.domain() else { return (Lookup::NotAName, None) };
        if !sender.route().is_tor() {
            return (Lookup::NotThroughTor, None);
        }
        match sender.resolve(name, self.deadline.within(ONE_REQUEST)).await {
            Ok(address) => (Lookup::Found, Some(address)),
            Err(reason) => (Lookup::Failed(reason), None),
        }
    }

    /// Asks the service once at its IPv6 address, if Tor gave one.
    async fn ipv6(&self, sender: &Sender<'_>, address: Option<IpAddr>) -> Ipv6 {
        let Some(address) = address else { return Ipv6::NotLookedUp };
        if !address.to_canonical().is_ipv6() {
            return Ipv6::NoAddress;
        }
        let service = &self.request.service;
        let url = service.join("api/ip").unwrap_or_else(|_| service.clone());
        match sender.get_by(&url, address, self.deadline.within(ONE_REQUEST)).await {
            Ok(response) => match read_json(&response.body) {
                // What the service saw counts, not where the request was to go.
                Ok(answer) if response.status == 200 && answer.address.is_ipv6() => Ipv6::Answered,
                Ok(_) => Ipv6::Failed(Reason::ServiceUnavailable),
                Err(reason) => Ipv6::Failed(reason),
            },
            Err(reason) => Ipv6::Failed(reason),
        }
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
