//! The group's salt: 128 random bits that only the verifiers hold.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// What a salt's line begins with; the number is that of the way words are made.
const PREFIX: &str = "opsec-salt-1:";
/// What every version's line begins with.
const ANY_PREFIX: &str = "opsec-salt-";
const CHECK: usize = 4;

/// A group's salt. It has no `Display`, and its `Debug` shows nothing.
pub struct Salt(Zeroizing<[u8; Self::BYTES]>);

/// Why a line is no salt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaltProblem {
    /// It does not begin like one.
    NotASalt,
    /// It is one of another version of this program.
    OtherVersion,
    /// Letters are missing or wrong: its check does not come out.
    Damaged,
}

impl fmt::Display for SaltProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotASalt => "this is no salt; one begins with opsec-salt-1:",
            Self::OtherVersion => "this salt is of another version of opsec",
            Self::Damaged => "letters of the salt are missing or wrong",
        })
    }
}

impl Salt {
    /// Length in bytes.
    pub const BYTES: usize = 16;

    /// Makes a salt of random bytes, which must come from the system's generator.
    pub fn new(bytes: [u8; Self::BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Lets the salt out, to key the hash.
    pub(super) fn expose(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// Returns the line to keep: the salt and four bytes by which a damaged one is noticed, in base 58.
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

    /// Reads the line of a salt.
    ///
    /// # Errors
    /// When it is none, of another version, or damaged.
    pub fn read(line: &str) -> Result<Self, SaltProblem> {
        let line = line.trim();
        let Some(text) = line.strip_prefix(PREFIX) else {
            return Err(if line.starts_with(ANY_PREFIX) && line.contains(':') {
                SaltProblem::OtherVersion
            } else {
                SaltProblem::NotASalt
            });
        };
        let bytes = Zeroizing::new(bs58::decode(text).into_vec().map_err(|_| SaltProblem::Damaged)?);
        let salt: [u8; Self::BYTES] = bytes
            .get(..Self::BYTES)
            .and_then(|salt| salt.try_into().ok())
            .filter(|_| bytes.len() == Self::BYTES + CHECK)
            .ok_or(SaltProblem::Damaged)?;
        if check(&salt) == bytes[Self::BYTES..] { Ok(Self::new(salt)) } else { Err(SaltProblem::Damaged) }
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt([redacted])")
    }
}

/// The first bytes of a hash that is used for nothing else.
fn check(salt: &[u8]) -> [u8; CHECK] {
    let sum = Sha256::new().chain_update("opsec salt 1").chain_update(salt).finalize();
    sum[..CHECK].try_into().expect("a SHA-256 has 32 bytes")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_salt_is_read_back_and_a_damaged_one_is_noticed(bytes: [u8; 16], at in 13usize..40, cut in 1usize..20) {
            let line = Salt::new(bytes).line();
            prop_assert_eq!(*Salt::read(&format!(" {}\n", *line)).unwrap().0, bytes);
            prop_assert_eq!(Salt::read(&line[..line.len() - cut]).unwrap_err(), SaltProblem::Damaged);
            let mut letters: Vec<char> = line.chars().collect();
            let at = at.min(letters.len() - 1);
            letters[at] = if letters[at] == 'x' { 'y' } else { 'x' };
            prop_assert_eq!(Salt::read(&letters.iter().collect::<String>()).unwrap_err(), SaltProblem::Damaged);
        }
    }

    #[test]
    fn other_lines_are_no_salts() {
        assert_eq!(Salt::read("").unwrap_err(), SaltProblem::NotASalt);
        assert_eq!(Salt::read("coat gnu plank").unwrap_err(), SaltProblem::NotASalt);
        assert_eq!(Salt::read("opsec-salt-2:abc").unwrap_err(), SaltProblem::OtherVersion);
        assert_eq!(format!("{:?}", Salt::new([7; 16])), "Salt([redacted])");
    }
}
