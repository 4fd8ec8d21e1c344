//! Documents about the bundled reviews that are made from the data: how much of it is known and proven, and how often
//! two readers chose the same option.
//!
//! `DOCUMENTS=write cargo test --test it documents` writes them again.

mod agreement;
mod coverage;
mod plans;

use std::{env, fs};

/// Holds a document of `policies/` against what the data make of it today, or writes it.
fn compare(file: &str, made: &str) {
    let path = format!("{}/policies/{file}", env!("CARGO_MANIFEST_DIR"));
    if env::var_os("DOCUMENTS").is_some() {
        fs::write(&path, made).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == made,
        "{file} is not what the data say; run DOCUMENTS=write cargo test --test it documents"
    );
}
