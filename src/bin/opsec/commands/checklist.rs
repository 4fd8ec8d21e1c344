//! `opsec checklist`: the plan of a group's move, its chart, or a slip for each member.

use jiff::civil::Date;
use opsec::checklist::{
    Group, Impossible, Objection, Plan, breaches, default_home, objections, old_place, read_names,
};
use opsec::policy::{Profile, Review, Risk};
use opsec::rate::{assess, homes};

use crate::cli::checklist::ChecklistArguments;
use crate::clock;
use crate::data::{Data, Sources, bundled_migration};
use crate::outcome::{Failure, Result};
use crate::render::checklist::{PlanView, Shown, Threat, objection_sentences};
use crate::report::Report;
use crate::store::read_text;
use crate::ui::{Ui, harmless};

/// Members of the general plan, when nobody says how many.
const GENERAL_MEMBERS: u32 = 40;
/// Largest file of names, in bytes.
const MOST_NAMES: u64 = 8 << 20;

pub(crate) fn run(arguments: &ChecklistArguments, ui: &Ui) -> Result<Report> {
    let today = clock::today()?;
    let data = Data::load(&Sources { reviews: arguments.reviews.as_deref(), rubric: None }, today)?;
    let asked = if arguments.ask { ask(arguments, data, ui)? } else { Asked::given(arguments) };
    let profile = data.profile(asked.profile.as_deref().unwrap_or("friends"))?;
    let names = names(arguments, profile, ui)?;
    let members = match &names {
        Some(names) => u32::try_from(names.len()).unwrap_or(u32::MAX),
        None => asked.members.unwrap_or(GENERAL_MEMBERS),
    };
    let start = asked.start.unwrap_or(today);
    if start < today {
        ui.warn(&format!("the plan starts on {start}, before today ({today}); its days are not shifted."));
    }
    let from = places(&asked.from, data)?;
    let migration = bundled_migration();
    let chosen = match &asked.to {
        Some(name) => data.review(name)?,
        None => default_home(migration, &data.reviews, &data.rubric, profile, &from, today)
            .ok_or_else(|| no_home(profile))?,
    };
    let assessment = Box::leak(Box::new(assess(chosen, &data.rubric, profile, today)));
    let objections = objections(assessment, &from);
    refuse(&objections, arguments.anyway, chosen, profile)?;
    let group = Group { profile, members, from, to: chosen, start };
    let plan = Plan::new(migration, group).map_err(|why| impossible(&why))?;
    let broken = breaches(&plan.steps);
    if !broken.is_empty() {
        return Err(Failure::new(format!("The plan would break its own laws: {:?}.", broken[0]))
            .hint("Is the order of leaving in a review of yours right? `opsec review check FILE` helps."));
    }
    let shown = if arguments.slips {
        Shown::Slips(names)
    } else if arguments.chart {
        Shown::Chart
    } else {
        Shown::Plan
    };
    let general = arguments.from.is_empty() && !arguments.ask;
    let threats = threats(data, today);
    Ok(Report::new(PlanView { data, today, plan, objections, threats, shown, general }))
}

/// What was given on the command line, or answered.
struct Asked {
    from: Vec<String>,
    to: Option<String>,
    members: Option<u32>,
    profile: Option<String>,
    start: Option<Date>,
}

impl Asked {
    fn given(arguments: &ChecklistArguments) -> Self {
        Self {
            from: arguments.from.clone(),
            to: arguments.to.clone(),
            members: arguments.members,
            profile: arguments.profile.clone(),
            start: arguments.start,
        }
    }
}

/// Asks for what was not given; an empty answer takes what stands in brackets.
fn ask(arguments: &ChecklistArguments, data: &Data, ui: &Ui) -> Result<Asked> {
    let mut asked = Asked::given(arguments);
    if asked.from.is_empty() {
        let check = |text: &str| {
            text.split([',', ' '])
                .filter(|name| !name.is_empty())
                .try_for_each(|name| data.review(name).map(|_| ()))
        };
        let answer = ui.ask("Which places do you leave (such as: discord, slack)?", "discord", check)?;
        asked.from = answer.split([',', ' ']).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    }
    if asked.profile.is_none() {
        let names: Vec<_> = data.profiles.0.iter().map(|profile| profile.id.as_str()).collect();
        let question = format!("Whose situation is yours: {}?", names.join(", "));
        asked.profile = Some(ui.ask(&question, "friends", |text| data.profile(text).map(|_| ()))?);
    }
    if asked.members.is_none() && arguments.members_file.is_none() {
        let check = |text: &str| {
            text.parse::<u32>().map(|_| ()).map_err(|_| Failure::new("A number is wanted here, such as 12."))
        };
        asked.members = ui.ask("How many people are you?", "40", check)?.parse().ok();
    }
    if asked.start.is_none() {
        let check = |text: &str| {
            let wrong = |_| Failure::new("Write the day as YYYY-MM-DD, or leave it empty for today.");
            if text == "today" { Ok(()) } else { text.parse::<Date>().map(|_| ()).map_err(wrong) }
        };
        asked.start = ui.ask("On which day do you begin?", "today", check)?.parse().ok();
    }
    Ok(asked)
}

/// The names for the slips. Under a state there are none: a list of members is what it looks for.
fn names(arguments: &ChecklistArguments, profile: &Profile, ui: &Ui) -> Result<Option<Vec<String>>> {
    let Some(path) = &arguments.members_file else { return Ok(None) };
    if profile.risk == Risk::High {
        return Err(Failure::new(format!("No names are read for the profile {}.", profile.id))
            .hint("Whoever finds a list of members has the group. Use --members N: slips carry numbers."));
    }
    if path.as_os_str() == "-" {
        ui.invite("Type the names, one a line; end with Ctrl-D on a line of its own.");
    }
    let text = read_text(path, MOST_NAMES)?;
    let names = read_names(&text).map_err(|problems| {
        let mut failure = Failure::new("The list of names cannot be used.");
        for problem in problems.iter().take(12) {
            failure = failure.hint(problem);
        }
        if problems.len() > 12 {
            failure = failure.hint(format!("… and {} more.", problems.len() - 12));
        }
        failure
    })?;
    if !arguments.slips {
        ui.say("The names were counted and forgotten; only --slips puts them on paper.");
    }
    Ok(Some(names))
}

/// The places that are left, each once; the general plan leaves "the old place".
fn places(names: &[String], data: &'static Data) -> Result<Vec<&'static Review>> {
    if names.is_empty() {
        return Ok(vec![Box::leak(Box::new(old_place()))]);
    }
    let mut places: Vec<&Review> = Vec::new();
    for name in names {
        let review = data.review(name)?;
        if !places.iter().any(|place| place.id == review.id) {
            places.push(review);
        }
    }
    Ok(places)
}

fn refuse(objections: &[Objection<'_>], anyway: bool, home: &Review, profile: &Profile) -> Result<()> {
    let final_word = objections.iter().any(|objection| !objection.can_be_overruled());
    if objections.is_empty() || (anyway && !final_word) {
        return Ok(());
    }
    let heading = format!("{} is no home for the profile {}.", harmless(&home.name), profile.id);
    let mut failure = Failure::new(heading);
    for sentence in objections.iter().flat_map(objection_sentences) {
        failure = failure.hint(sentence);
    }
    failure = failure.hint(format!("Places that are fit: opsec rate --profile {} --kind chat", profile.id));
    if !final_word {
        failure = failure.hint("With --anyway the plan is made all the same, and these reasons stand in it.");
    }
    Err(failure)
}

fn no_home(profile: &Profile) -> Failure {
    Failure::new(format!("No place is known that is fit for the profile {}.", profile.id)).hint(format!(
        "opsec rate --profile {} shows what stands against each; --to and --anyway take one all the same.",
        profile.id
    ))
}

fn impossible(why: &Impossible) -> Failure {
    match why {
        Impossible::NoGroup => Failure::new("A plan is for two people or more.")
            .hint("Alone, look at one place and how to leave it: opsec checklist --from NAME --members 2"),
        Impossible::TooMany(most) => Failure::new(format!("A plan is for at most {most} people."))
            .hint("Split the group, and make a plan for each part."),
        Impossible::DateOutOfRange => Failure::new("The plan's days leave the calendar.")
            .hint("Give an earlier day with --start YYYY-MM-DD."),
    }
}

/// For every profile the chats that pass its gates, best first.
fn threats(data: &'static Data, today: Date) -> Vec<Threat> {
    let chats = || {
        data.reviews
            .iter()
            .filter(|review| review.kind == opsec::policy::Kind::Chat && !review.answers.is_empty())
    };
    let of = |profile: &'static Profile| {
        let all = chats().map(|review| assess(review, &data.rubric, profile, today)).collect();
        let fit = homes(all, &data.rubric);
        Threat {
            profile,
            homes: fit.iter().map(|standing| standing.assessment.review.name.as_str()).collect(),
        }
    };
    data.profiles.0.iter().map(of).collect()
}
