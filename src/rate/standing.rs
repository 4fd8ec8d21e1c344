//! Ranks platforms against each other.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::assess::{Assessment, PartScore};
use super::score::{Interval, Score};
use crate::review::Rubric;

/// A platform with its rank among others.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The assessment of its review.
    pub assessment: Assessment<'a>,
    /// One more than the number of platforms that are certainly better; `None` if too little is known.
    pub rank: Option<usize>,
    /// Ids of the platforms whose intervals overlap its own: their order is not known. At most [`MOST_TIES`]
    /// are listed.
    pub ties: Vec<&'a str>,
    /// How many there are, listed or not.
    pub tied: usize,
    /// Where it stands: its gates, and its interval if that is known well enough.
    place: Place,
}

/// Most ties that are listed of one platform: a list of many that are alike would grow with its square.
pub const MOST_TIES: usize = 20;

/// The state of the gates in the order of ranks, and the interval of the ranking part.
#[derive(Clone, Copy, Debug)]
struct Place {
    gate: u8,
    interval: Option<Interval>,
}

impl Place {
    /// Whether the order of the two is not known.
    fn ties(self, other: Self) -> bool {
        self.gate == other.gate
            && self.interval.zip(other.interval).is_some_and(|(one, two)| one.overlaps(two))
    }
}

impl Standing<'_> {
    /// Whether the order of the two is not known.
    pub fn is_tied_with(&self, other: &Self) -> bool {
        self.place.ties(other.place)
    }
}

/// Orders platforms by gate, then by the low end of the ranking part; those without a letter last.
pub fn standings<'a>(assessments: Vec<Assessment<'a>>, rubric: &Rubric) -> Vec<Standing<'a>> {
    let places: Vec<Place> = assessments
        .iter()
        .map(|assessment| Place { gate: assessment.gates.order(), interval: graded(assessment, rubric) })
        .collect();
    let ends = Ends::new(&places);
    let ids: Vec<&'a str> = assessments.iter().map(|assessment| assessment.review.id.as_str()).collect();
    let standing = |(index, assessment): (usize, Assessment<'a>)| {
        let place = places[index];
        let (better, overlapping) = ends.around(place);
        let others = places.iter().enumerate().filter(|(other, _)| *other != index);
        let ties = others.filter(|(_, other)| place.ties(**other)).map(|(other, _)| ids[other]);
        let ties = ties.take(overlapping.min(MOST_TIES)).collect();
        Standing { assessment, rank: place.interval.map(|_| 1 + better), ties, tied: overlapping, place }
    };
    let mut standings: Vec<_> = assessments.into_iter().enumerate().map(standing).collect();
    standings.sort_by_key(|standing| {
        let Place { gate, interval } = standing.place;
        (interval.is_none(), gate, Reverse(interval.map(|interval| interval.low)))
    });
    standings
}

/// The ends of all intervals by gate, sorted, to count those before and behind a place.
struct Ends(BTreeMap<u8, (Vec<Score>, Vec<Score>)>);

impl Ends {
    fn new(places: &[Place]) -> Self {
        let mut ends: BTreeMap<u8, (Vec<Score>, Vec<Score>)> = BTreeMap::new();
        for Place { gate, interval } in places {
            if let Some(interval) = interval {
                let (lows, highs) = ends.entry(*gate).or_default();
                lows.push(interval.low);
                highs.push(interval.high);
            }
        }
        for (lows, highs) in ends.values_mut() {
            lows.sort_unstable();
            highs.sort_unstable();
        }
        Self(ends)
    }

    /// Returns how many are certainly better than a place, and how many others tie with it.
    fn around(&self, place: Place) -> (usize, usize) {
        let Some(own) = place.interval else { return (0, 0) };
        let passed: usize = self.0.range(..place.gate).map(|(_, (lows, _))| lows.len()).sum();
        let Some((lows, highs)) = self.0.get(&place.gate) else { return (passed, 0) };
        let above = lows.len() - lows.partition_point(|low| *low <= own.high);
        let below = highs.partition_point(|high| *high < own.low);
        (passed + above, lows.len() - above - below - 1)
    }
}

/// The interval of the ranking part, if it is known well enough for a letter.
pub(super) fn graded(assessment: &Assessment<'_>, rubric: &Rubric) -> Option<Interval> {
    ranking(assessment, rubric).filter(|score| score.letter.is_some()).and_then(|score| score.interval)
}

fn ranking<'s, 'a>(assessment: &'s Assessment<'a>, rubric: &Rubric) -> Option<&'s PartScore<'a>> {
    assessment.part(&rubric.parts[rubric.ranking_part()].id)
}
