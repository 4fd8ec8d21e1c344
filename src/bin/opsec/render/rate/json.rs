//! Ratings for programs.

use jiff::civil::Date;
use opsec::policy::{Confidence, Evidence, Kind, Origin, Review, Source, Status, Successor};
use opsec::rate::{Assessment, Gates, Judged, PartScore, Reason, Standing, State};
use serde::Serialize;

use super::recommend::weakness;
use super::suitability::gate_reasons;
use super::{RateView, Rating};
use crate::words::rate as words;

/// What nobody has looked at, for every app.
const NOT_CHECKED: [&str; 2] = ["the programs themselves", "what the servers really do"];

/// A card with the better apps in brief, or apps in the order shown.
#[derive(Serialize)]
pub(crate) struct RateJson<'a> {
    schema: u32,
    data_date: Date,
    as_of: Date,
    profile: &'a str,
    platforms: Vec<PlatformJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    better: Option<Vec<BetterJson<'a>>>,
}

#[derive(Serialize)]
struct PlatformJson<'a> {
    id: &'a str,
    name: &'a str,
    kind: Kind,
    status: Status,
    origin: Origin,
    reviewed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<OperatorJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_note: Option<EvidenceJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    successors: Vec<SuccessorJson<'a>>,
    gate: GateJson<'a>,
    parts: Vec<PartJson<'a>>,
    #[serde(flatten)]
    standing: Option<StandingJson<'a>>,
    answers: Vec<AnswerJson<'a>>,
    remarks: Vec<EvidenceJson<'a>>,
    not_checked: [&'static str; 2],
}

#[derive(Serialize)]
struct OperatorJson<'a> {
    name: &'a str,
    country: &'a str,
    sources: &'a [Source],
}

#[derive(Serialize)]
struct SuccessorJson<'a> {
    name: &'a str,
    note: Option<&'a str>,
    sources: &'a [Source],
}

#[derive(Serialize)]
struct GateJson<'a> {
    state: &'static str,
    reasons: Vec<ReasonJson<'a>>,
}

#[derive(Serialize)]
struct ReasonJson<'a> {
    question: &'a str,
    closed: &'a str,
    answer: AnswerJson<'a>,
}

#[derive(Serialize)]
struct PartJson<'a> {
    id: &'a str,
    low: Option<f64>,
    high: Option<f64>,
    letter: Option<&'a str>,
    answered: usize,
    asked: usize,
    text: Option<String>,
}

#[derive(Serialize)]
struct StandingJson<'a> {
    rank: Option<usize>,
    ties: &'a [&'a str],
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    question: &'a str,
    points: u32,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(flatten)]
    choice: Option<ChoiceJson<'a>>,
}

#[derive(Serialize)]
struct ChoiceJson<'a> {
    option: &'a str,
    percent: u32,
    text: &'a str,
    #[serde(flatten)]
    evidence: EvidenceJson<'a>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    note: &'a str,
    sources: &'a [Source],
    checked: Date,
    confidence: Confidence,
}

#[derive(Serialize)]
struct BetterJson<'a> {
    id: &'a str,
    name: &'a str,
    rank: Option<usize>,
    score: Option<PartJson<'a>>,
    weakness: Option<String>,
}

pub(crate) fn rating<'a>(view: &'a RateView<'_>) -> RateJson<'a> {
    let (platforms, better) = match &view.rating {
        Rating::Card { assessment, better } => {
            let better = better.iter().map(|standing| self::better(view, standing)).collect();
            (vec![platform(assessment, None)], Some(better))
        }
        Rating::Comparison(standings) | Rating::List(standings) => {
            let platform = |standing: &'a Standing<'_>| platform(&standing.assessment, Some(standing));
            (standings.iter().map(platform).collect(), None)
        }
    };
    RateJson {
        schema: 1,
        data_date: view.data_date,
        as_of: view.as_of,
        profile: &view.profile.id,
        platforms,
        better,
    }
}

fn better<'a>(view: &RateView<'_>, standing: &'a Standing<'_>) -> BetterJson<'a> {
    let part = &view.rubric.parts[view.rubric.ranking_part()].id;
    let Standing { assessment, rank, .. } = standing;
    BetterJson {
        id: &assessment.review.id,
        name: &assessment.review.name,
        rank: *rank,
        score: assessment.part(part).map(score),
        weakness: weakness(assessment, part)
            .map(|(judged, choice)| words::weakness(view.language, judged.question, choice)),
    }
}

fn platform<'a>(assessment: &'a Assessment<'_>, standing: Option<&'a Standing<'_>>) -> PlatformJson<'a> {
    let review: &Review = assessment.review;
    PlatformJson {
        id: &review.id,
        name: &review.name,
        kind: review.kind,
        status: review.status,
        origin: review.origin,
        reviewed: review.reviewed(),
        operator: review.operator.as_ref().map(|operator| OperatorJson {
            name: &operator.name,
            country: &operator.country,
            sources: &operator.sources,
        }),
        status_note: review.status_note.as_ref().map(evidence),
        successors: review.successors.iter().map(successor).collect(),
        gate: gate(assessment),
        parts: assessment.parts.iter().map(score).collect(),
        standing: standing.map(|standing| StandingJson { rank: standing.rank, ties: &standing.ties }),
        answers: assessment.judged.iter().map(answer).collect(),
        remarks: review.remarks.iter().map(evidence).collect(),
        not_checked: NOT_CHECKED,
    }
}

fn successor(successor: &Successor) -> SuccessorJson<'_> {
    SuccessorJson { name: &successor.name, note: successor.note.as_deref(), sources: &successor.sources }
}

fn gate<'a>(assessment: &'a Assessment<'_>) -> GateJson<'a> {
    let reason = |reason: &'a Reason<'_>| ReasonJson {
        question: &reason.gate.question,
        closed: reason.gate.closed.english(),
        answer: answer(&reason.judged),
    };
    let gates: &Gates<'_> = &assessment.gates;
    GateJson { state: gates.id(), reasons: gate_reasons(assessment).iter().map(reason).collect() }
}

fn score<'a>(score: &'a PartScore<'_>) -> PartJson<'a> {
    PartJson {
        id: &score.part.id,
        low: score.interval.map(|interval| one_decimal(interval.low.tenths())),
        high: score.interval.map(|interval| one_decimal(interval.high.tenths())),
        letter: score.letter,
        answered: score.answered,
        asked: score.asked,
        text: score.interval.map(|interval| interval.to_string()),
    }
}

/// The nearest number to so many tenths, which is written with one decimal.
fn one_decimal(tenths: u64) -> f64 {
    f64::from(u32::try_from(tenths).unwrap_or(u32::MAX)) / 10.0
}

fn answer<'a>(judged: &'a Judged<'_>) -> AnswerJson<'a> {
    let (state, reason) = match judged.state {
        State::Known(..) => ("known", None),
        State::Expired(..) => ("expired", None),
        State::Disputed(..) => ("disputed", None),
        State::Unknown(searched) => ("unknown", Some(searched)),
        State::NotApplicable(why) => ("not-applicable", Some(why)),
    };
    AnswerJson {
        question: &judged.question.id,
        points: judged.question.points,
        state,
        reason,
        choice: judged.choice().map(|(choice, found)| ChoiceJson {
            option: &choice.id,
            percent: choice.percent,
            text: choice.text.english(),
            evidence: evidence(found),
        }),
    }
}

fn evidence(evidence: &Evidence) -> EvidenceJson<'_> {
    let Evidence { note, sources, checked, confidence } = evidence;
    EvidenceJson { note, sources, checked: *checked, confidence: *confidence }
}
