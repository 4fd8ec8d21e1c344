//! A round's salt: 128 random bits that only the verifiers hold, and the hour when the round's words expire.

use std::fmt;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Prefix of a salt's line; its number is the version of the algorithm.
const PREFIX: &str = "opsec-salt-2:";
/// Prefix in the first version. Its words were right at any hour of three days, which helped guessing.
const FIRST_PREFIX: &str = "opsec-salt-1:";
/// Prefix in every version.
pub(super) const ANY_PREFIX: &str = "opsec-salt-";
const HOURS: usize = 4;
const CHECK: usize = 4;

/// A round's salt. It has no `Display`, and its `Debug` shows nothing of the key.
pub struct Salt {
    key: Zeroizing<[u8; Self::BYTES]>,
    hours: u32,
}

/// The reason why a line is not a salt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaltError {
    /// It does not begin like a salt.
    #[error("the line does not begin with {PREFIX}")]
    NotASalt,
    /// It is of the first version, which does not say when its words expire.
    #[error("the line is of the first version")]
    FirstVersion,
    /// It is of another version of this program.
    #[error("the line is of another version")]
    OtherVersion,
    /// Letters are missing or wrong: the checksum does not match.
    #[error("letters of the line are missing or wrong")]
    Damaged,
}

impl Salt {
    /// Length of the key in bytes.
    pub const BYTES: usize = 16;

    /// Makes a salt of random bytes, which must come from the system's generator, for words that expire at a
    /// moment; minutes are cut off.
    pub fn new(key: [u8; Self::BYTES], until: Timestamp) -> Self {
        let hours = u32::try_from(until.as_second().div_euclid(3600)).unwrap_or_default();
        Self { key: Zeroizing::new(key), hours }
    }

    /// Returns the key's bytes, for the hash.
    pub(super) fn key(&self) -> &[u8] {
        self.key.as_slice()
    }

    /// Returns the hour when the words of this round expire.
    pub fn until(&self) -> Timestamp {
        Timestamp::from_second(i64::from(self.hours) * 3600).unwrap_or(Timestamp::MAX)
    }

    /// Returns the line to keep: key, hour, and four bytes by which a damaged one is noticed, in base 58.
    pub fn line(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(Self::BYTES + HOURS + CHECK));
        bytes.extend_from_slice(self.key());
        bytes.extend_from_slice(&self.hours.to_be_bytes());
        let sum = check(&bytes);
        bytes.extend_from_slice(&sum);
        let text = Zeroizing::new(bs58::encode(bytes.as_slice()).into_string());
        let mut line = Zeroizing::new(String::with_capacity(PREFIX.len() + text.len()));
        line.push_str(PREFIX);
        line.push_str(&text);
        line
    }

    /// Reads the line of a salt.
    ///
    /// # Errors
    /// When it is none, of another version, or damaged.
    pub fn read(line: &str) -> Result<Self, SaltError> {
        let line = line.trim();
        let Some(text) = line.strip_prefix(PREFIX) else {
            return Err(if line.starts_with(FIRST_PREFIX) {
                SaltError::FirstVersion
            } else if line.starts_with(ANY_PREFIX) && line.contains(':') {
                SaltError::OtherVersion
            } else {
                SaltError::NotASalt
            });
        };
        let bytes = Zeroizing::new(bs58::decode(text).into_vec().map_err(|_| SaltError::Damaged)?);
        let (said, sum) = bytes.split_last_chunk::<CHECK>().ok_or(SaltError::Damaged)?;
        let (key, hours) = said.split_last_chunk::<HOURS>().ok_or(SaltError::Damaged)?;
        let key: [u8; Self::BYTES] = key.try_into().map_err(|_| SaltError::Damaged)?;
        let salt = Self { key: Zeroizing::new(key), hours: u32::from_be_bytes(*hours) };
        if check(said) == *sum { Ok(salt) } else { Err(SaltError::Damaged) }
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Salt([redacted], {})", self.until())
    }
}

/// The first bytes of a hash that is used for nothing else.
fn check(said: &[u8]) -> [u8; CHECK] {
    let sum = Sha256::new().chain_update("opsec salt 2").chain_update(said).finalize();
    sum[..CHECK].try_into().expect("a SHA-256 has 32 bytes")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn until() -> Timestamp {
        "2026-12-06T12:00:00Z".parse().unwrap()
    }

    proptest! {
        #[test]
        fn a_salt_is_read_back_and_a_damaged_one_is_noticed(
            bytes: [u8; 16], hours in 0u32..70_000_000, at in 13usize..46, cut in 1usize..20,
        ) {
            let until = Timestamp::from_second(i64::from(hours) * 3600).unwrap();
            let line = Salt::new(bytes, until).line();
            let read = Salt::read(&format!(" {}\n", *line)).unwrap();
            prop_assert_eq!((*read.key, read.until()), (bytes, until));
            prop_assert_eq!(Salt::read(&line[..line.len() - cut]).unwrap_err(), SaltError::Damaged);
            let mut letters: Vec<char> = line.chars().collect();
            let at = at.min(letters.len() - 1);
            letters[at] = if letters[at] == 'x' { 'y' } else { 'x' };
            prop_assert_eq!(Salt::read(&letters.iter().collect::<String>()).unwrap_err(), SaltError::Damaged);
        }
    }

    #[test]
    fn other_lines_are_no_salts() {
        for (line, error) in [
            ("", SaltError::NotASalt),
            ("coat gnu plank", SaltError::NotASalt),
            ("opsec-salt-1:24XfyvPkrr5Y743dzzeqFsaFqeMG", SaltError::FirstVersion),
            ("opsec-salt-3:abc", SaltError::OtherVersion),
            ("opsec-salt-2:", SaltError::Damaged),
            ("opsec-salt-2:0OIl", SaltError::Damaged),
        ] {
            assert_eq!(Salt::read(line).unwrap_err(), error, "{line}");
        }
    }

    #[test]
    fn an_hour_that_cannot_be_written_is_long_past_or_far_off() {
        assert_eq!(Salt::new([1; 16], Timestamp::MIN).until(), Timestamp::UNIX_EPOCH);
        let far = Salt::new([1; 16], Timestamp::MAX);
        assert_eq!(Salt::read(&far.line()).unwrap().until(), far.until());
    }

    #[test]
    fn the_key_is_not_shown() {
        assert_eq!(format!("{:?}", Salt::new([7; 16], until())), "Salt([redacted], 2026-12-06T12:00:00Z)");
    }
}
