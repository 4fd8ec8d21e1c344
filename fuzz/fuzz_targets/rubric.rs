//! A rubric that someone wrote.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::policy::Rubric;

fuzz_target!(|text: &str| {
    let _ = Rubric::read("rubric.yaml", text);
});
