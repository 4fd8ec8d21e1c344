//! Any text is read as a document in every form: no panic, and each sentence has a line of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opsec::text::document::{Form, fingerprint, sentences};

fuzz_target!(|text: &str| {
    let lines = text.lines().count().max(1);
    for form in [Form::Html, Form::Markdown, Form::Plain, Form::Lines] {
        for sentence in sentences(form, text).unwrap_or_default() {
            assert!((1..=lines).contains(&sentence.line));
            assert_eq!(fingerprint(&sentence.text), Some(sentence.fingerprint));
        }
    }
});
