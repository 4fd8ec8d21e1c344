//! One review against the rubric, for one profile, on one day.

use jiff::civil::Date;

use super::gate::{Gates, gates};
use super::score::Interval;
use crate::policy::{
    Answer, Choice, Confidence, Evidence, Given, NotApplicable, Origin, Part, Profile, Question, Review,
    Rubric,
};

/// What a review comes to for a profile on a day.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    /// The review itself.
    pub review: &'a Review,
    /// Whether the platform is fit for the profile at all.
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
    /// The score, or `None` where nothing could be scored.
    pub interval: Option<Interval>,
    /// Letter by the low end, or `None` where not enough is known.
    pub letter: Option<&'a str>,
    /// Questions with an answer that still counts.
    pub answered: usize,
    /// Questions asked.
    pub asked: usize,
}

/// A question with what the review says to it.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// Index of the part.
    pub part: usize,
    /// The question.
    pub question: &'a Question,
    /// What the review says, and whether it still counts.
    pub state: State<'a>,
    /// Points times the profile's weight, in hundredths.
    pub weight: u64,
}

/// What a review says to a question, and whether it still counts.
#[derive(Clone, Copy, Debug)]
pub enum State<'a> {
    /// An answer that counts.
    Known(&'a Choice, &'a Evidence),
    /// An answer that nobody looked at for too long: its high end stays, its low end falls.
    Expired(&'a Choice, &'a Evidence),
    /// Sources contradict each other: counts as unknown.
    Disputed(&'a Choice, &'a Evidence),
    /// Nothing was found; where was looked.
    Unknown(&'a str),
    /// The question cannot apply; why.
    NotApplicable(&'a str),
}

impl State<'_> {
    /// Whether the answer counts in full.
    pub fn counts(&self) -> bool {
        matches!(self, Self::Known(..) | Self::NotApplicable(_))
    }
}

impl<'a> Judged<'a> {
    /// Returns the percents, worst and best, that the state allows; `None` leaves the sum.
    fn percents(&self) -> Option<(u32, u32)> {
        let (worst, best) = self.question.span();
        match self.state {
            State::Known(choice, _) => Some((choice.percent, choice.percent)),
            State::Expired(choice, _) => Some((worst, choice.percent)),
            State::Disputed(..) | State::Unknown(_) => Some((worst, best)),
            State::NotApplicable(_) => match self.question.na {
                NotApplicable::Leaves => None,
                NotApplicable::Scores => Some((100, 100)),
            },
        }
    }

    /// Returns the option and its evidence, whether it still counts or not.
    pub fn choice(&self) -> Option<(&'a Choice, &'a Evidence)> {
        match self.state {
            State::Known(choice, evidence)
            | State::Expired(choice, evidence)
            | State::Disputed(choice, evidence) => Some((choice, evidence)),
            State::Unknown(_) | State::NotApplicable(_) => None,
        }
    }
}

/// Assesses a review for a profile on a day.
pub fn assess<'a>(
    review: &'a Review,
    rubric: &'a Rubric,
    profile: &'a Profile,
    as_of: Date,
) -> Assessment<'a> {
    let judged = judge(review, rubric, profile, as_of);
    let parts = rubric.parts.iter().enumerate().filter_map(|(index, part)| {
        let answers: Vec<_> = judged.iter().filter(|judged| judged.part == index).collect();
        (!answers.is_empty()).then(|| part_score(part, &answers, rubric))
    });
    Assessment { review, gates: gates(profile, rubric, &judged, review), parts: parts.collect(), judged }
}

impl<'a> Assessment<'a> {
    /// Returns the score of the part with this id.
    pub fn part(&self, id: &str) -> Option<&PartScore<'a>> {
        self.parts.iter().find(|score| score.part.id == id)
    }
}

fn judge<'a>(review: &'a Review, rubric: &'a Rubric, profile: &Profile, as_of: Date) -> Vec<Judged<'a>> {
    let mut judged = Vec::new();
    for (part, questions) in rubric.parts.iter().map(|part| &part.questions).enumerate() {
        for question in questions.iter().filter(|question| question.asked_of(review.kind)) {
            let weight = u64::from(question.points) * profile.weight(&question.group);
            let state = state(review, question, as_of);
            judged.push(Judged { part, question, state, weight });
        }
    }
    judged
}

fn state<'a>(review: &'a Review, question: &'a Question, as_of: Date) -> State<'a> {
    if review.origin == Origin::MachineSuggested {
        return State::Unknown("a program suggested the answers; nobody has read the sources yet");
    }
    let Some(Answer { given, .. }) = review.answer(&question.id) else {
        return State::Unknown("nobody has looked yet");
    };
    match given {
        Given::Unknown(looked) => State::Unknown(looked),
        Given::NotApplicable(reason) => State::NotApplicable(reason),
        Given::Option(option, evidence) => match question.option(option) {
            // Only possible when a review is assessed with another rubric than it was read with.
            None => State::Unknown("the answer does not fit this rubric"),
            Some(choice) if evidence.confidence == Confidence::Disputed => State::Disputed(choice, evidence),
            Some(choice) if expired(question, evidence, as_of) => State::Expired(choice, evidence),
            Some(choice) => State::Known(choice, evidence),
        },
    }
}

/// Age runs from the day someone last saw the source say so.
fn expired(question: &Question, evidence: &Evidence, as_of: Date) -> bool {
    question.max_age_months.is_some_and(|months| {
        crate::policy::older_than(evidence.checked, as_of, i32::try_from(months).unwrap_or(i32::MAX))
    })
}

fn part_score<'a>(part: &'a Part, judged: &[&Judged<'_>], rubric: &'a Rubric) -> PartScore<'a> {
    let (mut low, mut high, mut possible) = (0, 0, 0);
    let (mut points, mut points_answered) = (0, 0);
    for question in judged {
        let Some((worst, best)) = question.percents() else { continue };
        low += question.weight * u64::from(worst);
        high += question.weight * u64::from(best);
        possible += question.weight * 100;
        points += question.question.points;
        if question.state.counts() {
            points_answered += question.question.points;
        }
    }
    let interval = Interval::new(low, high, possible);
    let grading = &rubric.grading;
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
        answered: judged.iter().filter(|judged| judged.state.counts()).count(),
        asked: judged.len(),
    }
}
