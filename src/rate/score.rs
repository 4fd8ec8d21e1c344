//! Scores out of 10 as exact fractions, and intervals of scores.

use std::cmp::Ordering;
use std::fmt;

use crate::review::rubric::Rounding;

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

    /// Returns the score in tenths of a point, rounded half up as PrivacySpy does: 0 to 100.
    pub fn tenths(self) -> u64 {
        (200 * self.earned + self.possible) / (2 * self.possible)
    }

    /// Returns the score in tenths of a point, rounded down.
    fn tenths_below(self) -> u64 {
        self.earned * 100 / self.possible
    }

    /// Returns the score in tenths of a point, rounded up.
    fn tenths_above(self) -> u64 {
        (self.earned * 100).div_ceil(self.possible)
    }

    /// Returns the score in hundredths of a point, rounded down.
    pub fn hundredths(self) -> u64 {
        self.earned * 1000 / self.possible
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

/// The scores that the unknown answers allow, from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// With every unknown answered by its worst option.
    pub low: Score,
    /// With every unknown answered by its best option.
    pub high: Score,
    /// How its ends are shown.
    pub rounding: Rounding,
}

impl Interval {
    /// Returns the interval between two earned sums over the same possible sum.
    pub fn new(low: u64, high: u64, possible: u64, rounding: Rounding) -> Option<Self> {
        Some(Self { low: Score::new(low, possible)?, high: Score::new(high, possible)?, rounding })
    }

    /// Returns both ends as they are shown, in tenths of a point: 0 to 100.
    ///
    /// Rounded outward: no end promises more than is known. A score that is known exactly has one end,
    /// the lower.
    pub fn tenths(self) -> (u64, u64) {
        match self.rounding {
            Rounding::HalfUp => (self.low.tenths(), self.high.tenths()),
            Rounding::Outward if self.low == self.high => (self.low.tenths_below(), self.low.tenths_below()),
            Rounding::Outward => (self.low.tenths_below(), self.high.tenths_above()),
        }
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
        let (low, high) = self.tenths();
        write!(f, "{}.{}", low / 10, low % 10)?;
        if high == low { Ok(()) } else { write!(f, " – {}.{}", high / 10, high % 10) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(low: u64, high: u64, possible: u64, rounding: Rounding) -> String {
        Interval::new(low, high, possible, rounding).unwrap().to_string()
    }

    #[test]
    fn no_end_promises_more_than_there_is() {
        assert_eq!(shown(296, 341, 1000, Rounding::Outward), "2.9 – 3.5");
        assert_eq!(shown(296, 296, 1000, Rounding::Outward), "2.9");
        assert_eq!(shown(300, 340, 1000, Rounding::Outward), "3.0 – 3.4");
        assert_eq!(shown(0, 1, 1, Rounding::Outward), "0.0 – 10.0");
    }

    #[test]
    fn halves_are_rounded_up_where_the_rubric_says_so() {
        // 4.25 would be 4.2 in binary floating point.
        assert_eq!(shown(425, 425, 1000, Rounding::HalfUp), "4.3");
        assert_eq!(shown(424, 424, 1000, Rounding::HalfUp), "4.2");
        assert!(Score::new(0, 0).is_none());
    }

    proptest! {
        #[test]
        fn what_is_shown_holds_the_exact_score(
            possible in 1_u64..1_000_000,
            ends in (0_u64..=1000, 0_u64..=1000),
        ) {
            let (low, high) = (ends.0.min(ends.1) * possible / 1000, ends.0.max(ends.1) * possible / 1000);
            let interval = Interval::new(low, high, possible, Rounding::Outward).unwrap();
            let (shown_low, shown_high) = interval.tenths();
            prop_assert!(shown_low * possible <= low * 100 && low * 100 < (shown_low + 1) * possible);
            if low < high {
                prop_assert!(shown_high * possible >= high * 100 && high * 100 + possible > shown_high * possible);
            }
        }
    }
}
