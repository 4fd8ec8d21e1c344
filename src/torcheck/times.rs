//! What is known about the time, weighed: whether this computer's clock is wrong, or somebody else's.
//!
//! Everything is told as seconds by which this clock is behind; negative if it is ahead.

use jiff::Timestamp;

use super::clock::SERIOUS;
use super::{Clock, ClockSource};

/// Tor's list of relays may be had some minutes before its time.
const SLACK: i64 = 600;
/// How far ahead a clock can be while a Tor on this computer works: C tor uses a list of relays for a day after its
/// end, arti for three days, and it is valid for three hours.
const MOST_AHEAD: i64 = 4 * SERIOUS;
/// How far behind a clock can be while a Tor on this computer works: both take a list of relays from a day ahead.
const MOST_BEHIND: i64 = 2 * SERIOUS;

/// What an exchange with the service tells about the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServiceTime {
    /// The clock offset computed from the response's date.
    pub date: Option<Clock>,
    /// Whether the certificate, which is valid by this clock, is valid at the response's date too.
    pub is_certified: Option<bool>,
    /// For a certificate whose only fault is its dates: the least offset that would explain them.
    pub needed: Option<i64>,
}

/// When the list of relays of a running Tor is valid, as seen from this clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consensus {
    /// Seconds from now until it is valid; negative if it is already.
    from: i64,
    /// Seconds from now until it is no longer valid.
    until: i64,
}

impl Consensus {
    /// Reads its times as a control port gives them.
    pub fn new(valid_after: &str, valid_until: &str, now: Timestamp) -> Option<Self> {
        let second = |text: &str| {
            let text = format!("{}Z", text.trim().replace(' ', "T"));
            text.parse::<Timestamp>().ok().map(Timestamp::as_second)
        };
        let (from, until) = (second(valid_after)? - now.as_second(), second(valid_until)? - now.as_second());
        (from <= until).then_some(Self { from, until })
    }

    /// Whether Tor would still use it by this clock. An older one says that Tor was offline, and nothing about the
    /// clock.
    fn is_in_use(self) -> bool {
        self.until + SERIOUS >= 0
    }

    /// The offset that it shows: some time behind if it comes from the future, none if it fits.
    fn offset(self) -> Option<i64> {
        self.is_in_use().then_some(self.from.max(0))
    }
}

/// Everything that is known about the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// What the service told.
    pub service: ServiceTime,
    /// The running Tor's list of relays.
    pub consensus: Option<Consensus>,
    /// The offset of which the running Tor complains.
    pub complaint: Option<i64>,
    /// Whether a Tor on this computer carried the request: it cannot with a clock that is too wrong.
    pub tor_works: bool,
}

/// What follows from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    /// The offset of this computer's clock, and how it was measured.
    pub clock: Option<(Clock, ClockSource)>,
    /// The difference to the service's clock, if that is the wrong one.
    pub service_is_off: Option<i64>,
    /// Whether a wrong clock of this computer can explain a certificate that is outside its dates.
    pub explains_certificate: bool,
}

impl Times {
    /// Weighs it: this clock is wrong only if nothing contradicts.
    pub fn weigh(&self) -> Weighed {
        let (least, most) = self.allowed();
        let date = self.service.date;
        let is_service_wrong = date.is_some_and(|date| {
            let fits = date.behind.saturating_add(date.give_or_take) >= least
                && date.behind.saturating_sub(date.give_or_take) <= most;
            let is_contradicted = least <= 0 && most >= 0 && !fits;
            date.reason().is_some() && (is_contradicted || self.service.is_certified == Some(false))
        });
        let exactly = |behind| Clock { behind, give_or_take: 0 };
        let by_service = date.filter(|_| !is_service_wrong).map(|date| (date, ClockSource::Service));
        let by_tor = self.complaint.map(|behind| (exactly(behind), ClockSource::Tor));
        let by_consensus = self.consensus.and_then(Consensus::offset);
        let by_consensus = by_consensus.map(|behind| (exactly(behind), ClockSource::Consensus));
        Weighed {
            clock: by_service.or(by_tor).or(by_consensus),
            service_is_off: date.filter(|_| is_service_wrong).map(|date| date.behind),
            explains_certificate: self
                .service
                .needed
                .is_some_and(|needed| if needed < 0 { least <= needed } else { most >= needed }),
        }
    }

    /// The least and the largest offset that Tor leaves possible.
    fn allowed(&self) -> (i64, i64) {
        match self.consensus {
            // Nobody has a list of relays long before its time, so the clock cannot be further ahead.
            Some(consensus) => {
                let most = if consensus.is_in_use() { consensus.until + SERIOUS } else { i64::MAX };
                (consensus.from - SLACK, most)
            }
            None if self.tor_works => (-MOST_AHEAD, MOST_BEHIND),
            None => (i64::MIN, i64::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;

    fn dated(behind: i64) -> ServiceTime {
        ServiceTime { date: Some(Clock { behind, give_or_take: 1 }), is_certified: Some(true), needed: None }
    }

    fn consensus(from: i64) -> Consensus {
        Consensus { from, until: from + 3 * HOUR }
    }

    /// The offset of this clock, and that of the service's if it is the wrong one.
    fn weighed(times: Times) -> (Option<(i64, ClockSource)>, Option<i64>) {
        let weighed = times.weigh();
        (weighed.clock.map(|(clock, by)| (clock.behind, by)), weighed.service_is_off)
    }

    #[test]
    fn times_are_read_as_the_control_port_gives_them() {
        let now: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap();
        let read = Consensus::new("2026-11-26 10:00:00", "2026-11-26 13:00:00", now).unwrap();
        assert_eq!(read, Consensus { from: -2 * HOUR, until: HOUR });
        assert_eq!(Consensus::new("", "soon", now), None);
        assert_eq!(Consensus::new("2026-11-26 13:00:00", "2026-11-26 10:00:00", now), None);
    }

    #[test]
    fn an_old_list_of_relays_says_nothing_and_one_from_the_future_says_behind() {
        for (from, offset) in [
            (-2 * HOUR, Some(0)),
            (-26 * HOUR, Some(0)),
            (-28 * HOUR, None),
            (-9 * DAY, None),
            (32 * HOUR, Some(32 * HOUR)),
        ] {
            let by = offset.map(|behind| (behind, ClockSource::Consensus));
            let times = Times { consensus: Some(consensus(from)), ..Times::default() };
            assert_eq!(weighed(times), (by, None), "{from}");
        }
        assert_eq!(weighed(Times::default()), (None, None));
    }

    #[test]
    fn the_services_date_counts_if_nothing_contradicts() {
        for (behind, from) in [
            // Nothing else is known.
            (3 * DAY, None),
            (-3 * DAY, None),
            // A list from 20 hours ago leaves that much open.
            (-15 * HOUR, Some(-20 * HOUR)),
            (20 * HOUR, Some(-2 * HOUR)),
            // Tor was offline, or this clock is ahead: both agree with the date.
            (-3 * DAY, Some(-3 * DAY)),
            (0, Some(-3 * DAY)),
            // The list comes from the future: both say behind.
            (3 * DAY, Some(2 * DAY)),
            (30, Some(-2 * HOUR)),
        ] {
            let times = Times { service: dated(behind), consensus: from.map(consensus), ..Times::default() };
            assert_eq!(weighed(times), (Some((behind, ClockSource::Service)), None), "{behind} {from:?}");
        }
    }

    #[test]
    fn the_services_clock_is_the_wrong_one_if_the_list_of_relays_fits_this_one() {
        for behind in [-20_784 * DAY, -3 * DAY, -5 * HOUR, 2 * DAY, 9_999 * DAY, i64::MAX, i64::MIN] {
            let times =
                Times { service: dated(behind), consensus: Some(consensus(-2 * HOUR)), ..Times::default() };
            assert_eq!(weighed(times), (Some((0, ClockSource::Consensus)), Some(behind)));
        }
    }

    #[test]
    fn a_date_at_which_its_own_certificate_is_not_valid_is_wrong() {
        let service = ServiceTime { is_certified: Some(false), ..dated(-20_784 * DAY) };
        assert_eq!(weighed(Times { service, ..Times::default() }), (None, Some(-20_784 * DAY)));
        // A date that is right is not doubted because a certificate is a second old.
        let service = ServiceTime { is_certified: Some(false), ..dated(2) };
        assert_eq!(weighed(Times { service, ..Times::default() }).0, Some((2, ClockSource::Service)));
    }

    #[test]
    fn a_tor_that_works_bounds_the_clock() {
        let at = |behind, tor_works| weighed(Times { service: dated(behind), tor_works, ..Times::default() });
        assert_eq!(at(-30 * DAY, false).0, Some((-30 * DAY, ClockSource::Service)));
        assert_eq!(at(-30 * DAY, true), (None, Some(-30 * DAY)));
        assert_eq!(at(3 * DAY, true), (None, Some(3 * DAY)));
        assert_eq!(at(-3 * DAY, true).0, Some((-3 * DAY, ClockSource::Service)));
    }

    #[test]
    fn tors_own_complaint_is_the_measure_if_no_answer_came() {
        let times =
            Times { complaint: Some(-5 * DAY), consensus: Some(consensus(-9 * DAY)), ..Times::default() };
        assert_eq!(weighed(times), (Some((-5 * DAY, ClockSource::Tor)), None));
    }

    #[test]
    fn a_certificate_outside_its_dates_is_explained_only_by_a_clock_that_tor_leaves_possible() {
        let explains = |needed, from: Option<i64>, tor_works| {
            let service = ServiceTime { needed: Some(needed), ..ServiceTime::default() };
            Times { service, consensus: from.map(consensus), tor_works, complaint: None }
                .weigh()
                .explains_certificate
        };
        assert!(explains(-2000 * DAY, None, false));
        assert!(!explains(-2000 * DAY, None, true));
        assert!(explains(-DAY, None, true));
        assert!(!explains(-DAY, Some(-2 * HOUR), true));
        assert!(explains(-HOUR, Some(-2 * HOUR), true));
        assert!(explains(-DAY, Some(-9 * DAY), true));
        assert!(explains(DAY, Some(2 * DAY), true));
        // The list comes from the future, so this clock is behind: that makes no certificate expire.
        assert!(!explains(-DAY, Some(2 * DAY), true));
        assert!(!explains(9 * DAY, Some(-2 * HOUR), true));
    }
}
