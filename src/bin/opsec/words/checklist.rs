//! The sentences of a plan that aren't data: headings, roles, waits and objections.

use jiff::civil::Date;
use opsec::checklist::template::{Role, Scope};
use opsec::checklist::{Objection, PlanStep, Waited};
use opsec::language::Language::English;
use opsec::rate::GateReason;
use opsec::text::Foreign;

use super::common::{capitalised, day, days, hours, minutes};
use super::rate::{gate_reason, kind};

pub(crate) mod announcement;
pub(crate) mod request;

sentences! {
    fn tab() -> &'static str { English => "Plan" }

    fn title(title: &str) -> String { English => capitalised(title) }

    fn make_it_yours() -> &'static str {
        English => "This is the general plan. To make it yours: \
                    opsec checklist --from discord --members 12 --profile friends"
    }

    fn profile_label() -> &'static str { English => "for" }
    fn days_label() -> &'static str { English => "days" }
    fn work_label() -> &'static str { English => "work" }
    fn groups_label() -> &'static str { English => "groups" }
    fn boxes_label() -> &'static str { English => "bad days" }
    fn left_out_label() -> &'static str { English => "not done" }
    fn more_label() -> &'static str { English => "next" }

    fn profile_line(name: &str, attackers: &str) -> String { English => format!("{name}. Against {attackers}.") }

    fn days_line(start: Date, go: Option<&str>, end: Date) -> String {
        English => {
            let length = start.until(end).map_or(0, |span| span.get_days().max(0));
            let length = days(English, usize::try_from(length).unwrap_or(0));
            let go = go.map_or_else(String::new, |go| format!(", moved by {go}"));
            format!("from {}{go}, last step {} ({length})", day(English, start), day(English, end))
        }
    }

    /// The hours of everyone together, and of one person in each role: its name, how many there are, minutes.
    fn work_line(total: u64, roles: &[(&str, u32, u64)]) -> String {
        English => {
            let each = |(role, people, time): &(&str, u32, u64)| {
                let each = if *people == 1 { "" } else { " each" };
                let time = if *time < 60 { minutes(English, *time) } else { hours(English, *time) };
                format!("{role} {time}{each}")
            };
            let roles: Vec<_> = roles.iter().filter(|(_, _, time)| *time > 0).map(each).collect();
            format!("about {} in all: {}", hours(English, total), roles.join(", "))
        }
    }

    fn groups_line(groups: u32, people: u32) -> String {
        English => format!("{groups}: one group holds at most {people} people")
    }

    fn boxes_line(labels: &[&str]) -> String {
        English => format!("a card each: {}", labels.join(", "))
    }

    fn more_line(is_brief: bool) -> &'static str {
        English => if is_brief {
            "! can't be undone. Missing numbers are small steps of the full plan: leave out --brief for them, for how \
             each step is done, the cards and the sources."
        } else {
            "! can't be undone. Missing numbers are small steps. Below is every step in detail, with the cards and \
             the sources. --brief prints this page alone."
        }
    }

    fn unreviewed(name: &str) -> String {
        English => format!(
            "We haven't reviewed {}. Where the plan speaks of leaving it, it says what holds for any app.",
            Foreign(name)
        )
    }

    fn works_but(name: &str, condition: &str) -> String { English => format!("{name} works, but: {condition}") }

    fn chosen_against(name: &str, objection: &str) -> String {
        English => format!("You chose {name} despite this: {objection}")
    }

    fn rules_heading() -> &'static str { English => "Group rules" }
    fn rules_explanation() -> &'static str { English => "Agreed before anyone joins." }
    fn steps_heading() -> &'static str { English => "Every step" }
    fn boxes_heading() -> &'static str { English => "Cards for bad days" }

    fn boxes_explanation() -> &'static str {
        English => "Read them together before the move, and decide who does what."
    }

    fn signs_heading() -> &'static str { English => "Is this invitation real?" }
    fn left_out_heading() -> &'static str { English => "What this plan leaves out, and why" }
    fn messages_heading() -> &'static str { English => "Messages ready to send" }
    fn trust_heading() -> &'static str { English => "How far to trust this plan" }

    /// "by Mon 30 Nov", with the year where it isn't the one in which the plan starts.
    fn due(date: Date, start: Date) -> String {
        English => {
            let day = day(English, date);
            let year = format!(" {}", start.year());
            format!("by {}", day.strip_suffix(year.as_str()).unwrap_or(&day))
        }
    }

    fn undated() -> &'static str { English => "no date" }

    /// The minutes each time the step is done: "30 min", "2 min a member".
    fn each(role: Role, scope: Scope, time: u64) -> String {
        English => match (role, scope) {
            (Role::Member, _) | (_, Scope::Group | Scope::Platform) => minutes(English, time),
            (_, Scope::Member) => format!("{} a member", minutes(English, time)),
        }
    }

    fn gate_label() -> &'static str { English => "ask" }
    fn brief_label() -> &'static str { English => "what" }
    fn why_label() -> &'static str { English => "why" }
    fn how_label() -> &'static str { English => "how" }
    fn risk_label() -> &'static str { English => "risk" }
    fn back_label() -> &'static str { English => "undo" }

    fn place(place: &str) -> String { English => format!(" Where: {place}.") }

    fn not_known_how(searched: &str) -> String {
        English => format!("We couldn't find out more: {}.", searched.trim_end_matches('.'))
    }

    fn contact_not_known(searched: &str) -> String {
        English => format!("We couldn't find an address: {}.", searched.trim_end_matches('.'))
    }

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
        English => "This plan contains no names. Keep it that way, and destroy it when you're done."
    }

    /// "the lead", "two people", "the owner in Discord", with placeholders.
    fn who(step: &PlanStep<'_>) -> String {
        English => {
            let template = step.template;
            match (template.role, template.scope, step.platform) {
                (Role::Lead, ..) => "the lead".to_owned(),
                (Role::Admin, Scope::Member, _) if template.times > 1 => {
                    format!("{} people", english_number(template.times))
                }
                (Role::Admin, Scope::Member, _) => "{an_admin}".to_owned(),
                (Role::Admin, ..) => "the {admin}s".to_owned(),
                (Role::Owner, _, Some(platform)) => format!("the owner in {}", platform.name),
                (Role::Owner, ..) => "the owner of the old group".to_owned(),
                (Role::Member, ..) => "everyone".to_owned(),
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
                "{} at {members_a_day} members a day for each admin",
                days(English, number as usize)
            ),
            Waited::Quiet(number) => format!("{number} quiet days first"),
        }
    }

    fn lead() -> &'static str { English => "the lead" }
    fn owner() -> &'static str { English => "the old group's owner" }
    fn admins() -> &'static str { English => "admins" }
    fn everyone() -> &'static str { English => "everyone" }

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
            Objection::AtRisk => {
                vec!["It may shut down or isn't maintained, and a group shouldn't have to move twice.".to_owned()]
            }
            Objection::NoInstructions => {
                vec!["We have no complete instructions for a group in it, so the plan stays general.".to_owned()]
            }
            Objection::Conditional(reasons) => {
                let sentence = |reason: &GateReason<'_>| {
                    format!("{}. {}", reason.gate.but.text(English), reason.gate.why.text(English))
                };
                reasons.iter().map(sentence).collect()
            }
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

    fn slip_way_in() -> &'static str { English => "How you get in" }
    fn slip_wait() -> &'static str { English => "only when an admin says so" }
    fn card_title() -> &'static str { English => "Card" }

    fn card_advice() -> &'static str {
        English => "Learn it by heart. It names no app, no day and no person."
    }
}

fn english_number(number: u32) -> String {
    match number {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        other => other.to_string(),
    }
}
