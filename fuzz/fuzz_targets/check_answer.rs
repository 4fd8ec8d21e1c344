//! What a check service answers, to programs and to browsers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::torcheck::{read_json, read_page};

fuzz_target!(|body: &[u8]| {
    let _ = read_json(body);
    let _ = read_page(body);
});
