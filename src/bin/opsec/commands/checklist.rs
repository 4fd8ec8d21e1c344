//! `opsec checklist`: the plan of a group's move, its chart, or a slip for each member.

mod apps;
mod ask;

use jiff::civil::Date;
use opsec::checklist::template::{Paper, Playbook};
use opsec::checklist::{
    CalendarId, Danger, Group, Objection, Plan, PlanError, Template, UNNAMED, default_destination,
    objections, read_names, violations,
};
use opsec::rate::{Profile, assess};
use opsec::review::Review;

use self::ask::Request;
use crate::cli::checklist::ChecklistArguments;
use crate::clock;
use crate::files::read_text;
use crate::outcome::{Failure, Result};
use crate::overlay::{Data, Sources};
use crate::render::checklist::{PlanView, Threat, calendar, compose, json, slips};
use crate::render::document::Facts;
use crate::report::{Answer, EVENTS, Format, READABLE, Report};
use crate::secret::{no_core_dumps, system_bytes};
use crate::ui::Ui;
use crate::words::checklist::{self as words, request};
use crate::words::common;

/// Members of the general plan, when nobody says how many.
const GENERAL_MEMBERS: u32 = 40;
/// Largest file of names, in bytes.
const MOST_NAMES: u64 = 8 << 20;

/// The forms that are offered, the default first.
pub(crate) fn formats(arguments: &ChecklistArguments) -> &'static [Format] {
    if arguments.chart || arguments.slips || arguments.card || arguments.brief { READABLE } else { EVENTS }
}

pub(crate) fn run(arguments: &ChecklistArguments, format: Format, ui: &Ui) -> Result<Report> {
    if arguments.calendar_id.is_some() && format != Format::Ics {
        return Err(Failure::usage(request::no_calendar(ui.language()))
            .hint(request::no_calendar_hint(ui.language())));
    }
    let today = clock::today()?;
    let sources = Sources { reviews: arguments.reviews.as_deref(), rubric: None };
    let data = Data::read(&sources, today, ui)?;
    let request = Request::new(arguments, &data, ui)?;
    let profile = data.profile(request.profile.as_deref().unwrap_or("friends"))?;
    let template = opsec::data::template();
    let playbook = playbook(template, profile, ui)?;
    may_be_kept(arguments, playbook, profile, format, ui)?;
    let names = names(arguments, playbook.paper, profile, ui)?;
    let start = request.start.unwrap_or(today);
    if start < today {
        ui.warn(&request::starts_in_the_past(ui.language(), start, today));
    }
    let strangers = apps::strangers(&request.from, &data)?;
    let from = apps::apps(&request.from, &data, &strangers)?;
    let members = match &names {
        Some(names) => u32::try_from(names.len()).unwrap_or(u32::MAX),
        None => request.members.unwrap_or(GENERAL_MEMBERS),
    };
    let to = destination(&request, &data, template, profile, &from, today, ui)?;
    let assessment = assess(to, &data.rubric, profile, today);
    let objections = objections(template, &assessment, &from);
    refuse(&objections, arguments.anyway, to, profile, ui)?;
    let plan = Plan::new(template, Group { profile, members, from, to, start })
        .map_err(|error| impossible(&error, ui))?;
    check(&plan, ui)?;
    if format == Format::Ics {
        return in_calendar(&plan, arguments.calendar_id, ui);
    }
    let view = PlanView {
        language: ui.language(),
        data_date: data.date.max(template.date),
        today,
        plan,
        objections,
        threats: threats(&data, template, today),
        general: arguments.from.is_empty() && !arguments.ask,
        unreviewed: strangers
            .iter()
            .filter(|app| app.id != UNNAMED)
            .map(|app| app.name.to_string())
            .collect(),
        is_brief: arguments.brief,
    };
    let has_names = names.is_some() && arguments.slips;
    Ok(Report::new(answer(&view, arguments, names.as_deref(), format)).with_names(has_names))
}

/// The plan's days for a calendar. Without an ID it gets a new one, which is told.
fn in_calendar(plan: &Plan<'_>, id: Option<CalendarId>, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    let known = id.map_or_else(|| system_bytes(language).map(|random| CalendarId::new(*random)), Ok)?;
    if id.is_none() {
        ui.say(&request::calendar_id(language, &known.to_string()));
    }
    Ok(Report::new(Answer::Finished(calendar::write(plan, &known, clock::moment()?).into_bytes())))
}

fn answer(
    view: &PlanView<'_>,
    arguments: &ChecklistArguments,
    names: Option<&[String]>,
    format: Format,
) -> Answer {
    match (format, arguments.slips, arguments.chart) {
        (Format::Json, ..) if arguments.card => Answer::json(&json::card(view)),
        (Format::Json, true, _) => Answer::json(&json::slips(view, names)),
        (Format::Json, _, true) => Answer::json(&json::flowchart(view)),
        (Format::Json, ..) => Answer::json(&json::plan(view, &mut Facts::default())),
        _ if arguments.card => Answer::document(slips::card(view)),
        _ if arguments.brief => Answer::document(compose::brief(view)),
        (_, true, _) => Answer::document(slips::slips(view, names)),
        (_, _, true) => Answer::document(compose::flowchart(view)),
        (Format::Html, ..) => Answer::document(compose::page(view)),
        (Format::Text | Format::Markdown | Format::Ics, ..) => Answer::document(compose::plan(view)),
    }
}

/// The playbook of a profile.
fn playbook<'t>(template: &'t Template, profile: &Profile, ui: &Ui) -> Result<&'t Playbook> {
    let danger = profile.id.parse::<Danger>().ok();
    danger
        .and_then(|danger| template.playbook(danger))
        .ok_or_else(|| Failure::new(request::no_playbook(ui.language())))
}

/// Refuses files, pages, slips and calendars where they are evidence, unless someone insists.
fn may_be_kept(
    arguments: &ChecklistArguments,
    playbook: &Playbook,
    profile: &Profile,
    format: Format,
    ui: &Ui,
) -> Result<()> {
    let language = ui.language();
    let paper = playbook.paper;
    if arguments.card && paper == Paper::Slips {
        return Err(
            Failure::usage(request::no_card(language, &profile.id)).hint(request::no_card_hint(language))
        );
    }
    if format == Format::Ics && !playbook.dated {
        return Err(
            Failure::usage(request::no_days(language, &profile.id)).hint(request::no_days_hint(language))
        );
    }
    let is_kept = arguments.slips || ui.saves() || matches!(format, Format::Html | Format::Ics);
    if paper == Paper::Slips || arguments.paper || arguments.card || !is_kept {
        return Ok(());
    }
    let failure = Failure::usage(request::no_paper(language, &profile.id));
    Err(request::no_paper_hint(language).into_iter().fold(failure, Failure::hint))
}

/// The names for the slips. Where paper is a danger there are none: a list of members is what is looked for.
fn names(
    arguments: &ChecklistArguments,
    paper: Paper,
    profile: &Profile,
    ui: &Ui,
) -> Result<Option<Vec<String>>> {
    let language = ui.language();
    let Some(path) = &arguments.members_file else { return Ok(None) };
    if paper == Paper::Card {
        return Err(Failure::usage(request::no_names_for(language, &profile.id))
            .hint(request::no_names_for_hint(language)));
    }
    no_core_dumps();
    if path.as_os_str() == "-" {
        ui.invite(request::type_names(language));
    }
    let names = read_names(&read_text(language, path, MOST_NAMES)?).map_err(|problems| {
        let problems = problems.iter().map(|problem| request::name_problem(language, problem));
        Failure::new(request::names_not_usable(language))
            .hints(problems, |more| common::and_more(language, more))
    })?;
    if !arguments.slips {
        ui.say(request::names_forgotten(language));
    }
    Ok(Some(names))
}

/// The app that was asked for, or the first that suits the profile.
fn destination<'a>(
    request: &Request,
    data: &'a Data,
    template: &Template,
    profile: &'a Profile,
    from: &[&Review],
    today: Date,
    ui: &Ui,
) -> Result<&'a Review> {
    if let Some(name) = &request.to {
        return data.review(name);
    }
    default_destination(template, &data.reviews, &data.rubric, profile, from, today).ok_or_else(|| {
        Failure::new(request::nothing_fit(ui.language(), &profile.id))
            .hint(request::nothing_fit_hint(ui.language(), &profile.id))
    })
}

fn refuse(objections: &[Objection<'_>], anyway: bool, to: &Review, profile: &Profile, ui: &Ui) -> Result<()> {
    let language = ui.language();
    let is_final = objections.iter().any(|objection| !objection.can_be_overruled());
    if objections.iter().all(Objection::is_condition) || (anyway && !is_final) {
        return Ok(());
    }
    let mut failure = Failure::new(request::refused(language, objections, &to.name, &profile.id));
    for sentence in objections.iter().flat_map(|objection| words::objection(language, objection)) {
        failure = failure.hint(sentence);
    }
    failure = failure.hint(request::see_fit(language, &profile.id));
    Err(if is_final { failure } else { failure.hint(request::anyway_hint(language)) })
}

fn impossible(error: &PlanError, ui: &Ui) -> Failure {
    let language = ui.language();
    match error {
        PlanError::NoGroup => {
            Failure::usage(request::too_few(language)).hint(request::too_few_hint(language))
        }
        PlanError::TooMany(most) => {
            Failure::usage(request::too_many(language, *most)).hint(request::too_many_hint(language))
        }
        PlanError::NoPlaybook => Failure::new(request::no_playbook(language)),
        PlanError::DateOutOfRange => {
            Failure::usage(request::out_of_calendar(language)).hint(request::out_of_calendar_hint(language))
        }
    }
}

/// Refuses a plan that breaks a rule, whatever the data say.
fn check(plan: &Plan<'_>, ui: &Ui) -> Result<()> {
    let language = ui.language();
    violations(plan).first().map_or(Ok(()), |violation| {
        Err(Failure::new(request::breaks_its_rules(language, violation.step()))
            .hint(request::breaks_its_rules_hint(language)))
    })
}

/// For every profile the apps that its playbook offers and its gates let pass, in the playbook's order.
fn threats<'a>(data: &'a Data, template: &Template, today: Date) -> Vec<Threat<'a>> {
    let of = |profile: &'a Profile| {
        let playbook = profile.id.parse::<Danger>().ok().and_then(|danger| template.playbook(danger));
        let offered = playbook.into_iter().flat_map(|playbook| &playbook.destinations);
        let reviews = offered.filter_map(|id| data.reviews.get(id));
        let passes = |review: &&Review| assess(review, &data.rubric, profile, today).gates.lets_pass();
        reviews.filter(passes).map(|review| review.name.as_str()).collect()
    };
    let profiles = data.profiles.0.iter();
    profiles.map(|profile| Threat { profile: &profile.id, destinations: of(profile) }).collect()
}
