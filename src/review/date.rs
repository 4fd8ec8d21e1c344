//! Dates of sources: a day, a month, a year, or none.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::de::Error;
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

/// The error of a text that is not a date of a source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date; allowed: YYYY-MM-DD, YYYY-MM, YYYY or undated")]
pub struct NotADate(String);

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
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let wrong = || NotADate(text.to_owned());
        match text.len() {
            _ if text == "undated" => Ok(Self::Undated),
            4 => format!("{text}-01-01").parse().map(Self::Year).map_err(|_| wrong()),
            7 => format!("{text}-01").parse().map(Self::Month).map_err(|_| wrong()),
            10 => text.parse().map(Self::Day).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

impl<'de> Deserialize<'de> for SourceDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return String::deserialize(deserializer)?.parse().map_err(D::Error::custom);
        }
        let number = u32::deserialize(deserializer)?;
        let date = || from_number(number / 4).ok_or_else(|| D::Error::custom("not a day"));
        Ok(match number % 4 {
            0 => Self::Day(date()?),
            1 => Self::Month(date()?),
            2 => Self::Year(date()?),
            _ => Self::Undated,
        })
    }
}

impl Serialize for SourceDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        serializer.serialize_u32(match self {
            Self::Day(date) => number(*date) * 4,
            Self::Month(date) => number(*date) * 4 + 1,
            Self::Year(date) => number(*date) * 4 + 2,
            Self::Undated => 3,
        })
    }
}

/// Returns the day as a number: 2026-11-24 is 20261124.
fn number(date: Date) -> u32 {
    let part = |value: i8| u32::from(value.unsigned_abs());
    u32::from(date.year().unsigned_abs()) * 10_000 + part(date.month()) * 100 + part(date.day())
}

fn from_number(number: u32) -> Option<Date> {
    let year = i16::try_from(number / 10_000).ok()?;
    let part = |value: u32| i8::try_from(value % 100).ok();
    Date::new(year, part(number / 100)?, part(number)?).ok()
}

/// Reads and writes a day: as text where people read it, as one number in the compiled data.
pub(crate) mod day {
    use super::{Date, Deserialize, Deserializer, Error, Serializer, from_number, number};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over like this")]
    pub(crate) fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(date)
        } else {
            serializer.serialize_u32(number(*date))
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            let date = text.parse().ok().filter(|_| text.len() == 10);
            let message = || D::Error::custom(format!("`{text}` is not a day; allowed: YYYY-MM-DD"));
            return date.ok_or_else(message);
        }
        from_number(u32::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("not a day"))
    }
}

/// The same for a day that may be missing.
pub(crate) mod optional_day {
    use super::{Date, Deserialize, Deserializer, Serialize, Serializer, day};

    #[derive(Deserialize, Serialize)]
    struct Day(#[serde(with = "day")] Date);

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands it over like this"
    )]
    pub(crate) fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(Day).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(|Day(date)| date))
    }
}

/// Whether `date` lies more than so many months before `day`.
pub(crate) fn older_than(date: Date, day: Date, months: i32) -> bool {
    let month = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let between = month(day) - month(date);
    between > months || (between == months && day.day() > date.day())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn printing_and_reading_a_date_gives_the_same_date(year in 1990i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let date = jiff::civil::date(year, month, day);
            let (month, year) = (date.first_of_month(), date.first_of_year());
            for held in [SourceDate::Day(date), SourceDate::Month(month), SourceDate::Year(year), SourceDate::Undated] {
                prop_assert_eq!(held.to_string().parse(), Ok(held));
                prop_assert!(held.earliest() <= held.latest());
                let compiled = postcard::to_allocvec(&held).unwrap();
                prop_assert_eq!(postcard::from_bytes(&compiled), Ok(held));
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
