//! The Tor client in this program, where it is part of it.

use opsec::torcheck::{Reason, stage};

use super::{LONGEST_FILE, Session};
use crate::files::{PassingFolder, private_cache_folder, read_text};
use crate::net::Road;
use crate::net::tor::{NotReady, Tor};
use crate::outcome::Result;
use crate::render::torcheck::stage_text;

pub(super) use crate::net::tor::Setting;

pub(super) const IS_THERE: bool = true;

impl Tor {
    pub(super) fn road(&self) -> Road<'_> {
        Road::Embedded(self)
    }
}

/// Reads what the client is told, before anyone is contacted.
pub(super) fn prepare(session: &Session<'_>) -> Result<Setting> {
    let arguments = session.arguments;
    let toml = arguments
        .arti_config
        .as_deref()
        .map(|path| read_text(opsec::language::Language::default(), path, LONGEST_FILE))
        .transpose()?;
    let bridges = arguments
        .bridges
        .as_deref()
        .map(|path| read_text(opsec::language::Language::default(), path, LONGEST_FILE))
        .transpose()?;
    let folder = if arguments.ephemeral {
        if session.passing.get().is_none() {
            let _ = session.passing.set(PassingFolder::new()?);
        }
        session.passing.get().map(|folder| folder.path().to_owned()).unwrap_or_default()
    } else {
        private_cache_folder("tor")?
    };
    Setting::new(&folder, arguments.ephemeral, toml.as_deref(), bridges.as_deref())
}

/// Starts the client, with a bar; or says why it did not get ready.
pub(super) async fn start(setting: Setting, session: &Session<'_>) -> Result<Tor, (Reason, Option<String>)> {
    let mut progress = session.ui.progress();
    let started = Tor::start(setting, session.deadline, |fraction| {
        progress.at(fraction, stage_text(stage(fraction)));
    });
    started.await.map_err(|NotReady { reason, said }| (reason, said))
}
