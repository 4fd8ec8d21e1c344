//! The words for numbers, days and lists in every command.

use jiff::civil::{Date, Weekday};

/// "1 step", "2 steps".
pub(crate) fn plural(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The text with a capital at the front.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

sentences! {
    /// "7,776".
    fn number(number: u64) -> String {
        English => {
            let digits = number.to_string();
            let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
            groups.collect::<Vec<_>>().join(",")
        }
    }

    fn words(number: usize) -> String { English => plural(number, "word", "words") }

    fn days(number: usize) -> String { English => plural(number, "day", "days") }

    /// "A", "A and B", "A, B and C".
    fn listed(names: &[&str]) -> String {
        English => match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }

    /// "Fri 4 Dec 2026".
    fn day(date: Date) -> String {
        English => format!("{} {}", weekday(date), english_date(date))
    }

    /// "4 Dec 2026".
    fn date(date: Date) -> String { English => english_date(date) }

    /// "20 min", "1 h 30 min".
    fn minutes(minutes: u64) -> String {
        English => match (minutes / 60, minutes % 60) {
            (0, minutes) => format!("{minutes} min"),
            (hours, 0) => format!("{hours} h"),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        }
    }

    /// "13 h", "1 h", "under an hour".
    fn hours(minutes: u64) -> String {
        English => match (minutes + 30) / 60 {
            0 => "under an hour".to_owned(),
            hours => format!("{hours} h"),
        }
    }

    fn and_more(number: usize) -> String { English => format!("… and {number} more.") }
}

fn english_date(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::try_from(date.month() - 1).map_or("", |index| MONTHS[index % 12]);
    format!("{} {month} {}", date.day(), date.year())
}

fn weekday(date: Date) -> &'static str {
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
