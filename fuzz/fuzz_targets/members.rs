//! Lists of members, of names for slips, and of the words a verifier saw.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::{checklist, verify};

fuzz_target!(|text: &str| {
    let _ = verify::read_members(text);
    let _ = verify::read_seen(text);
    let _ = checklist::read_names(text);
});
