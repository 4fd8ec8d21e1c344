//! One run of the check, from the announcement to the verdict.

use std::time::Duration;

use opsec::torcheck::{
    Answer, Check, Contact, Control, Direct, Full, Isolation, Observation, Onion, Proxy, Reason, Route,
    RouteKind, read_json, read_page, service_clock, stage,
};

use super::find::{Found, find};
use super::{Request, host_of};
use crate::clock;
use crate::files::{PassingFolder, private_cache_folder};
use crate::net::tor::{self, NotReady, Settings, Tor};
use crate::net::{self, Deadline, Listener, Response, Sender};
use crate::outcome::Result;
use crate::ui::{Ui, is_confirmed, someone_is_there};
use crate::words::torcheck as words;

/// One request gets at most this long, so another circuit can be tried.
const ONE_REQUEST: Duration = Duration::from_secs(45);
/// With less than this left, a request gets all of it.
const LITTLE: Duration = Duration::from_secs(20);

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

    /// Whether the Tor client in this program may start although its option was not given.
    async fn is_embedded_wanted(&mut self) -> bool {
        let language = self.ui.language();
        if self.request.yes {
            self.announce_embedded(true);
            return true;
        }
        if !someone_is_there() {
            return false;
        }
        self.ui.say(words::no_tor_running(language));
        self.announce_embedded(false);
        self.is_confirmed(words::start_it(language)).await
    }

    /// Asks at the terminal. The time to think does not count as waiting for the network.
    async fn is_confirmed(&mut self, question: &'static str) -> bool {
        let language = self.ui.language();
        let confirmed = net::aside(move || is_confirmed(language, question)).await.unwrap_or(false);
        self.deadline = Deadline::after(self.request.timeout);
        confirmed
    }

    /// Says what starting the Tor client in this program reveals, and to whom.
    fn announce_embedded(&self, is_decided: bool) {
        let language = self.ui.language();
        self.ui.say(&if self.request.embedded.bridges.is_some() {
            words::contacts_bridges(language, is_decided)
        } else {
            words::contacts_relays(language, is_decided)
        });
    }

    /// Reads the settings of the Tor client before anyone is contacted.
    fn settings(&self) -> Result<Settings> {
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
    async fn embedded(&mut self, settings: Settings) -> Check {
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
                let observed = self.observe(&sender).await;
                let mut check = self.judged(&sender, &observed);
                self.finish(&mut check, &sender, &observed).await;
                check
            }
            Err(NotReady { reason, detail }) => {
                let mut check = self.not_asked(Route::Embedded { bridges }, reason);
                check.details.extend(detail);
                check
            }
        }
    }

    /// Asks through a proxy, and meanwhile the control port of the Tor behind it.
    async fn through(&mut self, proxy: Proxy, listener: Listener) -> Check {
        let sender = Sender::proxy(proxy.clone(), listener, &self.request.trust);
        self.announce(host_of(&self.request.service), sender.route());
        let control = self.control(proxy, sender.route().is_tor());
        let (observed, control) = net::both(self.observe(&sender), control).await;
        let mut check = self.judged(&sender, &observed);
        check.add_control(control, clock::now());
        self.finish(&mut check, &sender, &observed).await;
        check
    }

    /// Completes the result after the verdict: the clock's part in it, and more checks if they were asked for.
    async fn finish(&mut self, check: &mut Check, sender: &Sender<'_>, observed: &Observation) {
        check.blame_clock();
        if self.request.full {
            let isolation = match sender.route().isolates() {
                false => Isolation::Unsupported,
                true if check.came_back(observed) => self.isolation(sender).await,
                true => Isolation::NotChecked,
            };
            check.full = Some(Full { isolation, onion: self.onion(sender).await });
        }
        if self.request.compare_direct {
            check.direct = self.direct(observed).await;
        }
        check.contacted.clone_from(&self.contacted);
    }

    /// Asks twice more, each time as another user, and compares where the requests came out.
    async fn isolation(&self, sender: &Sender<'_>) -> Isolation {
        let one = self.observe_path("api/ip", read_json, sender).await.answer;
        let other = self.observe_path("api/ip", read_json, sender).await.answer;
        Isolation::between(one, other)
    }

    /// Requests a page of an onion service, which no other network than Tor can reach.
    async fn onion(&mut self, sender: &Sender<'_>) -> Option<Onion> {
        let url = self.request.onion.as_ref()?;
        let host = host_of(url);
        self.announce(host.clone(), sender.route());
        // The verdict is known already: an onion service that is gone must not delay it for minutes.
        let reached = sender.get(url, self.deadline.within(ONE_REQUEST)).await;
        Some(Onion { host, reached: reached.map(drop) })
    }

    /// Asks without Tor, after saying what that reveals.
    async fn direct(&mut self, observed: &Observation) -> Option<Direct> {
        let language = self.ui.language();
        let host = host_of(&self.request.service);
        self.ui.say(&words::contacts_directly(language, &host));
        if !self.request.yes && someone_is_there() && !self.is_confirmed(words::go_on(language)).await {
            return None;
        }
        self.contacted.push(Contact { host, way: RouteKind::Direct });
        let answer = self.observe(&Sender::direct(&self.request.trust)).await.answer;
        Some(Direct::compare(answer, observed.answer))
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

    /// Asks the service for its answer, and for its page if the answer cannot be used.
    async fn observe(&self, sender: &Sender<'_>) -> Observation {
        let first = self.observe_path("api/ip", read_json, sender).await;
        match first.answer {
            Err(reason) if reason.may_pass_on_the_page() => {
                let page = self.observe_path("", read_page, sender).await;
                // If the page does no better, the first trouble is the one to report.
                Observation { answer: page.answer.map_err(|_| reason), clock: first.clock.or(page.clock) }
            }
            _ => first,
        }
    }

    /// Asks for one path of the service; once more on another circuit if the first had trouble.
    async fn observe_path(
        &self,
        path: &str,
        reader: fn(&[u8]) -> Result<Answer, Reason>,
        sender: &Sender<'_>,
    ) -> Observation {
        let service = &self.request.service;
        let url = service.join(path).unwrap_or_else(|_| service.clone());
        let mut is_first = true;
        loop {
            match sender.get(&url, self.one_request()).await {
                Ok(response) => return read(&response, reader),
                Err(reason)
                    if is_first
                        && reason.may_pass_on_another_circuit()
                        && !self.deadline.left().is_zero() =>
                {
                    is_first = false;
                }
                Err(reason) => return Observation { answer: Err(reason), clock: None },
            }
        }
    }

    /// The deadline of one request: half of the time, unless little is left.
    fn one_request(&self) -> Deadline {
        let left = self.deadline.left();
        if left > LITTLE { self.deadline.within(ONE_REQUEST.min(left / 2)) } else { self.deadline }
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
        check
    }
}

fn read(response: &Response, reader: fn(&[u8]) -> Result<Answer, Reason>) -> Observation {
    let date = response.date.as_deref();
    let clock = date.and_then(|date| service_clock(date, response.before, response.after));
    let answer = match response.status {
        200 => reader(&response.body),
        300..400 => Err(Reason::RedirectRefused),
        _ => Err(Reason::ServiceUnavailable),
    };
    Observation { answer, clock }
}
