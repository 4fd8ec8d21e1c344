//! Scores out of 10 as exact fractions, and intervals of scores.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

/// A score from 0 to 10: ten times the points earned, by the points there were.
///
/// PrivacySpy's formula (`10 · Σ points·percent/100 / Σ points`), without its rounding until shown.
#[derive(Clone, Copy, Debug)]
pub struct Score {
    /// Σ points · weight · percent.
    earned: u64,
    /// Σ points · weight · 100; never zero.
    possible: u64,
}

impl Score {
    /// Returns the score, or `None` where nothing could be earned.
    pub fn new(earned: u64, possible: u64) -> Option<Self> {
        (possible > 0 && earned <= possible).then_some(Self { earned, possible })
    }

    /// Returns the score in tenths of a point, rounded half up: 0 to 100.
    pub fn tenths(self) -> u64 {
        (200 * self.earned + self.possible) / (2 * self.possible)
    }

    /// Whether the score is at least so many hundredths of a point.
    pub fn at_least(self, hundredths: u64) -> bool {
        u128::from(self.earned) * 1000 >= u128::from(hundredths) * u128::from(self.possible)
    }
}

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.earned) * u128::from(other.possible);
        left.cmp(&(u128::from(other.earned) * u128::from(self.possible)))
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.tenths();
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

/// As a number with one decimal.
impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tenths = u8::try_from(self.tenths()).unwrap_or(u8::MAX);
        serializer.serialize_f64(f64::from(tenths) / 10.0)
    }
}

/// The scores that the unknown answers allow, from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// With every unknown answered by its worst option.
    pub low: Score,
    /// With every unknown answered by its best option.
    pub high: Score,
}

impl Interval {
    /// Returns the interval between two earned sums over the same possible sum.
    pub fn new(low: u64, high: u64, possible: u64) -> Option<Self> {
        Some(Self { low: Score::new(low, possible)?, high: Score::new(high, possible)? })
    }

    /// Whether the two intervals overlap.
    pub fn overlaps(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether the interval is wider than so many hundredths of a point.
    pub fn wider_than(self, hundredths: u64) -> bool {
        // Both ends share their denominator.
        let width = u128::from(self.high.earned - self.low.earned) * 1000;
        width > u128::from(hundredths) * u128::from(self.low.possible)
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low.tenths() == self.high.tenths() {
            write!(f, "{}", self.low)
        } else {
            write!(f, "{} – {}", self.low, self.high)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_up() {
        // 4.25 would be 4.2 in binary floating point.
        assert_eq!(Score::new(425, 1000).unwrap().to_string(), "4.3");
        assert_eq!(Score::new(424, 1000).unwrap().to_string(), "4.2");
        assert_eq!(Score::new(1, 1).unwrap().to_string(), "10.0");
        assert!(Score::new(0, 0).is_none());
    }

    #[test]
    fn every_score_is_the_same_number_for_programs_as_for_people() {
        for tenths in 0..=100 {
            let score = Score::new(tenths, 100).unwrap();
            assert_eq!(serde_json::to_string(&score).unwrap(), score.to_string());
        }
    }
}
