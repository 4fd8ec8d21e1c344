//! Words as a keyed hash of the old handle, the new name and the expiry.

use hmac::{Hmac, KeyInit, Mac};
use jiff::{Timestamp, ToSpan};
use sha2::Sha256;

use super::{Key, Member};
use crate::wordlist::{WordList, known};

/// Hours for which words are valid.
pub const VALID_HOURS: i64 = 72;
/// Words of EFF short 2 for each member: 31 bits. Guessing has one public try; what counts is that
/// nobody can link or predict them.
pub const WORDS: usize = 3;

/// Domain of the hash: another use of the same key cannot give the same words.
const LABEL: &[u8] = b"opsec verify 1";

/// Returns the hour until which words made now are valid.
pub fn expiry(now: Timestamp) -> Timestamp {
    let hour = now.as_second().div_euclid(3600) * 3600;
    let begun = Timestamp::from_second(hour).unwrap_or(now);
    begun.saturating_add(VALID_HOURS.hours()).unwrap_or(Timestamp::MAX)
}

/// Makes the words that members are asked to post.
pub struct Challenge {
    keyed: Hmac<Sha256>,
    list: WordList,
}

impl Challenge {
    /// Returns the challenge of the group that holds this key.
    ///
    /// # Panics
    /// Never: the word list is bundled, and HMAC takes keys of any length.
    pub fn new(key: &Key) -> Self {
        let keyed = Hmac::new_from_slice(key.expose()).expect("HMAC takes keys of any length");
        let list = known("eff-short-2").map(WordList::bundled).expect("EFF short 2 is bundled");
        Self { keyed, list }
    }

    /// Returns the list from which the words are chosen.
    pub fn list(&self) -> &WordList {
        &self.list
    }

    /// Returns a member's words until an hour, with a space between.
    pub fn phrase(&self, member: &Member, until: Timestamp) -> String {
        self.indices(member, until).map(|index| self.list.word(index)).join(" ")
    }

    /// Returns the indexes of the words in the list.
    ///
    /// HMAC-SHA-256 (RFC 2104) under the key, of: the label, then old handle, new name and expiry in
    /// seconds since 1970, each with its length in front, then a counter. The output is read eight
    /// bytes at a time; a number that would favour some words is thrown away, which makes every three
    /// words equally likely if the hash is a random function.
    fn indices(&self, member: &Member, until: Timestamp) -> [usize; WORDS] {
        let size = self.list.len() as u64;
        let phrases = size.pow(3);
        let fair = u64::MAX - u64::MAX % phrases;
        let mut counter = 0_u32;
        loop {
            let mut mac = self.keyed.clone();
            mac.update(LABEL);
            let seconds = until.as_second().to_be_bytes();
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

/// The letters of a phrase in lower case: separators and case make no difference.
pub(super) fn letters(phrase: &str) -> String {
    phrase.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed apart from this program, with Python's hmac and hashlib:
    ///
    /// ```text
    /// key = bytes(range(16)); f = lambda b: len(b).to_bytes(8, "big") + b
    /// m = b"opsec verify 1" + f("ada#1".encode()) + f("ada.42".encode())
    ///     + f((1796000400).to_bytes(8, "big")) + (0).to_bytes(4, "big")
    /// n = int.from_bytes(hmac.new(key, m, "sha256").digest()[:8], "big")
    /// [words[n // 1296**2 % 1296], words[n // 1296 % 1296], words[n % 1296]]
    /// ```
    #[test]
    fn the_words_are_those_of_an_independent_computation() {
        let key = Key::new(std::array::from_fn(|index| u8::try_from(index).unwrap()));
        let member = Member::read("Ada#1", "@ada.42").unwrap();
        let until = Timestamp::from_second(1_796_000_400).unwrap();
        assert_eq!(Challenge::new(&key).phrase(&member, until), "attic unyielding abrasion");
    }

    #[test]
    fn words_are_valid_for_seventy_two_hours_from_the_hour_begun() {
        let now: Timestamp = "2026-11-26T10:59:59Z".parse().unwrap();
        assert_eq!(expiry(now), "2026-11-29T10:00:00Z".parse().unwrap());
    }

    #[test]
    fn every_field_changes_the_words_and_fields_do_not_run_together() {
        let challenge = Challenge::new(&Key::new([1; 16]));
        let until = expiry(Timestamp::UNIX_EPOCH);
        let words = |old, new| challenge.phrase(&Member::read(old, new).unwrap(), until);
        let later = challenge.phrase(&Member::read("ab", "c").unwrap(), expiry(until));
        let other = Challenge::new(&Key::new([2; 16])).phrase(&Member::read("ab", "c").unwrap(), until);
        let all = [words("ab", "c"), words("a", "bc"), words("c", "ab"), words("ab", "d"), later, other];
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len(), "{all:?}");
    }
}
