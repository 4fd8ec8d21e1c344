//! Whether this computer's clock is right; a wrong one is the most common hidden cause of trouble with Tor.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde::Serialize;

use super::Reason;

/// Offset from which onion services may not be found: half an hour.
const NOTABLE: i64 = 30 * 60;
/// Offset from which Tor itself may stop working: a day. Both C tor and arti then refuse the list of relays if the
/// clock is behind; if it is ahead, C tor refuses it a day after its end, arti three days after.
pub(super) const SERIOUS: i64 = 24 * 60 * 60;
/// Smaller offsets are not reported: a minute.
const GOOD: i64 = 60;

/// The measured offset of this computer's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Seconds by which this clock is behind; negative if it is ahead. 0 if it fits what was measured.
    pub behind: i64,
    /// Largest error of that, in seconds.
    pub give_or_take: i64,
}

/// How the clock was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockSource {
    /// By the date of the service's response.
    Service,
    /// By the validity of the network's consensus.
    Consensus,
    /// By what the running Tor complains about.
    Tor,
}

/// How far a clock offset affects Tor.
///
/// Serialised, it is the id by which programs know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Judgement {
    /// Within a minute: not at all.
    #[serde(rename = "good")]
    Good,
    /// Minutes off: Tor works.
    #[serde(rename = "minutes-off")]
    Minutes,
    /// More than half an hour off: onion services may fail.
    #[serde(rename = "off")]
    Notable,
    /// More than a day off: Tor may stop working.
    #[serde(rename = "wrong")]
    Serious,
}

impl Clock {
    /// Returns how far the offset affects Tor. The error of measurement counts in the clock's favour.
    pub fn judgement(self) -> Judgement {
        match self.behind.saturating_abs().saturating_sub(self.give_or_take) {
            off if off >= SERIOUS => Judgement::Serious,
            off if off >= NOTABLE => Judgement::Notable,
            off if off > GOOD => Judgement::Minutes,
            _ => Judgement::Good,
        }
    }

    /// Returns the reason to give, if the offset is large enough to break something.
    pub fn reason(self) -> Option<Reason> {
        match self.judgement() {
            Judgement::Good | Judgement::Minutes => None,
            _ if self.behind > 0 => Some(Reason::ClockBehind),
            _ => Some(Reason::ClockAhead),
        }
    }
}

/// Reads the `Date` of a response.
pub fn read_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

/// Compares this clock with the date of an answer to a request sent at `before` and answered by `after`.
pub fn service_clock(date: Timestamp, before: Timestamp, after: Timestamp) -> Clock {
    let took = (after.as_second() - before.as_second()).max(0);
    let middle = before.as_second() + took / 2;
    Clock { behind: date.as_second() - middle, give_or_take: took / 2 + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_date_of_an_answer_is_compared_with_the_middle_of_the_wait() {
        let date = read_date("Thu, 26 Nov 2026 11:00:05 GMT").unwrap();
        let clock = service_clock(date, at("2026-11-26T11:00:00Z"), at("2026-11-26T11:00:10Z"));
        assert_eq!(clock, Clock { behind: 0, give_or_take: 6 });
        assert_eq!(clock.judgement(), Judgement::Good);
        assert_eq!(read_date("yesterday"), None);
    }

    #[test]
    fn only_a_clock_that_breaks_something_is_a_reason() {
        let judged = |behind| {
            (Clock { behind, give_or_take: 1 }.judgement(), Clock { behind, give_or_take: 1 }.reason())
        };
        assert_eq!(judged(3), (Judgement::Good, None));
        assert_eq!(judged(-600), (Judgement::Minutes, None));
        assert_eq!(judged(3600), (Judgement::Notable, Some(Reason::ClockBehind)));
        assert_eq!(judged(-200_000), (Judgement::Serious, Some(Reason::ClockAhead)));
        assert_eq!(judged(i64::MIN).1, Some(Reason::ClockAhead));
    }
}
