//! Tools that some tests need besides Rust.

use std::process::{Command, Stdio};

/// Tells whether a tool is missing, and may be: says SKIPPED then, and fails where it is required
/// (`OPSEC_TEST_REQUIRE=tor,chromium,strace`).
pub(crate) fn missing(tool: &str) -> bool {
    let there =
        Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    let required =
        std::env::var("OPSEC_TEST_REQUIRE").is_ok_and(|tools| tools.split(',').any(|name| name == tool));
    assert!(there || !required, "{tool} is required and not installed");
    if !there {
        eprintln!("SKIPPED: {tool} is not installed");
    }
    !there
}
