//! A rubric that someone wrote.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::yaml;

fuzz_target!(|text: &str| {
    let _ = yaml::rubric("rubric.yaml", text);
});
