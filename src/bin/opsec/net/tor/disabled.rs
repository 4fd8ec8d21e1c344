//! Replaces the Tor client in a program that was built without it.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use opsec::language::Language;
use opsec::torcheck::{Reason, SettingsError};
use url::Url;

use super::{NotReady, refused};
use crate::net::Deadline;
use crate::net::stream::Stream;
use crate::outcome::Result;

/// Whether the client is part of this program.
pub(crate) const IS_BUILT_IN: bool = false;

/// The Tor client, which this build does not have.
pub(crate) enum Tor {}

/// The settings of the Tor client, which this build does not have.
pub(crate) enum Settings {}

impl Settings {
    /// Refuses before it reads or creates anything.
    pub(crate) fn read(
        language: Language,
        _: Option<&Path>,
        _: Option<&Path>,
        _: impl FnOnce() -> Result<(PathBuf, bool)>,
    ) -> Result<Self> {
        Err(refused(language, SettingsError::NotBuiltIn))
    }
}

impl Tor {
    #[expect(clippy::unused_async, reason = "the real client takes its time")]
    pub(crate) async fn start(settings: Settings, _: Deadline, _: impl FnMut(f32)) -> Result<Self, NotReady> {
        match settings {}
    }

    #[expect(clippy::unused_async, reason = "the real client takes its time")]
    pub(in crate::net) async fn connect(&self, _: &Url) -> Result<Box<dyn Stream>, Reason> {
        match *self {}
    }

    #[expect(clippy::unused_async, reason = "the real client takes its time")]
    pub(in crate::net) async fn resolve(&self, _: &str) -> Result<IpAddr, Reason> {
        match *self {}
    }
}
