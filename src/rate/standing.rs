//! Ranks platforms against each other.

use std::cmp::Reverse;

use super::assess::{Assessment, PartScore};
use super::score::Interval;
use crate::review::Rubric;

/// A platform with its rank among others.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The assessment of its review.
    pub assessment: Assessment<'a>,
    /// One more than the number of platforms that are certainly better; `None` if too little is known.
    pub rank: Option<usize>,
    /// Ids of the platforms whose intervals overlap its own: their order is not known.
    pub ties: Vec<&'a str>,
}

/// Orders platforms by gate, then by the low end of the ranking part; those without a letter last.
pub fn standings<'a>(assessments: Vec<Assessment<'a>>, rubric: &Rubric) -> Vec<Standing<'a>> {
    let ranked: Vec<_> = assessments
        .iter()
        .map(|assessment| {
            (assessment.gates.order(), graded(assessment, rubric), assessment.review.id.as_str())
        })
        .collect();
    let mut standings: Vec<_> = assessments
        .into_iter()
        .zip(&ranked)
        .map(|(assessment, (gate, interval, id))| {
            let rank = interval.map(|interval| {
                let better = |(other, theirs, _): &&(u8, Option<Interval>, &str)| match theirs {
                    Some(theirs) => other < gate || (other == gate && theirs.low > interval.high),
                    None => false,
                };
                1 + ranked.iter().filter(better).count()
            });
            let ties = ranked.iter().filter(|(other, theirs, other_id)| {
                let overlap = theirs.zip(*interval).is_some_and(|(theirs, own)| theirs.overlaps(own));
                other_id != id && other == gate && overlap
            });
            let ties = ties.map(|(_, _, id)| *id).collect();
            Standing { assessment, rank, ties }
        })
        .collect();
    standings.sort_by_key(|standing| {
        let interval = graded(&standing.assessment, rubric);
        (
            interval.is_none(),
            standing.assessment.gates.order(),
            Reverse(interval.map(|interval| interval.low)),
        )
    });
    standings
}

/// The interval of the ranking part, if it is known well enough for a letter.
pub(super) fn graded(assessment: &Assessment<'_>, rubric: &Rubric) -> Option<Interval> {
    ranking(assessment, rubric).filter(|score| score.letter.is_some()).and_then(|score| score.interval)
}

fn ranking<'s, 'a>(assessment: &'s Assessment<'a>, rubric: &Rubric) -> Option<&'s PartScore<'a>> {
    assessment.part(&rubric.parts[rubric.ranking_part()].id)
}
