//! Dates as sources carry them: a day, a month, a year, or none.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The date of a source, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceDate {
    /// A day.
    Day(Date),
    /// A month, held as its first day.
    Month(Date),
    /// A year, held as its first day.
    Year(Date),
    /// The source carries no date.
    Undated,
}

impl SourceDate {
    /// Returns the first day the date can mean, if it means any.
    pub fn earliest(self) -> Option<Date> {
        match self {
            Self::Day(date) | Self::Month(date) | Self::Year(date) => Some(date),
            Self::Undated => None,
        }
    }

    /// Returns the last day the date can mean, if it means any.
    pub fn latest(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Month(date) => Some(date.last_of_month()),
            Self::Year(date) => Some(date.last_of_year()),
            Self::Undated => None,
        }
    }
}

impl fmt::Display for SourceDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Month(date) => write!(f, "{:04}-{:02}", date.year(), date.month()),
            Self::Year(date) => write!(f, "{:04}", date.year()),
            Self::Undated => f.write_str("undated"),
        }
    }
}

impl FromStr for SourceDate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |_| format!("`{text}` is not a date; allowed: YYYY-MM-DD, YYYY-MM, YYYY or undated");
        match text.len() {
            _ if text == "undated" => Ok(Self::Undated),
            4 => format!("{text}-01-01").parse().map(Self::Year).map_err(wrong),
            7 => format!("{text}-01").parse().map(Self::Month).map_err(wrong),
            10 => text.parse().map(Self::Day).map_err(wrong),
            _ => Err(format!("`{text}` is not a date; allowed: YYYY-MM-DD, YYYY-MM, YYYY or undated")),
        }
    }
}

impl<'de> Deserialize<'de> for SourceDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for SourceDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Reads a full day, with an error that says how to write one.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse()
        .ok()
        .filter(|_| text.len() == 10)
        .ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not a day; allowed: YYYY-MM-DD")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn printing_and_reading_a_date_gives_the_same_date(year in 1990i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let date = jiff::civil::date(year, month, day);
            for held in [SourceDate::Day(date), SourceDate::Month(date.first_of_month()), SourceDate::Year(date.first_of_year())] {
                prop_assert_eq!(held.to_string().parse(), Ok(held));
                prop_assert!(held.earliest() <= held.latest());
            }
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2026-13", "26-01-01", "2026-02-30", "yesterday", "20260101"] {
            assert!(text.parse::<SourceDate>().is_err(), "{text}");
        }
    }
}
