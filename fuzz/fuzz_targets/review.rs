//! A review that someone wrote, against the bundled rubric.
#![no_main]

use std::sync::LazyLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use opsec::policy::{RUBRIC, Review, Rubric, advise};

static BUNDLED: LazyLock<Rubric> = LazyLock::new(|| Rubric::read("rubric.yaml", RUBRIC).unwrap());

fuzz_target!(|text: &str| {
    if let Ok(review) = Review::read("review.yaml", text, &BUNDLED, date(2026, 12, 3)) {
        advise(&review, &BUNDLED);
    }
});
