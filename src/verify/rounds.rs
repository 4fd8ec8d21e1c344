//! The rounds of a group: the one that counts, and earlier ones, whose words are known and refused.

use jiff::Timestamp;

use super::salt::ANY_PREFIX;
use super::{Salt, SaltError};

/// The most rounds that a file may hold: more are not looked at.
pub const MOST_ROUNDS: usize = 10;

/// The salts of a group's rounds.
///
/// Every round has a salt of its own: new words cannot be made with an old salt, wherever it went.
#[derive(Debug)]
pub struct Rounds {
    current: Salt,
    earlier: Vec<Salt>,
}

impl Rounds {
    /// Begins with a round that has no earlier ones.
    pub fn new(current: Salt) -> Self {
        Self { current, earlier: Vec::new() }
    }

    /// Begins another round; the words of the rounds so far no longer count.
    #[must_use]
    pub fn begin(self, current: Salt) -> Self {
        let mut earlier = self.earlier;
        earlier.insert(0, self.current);
        earlier.truncate(MOST_ROUNDS - 1);
        Self { current, earlier }
    }

    /// Finds the lines of salts in a text that may hold more. The one that expires last counts, of several the
    /// first.
    ///
    /// # Errors
    /// As [`Salt::read`], of any line.
    pub fn read(text: &str) -> Result<Self, SaltError> {
        let lines = text.lines().filter(|line| line.trim_start().starts_with(ANY_PREFIX)).take(MOST_ROUNDS);
        let mut salts = lines.map(Salt::read).collect::<Result<Vec<_>, _>>()?;
        if salts.is_empty() {
            return Salt::read(text).map(Self::new);
        }
        salts.sort_by_key(|salt| std::cmp::Reverse(salt.until()));
        Ok(Self { current: salts.remove(0), earlier: salts })
    }

    /// Returns the salt of the round that counts.
    pub fn current(&self) -> &Salt {
        &self.current
    }

    /// Returns the salts of earlier rounds, the latest first.
    pub fn earlier(&self) -> &[Salt] {
        &self.earlier
    }

    /// Returns the moment when the words that count expire.
    pub fn until(&self) -> Timestamp {
        self.current.until()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn salt(key: u8, hours: i64) -> Salt {
        Salt::new([key; 16], Timestamp::from_second(hours * 3600).unwrap())
    }

    fn keys(rounds: &Rounds) -> Vec<u8> {
        std::iter::once(&rounds.current).chain(&rounds.earlier).map(|salt| salt.key()[0]).collect()
    }

    #[test]
    fn the_round_that_expires_last_counts_wherever_it_stands() {
        let text = |salts: &[Salt]| -> String {
            salts.iter().map(|salt| format!("# a note\n  {}\n", *salt.line())).collect::<Vec<_>>().concat()
        };
        let read = |salts: &[Salt]| keys(&Rounds::read(&text(salts)).unwrap());
        assert_eq!(read(&[salt(1, 90), salt(2, 80), salt(3, 70)]), [1, 2, 3]);
        assert_eq!(read(&[salt(1, 70), salt(2, 80), salt(3, 90)]), [3, 2, 1]);
        assert_eq!(read(&[salt(1, 80), salt(2, 80)]), [1, 2]);
        assert_eq!(Rounds::read("Ada -> ada.42\n").unwrap_err(), SaltError::NotASalt);
        let damaged = format!("{}opsec-salt-2:abc", text(&[salt(1, 90)]));
        assert_eq!(Rounds::read(&damaged).unwrap_err(), SaltError::Damaged);
    }

    #[test]
    fn a_new_round_keeps_the_latest_ones_before_it() {
        let mut rounds = Rounds::new(salt(0, 0));
        for number in 1..20 {
            rounds = rounds.begin(salt(number, i64::from(number)));
        }
        assert_eq!(keys(&rounds), [19, 18, 17, 16, 15, 14, 13, 12, 11, 10]);
    }
}
