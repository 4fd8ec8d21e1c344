//! Sentences of a plan that are no data: roles, days, amounts, objections.

use jiff::civil::Date;
use opsec::checklist::{Objection, Plan, PlanStep, Waited};
use opsec::policy::migration::{Role, Scope};

use crate::data::count;
use crate::render::layout::capitalised;
use crate::render::rate::words::{gate_reason, kind};
use crate::ui::harmless;

/// Why a place is no home, a sentence or two for each reason.
pub(crate) fn objection_sentences(objection: &Objection<'_>) -> Vec<String> {
    match objection {
        Objection::SamePlace => vec!["It is the place that is left.".to_owned()],
        Objection::NotAChat(other) => vec![format!("It is no chat; it is for {}.", kind(*other))],
        Objection::NotReviewed => vec!["It is not reviewed; only how to leave it is known.".to_owned()],
        Objection::Discontinued => vec!["It can no longer be used.".to_owned()],
        Objection::AtRisk => vec!["It may soon be gone: a group should not have to move twice.".to_owned()],
        Objection::Closed(reasons) => {
            let said = |reason: &opsec::rate::Reason<'_>| {
                let closed = capitalised(reason.gate.closed.english());
                format!("{closed}: {} {}", uncapitalised(&gate_reason(reason)), reason.gate.why)
            };
            reasons.iter().map(said).collect()
        }
        Objection::NotKnown(reasons) => {
            reasons.iter().map(|reason| format!("{} {}", gate_reason(reason), reason.gate.why)).collect()
        }
    }
}

fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// "Fri 2026-12-04"
pub(super) fn day(date: Date) -> String {
    format!("{} {date}", weekday(date))
}

fn weekday(date: Date) -> &'static str {
    use jiff::civil::Weekday;
    match date.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// "the lead", "each verifier, for every member", "the owner of Discord".
pub(super) fn who(step: &PlanStep<'_>) -> String {
    let place = step.platform.map(|platform| harmless(&platform.name));
    let times = step.template.times;
    match (step.template.role, step.template.scope, place) {
        (Role::Lead, Scope::Member, _) => "the lead, for each member".to_owned(),
        (Role::Lead, ..) => "the lead".to_owned(),
        (Role::Verifier, Scope::Member, _) if times > 1 => {
            format!("{} verifiers, for each member", number(times))
        }
        (Role::Verifier, Scope::Member, _) => "a verifier, for each member".to_owned(),
        (Role::Verifier, ..) => "the verifiers".to_owned(),
        (Role::Owner, _, Some(place)) => format!("the owner at {place}"),
        (Role::Owner, ..) => "the owner of the old place".to_owned(),
        (Role::Member, ..) => "every member".to_owned(),
    }
}

fn number(number: u32) -> String {
    match number {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        other => other.to_string(),
    }
}

/// "20 min", "1 h 30 min".
pub(super) fn minutes(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// "13 h", "1 h", "under an hour".
pub(super) fn hours(minutes: u64) -> String {
    match (minutes + 30) / 60 {
        0 => "under an hour".to_owned(),
        hours => format!("{hours} h"),
    }
}

/// How long is waited, and who says so.
pub(super) fn wait(plan: &Plan<'_>, waited: Waited) -> String {
    let days = |number: u32| count(number as usize, "day");
    match waited {
        Waited::Sourced(0) => "a source says that it is final at once".to_owned(),
        Waited::Sourced(number) => format!("reckoned with the {} a source names", days(number)),
        Waited::Assumed(number) => {
            format!("no source names the wait; {} are assumed", days(number))
        }
        Waited::Reckoned(number) => {
            let pace = plan.migration.pace.members_a_day;
            format!("reckoned with {pace} members a day for each verifier: {}", days(number))
        }
    }
}

/// "2 verifiers", "a lead".
pub(super) fn crew(plan: &Plan<'_>) -> Vec<(String, String)> {
    let each = |role| hours(plan.minutes_each(role));
    vec![
        ("lead".to_owned(), format!("one, and a second who can go on alone; about {}", each(Role::Lead))),
        ("verifiers".to_owned(), format!("{}; about {} each", plan.verifiers, each(Role::Verifier))),
        (
            "owner".to_owned(),
            format!("whoever owns the old place; about {}, a lead or a member too", each(Role::Owner)),
        ),
        ("members".to_owned(), format!("{}; about {} each", plan.group.members, each(Role::Member))),
        ("together".to_owned(), format!("about {} of work", hours(plan.minutes()))),
    ]
}
