//! A word list from anywhere: what is left after cleaning is clean.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::wordlist::clean;

fuzz_target!(|text: &str| {
    if let Ok(cleaned) = clean(text) {
        let words: Vec<_> = cleaned.list.iter().collect();
        let again = clean(&words.join("\n")).expect("a clean list is a list");
        assert_eq!(again.list.iter().collect::<Vec<_>>(), words);
    }
});
