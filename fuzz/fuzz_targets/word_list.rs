//! A word list from anywhere: what is left after reading it are words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::wordlist::read;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = read(bytes) {
        for word in read.list.iter() {
            assert!(!word.is_empty() && !word.contains(char::is_whitespace) && !word.contains(char::is_control));
        }
    }
});
