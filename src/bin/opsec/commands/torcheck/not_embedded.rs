//! The Tor client in this program, where it is not part of it.

use opsec::torcheck::Reason;

use super::Session;
use crate::net::Road;
use crate::outcome::{Failure, Result};

pub(super) const IS_THERE: bool = false;

/// There is none.
pub(super) enum Setting {}

impl Setting {
    pub(super) fn road(&self) -> Road<'_> {
        match *self {}
    }
}

pub(super) fn prepare(_: &Session<'_>) -> Result<Setting> {
    Err(Failure::new("This opsec was built without the Tor client.")
        .hint(
            "Build it with the feature embedded-tor, which is on by default: cargo install --locked --path .",
        )
        .hint("Or start Tor Browser or the tor service, and run opsec torcheck."))
}

#[expect(clippy::unused_async, reason = "it is awaited where there is one")]
pub(super) async fn start(setting: Setting, _: &Session<'_>) -> Result<Setting, (Reason, Option<String>)> {
    Ok(setting)
}
