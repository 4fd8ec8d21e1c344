//! `opsec rate`: a card, a comparison, or the list.

use std::cmp::Reverse;

use jiff::civil::Date;
use opsec::rate::{Assessment, Profile, Score, Standing, assess, instead, standings};
use opsec::review::{PlatformKind, Review, Rubric};

use crate::cli::rate::{RateArguments, Sort};
use crate::clock;
use crate::outcome::{Failure, Outcome, Result};
use crate::overlay::{Data, Sources};
use crate::render::rate::{RateView, Rating, compose, json, verdict_in_brief};
use crate::report::{Answer, Format, Report};
use crate::ui::Ui;
use crate::words::{mistake, rate as words};

pub(crate) fn run(arguments: &RateArguments, format: Format, ui: &Ui) -> Result<Report> {
    let today = clock::today()?;
    let request = Request::new(arguments, today);
    if request.explain && matches!(request.apps, Apps::Listed) {
        return Err(Failure::usage(mistake::explain_needs_an_app(ui.language()))
            .hint(mistake::explain_needs_an_app_hint(ui.language())));
    }
    let sources = Sources { reviews: arguments.reviews.as_deref(), rubric: arguments.rubric.as_deref() };
    let data = Data::read(&sources, today, ui)?;
    let profile = data.profile(&request.profile)?;
    let reviews = gather(&request, &data, ui)?;
    let assess = |review| assess(review, &data.rubric, profile, request.as_of);
    let assessments: Vec<_> = reviews.into_iter().map(assess).collect();
    let is_met = is_met(&request, &assessments, &data.rubric, ui);
    let view = RateView {
        language: ui.language(),
        rubric: &data.rubric,
        profile,
        data_date: data.date,
        as_of: request.as_of,
        explain: request.explain,
        rating: rating(&request, &data, profile, assessments),
    };
    let answer = match format {
        // A script that asks for a floor and for quiet wants the exit code and the reason.
        Format::Text if ui.is_quiet() && request.floor.is_set() => Answer::Finished(Vec::new()),
        Format::Json => Answer::json(&json::rating(&view)),
        _ => Answer::document(compose::document(&view)),
    };
    Ok(Report::new(answer).outcome(if is_met { Outcome::Yes } else { Outcome::No }))
}

/// What was asked for.
struct Request {
    apps: Apps,
    profile: String,
    kind: Option<PlatformKind>,
    sort: Sort,
    floor: Floor,
    as_of: Date,
    explain: bool,
}

/// Which apps were asked for.
enum Apps {
    /// A line for each.
    Listed,
    /// All side by side.
    Compared,
    Named(Vec<String>),
}

/// What every app must reach.
struct Floor {
    /// Least low end of the ranking part, in hundredths of a point.
    score: Option<u64>,
    /// Whether every gate of the profile must be open.
    gates: bool,
}

impl Floor {
    fn is_set(&self) -> bool {
        self.score.is_some() || self.gates
    }
}

impl Request {
    fn new(arguments: &RateArguments, today: Date) -> Self {
        let apps = match arguments.platforms.as_slice() {
            [] if arguments.all => Apps::Compared,
            [] => Apps::Listed,
            names => Apps::Named(names.to_vec()),
        };
        Self {
            apps,
            profile: arguments.profile.clone(),
            kind: arguments.kind.map(PlatformKind::from),
            sort: arguments.sort,
            floor: Floor { score: arguments.fail_under, gates: arguments.fail_on_gate },
            as_of: arguments.as_of.unwrap_or(today),
            explain: arguments.explain,
        }
    }
}

/// Whether every app reaches the floor, compared exactly; says which don't.
///
/// What isn't known fails: a script that asks for a floor must not take silence for one. Among all apps, those
/// that aren't asked what the floor is about have none to reach.
fn is_met(request: &Request, assessments: &[Assessment<'_>], rubric: &Rubric, ui: &Ui) -> bool {
    let part = &rubric.parts[rubric.ranking_part()];
    let is_named = matches!(request.apps, Apps::Named(_));
    let mut closed: Vec<(&str, String)> = Vec::new();
    let mut below: Vec<(&str, Option<u64>)> = Vec::new();
    for assessment in assessments {
        let score = assessment.part(&part.id);
        if !is_named && score.is_none() {
            continue;
        }
        if request.floor.gates && !assessment.gates.is_open() {
            closed.push((assessment.review.name.as_str(), verdict_in_brief(ui.language(), assessment)));
        }
        let low = score.and_then(|score| score.interval).map(|interval| interval.low);
        if request.floor.score.is_some_and(|floor| !low.is_some_and(|low| low.at_least(floor))) {
            below.push((assessment.review.name.as_str(), low.map(Score::hundredths)));
        }
    }
    if let Some(floor) = request.floor.score.filter(|_| !below.is_empty()) {
        ui.tell(&words::below_floor(ui.language(), part.name.text(ui.language()), floor, &below));
    }
    if !closed.is_empty() {
        ui.tell(&words::gates_not_passed(ui.language(), &request.profile, &closed));
    }
    below.is_empty() && closed.is_empty()
}

/// The reviews that were asked for, each once.
fn gather<'a>(request: &Request, data: &'a Data, ui: &Ui) -> Result<Vec<&'a Review>> {
    let language = ui.language();
    if request.as_of < data.date {
        ui.warn(&words::data_from_the_future(language, data.date, request.as_of));
    }
    let is_wanted = |review: &Review| request.kind.is_none_or(|kind| review.kind == kind);
    let mut found: Vec<&Review> = Vec::new();
    match &request.apps {
        Apps::Listed | Apps::Compared => {
            found.extend(data.reviews.iter().filter(|review| is_rated(review) && is_wanted(review)));
        }
        Apps::Named(names) => {
            for name in names {
                let review = data.review(name)?;
                if !is_rated(review) {
                    return Err(Failure::new(words::not_rated(language, &review.name))
                        .hint(words::how_to_leave(language, &review.id)));
                }
                if is_wanted(review) && !found.iter().any(|other| other.id == review.id) {
                    found.push(review);
                }
            }
        }
    }
    if found.is_empty() {
        let message = words::nothing_to_rate(language);
        return Err(match request.kind {
            Some(_) => Failure::usage(message).hint(words::wrong_kind(language)),
            None => Failure::new(message).hint(words::empty_folder(language)),
        });
    }
    Ok(found)
}

/// A file may hold only how to leave a platform.
fn is_rated(review: &Review) -> bool {
    !review.answers.is_empty()
}

fn rating<'a>(
    request: &Request,
    data: &'a Data,
    profile: &'a Profile,
    mut assessments: Vec<Assessment<'a>>,
) -> Rating<'a> {
    if let (Apps::Named(_), 1) = (&request.apps, assessments.len()) {
        let assessment = assessments.remove(0);
        let better = instead(&assessment, &data.reviews, &data.rubric, profile, request.as_of);
        return Rating::Card { assessment, better };
    }
    let mut standings = standings(assessments, &data.rubric);
    sort(&mut standings, request.sort);
    match request.apps {
        Apps::Listed => Rating::List(standings),
        Apps::Compared | Apps::Named(_) => Rating::Comparison(standings),
    }
}

fn sort(standings: &mut [Standing<'_>], key: Sort) {
    let low = |standing: &Standing<'_>, part: &str| {
        let score = standing.assessment.part(part).and_then(|score| score.interval);
        Reverse(score.map(|interval| interval.low))
    };
    match key {
        Sort::Standing => {}
        Sort::Protection => standings.sort_by_key(|standing| low(standing, "protection")),
        Sort::Policy => standings.sort_by_key(|standing| low(standing, "policy")),
        Sort::Name => standings.sort_by_key(|standing| standing.assessment.review.name.to_lowercase()),
        Sort::Age => standings.sort_by_key(|standing| standing.assessment.review.reviewed()),
    }
}
