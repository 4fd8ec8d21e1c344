//! Replaces the Tor client in a program that was built without it.

use opsec::language::Language;
use opsec::torcheck::{Reason, SettingsError};
use reqwest::Url;

use super::{Home, News, NotReady, Program, refused};
use crate::net::http::Parts;
use crate::net::{Deadline, Trust};
use crate::outcome::Result;

/// Whether the client is part of this program.
pub(crate) const IS_BUILT_IN: bool = false;

/// The Tor client, which this build does not have.
pub(crate) enum Tor {}

/// The settings of the Tor client, which this build does not have.
pub(crate) enum Settings {}

impl Settings {
    /// Refuses before it reads or creates anything.
    pub(crate) fn read(language: Language, _: Option<&str>, _: Option<&str>) -> Result<Self> {
        Err(refused(language, SettingsError::NotBuiltIn))
    }

    pub(crate) fn has_bridges(&self) -> bool {
        match *self {}
    }

    pub(crate) fn programs(&self) -> &[Program] {
        match *self {}
    }

    pub(crate) fn needs_folder(&self) -> bool {
        match *self {}
    }
}

impl Tor {
    #[expect(clippy::unused_async, reason = "the real client takes its time")]
    pub(crate) async fn start(
        settings: Settings,
        _: Option<Home>,
        _: Deadline,
        _: impl FnMut(News),
    ) -> Result<Self, NotReady> {
        match settings {}
    }

    #[expect(clippy::unused_async, reason = "the real client takes its time")]
    pub(in crate::net) async fn get(&self, _: &Url, _: &Trust, _: Deadline) -> Result<Parts, Reason> {
        match *self {}
    }
}
