//! Words as a keyed hash of the old handle, the new name and the expiry.

use hmac::{Hmac, KeyInit, Mac};
use jiff::{Timestamp, ToSpan};
use sha2::Sha256;

use super::vocabulary::{Vocabulary, WORDS};
use super::{Member, Salt};
use crate::wordlist::{WordList, known};

/// Hours for which words are valid.
pub const VALID_HOURS: i64 = 72;
/// Domain of the hash: another use of the same key cannot give the same words.
const LABEL: &[u8] = b"opsec verify 2";

/// Returns the hour until which words made now are valid.
pub fn expiry(now: Timestamp) -> Timestamp {
    let hour = now.as_second().div_euclid(3600) * 3600;
    let begun = Timestamp::from_second(hour).unwrap_or(now);
    begun.saturating_add(VALID_HOURS.hours()).unwrap_or(Timestamp::MAX)
}

/// Makes the words that members are asked to post in one round.
pub struct Challenge {
    keyed: Hmac<Sha256>,
    until: Timestamp,
    list: WordList,
}

impl Challenge {
    /// Returns the challenge of the round that has this salt.
    ///
    /// # Panics
    /// Never: the word list is bundled, and HMAC takes keys of any length.
    pub fn new(salt: &Salt) -> Self {
        let keyed = Hmac::new_from_slice(salt.key()).expect("HMAC takes keys of any length");
        Self { keyed, until: salt.until(), list: list() }
    }

    /// Returns the moment when the words expire.
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// Returns what the words are chosen from.
    pub fn vocabulary() -> Vocabulary {
        Vocabulary::new(&list())
    }

    /// Returns a member's words, with a space between.
    pub fn phrase(&self, member: &Member) -> String {
        self.indices(member).map(|index| self.list.word(index)).join(" ")
    }

    /// Returns the indexes of the words in the list.
    ///
    /// HMAC-SHA-256 (RFC 2104) under the key, of: the label, then old handle, new name and expiry in
    /// seconds since 1970, each with its length in front, then a counter. The output is read eight
    /// bytes at a time; a number that would favour some words is thrown away, which makes every three
    /// words equally likely if the hash is a random function.
    fn indices(&self, member: &Member) -> [usize; WORDS] {
        let size = self.list.len() as u64;
        let phrases = size.pow(3);
        let fair = u64::MAX - u64::MAX % phrases;
        let mut counter = 0_u32;
        loop {
            let mut mac = self.keyed.clone();
            mac.update(LABEL);
            let seconds = self.until.as_second().to_be_bytes();
            for field in [member.old().key().as_bytes(), member.new_name().key().as_bytes(), &seconds] {
                mac.update(&(field.len() as u64).to_be_bytes());
                mac.update(field);
            }
            mac.update(&counter.to_be_bytes());
            let tag = mac.finalize().into_bytes();
            let numbers = tag
                .chunks_exact(8)
                .map(|chunk| u64::from_be_bytes(chunk.try_into().expect("chunks of eight bytes")));
            for number in numbers {
                if number < fair {
                    let index = |rest: u64| usize::try_from(rest % size).expect("less than the list");
                    return [index(number / size / size), index(number / size), index(number)];
                }
            }
            counter += 1;
        }
    }
}

/// The list from which the words are chosen.
fn list() -> WordList {
    known("eff-short-2").map(WordList::bundled).expect("EFF short 2 is bundled")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed apart from this program, with Python's hmac and hashlib:
    ///
    /// ```text
    /// key = bytes(range(16)); f = lambda b: len(b).to_bytes(8, "big") + b
    /// m = b"opsec verify 2" + f("ada#1".encode()) + f("ada.42".encode())
    ///     + f((1796000400).to_bytes(8, "big")) + (0).to_bytes(4, "big")
    /// n = int.from_bytes(hmac.new(key, m, "sha256").digest()[:8], "big")
    /// [words[n // 1296**2 % 1296], words[n // 1296 % 1296], words[n % 1296]]
    /// ```
    #[test]
    fn the_words_are_those_of_an_independent_computation() {
        let key = std::array::from_fn(|index| u8::try_from(index).unwrap());
        let salt = Salt::new(key, Timestamp::from_second(1_796_000_400).unwrap());
        let member = Member::read("Ada#1", "@ada.42").unwrap();
        assert_eq!(Challenge::new(&salt).phrase(&member), "canister hacking icepack");
    }

    #[test]
    fn words_are_valid_for_seventy_two_hours_from_the_hour_begun() {
        let now: Timestamp = "2026-11-26T10:59:59Z".parse().unwrap();
        assert_eq!(expiry(now), "2026-11-29T10:00:00Z".parse().unwrap());
    }

    #[test]
    fn every_field_changes_the_words_and_fields_do_not_run_together() {
        let until = expiry(Timestamp::UNIX_EPOCH);
        let words = |key: u8, until, old, new| {
            Challenge::new(&Salt::new([key; 16], until)).phrase(&Member::read(old, new).unwrap())
        };
        let all = [
            words(1, until, "ab", "c"),
            words(1, until, "a", "bc"),
            words(1, until, "c", "ab"),
            words(1, until, "ab", "d"),
            words(1, expiry(until), "ab", "c"),
            words(2, until, "ab", "c"),
        ];
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len(), "{all:?}");
    }
}
