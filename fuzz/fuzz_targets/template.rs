//! The steps of a move, as data.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::yaml;

fuzz_target!(|text: &str| {
    let _ = yaml::template("migration.yaml", text);
});
