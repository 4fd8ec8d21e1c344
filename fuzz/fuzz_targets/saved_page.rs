//! A profile page saved from a browser.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::verify::{Challenge, SavedPage};

fuzz_target!(|page: &[u8]| {
    SavedPage::read(page, &Challenge::vocabulary()).holds("aardvark abandoned abbreviate");
});
