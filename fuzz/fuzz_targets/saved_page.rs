//! A profile page saved from a browser.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use opsec::verify::SavedPage;
use opsec::wordlist::{WordList, known};

fuzz_target!(|html: &str| {
    let list = WordList::bundled(known("eff-short-2").unwrap());
    let page = SavedPage::read(html, &list);
    page.holds(&BTreeSet::from(["aardvark abandoned abbreviate".to_owned()]));
});
