//! One library less to load at each start.

use std::env::var;

/// Links what unwinds the stack after a panic into the program, as `rustc` does itself for static programs.
///
/// Else the loader opens, maps and relocates `libgcc_s.so.1` at every start. `libgcc_eh.a` comes with each
/// GCC, which Rust needs on these systems to link anything.
pub(crate) fn link() {
    println!("cargo:rerun-if-changed=build/unwinder.rs");
    let is = |variable: &str, value: &str| var(variable).is_ok_and(|found| found == value);
    // The library alone links nothing: how a program is linked is for its makers to decide.
    let program = var("CARGO_FEATURE_CLI").is_ok();
    if program && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-lib=static:-bundle=gcc_eh");
    }
}
