//! Ratings as JSON.

use jiff::civil::Date;
use opsec::language::Language;
use opsec::rate::{Assessment, Gates, Judged, PartScore, Standing, weakness};
use opsec::review::{Evidence, Operator, Origin, PlatformKind, Source, Status, Successor};
use serde::Serialize;

use super::{RateView, Rating};
use crate::words::rate as words;

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
    kind: PlatformKind,
    status: Status,
    origin: Origin,
    reviewed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator: Option<OperatorJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_note: Option<&'a Evidence>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    successors: &'a [Successor],
    gate: &'a Gates<'a>,
    parts: &'a [PartScore<'a>],
    #[serde(flatten)]
    standing: Option<StandingJson<'a>>,
    answers: &'a [Judged<'a>],
    remarks: &'a [Evidence],
    not_checked: [&'static str; 2],
}

#[derive(Serialize)]
struct OperatorJson<'a> {
    name: &'a str,
    country: &'a str,
    sources: &'a [Source],
}

#[derive(Serialize)]
struct StandingJson<'a> {
    rank: Option<usize>,
    ties: &'a [&'a str],
    /// How many ties there are; the list ends after twenty.
    tied: usize,
}

#[derive(Serialize)]
struct BetterJson<'a> {
    id: &'a str,
    name: &'a str,
    rank: Option<usize>,
    score: Option<&'a PartScore<'a>>,
    weakness: Option<String>,
}

pub(crate) fn rating<'a>(view: &'a RateView<'_>) -> RateJson<'a> {
    let (platforms, better) = match &view.rating {
        Rating::Card { assessment, better } => {
            let better = better.iter().map(|standing| self::better(view, standing)).collect();
            (vec![platform(view.language, assessment, None)], Some(better))
        }
        Rating::Comparison(standings) | Rating::List(standings) => {
            let platform =
                |standing: &'a Standing<'_>| platform(view.language, &standing.assessment, Some(standing));
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
    let weakest = weakness(assessment, part);
    BetterJson {
        id: &assessment.review.id,
        name: &assessment.review.name,
        rank: *rank,
        score: assessment.part(part),
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
        kind: review.kind,
        status: review.status,
        origin: review.origin,
        reviewed: review.reviewed(),
        operator: review.operator.as_ref().map(operator),
        status_note: review.status_note.as_ref(),
        successors: &review.successors,
        gate: &assessment.gates,
        parts: &assessment.parts,
        standing: standing.map(|standing| StandingJson {
            rank: standing.rank,
            ties: &standing.ties,
            tied: standing.tied,
        }),
        answers: &assessment.judged,
        remarks: &review.remarks,
        not_checked: words::not_checked(language),
    }
}

fn operator(operator: &Operator) -> OperatorJson<'_> {
    OperatorJson { name: &operator.name, country: &operator.country, sources: &operator.sources }
}
