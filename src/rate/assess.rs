//! Assesses one review by the rubric, for one profile, on one day.

use jiff::civil::Date;

use super::gate::{Gates, gates};
use super::judged::{Judged, judge};
use super::profile::Profile;
use super::score::Interval;
use crate::review::rubric::Part;
use crate::review::{Review, Rubric};

/// The assessment of a review for a profile on a day.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    /// The review itself.
    pub review: &'a Review,
    /// Whether the platform passes the profile's gates.
    pub gates: Gates<'a>,
    /// The parts that apply to this kind of platform.
    pub parts: Vec<PartScore<'a>>,
    /// Every question asked of this kind of platform, in the rubric's order.
    pub judged: Vec<Judged<'a>>,
}

/// The score of one part.
#[derive(Clone, Debug)]
pub struct PartScore<'a> {
    /// The part of the rubric.
    pub part: &'a Part,
    /// The score out of 10, or `None` if nothing could be scored.
    pub interval: Option<Interval>,
    /// The letter for the low end, or `None` if too little is known.
    pub letter: Option<&'a str>,
    /// Number of questions with an answer that still counts.
    pub answered: usize,
    /// Number of questions asked.
    pub asked: usize,
}

/// Assesses a review for a profile on a day.
pub fn assess<'a>(
    review: &'a Review,
    rubric: &'a Rubric,
    profile: &'a Profile,
    as_of: Date,
) -> Assessment<'a> {
    let judged = judge(review, rubric, profile, as_of);
    let scored = rubric.parts.iter().enumerate().filter(|(_, part)| part.scored);
    let parts = scored.filter_map(|(index, part)| {
        let answers: Vec<_> = judged.iter().filter(|judged| judged.part == index).collect();
        (!answers.is_empty()).then(|| part_score(part, &answers, rubric))
    });
    Assessment { review, gates: gates(profile, rubric, &judged, review), parts: parts.collect(), judged }
}

impl<'a> Assessment<'a> {
    /// Returns the score of the part with this id.
    pub fn part(&self, id: &str) -> Option<&PartScore<'a>> {
        self.parts.iter().find(|score| score.part.id == *id)
    }
}

fn part_score<'a>(part: &'a Part, judged: &[&Judged<'_>], rubric: &'a Rubric) -> PartScore<'a> {
    let (mut low, mut high, mut possible) = (0, 0, 0);
    let (mut points, mut points_answered) = (0, 0);
    for question in judged {
        let (worst, best) = question.percents();
        low += question.weight * u64::from(worst);
        high += question.weight * u64::from(best);
        possible += question.weight * 100;
        points += question.question.points;
        if question.counts() {
            points_answered += question.question.points;
        }
    }
    let grading = &rubric.grading;
    let interval = Interval::new(low, high, possible, grading.rounding);
    let enough = u64::from(points_answered) * 100 >= u64::from(points) * u64::from(grading.coverage);
    let letter =
        interval.filter(|interval| enough && !interval.wider_than(grading.width)).and_then(|interval| {
            let letters = grading.letters.iter();
            letters
                .filter(|letter| interval.low.at_least(letter.from))
                .map(|letter| letter.letter.as_str())
                .next()
        });
    PartScore {
        part,
        interval,
        letter,
        answered: judged.iter().filter(|judged| judged.counts()).count(),
        asked: judged.len(),
    }
}
