//! The sentences of a plan that aren't data: headings, roles, waits and objections.

use jiff::civil::Date;
use opsec::checklist::template::{Role, Scope};
use opsec::checklist::{Objection, PlanStep, Waited};
use opsec::language::Language::English;
use opsec::rate::GateReason;

use super::common::{capitalised, day, days, hours, listed, minutes};
use super::rate::{gate_reason, kind};

pub(crate) mod announcement;
pub(crate) mod request;

sentences! {
    fn tab() -> &'static str { English => "Plan" }

    fn title(from: &[&str], to: &str, members: u32) -> String {
        English => format!("{} → {to}: a move for {members} people", capitalised(&listed(English, from)))
    }

    fn make_it_yours() -> &'static str {
        English => "This is the general plan. To make it yours: \
                    opsec checklist --from discord --members 12 --profile friends"
    }

    fn profile_label() -> &'static str { English => "profile" }
    fn start_label() -> &'static str { English => "start" }
    fn cut_over_label() -> &'static str { English => "everyone has moved" }
    fn end_label() -> &'static str { English => "final review" }
    fn groups_label() -> &'static str { English => "groups in the new app" }

    fn profile_line(id: &str, attackers: &str) -> String { English => format!("{id} ({attackers})") }

    fn end_line(end: Date, length: usize) -> String {
        English => format!("{}, after {}", day(English, end), days(English, length))
    }

    fn groups_line(groups: u32, people: u32) -> String {
        English => format!("{groups}: one group holds at most {people} people")
    }

    fn chosen_against(name: &str, objection: &str) -> String {
        English => format!("You chose {name} despite this: {objection}")
    }

    fn who_heading() -> &'static str { English => "Who does what" }
    fn who_explanation() -> &'static str { English => "Estimated from the time each step takes." }
    fn questions_heading() -> &'static str { English => "Four questions first" }
    fn gates_heading() -> &'static str { English => "The gates" }
    fn gates_explanation() -> &'static str { English => "The plan stops at each gate until its condition is true." }
    fn steps_heading() -> &'static str { English => "The steps" }
    fn signs_heading() -> &'static str { English => "Is this invitation real?" }
    fn channels_heading() -> &'static str { English => "Sending an invitation" }
    fn stragglers_heading() -> &'static str { English => "When someone gets stuck" }
    fn messages_heading() -> &'static str { English => "Messages ready to send" }
    fn trust_heading() -> &'static str { English => "How far to trust this plan" }

    fn channels_intro() -> &'static str {
        English => "Best first. A one-time link only helps if you notice that someone else opened it first."
    }

    fn step_number(number: usize) -> String { English => format!("step {number}") }

    fn due(date: Date) -> String { English => format!("by {}", day(English, date)) }

    /// The minutes each time the step is done: "5 min each", "30 min".
    fn each(scope: Scope, time: u64) -> String {
        English => match scope {
            Scope::Member => format!("{} each", minutes(English, time)),
            Scope::Group | Scope::Platform => minutes(English, time),
        }
    }

    fn gate_label() -> &'static str { English => "gate" }
    fn why_label() -> &'static str { English => "why" }
    fn how_label() -> &'static str { English => "how" }
    fn risk_label() -> &'static str { English => "risk" }
    fn back_label() -> &'static str { English => "undo" }

    fn place(place: &str) -> String { English => format!(" Where: {place}.") }

    fn not_known_how(searched: &str, instead: &str) -> String {
        English => format!("We couldn't find out how: {}. {instead}", searched.trim_end_matches('.'))
    }

    fn contact_not_known(searched: &str) -> String {
        English => format!("We couldn't find an address: {}.", searched.trim_end_matches('.'))
    }

    fn channel(reader: &str, fit: &str) -> String { English => format!("Who can read it: {reader} {fit}") }

    fn steps_checked(date: Date, age: usize) -> String {
        English => format!(
            "We last checked the steps on {}, {}. Each source has its own date. If this is more than 180 days \
             old, get a newer copy of opsec first.",
            super::common::date(English, date),
            if age == 0 { "today".to_owned() } else { format!("{} ago", days(English, age)) }
        )
    }

    fn estimates() -> &'static str {
        English => "Days and minutes are estimates. We read policies and documentation. We didn't audit the apps or \
                    the servers."
    }

    fn no_names() -> &'static str {
        English => "This paper contains no names. Keep it that way, and destroy it when you're done."
    }

    /// "the lead", "two verifiers, for each member", "the owner of Discord".
    fn who(step: &PlanStep<'_>) -> String {
        English => {
            let template = step.template;
            match (template.role, template.scope, step.platform) {
                (Role::Lead, Scope::Member, _) => "the lead, for each member".to_owned(),
                (Role::Lead, ..) => "the lead".to_owned(),
                (Role::Verifier, Scope::Member, _) if template.times > 1 => {
                    format!("{} verifiers, for each member", english_number(template.times))
                }
                (Role::Verifier, Scope::Member, _) => "a verifier, for each member".to_owned(),
                (Role::Verifier, ..) => "the verifiers".to_owned(),
                (Role::Owner, _, Some(platform)) => format!("the owner on {}", platform.name),
                (Role::Owner, ..) => "the owner of the old community".to_owned(),
                (Role::Member, ..) => "every member".to_owned(),
            }
        }
    }

    /// How long the wait is, and who says so.
    fn wait(waited: Waited, members_a_day: u32) -> String {
        English => match waited {
            Waited::Sourced(0) => "takes effect at once, according to a source".to_owned(),
            Waited::Sourced(number) => format!("includes the {} a source gives", days(English, number as usize)),
            Waited::Assumed(number) => {
                format!("we found no time limit; {} assumed", days(English, number as usize))
            }
            Waited::FromPace(number) => format!(
                "{} at {members_a_day} members a day for each verifier",
                days(English, number as usize)
            ),
        }
    }

    fn lead() -> &'static str { English => "lead" }
    fn verifiers() -> &'static str { English => "verifiers" }
    fn owner() -> &'static str { English => "owner" }
    fn members() -> &'static str { English => "members" }
    fn together() -> &'static str { English => "in total" }

    fn lead_line(time: u64) -> String {
        English => format!("one person, and a second who can take over; about {}", hours(English, time))
    }

    fn each_line(people: u32, time: u64) -> String {
        English => format!("{people}; about {} each", hours(English, time))
    }

    fn owner_line(time: u64) -> String {
        English => {
            let time = hours(English, time);
            format!("the owner of the old community, who can be a lead or member too; about {time}")
        }
    }

    fn together_line(time: u64) -> String { English => format!("about {} of work", hours(English, time)) }

    /// Why an app can't be the destination, a sentence or two for each reason.
    fn objection(objection: &Objection<'_>) -> Vec<String> {
        English => match objection {
            Objection::SameApp => {
                vec!["You're leaving it. Pick another app with --to.".to_owned()]
            }
            Objection::NotAChat(other) => vec![format!("It isn't a chat app; it's for {}.", kind(English, *other))],
            Objection::NotReviewed => {
                vec!["We haven't reviewed it; we only know how to leave it.".to_owned()]
            }
            Objection::Discontinued => vec!["It's gone: nobody can use it anymore.".to_owned()],
            Objection::AtRisk => vec!["It may shut down, and a group shouldn't have to move twice.".to_owned()],
            Objection::Closed(reasons) => {
                let sentence = |reason: &GateReason<'_>| {
                    let closed = capitalised(reason.gate.closed.text(English));
                    format!("{closed}. {} {}", gate_reason(English, reason), reason.gate.why.text(English))
                };
                reasons.iter().map(sentence).collect()
            }
            Objection::NotKnown(reasons) => {
                let sentence = |reason: &GateReason<'_>| {
                    format!("{} {}", gate_reason(English, reason), reason.gate.why.text(English))
                };
                reasons.iter().map(sentence).collect()
            }
        }
    }

    fn flow_title() -> &'static str { English => "How the group gets there" }

    fn flow_description() -> &'static str {
        English => "The phases of the plan from top to bottom, with the gates between them. The steps say the same \
                    in words."
    }

    fn yes() -> &'static str { English => "yes" }
    fn no() -> &'static str { English => "no" }

    fn threats_heading() -> &'static str { English => "Which app for which threat" }

    fn threat(profile: &str, own: bool) -> String {
        English => format!("{} {profile}", if own { "▶" } else { " " })
    }

    fn no_destination_known() -> &'static str { English => "none we know to be private enough" }

    /// "steps 1 – 6 · Thu 26 Nov 2026 – Wed 2 Dec 2026".
    fn work(first: usize, last: usize, from: Date, to: Date) -> String {
        English => {
            let steps = if first == last { format!("step {first}") } else { format!("steps {first} – {last}") };
            let days = if from == to {
                day(English, to)
            } else {
                format!("{} – {}", day(English, from), day(English, to))
            };
            format!("{steps} · {days}")
        }
    }

    fn gate(number: usize, condition: &str) -> String { English => format!("Step {number}: {condition}") }

    fn slips_title(members: u32) -> String { English => format!("Slips for {members} members") }

    fn slips_advice() -> &'static str {
        English => "Cut them apart, hand them over in person, and shred the rest. Each slip has one member's steps and \
                    nobody else's name."
    }

    fn slip_title(number: u32, name: Option<&str>) -> String {
        English => name.map_or_else(|| format!("Slip {number}"), |name| format!("Slip {number}: {name}"))
    }

    fn slip_call() -> &'static str { English => "If something seems wrong, I call" }

    fn slip_wait() -> &'static str { English => "only after the leads say that every gate is passed" }

    fn slip_invitations(last: Option<Date>) -> String {
        English => last.map_or_else(String::new, |last| format!("Invitations go out until {}.", day(English, last)))
    }
}

fn english_number(number: u32) -> String {
    match number {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        other => other.to_string(),
    }
}
