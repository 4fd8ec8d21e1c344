//! The user's own data on top of what is compiled in: what can't be found or used.

use std::io::Error;

use jiff::civil::Date;
use opsec::language::Language::English;
use opsec::text::Foreign;

use super::common::plural;
use super::failure::reason;

sentences! {
    fn no_profile(name: &str) -> String { English => format!("There's no profile '{}'.", Foreign(name)) }

    fn profiles(names: &[&str]) -> String { English => format!("Choose one of: {}.", names.join(", ")) }

    fn two_cases() -> &'static str { English => "People at work are in one of two opposite dangers." }

    fn two_cases_hint() -> Vec<&'static str> {
        English => vec![
            "The chat and the phones are yours, or the employer agrees: --profile team",
            "The employer owns them and would object: --profile organising",
            "The wrong choice can report a group to its employer. Ask whose chat it is before you ask anything else.",
        ]
    }

    fn no_review(name: &str) -> String { English => format!("We haven't reviewed '{}'.", Foreign(name)) }

    fn empty_name() -> &'static str { English => "Type the name of an app." }

    fn did_you_mean(nearest: &str) -> String { English => format!("Did you mean '{}'?", Foreign(nearest)) }

    fn list_reviews() -> &'static str { English => "To see every app we've reviewed: opsec rate" }

    fn replaces(id: &str) -> String {
        English => format!("Your own review of '{}' replaces ours.", Foreign(id))
    }

    fn takes_a_name(review: &str, name: &str, other: &str) -> String {
        English => format!(
            "The review '{}' also uses the name '{}' of '{}'. To be sure, type the ids.",
            Foreign(review),
            Foreign(name),
            Foreign(other)
        )
    }

    fn folder_not_read(folder: &str, error: &Error) -> String {
        English => format!("Couldn't read the folder '{}': {}.", Foreign(folder), reason(English, error))
    }

    fn not_a_file(path: &str) -> String {
        English => format!("We passed over '{}': it isn't a regular file.", Foreign(path))
    }

    fn folder_hint() -> &'static str { English => "Give a folder with review files (*.yaml) that you can read." }

    fn rubric_not_usable(mistakes: usize) -> String {
        English => format!("The rubric can't be used: {}.", plural(mistakes, "mistake", "mistakes"))
    }

    fn rubric_of_the_future(path: &str, line: usize, day: Date, today: Date) -> String {
        English => format!("{}:{line}: date: {day} is in the future (today is {today})", Foreign(path))
    }

    fn reviews_not_usable(mistakes: usize) -> String {
        English => format!("The reviews can't be used: {}.", plural(mistakes, "mistake", "mistakes"))
    }
}
