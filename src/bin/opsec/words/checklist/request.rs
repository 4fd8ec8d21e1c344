//! What is asked for a plan, and why one can't be made.

use jiff::civil::Date;
use opsec::checklist::{NameProblem, Objection};
use opsec::language::Language::English;
use opsec::text::Foreign;

use crate::words::common::{date, number};
use crate::words::names::unfit;

sentences! {
    fn starts_in_the_past(start: Date, today: Date) -> String {
        English => format!(
            "The plan starts on {}, before today ({}). We didn't move its dates.",
            date(English, start),
            date(English, today)
        )
    }

    fn breaks_its_rules(id: &str) -> String {
        English => format!("We can't make a safe plan: the step '{}' would come too early.", Foreign(id))
    }

    fn breaks_its_rules_hint() -> &'static str {
        English => "If you use a review of your own, check its order of leaving: opsec review check FILE"
    }

    fn ask_from() -> &'static str { English => "Which apps are you leaving (for example: discord, slack)?" }

    fn ask_profile(names: &[&str]) -> String {
        English => format!("Which profile fits your group: {}?", names.join(", "))
    }

    fn ask_employer() -> &'static str {
        English => "Does your employer own the chat or the phones, and would the employer object (yes or no)?"
    }

    fn yes_word() -> &'static str { English => "yes" }
    fn no_word() -> &'static str { English => "no" }
    fn need_yes_or_no() -> &'static str { English => "Enter yes or no." }

    fn no_paper(profile: &str) -> String {
        English => format!("We don't put a plan for the \"{profile}\" profile on paper or in a file.")
    }

    fn no_paper_hint() -> Vec<&'static str> {
        English => vec![
            "Found in a search, it shows who belongs to the group, where it goes and what it deletes.",
            "Read it on the screen. --card prints what each member learns by heart, without an app, a day or a name.",
            "If you need it all the same, add --paper.",
        ]
    }

    fn no_days(profile: &str) -> String {
        English => format!("The plan for the \"{profile}\" profile has no days: a day is something that can leak.")
    }

    fn no_days_hint() -> &'static str { English => "Read it on the screen. It has an order." }

    fn no_card(profile: &str) -> String {
        English => format!("The plan for the \"{profile}\" profile has slips, not a card.")
    }

    fn no_card_hint() -> &'static str { English => "Use --slips." }

    fn ask_members() -> &'static str { English => "How many people are in the group?" }
    fn ask_start() -> &'static str { English => "When do you start?" }
    fn today_word() -> &'static str { English => "today" }
    fn need_a_number() -> &'static str { English => "Enter a number, for example 12." }

    fn need_a_day() -> &'static str {
        English => "Enter a date as YYYY-MM-DD, or press Enter for today."
    }

    fn no_names_for(profile: &str) -> String {
        English => format!("Names aren't allowed for the \"{profile}\" profile.")
    }

    fn no_names_for_hint() -> &'static str {
        English => "A list of members exposes the whole group if someone finds it. Use --members N: slips get numbers."
    }

    fn type_names() -> &'static str {
        English => "Type the names, one per line. Press Ctrl-D on an empty line to finish."
    }

    fn names_not_usable() -> &'static str { English => "The list of names can't be used." }

    fn name_problem(problem: &NameProblem) -> String {
        English => match problem {
            NameProblem::Twice { line, first } => {
                format!("line {line}: the name of line {first} is repeated; add a letter to one")
            }
            NameProblem::ForVerify { line } => format!(
                "line {line}: this looks like a file for `opsec verify`. Slips need one name per line, \
                 without the name in the other app."
            ),
            NameProblem::Unfit { line, why } => format!("line {line}: {}", unfit(English, *why)),
        }
    }

    fn names_forgotten() -> &'static str {
        English => "We only counted the names and then forgot them. They are only printed with --slips."
    }

    fn refused(objections: &[Objection<'_>], name: &str, profile: &str) -> String {
        English => {
            let name = Foreign(name);
            let any = |which: fn(&Objection<'_>) -> bool| objections.iter().any(which);
            if any(|objection| !objection.can_be_overruled()) {
                format!("{name} can't be the destination.")
            } else if any(|objection| matches!(objection, Objection::Closed(_))) {
                format!("{name} isn't private enough for the \"{profile}\" profile.")
            } else if any(|objection| matches!(objection, Objection::NotKnown(_))) {
                format!("We don't know whether {name} is private enough for the \"{profile}\" profile.")
            } else {
                format!("We don't recommend moving to {name}.")
            }
        }
    }

    fn see_fit(profile: &str) -> String {
        English => format!("To see which apps are private enough: opsec rate --profile {profile} --kind chat")
    }

    fn anyway_hint() -> &'static str {
        English => "To plan the move there despite these reasons, add --anyway. The plan will list them."
    }

    fn nothing_fit(profile: &str) -> String {
        English => format!("We know of no app that's private enough for the \"{profile}\" profile.")
    }

    fn nothing_fit_hint(profile: &str) -> String {
        English => format!("See why: opsec rate --profile {profile}. To pick one despite that, use --to and --anyway.")
    }

    fn no_playbook() -> &'static str { English => "There's no plan for this profile." }

    fn too_few() -> &'static str { English => "A plan needs at least two people." }

    fn too_few_hint() -> &'static str {
        English => "To see how to leave an app on your own: opsec checklist --from NAME --members 2"
    }

    fn too_many(most: u32) -> String {
        English => format!("A plan is for at most {} people.", number(English, u64::from(most)))
    }

    fn too_many_hint() -> &'static str { English => "Split the group and plan each part separately." }
    fn calendar_id(id: &str) -> String {
        English => format!("To update these events later, add --calendar-id {id}")
    }

    fn no_calendar() -> &'static str { English => "--calendar-id is for a calendar." }
    fn no_calendar_hint() -> &'static str { English => "Add --format ics, or leave it out." }

    fn out_of_calendar() -> &'static str { English => "The plan would run past the end of the calendar." }
    fn out_of_calendar_hint() -> &'static str { English => "Choose an earlier start with --start YYYY-MM-DD." }
}
