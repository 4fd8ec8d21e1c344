//! The names of a plan's events in calendars: known only to those who have the plan's ID.

use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Hexadecimal digits of an ID.
const DIGITS: usize = 32;

/// The ID by which a plan's events are found again in a calendar: 128 random bits, as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarId([u8; 16]);

/// A text that is no calendar ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a calendar ID has 32 hexadecimal digits")]
pub struct NoCalendarId;

impl CalendarId {
    /// Takes random bytes for an ID.
    pub fn new(random: [u8; 16]) -> Self {
        Self(random)
    }

    /// The UID of a step's event, 32 hexadecimal digits: the same for the same step, and without the ID it
    /// can't be guessed and doesn't tell which step it is.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub fn uid(&self, step: &str) -> String {
        let mut keyed = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        keyed.update(step.as_bytes());
        let hash = keyed.finalize().into_bytes();
        Self(std::array::from_fn(|index| hash[index])).to_string()
    }
}

impl fmt::Display for CalendarId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for CalendarId {
    type Err = NoCalendarId;

    fn from_str(text: &str) -> Result<Self, NoCalendarId> {
        let is_hexadecimal = text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = is_hexadecimal.then(|| u128::from_str_radix(text, 16).ok()).flatten();
        number.map(|number| Self(number.to_be_bytes())).ok_or(NoCalendarId)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_is_written_and_nothing_else_is() {
        for bytes in [[0; 16], [0xab; 16], *b"0123456789abcdef"] {
            let id = CalendarId::new(bytes);
            assert_eq!(id.to_string().len(), DIGITS);
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.to_string().to_uppercase().parse(), Ok(id));
        }
        let plus = format!("+{}", "1".repeat(31));
        for wrong in ["", "1", plus.as_str(), &"g".repeat(32), &"1".repeat(33), &"é".repeat(16)] {
            assert_eq!(wrong.parse::<CalendarId>(), Err(NoCalendarId), "{wrong}");
        }
    }

    #[test]
    fn a_uid_is_an_hmac_with_the_id_as_its_key() {
        // Computed with Python's hmac module.
        let id = CalendarId::new([0; 16]);
        assert_eq!(id.uid("decide"), "e6cac078f2a6afc4605b0a538f38753e");
        assert_ne!(id.uid("decide"), id.uid("verify"));
        assert_ne!(id.uid("decide"), CalendarId::new([1; 16]).uid("decide"));
    }
}
