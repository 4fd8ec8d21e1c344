//! The plans for a move, as data.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::yaml;

fuzz_target!(|text: &str| {
    let _ = yaml::template(&[("plan.yaml".to_owned(), text.to_owned())]);
});
