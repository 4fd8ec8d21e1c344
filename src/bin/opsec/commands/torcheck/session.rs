//! One run of the check, from the announcement to the verdict.

mod ask;
mod direct;
mod embedded;
mod full;
mod system;

use opsec::torcheck::{Check, Contact, Control, Direct, Listener, Observation, Proxy, Reason, Route};

use self::ask::Form;
use super::find::{Found, find};
use super::{Request, host_of};
use crate::clock;
use crate::files::PassingFolder;
use crate::net::{self, Deadline, Sender, tor};
use crate::outcome::Result;
use crate::ui::{Ui, is_confirmed};
use crate::words::torcheck as words;

/// One run: what was asked for, and who was contacted so far.
pub(super) struct Session<'a> {
    request: &'a Request,
    /// The folder of `--ephemeral`.
    passing: Option<&'a PassingFolder>,
    ui: &'a Ui,
    deadline: Deadline,
    contacted: Vec<Contact>,
}

impl<'a> Session<'a> {
    pub(super) fn new(request: &'a Request, passing: Option<&'a PassingFolder>, ui: &'a Ui) -> Self {
        Self { request, passing, ui, deadline: Deadline::after(request.timeout), contacted: Vec::new() }
    }

    pub(super) async fn check(mut self) -> Result<Check> {
        if self.request.system {
            return self.system().await;
        }
        if self.request.embedded.chosen {
            let settings = self.settings()?;
            self.announce_embedded(true);
            return Ok(self.embedded(settings).await);
        }
        match find(self.request.proxy.as_ref(), self.deadline, self.ui).await {
            Found::Proxy { proxy, listener } => Ok(self.through(proxy, listener).await),
            Found::Unusable { proxy, reason } => {
                let route = Route::Proxy { proxy, recognised: false, users: false };
                Ok(self.not_asked(route, reason))
            }
            Found::Nothing if tor::IS_BUILT_IN && self.is_embedded_wanted().await => {
                let settings = self.settings()?;
                Ok(self.embedded(settings).await)
            }
            Found::Nothing => Ok(self.not_asked(Route::None, Reason::NoTorRunning)),
        }
    }

    /// Asks at the terminal. The time to think does not count as waiting for the network.
    async fn is_confirmed(&mut self, question: &'static str) -> bool {
        let language = self.ui.language();
        let confirmed = net::aside(move || is_confirmed(language, question)).await.unwrap_or(false);
        self.deadline = Deadline::after(self.request.timeout);
        confirmed
    }

    /// Asks through a proxy, and meanwhile the control port of the Tor behind it.
    async fn through(&mut self, proxy: Proxy, listener: Listener) -> Check {
        let sender = Sender::proxy(proxy.clone(), listener, &self.request.trust);
        self.announce(host_of(&self.request.service), sender.route());
        let control = self.control(proxy, sender.route().is_tor());
        let ((observed, form), control) = net::both(self.observe(&sender), control).await;
        let mut check = self.judged(&sender, &observed);
        check.add_control(control, clock::now());
        self.finish(&mut check, &sender, &observed, form).await;
        check
    }

    /// Completes the result with more checks, if they were asked for.
    async fn finish(&mut self, check: &mut Check, sender: &Sender<'_>, observed: &Observation, form: Form) {
        if self.request.full {
            check.full = Some(self.full(sender, check, observed).await);
        }
        if self.request.compare_direct {
            check.add_direct(self.direct(observed, form).await);
        }
        check.contacted.clone_from(&self.contacted);
    }

    /// Asks Tor's control port while the request is on its way.
    async fn control(&self, proxy: Proxy, is_tor: bool) -> Control {
        if !is_tor || !proxy.is_on_this_machine() {
            return Control::NotAsked;
        }
        let deadline = self.deadline;
        let control = net::aside(move || net::ask_control(&proxy, deadline)).await.unwrap_or(Control::None);
        if let Some(phase) = control.unready() {
            self.ui.say(&words::still_starting(self.ui.language(), phase));
        }
        control
    }

    /// Says who will be contacted, and how.
    fn announce(&mut self, host: String, route: &Route) {
        self.ui.say(&words::contacts(self.ui.language(), &host, route));
        self.contacted.push(Contact { host, way: route.kind() });
    }

    fn judged(&self, sender: &Sender<'_>, observed: &Observation) -> Check {
        let service = self.request.service.to_string();
        let mut check = Check::new(sender.route().clone(), service, self.request.timeout.as_secs(), observed);
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
        check
    }
}
