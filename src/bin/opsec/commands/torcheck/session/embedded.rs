//! Through the Tor client in this program: what must be said and settled before it starts.

use opsec::torcheck::{Check, Contact, Route, RouteKind};

use super::Session;
use super::ask::Patience;
use crate::commands::torcheck::host_of;
use crate::files::private_cache_folder;
use crate::net::Sender;
use crate::net::tor::{Home, News, NotReady, Settings, Tor};
use crate::outcome::Result;
use crate::ui::someone_is_there;
use crate::words::torcheck as words;

impl Session<'_> {
    /// Whether the Tor client in this program may start although its option was not given.
    pub(super) async fn is_embedded_wanted(&mut self, settings: &Settings) -> bool {
        let language = self.ui.language();
        if self.request.yes {
            self.announce_embedded(settings, true);
            return true;
        }
        if !someone_is_there() {
            return false;
        }
        self.ui.say(words::found_no_tor(language));
        self.announce_embedded(settings, false);
        // Nothing was said before it that isn't said in it.
        let is_quiet = self.ui.is_quiet();
        self.is_confirmed(if is_quiet { words::start_client(language) } else { words::start_it(language) })
            .await
    }

    /// Says what starting the Tor client in this program reveals, to whom, and what it starts.
    pub(super) fn announce_embedded(&self, settings: &Settings, is_decided: bool) {
        let language = self.ui.language();
        self.ui.say(&if settings.has_bridges() {
            words::contacts_bridges(language, is_decided)
        } else {
            words::contacts_relays(language, is_decided)
        });
        for program in settings.programs() {
            let (path, names) = (program.path.to_string_lossy(), program.transports.join(", "));
            self.ui.say(&words::starts_program(language, &path, &names, is_decided));
        }
    }

    /// Reads the settings of the Tor client before anyone is contacted.
    pub(super) fn settings(&self) -> Result<Settings> {
        let embedded = &self.request.embedded;
        let (configuration, bridges) = (embedded.configuration.as_deref(), embedded.bridges.as_deref());
        Settings::read(self.ui.language(), configuration, bridges)
    }

    /// Where the client keeps its files; nothing if its configuration says it.
    fn home(&self, settings: &Settings) -> Result<Option<Home>> {
        if let Some(folder) = self.passing {
            return Ok(Some(Home { folder: folder.path().to_owned(), in_any_case: true }));
        }
        if !settings.needs_folder() {
            return Ok(None);
        }
        let folder = private_cache_folder(self.ui.language(), "tor")?;
        Ok(Some(Home { folder, in_any_case: false }))
    }

    /// Asks through the Tor client in this program.
    pub(super) async fn embedded(&mut self, settings: Settings) -> Result<Check> {
        let language = self.ui.language();
        let home = self.home(&settings)?;
        let bridges = settings.has_bridges();
        let host = if bridges { words::tor_bridges(language) } else { words::tor_relays(language) };
        self.contacted.push(Contact { host: host.to_owned(), way: RouteKind::Direct });
        let ui = self.ui;
        let mut progress = ui.progress();
        let started = Tor::start(settings, home, self.deadline, |news| match news {
            News::Progress(fraction, stage) => progress.at(fraction, words::stage(language, stage)),
            News::Repaired(folder) => ui.warn(&words::repaired(language, &folder.to_string_lossy())),
        });
        let started = started.await;
        drop(progress);
        match started {
            Ok(tor) => {
                let sender = Sender::embedded(tor, bridges, &self.request.trust);
                self.announce(host_of(&self.request.service), sender.route());
                let (observed, form) = self.observe(&sender, Patience::Whole).await;
                let mut check = self.judged(&sender, &observed);
                self.finish(&mut check, &sender, &observed, form).await;
                Ok(check)
            }
            Err(NotReady { reason, detail, folder }) => {
                let mut check = self.not_asked(Route::Embedded { bridges }, reason);
                check.details.extend(detail.filter(|detail| !detail.is_empty()));
                check.folder = folder.map(|folder| folder.to_string_lossy().into_owned());
                Ok(check)
            }
        }
    }
}
