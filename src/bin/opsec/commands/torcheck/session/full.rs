//! The further checks of `--full`.

use std::net::IpAddr;

use opsec::torcheck::{
    Check, Exits, Full, Ipv6, Isolation, Lookup, Observation, Onion, OnionCheck, Verdict, is_same_exit,
    read_json,
};

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
        let (lookup, address) = self.lookup(sender).await;
        let ipv6 = match observed.answer {
            Ok(answer) if answer.address.to_canonical().is_ipv6() => Ipv6::Answered,
            _ => self.ipv6(sender, address).await,
        };
        Full { isolation, onion: self.onion(sender, check).await, lookup, ipv6 }
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
            answer = self.observe(sender).await.0.answer;
        }
        let same_user_shares = if exits.differ() { self.same_user_shares(sender).await } else { None };
        exits.judge(same_user_shares)
    }

    /// Whether two requests of the same user come out of the same exit relay. Without this, a proxy that changes
    /// its exit relay all the time would look like one that keeps users apart.
    async fn same_user_shares(&self, sender: &Sender<'_>) -> Option<bool> {
        let sender = sender.as_one_user()?;
        let first = self.observe(&sender).await.0.answer.ok()?;
        let second = self.observe(&sender).await.0.answer.ok()?;
        is_same_exit(first.address, second.address)
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
            Ok(response) => read_json(&response.body).map_or_else(Ipv6::Failed, |_| Ipv6::Answered),
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
