//! The files behind the compiled data, and the day it is judged on.

use std::fs;

use jiff::civil::{Date, date};
use opsec::data;
use opsec::review::Review;
use opsec::wordlist::{WordList, known};

/// The day the bundled data is judged on.
pub(crate) const TODAY: Date = date(2026, 11, 28);

/// The folder of the bundled data.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/policies");

/// Returns the text of a file of the bundled data.
pub(crate) fn text(file: &str) -> String {
    fs::read_to_string(format!("{FOLDER}/{file}")).unwrap()
}

/// Returns the names and texts of the files of a folder of the bundled data, by name.
pub(crate) fn texts(folder: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(format!("{FOLDER}/{folder}")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), text(&format!("{folder}/{name}")))).collect()
}

/// Returns the files of the plans, each its name and its text.
pub(crate) fn moves() -> Vec<(String, String)> {
    texts("moves")
}

/// Returns the names of the bundled reviews' files, in their order.
pub(crate) fn review_files() -> Vec<String> {
    let entries = fs::read_dir(format!("{FOLDER}/platforms")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub(crate) fn review(id: &str) -> &'static Review {
    data::reviews().get(id).unwrap()
}

/// Returns all bundled reviews, by id.
pub(crate) fn reviews() -> Vec<&'static Review> {
    data::reviews().iter().collect()
}

pub(crate) fn list(id: &str) -> WordList {
    WordList::bundled(known(id).unwrap())
}
