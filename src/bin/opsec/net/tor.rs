//! The Tor client in this program, or its absence: only this module, and the files for it, know the feature
//! `embedded-tor`.

#[cfg(feature = "embedded-tor")]
#[path = "tor/enabled.rs"]
mod client;
#[cfg(not(feature = "embedded-tor"))]
#[path = "tor/disabled.rs"]
mod client;

use std::path::PathBuf;

use opsec::language::Language;
use opsec::torcheck::{Reason, SettingsError, Stage};

pub(crate) use client::{IS_BUILT_IN, Settings, Tor};

use crate::outcome::Failure;
use crate::words::torcheck::settings as words;

/// The reason why the client is not ready.
pub(crate) struct NotReady {
    pub(crate) reason: Reason,
    /// The client's own message, as it wrote it.
    pub(crate) detail: Option<String>,
    /// The folder that the reason is about.
    pub(crate) folder: Option<PathBuf>,
}

/// What happens while the client starts.
#[cfg_attr(not(feature = "embedded-tor"), expect(dead_code, reason = "client only"))]
pub(crate) enum News {
    /// How far it is, between 0 and 1, and at which stage.
    Progress(f32, Stage),
    /// Files of an earlier run were damaged. They were removed, and the start begins again.
    Repaired(PathBuf),
}

/// Where the client keeps its files.
#[cfg_attr(not(feature = "embedded-tor"), expect(dead_code, reason = "client only"))]
pub(crate) struct Home {
    pub(crate) folder: PathBuf,
    /// Whether everything goes there, whatever the configuration says.
    pub(crate) in_any_case: bool,
}

/// The program of a pluggable transport.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Program {
    /// The transports that it serves.
    pub(crate) transports: Vec<String>,
    pub(crate) path: PathBuf,
    /// Whether we found it ourselves.
    pub(crate) was_found: bool,
}

fn refused(language: Language, error: SettingsError) -> Failure {
    let failure = Failure::new(words::settings_refused(language, &error));
    let hints = words::settings_hints(language, &error);
    hints.into_iter().fold(failure, Failure::hint).because(error)
}
