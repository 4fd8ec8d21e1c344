//! Ratings as JSON.

mod answer;
mod gate;

use jiff::civil::Date;
use opsec::language::Language;
use opsec::rate::{Assessment, Interval, PartScore, Standing, weakness};
use opsec::review::{Operator, Successor};
use schemars::JsonSchema;
use serde::Serialize;

use self::answer::{AnswerJson, answer};
use self::gate::{GateJson, gate};
use super::{RateView, Rating};
use crate::render::json::{Day, EvidenceJson, SourceJson, Version, ids, sources};
use crate::words::rate as words;

ids! {
    /// The kind of an app.
    KindJson of opsec::review::PlatformKind {
        /// A messenger or group chat.
        Chat = "chat",
        /// A mail service.
        Mail = "mail",
        /// A service that hands over a secret or a file.
        Sharing = "sharing",
        /// A browser.
        Browser = "browser",
    }

    /// Whether an app can still be used.
    StatusJson of opsec::review::Status {
        /// It runs and is maintained.
        Active = "active",
        /// It runs, but may shut down soon.
        AtRisk = "at-risk",
        /// It has shut down.
        Discontinued = "discontinued",
    }

    /// Who gave the answers.
    OriginJson of opsec::review::Origin {
        /// A person read the sources.
        Reviewed = "reviewed",
        /// A program suggested them. They never count.
        MachineSuggested = "machine-suggested",
    }
}

/// What `opsec rate` prints: one app with better ones, apps side by side, or the list.
#[derive(JsonSchema, Serialize)]
pub(crate) struct RateJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The last day on which anything in the data was checked.
    #[schemars(with = "Day")]
    data_date: Date,
    /// The day on which the age of answers was judged.
    #[schemars(with = "Day")]
    as_of: Date,
    /// The ID of the profile.
    profile: &'a str,
    /// The name of the profile.
    profile_label: &'a str,
    /// The apps in the order shown.
    platforms: Vec<PlatformJson<'a>>,
    /// Up to three apps that are better, the best first. Only for one app; otherwise empty.
    better: Vec<BetterJson<'a>>,
}

/// An app with its verdict, scores and answers.
#[derive(JsonSchema, Serialize)]
struct PlatformJson<'a> {
    /// The ID for the command line.
    id: &'a str,
    /// The name of the app.
    name: &'a str,
    /// What kind of app it is.
    kind: KindJson,
    /// Whether it can still be used.
    status: StatusJson,
    /// Who gave the answers.
    origin: OriginJson,
    /// The last day on which any answer was checked; null if there are none.
    #[schemars(with = "Option<Day>")]
    reviewed: Option<Date>,
    /// Who runs it; null if the review doesn't say.
    operator: Option<OperatorJson<'a>>,
    /// What the status rests on; null if the review doesn't say.
    status_note: Option<EvidenceJson<'a>>,
    /// What to use instead of an app that has shut down or may do so.
    successors: Vec<SuccessorJson<'a>>,
    /// Whether the app is private enough for the profile.
    gate: GateJson<'a>,
    /// The scores of the parts that have one and apply to this kind of app.
    parts: Vec<PartJson<'a>>,
    /// One more than the number of apps shown that are certainly better. Null for a single app, and where too
    /// little is known.
    rank: Option<usize>,
    /// The IDs of apps shown whose order isn't certain, because the intervals overlap. At most twenty.
    ties: &'a [&'a str],
    /// How many ties there are, listed or not.
    tied: usize,
    /// Every question asked of this kind of app, in the rubric's order.
    answers: Vec<AnswerJson<'a>>,
    /// Facts that no question asks for.
    remarks: Vec<EvidenceJson<'a>>,
    /// What nobody has checked, for any app.
    not_checked: [&'static str; 2],
}

/// Who runs an app, and under which country's law.
#[derive(JsonSchema, Serialize)]
struct OperatorJson<'a> {
    /// The company or person.
    name: &'a str,
    /// The country.
    country: &'a str,
    /// The sources of this.
    sources: Vec<SourceJson<'a>>,
}

/// What to use instead.
#[derive(JsonSchema, Serialize)]
struct SuccessorJson<'a> {
    /// The name, or the ID of a review.
    name: &'a str,
    /// A sentence about it; null if there is none.
    note: Option<&'a str>,
    /// The sources of this.
    sources: Vec<SourceJson<'a>>,
}

/// The score of a part.
#[derive(JsonSchema, Serialize)]
struct PartJson<'a> {
    /// The ID of the part.
    id: &'a str,
    /// The name of the part.
    label: &'a str,
    /// The score out of 10 if every open question has the worst answer; null if nothing could be scored.
    #[schemars(range(min = 0, max = 10))]
    low: Option<f64>,
    /// The score out of 10 if every open question has the best answer; null if nothing could be scored.
    #[schemars(range(min = 0, max = 10))]
    high: Option<f64>,
    /// The letter for the low end; null if too little is known.
    letter: Option<&'a str>,
    /// How many questions have an answer that counts.
    answered: usize,
    /// How many questions were asked.
    asked: usize,
    /// The score as text, such as "1.6 – 2.2"; null if nothing could be scored.
    text: Option<String>,
}

/// An app that is better.
#[derive(JsonSchema, Serialize)]
struct BetterJson<'a> {
    /// The ID for the command line.
    id: &'a str,
    /// The name of the app.
    name: &'a str,
    /// Its rank among the apps that are private enough; null if too little is known.
    rank: Option<usize>,
    /// Its score in the part that ranks apps; null if that part doesn't apply.
    score: Option<PartJson<'a>>,
    /// Its weakest point; null if we know of none.
    weakness: Option<String>,
}

pub(crate) fn rating<'a>(view: &'a RateView<'_>) -> RateJson<'a> {
    let (platforms, better) = match &view.rating {
        Rating::Card { assessment, better } => {
            let better = better.iter().map(|standing| self::better(view, standing)).collect();
            (vec![platform(view.language, assessment, None)], better)
        }
        Rating::Comparison(standings) | Rating::List(standings) => {
            let platform =
                |standing: &'a Standing<'_>| platform(view.language, &standing.assessment, Some(standing));
            (standings.iter().map(platform).collect(), Vec::new())
        }
    };
    RateJson {
        schema: Version,
        data_date: view.data_date,
        as_of: view.as_of,
        profile: &view.profile.id,
        profile_label: view.profile.name.text(view.language),
        platforms,
        better,
    }
}

fn better<'a>(view: &RateView<'_>, standing: &'a Standing<'_>) -> BetterJson<'a> {
    let ranking = &view.rubric.parts[view.rubric.ranking_part()].id;
    let Standing { assessment, rank, .. } = standing;
    let weakest = weakness(assessment, ranking);
    BetterJson {
        id: &assessment.review.id,
        name: &assessment.review.name,
        rank: *rank,
        score: assessment.part(ranking).map(|score| part(view.language, score)),
        weakness: weakest.map(|(judged, choice)| words::weakness(view.language, judged.question, choice)),
    }
}

fn platform<'a>(
    language: Language,
    assessment: &'a Assessment<'_>,
    standing: Option<&'a Standing<'_>>,
) -> PlatformJson<'a> {
    let review = assessment.review;
    PlatformJson {
        id: &review.id,
        name: &review.name,
        kind: review.kind.into(),
        status: review.status.into(),
        origin: review.origin.into(),
        reviewed: review.reviewed(),
        operator: review.operator.as_ref().map(operator),
        status_note: review.status_note.as_ref().map(EvidenceJson::from),
        successors: review.successors.iter().map(successor).collect(),
        gate: gate(language, assessment),
        parts: assessment.parts.iter().map(|score| part(language, score)).collect(),
        rank: standing.and_then(|standing| standing.rank),
        ties: standing.map_or(&[], |standing| &standing.ties),
        tied: standing.map_or(0, |standing| standing.tied),
        answers: assessment.judged.iter().map(|judged| answer(language, judged)).collect(),
        remarks: review.remarks.iter().map(EvidenceJson::from).collect(),
        not_checked: words::not_checked(language),
    }
}

fn operator(operator: &Operator) -> OperatorJson<'_> {
    OperatorJson { name: &operator.name, country: &operator.country, sources: sources(&operator.sources) }
}

fn successor(successor: &Successor) -> SuccessorJson<'_> {
    SuccessorJson {
        name: &successor.name,
        note: successor.note.as_deref(),
        sources: sources(&successor.sources),
    }
}

fn part<'a>(language: Language, score: &'a PartScore<'_>) -> PartJson<'a> {
    let ends = score.interval.map(Interval::tenths);
    PartJson {
        id: &score.part.id,
        label: score.part.name.text(language),
        low: ends.map(|(low, _)| decimal(low)),
        high: ends.map(|(_, high)| decimal(high)),
        letter: score.letter,
        answered: score.answered,
        asked: score.asked,
        text: score.interval.map(|interval| interval.to_string()),
    }
}

/// Tenths, 0 to 100, as a number with one decimal.
fn decimal(tenths: u64) -> f64 {
    f64::from(u8::try_from(tenths).unwrap_or(u8::MAX)) / 10.0
}
