//! The group's key: 128 random bits that only the verifiers hold. People know it as the group's salt.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Prefix of a key's line; its number is the version of the algorithm.
const PREFIX: &str = "opsec-salt-1:";
/// Prefix of a key's line in every version.
const ANY_PREFIX: &str = "opsec-salt-";
const CHECK: usize = 4;

/// A group's key. It has no `Display`, and its `Debug` shows nothing.
pub struct Key(Zeroizing<[u8; Self::BYTES]>);

/// The reason why a line is not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// It does not begin like a key.
    #[error("the line does not begin with {PREFIX}")]
    NotAKey,
    /// It is a key of another version of this program.
    #[error("the line is of another version")]
    OtherVersion,
    /// Letters are missing or wrong: the checksum does not match.
    #[error("letters of the line are missing or wrong")]
    Damaged,
}

impl Key {
    /// Length in bytes.
    pub const BYTES: usize = 16;

    /// Makes a key of random bytes, which must come from the system's generator.
    pub fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Returns the key's bytes, for the hash.
    pub(super) fn expose(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Returns the line to keep: the key and four bytes by which a damaged one is noticed, in base 58.
    pub fn line(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(Self::BYTES + CHECK));
        bytes.extend_from_slice(self.expose());
        bytes.extend_from_slice(&check(self.expose()));
        let text = Zeroizing::new(bs58::encode(bytes.as_slice()).into_string());
        let mut line = Zeroizing::new(String::with_capacity(PREFIX.len() + text.len()));
        line.push_str(PREFIX);
        line.push_str(&text);
        line
    }

    /// Reads the line of a key.
    ///
    /// # Errors
    /// When it is none, of another version, or damaged.
    pub fn read(line: &str) -> Result<Self, KeyError> {
        let line = line.trim();
        let Some(text) = line.strip_prefix(PREFIX) else {
            return Err(if line.starts_with(ANY_PREFIX) && line.contains(':') {
                KeyError::OtherVersion
            } else {
                KeyError::NotAKey
            });
        };
        let bytes = Zeroizing::new(bs58::decode(text).into_vec().map_err(|_| KeyError::Damaged)?);
        let key: [u8; Self::BYTES] = bytes
            .get(..Self::BYTES)
            .and_then(|key| key.try_into().ok())
            .filter(|_| bytes.len() == Self::BYTES + CHECK)
            .ok_or(KeyError::Damaged)?;
        if check(&key) == bytes[Self::BYTES..] { Ok(Self::new(key)) } else { Err(KeyError::Damaged) }
    }

    /// Finds the line of a key in a text that may hold more, such as a file kept from an earlier round.
    ///
    /// # Errors
    /// As [`Key::read`].
    pub fn find(text: &str) -> Result<Self, KeyError> {
        let line = text.lines().find(|line| line.trim_start().starts_with(ANY_PREFIX));
        Self::read(line.unwrap_or(text))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key([redacted])")
    }
}

/// The first bytes of a hash that is used for nothing else.
fn check(key: &[u8]) -> [u8; CHECK] {
    let sum = Sha256::new().chain_update("opsec salt 1").chain_update(key).finalize();
    sum[..CHECK].try_into().expect("a SHA-256 has 32 bytes")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_key_is_read_back_and_a_damaged_one_is_noticed(bytes: [u8; 16], at in 13usize..40, cut in 1usize..20) {
            let line = Key::new(bytes).line();
            prop_assert_eq!(*Key::read(&format!(" {}\n", *line)).unwrap().0, bytes);
            prop_assert_eq!(Key::read(&line[..line.len() - cut]).unwrap_err(), KeyError::Damaged);
            let mut letters: Vec<char> = line.chars().collect();
            let at = at.min(letters.len() - 1);
            letters[at] = if letters[at] == 'x' { 'y' } else { 'x' };
            prop_assert_eq!(Key::read(&letters.iter().collect::<String>()).unwrap_err(), KeyError::Damaged);
        }
    }

    #[test]
    fn other_lines_are_no_keys() {
        assert_eq!(Key::read("").unwrap_err(), KeyError::NotAKey);
        assert_eq!(Key::read("coat gnu plank").unwrap_err(), KeyError::NotAKey);
        assert_eq!(Key::read("opsec-salt-2:abc").unwrap_err(), KeyError::OtherVersion);
        let line = Key::new([7; 16]).line();
        assert_eq!(Key::find(&format!("Ada -> ada.42\n  {}\n", *line)).unwrap().0, Zeroizing::new([7; 16]));
        assert_eq!(Key::find("Ada -> ada.42\n").unwrap_err(), KeyError::NotAKey);
        assert_eq!(format!("{:?}", Key::new([7; 16])), "Key([redacted])");
    }
}
