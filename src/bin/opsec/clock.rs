//! Reads the clock; no other module does.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use opsec::language::Language;

use crate::outcome::{Failure, Result};
use crate::words::clock as words;

/// Today in UTC, or the day in `OPSEC_AS_OF`, which keeps tests and README sessions the same.
pub(crate) fn today() -> Result<Date> {
    match std::env::var("OPSEC_AS_OF") {
        Ok(text) => text.parse().map_err(|error: jiff::Error| {
            let language = Language::default();
            Failure::new(words::not_a_date(language)).hint(words::not_a_date_hint(language)).because(error)
        }),
        Err(_) => Ok(Timestamp::now().to_zoned_datetime(TimeZone::UTC).date()),
    }
}

/// This moment, or noon of the day in `OPSEC_AS_OF`.
pub(crate) fn moment() -> Result<Timestamp> {
    if std::env::var_os("OPSEC_AS_OF").is_none() {
        return Ok(Timestamp::now());
    }
    let noon = today()?.at(12, 0, 0, 0).to_zoned_datetime(TimeZone::UTC);
    noon.map(|noon| noon.timestamp())
        .map_err(|error| Failure::new(words::out_of_range(Language::default())).because(error))
}

/// This moment, by this computer's clock.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}
