//! Whole sessions: command, answer, exit code, on one page each. Those of the README and the guides are among them.

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .env("OPSEC_AS_OF", "2026-12-03")
        .env("COLUMNS", "80")
        .env("XDG_DATA_HOME", "/nonexistent")
        .case("tests/cmd/**/*.md")
        .case("docs/guide/*.md")
        .case("README.md");
}
