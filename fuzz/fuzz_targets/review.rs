//! A review that someone wrote, against the bundled rubric.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use opsec::{data, review, yaml};

fuzz_target!(|text: &str| {
    let rubric = data::rubric();
    if let Ok(review) = yaml::review("review.yaml", text, rubric, date(2026, 12, 3)) {
        review::advise(&review, rubric);
    }
});
