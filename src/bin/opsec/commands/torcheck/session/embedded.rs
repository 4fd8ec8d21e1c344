//! Through the Tor client in this program: what must be said and settled before it starts.

use opsec::torcheck::{Check, Contact, Route, RouteKind, stage};

use super::Session;
use crate::commands::torcheck::host_of;
use crate::files::private_cache_folder;
use crate::net::Sender;
use crate::net::tor::{NotReady, Settings, Tor};
use crate::outcome::Result;
use crate::ui::someone_is_there;
use crate::words::torcheck as words;

impl Session<'_> {
    /// Whether the Tor client in this program may start although its option was not given.
    pub(super) async fn is_embedded_wanted(&mut self) -> bool {
        let language = self.ui.language();
        if self.request.yes {
            self.announce_embedded(true);
            return true;
        }
        if !someone_is_there() {
            return false;
        }
        self.ui.say(words::found_no_tor(language));
        self.announce_embedded(false);
        self.is_confirmed(words::start_it(language)).await
    }

    /// Says what starting the Tor client in this program reveals, and to whom.
    pub(super) fn announce_embedded(&self, is_decided: bool) {
        let language = self.ui.language();
        self.ui.say(&if self.request.embedded.bridges.is_some() {
            words::contacts_bridges(language, is_decided)
        } else {
            words::contacts_relays(language, is_decided)
        });
    }

    /// Reads the settings of the Tor client before anyone is contacted.
    pub(super) fn settings(&self) -> Result<Settings> {
        let (language, embedded) = (self.ui.language(), &self.request.embedded);
        Settings::read(
            language,
            embedded.configuration.as_deref(),
            embedded.bridges.as_deref(),
            || match self.passing {
                Some(folder) => Ok((folder.path().to_owned(), true)),
                None => private_cache_folder(language, "tor").map(|folder| (folder, false)),
            },
        )
    }

    /// Asks through the Tor client in this program.
    pub(super) async fn embedded(&mut self, settings: Settings) -> Check {
        let language = self.ui.language();
        let bridges = self.request.embedded.bridges.is_some();
        let host = if bridges { words::tor_bridges(language) } else { words::tor_relays(language) };
        self.contacted.push(Contact { host: host.to_owned(), way: RouteKind::Direct });
        let mut progress = self.ui.progress();
        let started = Tor::start(settings, self.deadline, |fraction| {
            progress.at(fraction, words::stage(language, stage(fraction)));
        });
        let started = started.await;
        drop(progress);
        match started {
            Ok(tor) => {
                let sender = Sender::embedded(tor, bridges, &self.request.trust);
                self.announce(host_of(&self.request.service), sender.route());
                let (observed, form) = self.observe(&sender).await;
                let mut check = self.judged(&sender, &observed);
                self.finish(&mut check, &sender, &observed, form).await;
                check
            }
            Err(NotReady { reason, detail }) => {
                let mut check = self.not_asked(Route::Embedded { bridges }, reason);
                check.details.extend(detail);
                check
            }
        }
    }
}
