//! The same request without Tor, only if it was asked for.

use opsec::torcheck::{Contact, Direct, Observation, Route, RouteKind};

use super::Session;
use super::ask::Form;
use crate::commands::torcheck::host_of;
use crate::net::Sender;
use crate::ui::someone_is_there;
use crate::words::torcheck as words;

impl Session<'_> {
    /// Asks without Tor, after saying what that reveals. Once, in the form that worked before: each request
    /// shows the user's own address. And not at all if there is nothing to compare with.
    pub(super) async fn direct(&mut self, route: &Route, observed: &Observation, form: Form) -> Direct {
        let Ok(through) = observed.answer else { return Direct::Needless };
        let language = self.ui.language();
        let host = host_of(&self.request.service);
        self.ui.say(&words::contacts_directly(language, &host, route));
        let is_quiet = self.ui.is_quiet();
        let question = || {
            if is_quiet { words::ask_directly(language, &host) } else { words::go_on(language).to_owned() }
        };
        if !self.request.yes && someone_is_there() && !self.is_confirmed(&question()).await {
            return Direct::Declined;
        }
        self.contacted.push(Contact { host, way: RouteKind::Direct });
        let direct = self.observe_once(form, &Sender::direct(&self.request.trust), self.one_request()).await;
        Direct::compare(direct.answer, through)
    }
}
