//! Replaces the Tor client in a program that was built without it.

use std::net::IpAddr;

use opsec::language::Language;
use opsec::torcheck::{Presence, Reason, SettingsError};
use url::Url;

use super::{Home, News, NotReady, Program, refused};
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
    pub(in crate::net) async fn connect(&self, _: &Url, _: Deadline) -> Result<Box<dyn Stream>, Reason> {
        match *self {}
    }

    pub(in crate::net) fn presence(&self, _: IpAddr) -> Option<Presence> {
        match *self {}
    }

    #[expect(clippy::unused_async, reason = "the real client takes its time")]
    pub(in crate::net) async fn resolve(&self, _: &str, _: Deadline) -> Result<IpAddr, Reason> {
        match *self {}
    }
}
