//! The result of a check, and how the observations become part of it.

use core::net::IpAddr;
use core::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

use super::times::{Consensus, ServiceTime, Times};
use super::{
    Answer, Clock, ClockSource, Control, Direct, Evidence, Finding, Full, Isolation, Listed, Phase, Reason,
    Route, RouteKind, Verdict, judge,
};

/// The result of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether the request went through Tor.
    pub verdict: Verdict,
    /// The reasons for the verdict, the most important first.
    pub reasons: Vec<Reason>,
    /// The route of the request, or the one that could not be used.
    pub route: Route,
    /// The address of the check service.
    pub service: String,
    /// The hosts that were contacted.
    pub contacted: Vec<Contact>,
    /// The address that the service saw, if it may be shown.
    pub address: Option<IpAddr>,
    /// Whether that address is one of this computer's own, if the service answered.
    pub is_own_address: Option<bool>,
    /// The offset of this computer's clock, and how it was measured.
    pub clock: Option<(Clock, ClockSource)>,
    /// The seconds by which this clock is behind the service's, if the service's is the wrong one.
    pub service_is_off: Option<i64>,
    /// What the control port of a running Tor reported.
    pub control: Control,
    /// The further checks of `--full`.
    pub full: Option<Full>,
    /// The comparison of `--compare-direct`.
    pub direct: Option<Direct>,
    /// What a list of relays has at the address that the service saw, if the service does not know it.
    pub listed: Option<Listed>,
    /// Whether the service was asked at all.
    pub asked: bool,
    /// The time limit, in seconds.
    pub timeout: u64,
    /// How long the check took.
    pub took: Duration,
    /// What another program reported about its trouble.
    pub details: Vec<String>,
    /// What was observed of the request.
    pub observed: Observation,
    /// When the running Tor's list of relays is valid.
    pub consensus: Option<Consensus>,
    /// Where a Tor was looked for, and what listens there.
    pub places: Vec<Finding>,
    /// The checks of the other Tors, if each was to be asked.
    pub others: Option<Vec<Check>>,
    /// The folder of the embedded client's files, if the reason is about them.
    pub folder: Option<String>,
    /// Whether the user was asked, and did not want the embedded client.
    pub is_client_declined: bool,
}

/// The result of one request to the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The service's answer, or why there is none.
    pub answer: Result<Answer, Reason>,
    /// Whether the address in it is one of this computer's own.
    pub is_own: bool,
    /// What the exchange told about the time.
    pub time: ServiceTime,
}

/// A host that was contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Its name, or what kind of hosts they are.
    pub host: String,
    /// The kind of route to it.
    pub way: RouteKind,
}

impl Check {
    /// Judges what the service answered to a request by this route.
    pub fn new(route: Route, service: String, timeout: u64, observed: &Observation) -> Self {
        let mut check = Self {
            asked: true,
            is_own_address: observed.answer.ok().map(|_| observed.is_own),
            observed: *observed,
            ..Self::not_asked(route, service, timeout, Reason::Timeout)
        };
        check.judge();
        check
    }

    /// Makes the result of a check that ended before the service was asked.
    pub fn not_asked(route: Route, service: String, timeout: u64, reason: Reason) -> Self {
        Self {
            verdict: Verdict::Unknown,
            reasons: vec![reason],
            route,
            service,
            contacted: Vec::new(),
            address: None,
            is_own_address: None,
            clock: None,
            service_is_off: None,
            control: Control::NotAsked,
            full: None,
            direct: None,
            listed: None,
            asked: false,
            timeout,
            took: Duration::ZERO,
            details: Vec::new(),
            observed: Observation::failed(reason),
            consensus: None,
            places: Vec::new(),
            others: None,
            folder: None,
            is_client_declined: false,
        }
    }

    /// Adds what the control port reported, which also counts where the clock is judged.
    pub fn add_control(&mut self, control: Control, now: Timestamp) {
        if let Control::Answered(status) = &control
            && let Some((after, until)) = &status.consensus
        {
            self.consensus = Consensus::new(after, until, now);
        }
        self.control = control;
        self.judge();
    }

    /// Adds the comparison with a request without Tor: an address that is the same both times hides nothing.
    pub fn add_direct(&mut self, direct: Direct) {
        self.direct = Some(direct);
        self.judge();
    }

    /// Adds what a list of relays has at the address that the service saw.
    pub fn add_listed(&mut self, listed: Listed) {
        self.listed = Some(listed);
        self.judge();
    }

    /// Derives the verdict and its reasons from all that is known by now.
    fn judge(&mut self) {
        let Observation { answer, is_own, time } = self.observed;
        let (verdict, mut reasons) = judge(&Evidence {
            route: &self.route,
            answer,
            is_encrypted: self.service.starts_with("https:"),
            is_own,
            direct: self.direct.and_then(|direct| direct.answer()),
            listed: self.listed,
        });
        let phase = self.control.unready();
        let times = Times {
            service: time,
            consensus: self.consensus,
            complaint: phase.and_then(Phase::clock_complaint),
            tor_works: self.route.is_tor_here() && (time.date.is_some() || time.needed.is_some()),
        };
        let weighed = times.weigh();
        // A certificate outside its dates means a wrong clock, or someone in between.
        if matches!(reasons.as_slice(), [reason] if reason.is_clock()) {
            let clock = weighed.explains_certificate.then(|| reasons[0]);
            reasons = [Reason::Certificate].into_iter().chain(clock).collect();
        }
        if phase.is_some() && reasons.first().is_some_and(|reason| reason.is_on_the_way()) {
            reasons.insert(0, Reason::TorNotReady);
        }
        if let Some(reason) = weighed.clock.and_then(|(clock, _)| clock.reason())
            && !reasons.contains(&reason)
        {
            reasons.push(reason);
        }
        (self.verdict, self.reasons) = (verdict, reasons);
        (self.clock, self.service_is_off) = (weighed.clock, weighed.service_is_off);
    }

    /// Whether this computer's clock is one of the reasons.
    pub fn has_clock_reason(&self) -> bool {
        self.reasons.iter().any(|reason| reason.is_clock())
    }

    /// Whether a clock that was measured to be wrong kept the certificate from being judged.
    pub fn clock_hides_the_answer(&self) -> bool {
        let is_so_far_off = |(clock, _): (Clock, ClockSource)| {
            self.observed.time.needed.is_some_and(|needed| {
                if needed < 0 { clock.behind <= needed } else { clock.behind >= needed }
            })
        };
        self.reasons.contains(&Reason::Certificate) && self.clock.is_some_and(is_so_far_off)
    }

    /// Whether users who should be kept apart come out of the same exit relay.
    pub fn links_users(&self) -> bool {
        self.full.as_ref().is_some_and(|full| matches!(full.isolation, Isolation::NotKeptApart { .. }))
    }

    /// Whether the request was lost in a running Tor that is not ready.
    pub fn tor_is_unready(&self) -> bool {
        self.reasons.contains(&Reason::TorNotReady)
    }

    /// Whether the service saw the very same address without Tor, and not just another one of the same network.
    pub fn is_direct_exactly_same(&self) -> bool {
        let direct = self.direct.and_then(|direct| direct.answer());
        self.observed.answer.ok().zip(direct).is_some_and(|(one, other)| one.address == other.address)
    }

    /// Whether the request came back through the route, so more requests may too.
    pub fn came_back(&self, observed: &Observation) -> bool {
        observed.answer.is_ok() && self.verdict != Verdict::NotTor
    }

    /// Returns the host of the service, with its port if it is not the usual one.
    pub fn service_host(&self) -> &str {
        let rest = self.service.split_once("://").map_or(self.service.as_str(), |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default()
    }
}

impl Observation {
    /// Makes the observation of a request that failed.
    pub fn failed(reason: Reason) -> Self {
        Self { answer: Err(reason), is_own: false, time: ServiceTime::default() }
    }
}

#[cfg(test)]
mod tests;
