//! The one place that asks what day and what time it is.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::outcome::{Failure, Result};

/// Today in UTC, or the day in `OPSEC_AS_OF`, by which tests and README sessions stand still.
pub(crate) fn today() -> Result<Date> {
    match std::env::var("OPSEC_AS_OF") {
        Ok(text) => text.parse().map_err(|_| {
            Failure::new("OPSEC_AS_OF is not a date.").hint("Write it as YYYY-MM-DD, or unset it.")
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
    noon.map(|noon| noon.timestamp()).map_err(|_| Failure::new("OPSEC_AS_OF is out of range."))
}

/// This moment, by this computer's clock.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}
