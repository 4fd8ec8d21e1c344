//! A sentence's fingerprint: enough to find the sentence again, and nothing of its text.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE32_NOPAD, Encoding};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The first 64 bits of SHA-256 over a normalised sentence: see [`super::document::fingerprint`].
///
/// Written as 13 letters and digits: base32 (RFC 4648 section 6) in lower case without padding, of the eight
/// bytes in the order of the hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u64);

/// The error of a text that is no fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a fingerprint; allowed: 13 of the characters a to z and 2 to 7")]
pub struct NotAFingerprint(String);

const ENCODING: Encoding = BASE32_NOPAD;

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&ENCODING.encode(&self.0.to_be_bytes()).to_ascii_lowercase())
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let wrong = || NotAFingerprint(text.chars().take(40).collect());
        let bytes = ENCODING.decode(text.to_ascii_uppercase().as_bytes()).map_err(|_| wrong())?;
        Ok(Self(u64::from_be_bytes(bytes.try_into().map_err(|_| wrong())?)))
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return String::deserialize(deserializer)?.parse().map_err(D::Error::custom);
        }
        u64::deserialize(deserializer).map(Self)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn printing_and_reading_a_fingerprint_gives_the_same(number: u64) {
            let text = Fingerprint(number).to_string();
            prop_assert_eq!(text.len(), 13);
            prop_assert_eq!(text.parse(), Ok(Fingerprint(number)));
            prop_assert_eq!(text.to_uppercase().parse(), Ok(Fingerprint(number)));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "q7x2mf0d", "aaaaaaaaaaaaaa", "aaaaaaaaaaaa", "aaaaaaaaaaaa1", "aaaaaaaaaaaaé"] {
            assert!(text.parse::<Fingerprint>().is_err(), "{text}");
        }
    }
}
