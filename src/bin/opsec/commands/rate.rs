//! `opsec rate`: a card, a comparison, or the list.

use std::cmp::Reverse;

use jiff::civil::Date;
use opsec::policy::{Profile, Review};
use opsec::rate::{Assessment, assess, better_places, homes, standings};

use crate::cli::rate::{RateArguments, Sort};
use crate::clock;
use crate::data::{Data, Sources};
use crate::outcome::{Failure, Outcome, Result};
use crate::render::rate::{Card, Comparison, Listing, Setting};
use crate::report::{Format, Report};
use crate::ui::Ui;

pub(crate) fn run(arguments: &RateArguments, format: Format, ui: &Ui) -> Result<Report> {
    let today = clock::today()?;
    let sources = Sources { reviews: arguments.reviews.as_deref(), rubric: arguments.rubric.as_deref() };
    let data = Data::load(&sources, today)?;
    let profile = data.profile(&arguments.profile)?;
    let as_of = arguments.as_of.unwrap_or(today);
    if as_of < data.date {
        ui.warn(&format!(
            "the data is of {}, after {as_of}. Is this computer's clock right? Ages are counted as none.",
            data.date
        ));
    }
    let chosen = choose(arguments, data)?;
    let assessments: Vec<_> =
        chosen.iter().map(|review| assess(review, &data.rubric, profile, as_of)).collect();
    let outcome = outcome(arguments, data, &assessments);
    let setting = Setting { data, profile, as_of };
    let report = match assessments.as_slice() {
        [] => return Err(nothing(arguments)),
        [assessment] if !arguments.all && !arguments.platforms.is_empty() => {
            let homes = homes(all(data, profile, as_of), &data.rubric);
            let better = better_places(assessment, homes, &data.rubric);
            Report::view(
                Card { setting, assessment: assessment.clone(), better, explain: arguments.explain },
                format,
            )
        }
        _ => {
            let mut standings = standings(assessments, &data.rubric);
            sort(&mut standings, arguments.sort);
            if arguments.platforms.is_empty() && !arguments.all {
                Report::view(Listing { setting, standings }, format)
            } else {
                Report::view(Comparison { setting, standings, explain: arguments.explain }, format)
            }
        }
    };
    Ok(report.outcome(outcome))
}

/// Every chat of the collection, assessed.
fn all<'a>(data: &'a Data, profile: &'a Profile, as_of: Date) -> Vec<Assessment<'a>> {
    let chats =
        data.reviews.iter().filter(|review| review.kind == opsec::policy::Kind::Chat && has_answers(review));
    chats.map(|review| assess(review, &data.rubric, profile, as_of)).collect()
}

fn choose(arguments: &RateArguments, data: &'static Data) -> Result<Vec<&'static Review>> {
    let wanted = |review: &Review| arguments.kind.is_none_or(|kind| review.kind == kind.into());
    if arguments.platforms.is_empty() {
        return Ok(data.reviews.iter().filter(|review| has_answers(review) && wanted(review)).collect());
    }
    let mut chosen: Vec<&Review> = Vec::new();
    for name in &arguments.platforms {
        let review = data.review(name)?;
        if !has_answers(review) {
            return Err(Failure::new(format!(
                "{} is not reviewed yet; only how to leave it is known.",
                review.name
            ))
            .hint(format!("opsec checklist --from {}", review.id)));
        }
        if wanted(review) && !chosen.iter().any(|other| other.id == review.id) {
            chosen.push(review);
        }
    }
    Ok(chosen)
}

/// A file may hold only how to leave a platform.
fn has_answers(review: &Review) -> bool {
    !review.answers.is_empty()
}

fn nothing(arguments: &RateArguments) -> Failure {
    let failure = Failure::new("There is nothing to rate.");
    if arguments.kind.is_some() {
        failure.hint("No platform is of that kind; leave out --kind.")
    } else {
        failure.hint("Is the folder of --reviews empty?")
    }
}

fn sort(standings: &mut [opsec::rate::Standing<'_>], key: Sort) {
    let low = |assessment: &Assessment<'_>, part: &str| {
        Reverse(assessment.part(part).and_then(|score| score.interval).map(|interval| interval.low))
    };
    match key {
        Sort::Standing => {}
        Sort::Protection => standings.sort_by_key(|standing| low(&standing.assessment, "protection")),
        Sort::Policy => standings.sort_by_key(|standing| low(&standing.assessment, "policy")),
        Sort::Name => standings.sort_by_key(|standing| standing.assessment.review.name.to_lowercase()),
        Sort::Age => standings.sort_by_key(|standing| standing.assessment.review.reviewed()),
    }
}

/// What `--fail-under` and `--fail-on-gate` make of it. What is not known fails: a script that
/// asks for a floor must not take silence for one.
fn outcome(arguments: &RateArguments, data: &Data, assessments: &[Assessment<'_>]) -> Outcome {
    let part = &data.rubric.parts[data.rubric.ranking_part()].id;
    let too_low = |assessment: &Assessment<'_>| {
        arguments.fail_under.is_some_and(|floor| {
            let interval = assessment.part(part).and_then(|score| score.interval);
            !interval.is_some_and(|interval| interval.low.at_least(floor))
        })
    };
    let shut = |assessment: &Assessment<'_>| arguments.fail_on_gate && !assessment.gates.is_open();
    if assessments.iter().any(|assessment| too_low(assessment) || shut(assessment)) {
        Outcome::No
    } else {
        Outcome::Yes
    }
}
