//! The Tor client in this program, or its absence: only this module knows the feature `embedded-tor`.

#[cfg(feature = "embedded-tor")]
#[path = "tor/enabled.rs"]
mod client;
#[cfg(not(feature = "embedded-tor"))]
#[path = "tor/disabled.rs"]
mod client;

use opsec::language::Language;
use opsec::torcheck::{Reason, SettingsError};

pub(crate) use client::{IS_BUILT_IN, Settings, Tor};

use crate::outcome::Failure;
use crate::words::torcheck::settings as words;

/// The reason why the client is not ready.
pub(crate) struct NotReady {
    pub(crate) reason: Reason,
    /// The client's own message, as it wrote it.
    pub(crate) detail: Option<String>,
}

fn refused(language: Language, error: SettingsError) -> Failure {
    let failure = Failure::new(words::settings_refused(language, &error));
    let hints = words::settings_hints(language, &error);
    hints.into_iter().fold(failure, Failure::hint).because(error)
}
