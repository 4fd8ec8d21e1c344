//! The result of a check, and how the observations become part of it.

use core::net::IpAddr;

use jiff::Timestamp;
use serde::Serialize;

use super::{Answer, Clock, Control, Full, Reason, Route, RouteKind, Verdict, consensus_clock, judge};

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
    /// The offset of this computer's clock, and how it was measured.
    pub clock: Option<(Clock, ClockSource)>,
    /// What the control port of a running Tor reported.
    pub control: Control,
    /// The further checks of `--full`.
    pub full: Option<Full>,
    /// The comparison of `--compare-direct`.
    pub direct: Option<Direct>,
    /// Whether the service was asked at all.
    pub asked: bool,
    /// The time limit, in seconds.
    pub timeout: u64,
    /// What another program reported about its trouble.
    pub details: Vec<String>,
    /// The folder of the embedded client's files, if the reason is about them.
    pub folder: Option<String>,
}

/// The result of one request to the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The service's answer, or why there is none.
    pub answer: Result<Answer, Reason>,
    /// The clock offset computed from the response's date.
    pub clock: Option<Clock>,
}

/// A host that was contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Its name, or what kind of hosts they are.
    pub host: String,
    /// The kind of route to it.
    pub way: RouteKind,
}

/// How the clock was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockSource {
    /// By the date of the service's response.
    Service,
    /// By the validity of the network's consensus.
    Consensus,
}

/// The comparison with a request without Tor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Direct {
    /// The answer to the request without Tor.
    pub answer: Result<Answer, Reason>,
    /// Whether the service saw the same address both times.
    pub same_address: Option<bool>,
}

impl Check {
    /// Judges what the service answered to a request by this route.
    pub fn new(route: Route, service: String, timeout: u64, observed: &Observation) -> Self {
        let (verdict, mut reasons) = judge(&route, observed.answer);
        // A certificate outside its dates means a wrong clock, or someone in between.
        if matches!(reasons.as_slice(), [reason] if reason.is_clock()) {
            reasons.insert(0, Reason::Certificate);
        }
        if observed.answer.is_ok() && !service.starts_with("https:") {
            reasons.push(Reason::NotEncrypted);
        }
        let clock = observed.clock.map(|clock| (clock, ClockSource::Service));
        Self {
            verdict,
            reasons,
            clock,
            asked: true,
            ..Self::not_asked(route, service, timeout, Reason::Timeout)
        }
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
            clock: None,
            control: Control::NotAsked,
            full: None,
            direct: None,
            asked: false,
            timeout,
            details: Vec::new(),
            folder: None,
        }
    }

    /// Adds what the control port reported; its consensus judges the clock if the service did not.
    pub fn add_control(&mut self, control: Control, now: Timestamp) {
        if self.clock.is_none()
            && let Control::Answered(status) = &control
            && let Some((after, until)) = &status.consensus
        {
            self.clock = consensus_clock(after, until, now).map(|clock| (clock, ClockSource::Consensus));
        }
        self.control = control;
    }

    /// Adds the clock to the reasons if its offset breaks something.
    pub fn blame_clock(&mut self) {
        if let Some(reason) = self.clock.and_then(|(clock, _)| clock.reason())
            && !self.reasons.contains(&reason)
        {
            self.reasons.push(reason);
        }
    }

    /// Whether this computer's clock is one of the reasons.
    pub fn has_clock_reason(&self) -> bool {
        self.reasons.iter().any(|reason| reason.is_clock())
    }

    /// Whether a wrong clock kept the certificate from being judged.
    pub fn clock_hides_the_answer(&self) -> bool {
        self.reasons.contains(&Reason::Certificate)
            && self.clock.is_some_and(|(clock, _)| clock.reason().is_some())
    }

    /// Whether the service was asked through a running Tor that is not ready.
    pub fn tor_is_unready(&self) -> bool {
        self.asked && self.control.unready().is_some()
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

impl Direct {
    /// Compares the answer to a request without Tor with the one through it.
    pub fn compare(answer: Result<Answer, Reason>, through_tor: Result<Answer, Reason>) -> Self {
        let same_address =
            answer.and_then(|direct| through_tor.map(|through| through.address == direct.address)).ok();
        Self { answer, same_address }
    }

    /// Returns the verdict of the request without Tor.
    pub fn verdict(&self) -> Verdict {
        judge(&Route::Direct, self.answer).0
    }
}

#[cfg(test)]
mod tests;
