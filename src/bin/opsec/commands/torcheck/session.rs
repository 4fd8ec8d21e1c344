//! One run of the check, from the announcement to the verdict.

mod all;
mod ask;
mod direct;
mod embedded;
mod full;
mod system;

use opsec::torcheck::{
    Check, Contact, Control, Direct, Finding, Listener, Observation, Proxy, Reason, Route, Verdict,
};

use self::ask::{Form, Patience};
use super::find::{Choice, find};
use super::{Request, host_of};
use crate::clock;
use crate::files::PassingFolder;
use crate::net::{self, Deadline, Sender, tor};
use crate::outcome::Result;
use crate::ui::{Ui, is_confirmed, someone_is_there};
use crate::words::torcheck as words;

/// One run: what was asked for, and who was contacted so far.
pub(super) struct Session<'a> {
    request: &'a Request,
    /// The folder of `--ephemeral`.
    passing: Option<&'a PassingFolder>,
    ui: &'a Ui,
    deadline: Deadline,
    contacted: Vec<Contact>,
    /// Where a Tor was looked for.
    places: Vec<Finding>,
}

impl<'a> Session<'a> {
    pub(super) fn new(
        request: &'a Request,
        passing: Option<&'a PassingFolder>,
        deadline: Deadline,
        ui: &'a Ui,
    ) -> Self {
        Self { request, passing, ui, deadline, contacted: Vec::new(), places: Vec::new() }
    }

    pub(super) async fn check(mut self) -> Result<Check> {
        if self.request.system {
            return self.system().await;
        }
        if self.request.embedded.chosen {
            let settings = self.settings()?;
            self.announce_embedded(&settings, true);
            self.name_own_bridges().await;
            return self.embedded(settings).await;
        }
        let search = find(self.request.proxy.as_ref(), self.request.all, self.deadline, self.ui).await;
        self.places = search.places;
        match search.choice {
            Choice::Through(_) if self.request.all => {
                let check = self.through_all(None).await;
                Ok(check.unwrap_or_else(|| self.not_asked(Route::None, Reason::NoTorRunning)))
            }
            Choice::Through(Finding { proxy, listener }) => Ok(self.through(proxy, listener).await),
            Choice::Unusable { proxy, reason } => {
                self.name_own_bridges().await;
                let route = Route::Proxy { proxy, recognised: false, users: false };
                let refused = self.not_asked(route, reason);
                if self.request.all && self.places.iter().any(|finding| finding.listener.is_tor()) {
                    // What the environment names and is no Tor is one of those that were wanted.
                    return Ok(self.through_all(Some(refused.clone())).await.unwrap_or(refused));
                }
                Ok(refused)
            }
            // Its settings take longer to read than the whole search.
            Choice::Nothing if tor::IS_BUILT_IN && (self.request.yes || someone_is_there()) => {
                let settings = self.settings()?;
                if self.is_embedded_wanted(&settings).await {
                    return self.embedded(settings).await;
                }
                let is_client_declined = true;
                Ok(Check { is_client_declined, ..self.not_asked(Route::None, Reason::NoTorRunning) })
            }
            Choice::Nothing => Ok(self.not_asked(Route::None, Reason::NoTorRunning)),
            Choice::NoTor(reason) => {
                self.name_own_bridges().await;
                Ok(self.not_asked(Route::None, reason))
            }
        }
    }

    /// Asks at the terminal. The time to think does not count as waiting for the network.
    async fn is_confirmed(&mut self, question: &str) -> bool {
        let (language, question) = (self.ui.language(), self.ui.question(question));
        let confirmed = net::aside(move || is_confirmed(language, &question)).await.unwrap_or(false);
        self.deadline = Deadline::after(self.request.timeout);
        confirmed
    }

    /// Asks through a proxy, and meanwhile the control port of the Tor behind it.
    async fn through(&mut self, proxy: Proxy, listener: Listener) -> Check {
        let sender = Sender::proxy(proxy.clone(), listener, &self.request.trust);
        self.announce(host_of(&self.request.service), sender.route());
        let control = self.control(proxy, sender.route().is_tor());
        let ((observed, form), control) = net::both(self.observe(&sender, Patience::Whole), control).await;
        let mut check = self.judged(&sender, &observed);
        check.add_control(control, clock::now());
        self.finish(&mut check, &sender, &observed, form).await;
        check
    }

    /// Completes the result with more checks, if they were asked for.
    async fn finish(&mut self, check: &mut Check, sender: &Sender<'_>, observed: &Observation, form: Form) {
        if let (Verdict::TorUnlisted, Ok(answer)) = (check.verdict, observed.answer)
            && let Some(listed) = sender.listed(answer.address, self.deadline).await
        {
            check.add_listed(listed);
        }
        if self.request.full {
            check.full = Some(self.full(sender, check, observed).await);
        }
        if self.request.compare_direct {
            check.add_direct(self.direct(sender.route(), observed, form).await);
        }
        check.contacted.clone_from(&self.contacted);
    }

    /// Asks Tor's control port while the request is on its way.
    async fn control(&self, proxy: Proxy, is_tor: bool) -> Control {
        if !is_tor || !net::is_here(&proxy) {
            return Control::NotAsked;
        }
        if let Some(name) = net::ignored_control_variable() {
            self.ui.warn(&words::request::control_ignored(self.ui.language(), name));
        }
        let control = net::ask_control(&proxy, self.deadline).await;
        if let Some(phase) = control.unready() {
            self.ui.say(&words::still_starting(self.ui.language(), phase));
        }
        control
    }

    /// Says that a Tor of the user's has bridges, which the Tor client in this program would pass by.
    async fn name_own_bridges(&self) {
        if self.request.embedded.bridges.is_none() && self.request.proxy.is_none() {
            let bridges = net::bridges_of_a_running_tor(self.deadline).await.len();
            if bridges > 0 {
                self.ui.warn(&words::request::has_own_bridges(self.ui.language(), bridges));
            }
        }
    }

    /// Says who will be contacted, and how.
    fn announce(&mut self, host: String, route: &Route) {
        self.ui.say(&words::contacts(self.ui.language(), &host, route));
        self.contacted.push(Contact { host, way: route.kind() });
    }

    fn judged(&self, sender: &Sender<'_>, observed: &Observation) -> Check {
        let service = self.request.service.to_string();
        let mut check = Check::new(sender.route().clone(), service, self.request.timeout.as_secs(), observed);
        check.places.clone_from(&self.places);
        if self.request.show_address {
            check.address = observed.answer.ok().map(|answer| answer.address);
        }
        check
    }

    /// The result if the service could not be asked.
    fn not_asked(&self, route: Route, reason: Reason) -> Check {
        let service = self.request.service.to_string();
        let mut check = Check::not_asked(route, service, self.request.timeout.as_secs(), reason);
        check.contacted.clone_from(&self.contacted);
        check.direct = self.request.compare_direct.then_some(Direct::Needless);
        check.places.clone_from(&self.places);
        check.others = self.request.all.then(Vec::new);
        check
    }
}
