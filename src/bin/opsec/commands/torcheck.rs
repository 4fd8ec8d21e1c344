//! `opsec torcheck`: choose a road, say who will be contacted, ask, and judge.

#[cfg(feature = "embedded-tor")]
mod embedded;
#[cfg(not(feature = "embedded-tor"))]
#[path = "torcheck/not_embedded.rs"]
mod embedded;
mod find;

#[cfg(feature = "embedded-tor")]
use std::cell::OnceCell;
use std::time::Duration;

use opsec::torcheck::{
    Answer, Clock, Proxy, Reason, Route, Verdict, consensus_clock, judge, read_json, read_page, service_clock,
};

use self::find::{Found, find, typed_proxy};
use crate::cli::torcheck::TorcheckArguments;
use crate::clock;
#[cfg(feature = "embedded-tor")]
use crate::files::PassingFolder;
use crate::files::read_text;
use crate::net::{self, Control, Deadline, Listener, Road, Trust, Url};
use crate::outcome::{Failure, Outcome, Result};
use crate::render::torcheck::{Check, ClockSource, Contact, Direct, Full, Isolation, Way, still_starting};
use crate::report::{Format, Report};
use crate::ui::{Ui, is_confirmed, sanitize, someone_is_there};

/// Longest file of certificates or settings.
const LONGEST_FILE: u64 = 1 << 20;
/// One request gets at most this long, so that another circuit can be tried.
const ONE_REQUEST: Duration = Duration::from_secs(45);
/// With less than this left, a request gets all of it.
const LITTLE: Duration = Duration::from_secs(20);

pub(crate) fn run(arguments: &TorcheckArguments, format: Format, ui: &Ui) -> Result<Report> {
    let service = address(&arguments.check_url, "--check-url")?;
    let onion = arguments.onion_url.as_deref().map(|url| address(url, "--onion-url")).transpose()?;
    if onion
        .as_ref()
        .is_some_and(|url| url.host_str().and_then(|host| host.rsplit('.').next()) != Some("onion"))
    {
        return Err(Failure::new(
            "--onion-url: only an address that ends in .onion shows that onion services work.",
        ));
    }
    let more = arguments
        .ca_file
        .as_deref()
        .map(|path| read_text(opsec::language::Language::default(), path, LONGEST_FILE))
        .transpose()?;
    let trust = Trust::new(more.as_deref())?;
    let proxy = arguments.proxy.as_deref().map(typed_proxy).transpose()?;
    // It goes when the network is done with it, also at Ctrl-C.
    #[cfg(feature = "embedded-tor")]
    let passing = OnceCell::new();
    net::run(async {
        let deadline = Deadline::after(Duration::from_secs(arguments.timeout));
        let mut session = Session {
            arguments,
            ui,
            service,
            onion,
            trust,
            deadline,
            contacted: Vec::new(),
            #[cfg(feature = "embedded-tor")]
            passing: &passing,
        };
        let check = session.check(proxy).await?;
        let outcome = match check.verdict {
            Verdict::Tor => Outcome::Yes,
            Verdict::TorUnlisted | Verdict::NotTor => Outcome::No,
            Verdict::Unknown => Outcome::Unable,
        };
        Ok(Report::view(check, format).outcome(outcome))
    })
}

/// One run: what was asked for, and who was contacted.
struct Session<'a> {
    arguments: &'a TorcheckArguments,
    ui: &'a Ui,
    service: Url,
    onion: Option<Url>,
    trust: Trust,
    deadline: Deadline,
    contacted: Vec<Contact>,
    /// The folder of `--ephemeral`, once there is one.
    #[cfg(feature = "embedded-tor")]
    passing: &'a OnceCell<PassingFolder>,
}

/// What the service said, and what its answer tells of the clock.
struct Asked {
    answer: Result<Answer, Reason>,
    clock: Option<Clock>,
}

impl Session<'_> {
    async fn check(&mut self, typed: Option<Proxy>) -> Result<Check> {
        if self.arguments.embedded {
            let setting = embedded::prepare(self)?;
            self.say_embedded("Will contact");
            return Ok(self.embedded(setting).await);
        }
        match find(typed, self.deadline, self.ui).await {
            Found::Proxy { proxy, listener } => self.through(&proxy, listener).await,
            Found::Unusable { proxy, reason } => Ok(self.unable(Way::proxy(&proxy, false), reason)),
            Found::Nothing if embedded::IS_THERE && self.is_embedded_wanted().await => {
                let setting = embedded::prepare(self)?;
                Ok(self.embedded(setting).await)
            }
            Found::Nothing => Ok(self.unable(Way::None, Reason::NoTorRunning)),
        }
    }

    /// Whether the Tor client in this program may start, though nobody asked for it by its option.
    async fn is_embedded_wanted(&mut self) -> bool {
        if self.arguments.yes {
            self.say_embedded("Will contact");
            return true;
        }
        if !someone_is_there() {
            return false;
        }
        self.ui.say("No Tor is running on this machine.");
        self.say_embedded("The Tor client in this program would contact");
        let wanted = confirmed("Start it, from this computer's own address?").await;
        // Time to think is not time to wait for the network.
        self.deadline = Deadline::after(Duration::from_secs(self.arguments.timeout));
        wanted
    }

    /// Says what starting the Tor client in this program shows, and to whom.
    fn say_embedded(&self, contact: &str) {
        self.ui.say(&if self.arguments.bridges.is_some() {
            format!(
                "{contact} the bridges you gave, from this computer's own address. Your provider, and whoever \
                 watches the line, sees these addresses; they are on no public list of relays, but the traffic of a \
                 plain bridge can be recognised as Tor."
            )
        } else {
            format!(
                "{contact} the Tor network, from this computer's own address. Your provider, and whoever watches the \
                 line, can see that you use Tor, though not what for. Where that is dangerous, use bridges: --bridges \
                 FILE (https://bridges.torproject.org)."
            )
        });
    }

    /// Asks through the Tor client in this program.
    async fn embedded(&mut self, setting: embedded::Setting) -> Check {
        let bridges = self.arguments.bridges.is_some();
        let way = Way::Embedded { bridges };
        let host = if bridges { "Tor bridges" } else { "Tor relays" };
        self.contacted.push(Contact { host: host.to_owned(), way: "direct" });
        match embedded::start(setting, self).await {
            Ok(tor) => {
                self.announce(&way);
                let road = tor.road();
                let asked = self.ask(road).await;
                let mut check = self.judged(way, Route::Embedded, &asked);
                self.finish(&mut check, road, true, &asked).await;
                check
            }
            Err((reason, said)) => {
                let mut check = self.unable(way, reason);
                check.details.extend(said);
                check
            }
        }
    }

    async fn through(&mut self, proxy: &Proxy, listener: Listener) -> Result<Check> {
        let recognised = listener == Listener::Tor;
        let users = listener != Listener::Socks { users: false };
        let way = Way::proxy(proxy, recognised);
        self.announce(&way);
        let road = Road::Proxy { proxy, users };
        let control = self.control(proxy, recognised);
        let (asked, control) = net::both(self.ask(road), control).await;
        let mut check = self.judged(way, Route::Proxy { recognised }, &asked);
        if check.clock.is_none()
            && let Control::Answered(status) = &control
            && let Some((after, until)) = &status.consensus
        {
            check.clock =
                consensus_clock(after, until, clock::now()).map(|clock| (clock, ClockSource::Consensus));
        }
        check.control = control;
        self.finish(&mut check, road, users, &asked).await;
        Ok(check)
    }

    /// What comes after the verdict: more checks if they were asked for, and the clock's part in it.
    async fn finish(&mut self, check: &mut Check, road: Road<'_>, users: bool, asked: &Asked) {
        if let Some(reason) = check.clock.and_then(|(clock, _)| clock.reason())
            && !check.reasons.contains(&reason)
        {
            check.reasons.push(reason);
        }
        if self.arguments.full {
            let came_back = asked.answer.is_ok() && check.verdict != Verdict::NotTor;
            let isolation = match users {
                false => Isolation::Impossible,
                true if came_back => self.isolation(road).await,
                true => Isolation::NotChecked,
            };
            let onion = self.onion(&check.way, road).await;
            check.full = Some(Full { isolation, onion });
        }
        if self.arguments.compare_direct {
            check.direct = self.direct(asked).await;
        }
        check.contacted.clone_from(&self.contacted);
    }

    /// Asks twice more, each time as someone else, and compares where the requests came out.
    async fn isolation(&self, road: Road<'_>) -> Isolation {
        let one = self.ask_for("api/ip", read_json, road).await.answer;
        let other = self.ask_for("api/ip", read_json, road).await.answer;
        match (one, other) {
            (Ok(one), Ok(other)) if one.address == other.address => Isolation::SameExit,
            (Ok(_), Ok(_)) => Isolation::Shown,
            _ => Isolation::NotChecked,
        }
    }

    /// Asks for a page of an onion service, which no other network than Tor can reach.
    async fn onion(&mut self, way: &Way, road: Road<'_>) -> Option<(String, Result<(), Reason>)> {
        let url = self.onion.clone()?;
        let host = host_of(&url);
        self.ui.say(&format!("Will contact {host}, {}.", way.through()));
        self.contacted.push(Contact { host: host.clone(), way: way.kind() });
        // The verdict is there already: an onion service that is gone must not keep it for minutes.
        let reached = net::get(road, &url, &self.trust, self.deadline.within(ONE_REQUEST)).await;
        Some((host, reached.map(drop)))
    }

    /// Asks without Tor, after saying what that shows.
    async fn direct(&mut self, asked: &Asked) -> Option<Direct> {
        let host = host_of(&self.service);
        self.ui.say(&format!(
            "Will also contact {host} directly, without Tor, as --compare-direct asks. Its name is looked up without \
             Tor too. Your provider sees that you visit it; {host} sees your own address, moments after the request \
             through Tor, and can put the two together."
        ));
        if !self.arguments.yes && someone_is_there() {
            if !confirmed("Go on?").await {
                return None;
            }
            self.deadline = Deadline::after(Duration::from_secs(self.arguments.timeout));
        }
        self.contacted.push(Contact { host, way: "direct" });
        let answer = self.ask(Road::Direct).await.answer;
        let same_address =
            answer.and_then(|direct| asked.answer.map(|asked| asked.address == direct.address)).ok();
        Some(Direct { answer, same_address })
    }

    /// Asks Tor's control port while the request is on its way.
    async fn control(&self, proxy: &Proxy, recognised: bool) -> Control {
        if !recognised || !proxy.is_on_this_machine() {
            return Control::NotAsked;
        }
        let (proxy, deadline) = (proxy.clone(), self.deadline);
        let control = net::aside(move || net::ask_control(&proxy, deadline)).await.unwrap_or(Control::None);
        if let Some(waiting) = still_starting(&control) {
            self.ui.say(&waiting);
        }
        control
    }

    fn announce(&mut self, way: &Way) {
        let host = host_of(&self.service);
        self.ui.say(&format!("Will contact {host}, {}.", way.through()));
        self.contacted.push(Contact { host, way: way.kind() });
    }

    /// Asks the service for its answer, and for its page if the answer cannot be used.
    async fn ask(&self, road: Road<'_>) -> Asked {
        let mut asked = self.ask_for("api/ip", read_json, road).await;
        if let Err(reason) = asked.answer
            && page_may_do_better(reason)
        {
            let page = self.ask_for("", read_page, road).await;
            // If the page does no better, the first trouble is the one to tell.
            asked = Asked { answer: page.answer.map_err(|_| reason), clock: asked.clock.or(page.clock) };
        }
        asked
    }

    /// Asks for one path of the service; once more on another circuit if the first had trouble.
    async fn ask_for(
        &self,
        path: &str,
        reader: fn(&[u8]) -> Result<Answer, Reason>,
        road: Road<'_>,
    ) -> Asked {
        let mut again = true;
        loop {
            let deadline = if self.deadline.left() > LITTLE {
                self.deadline.within(ONE_REQUEST.min(self.deadline.left() / 2))
            } else {
                self.deadline
            };
            let url = self.service.join(path).unwrap_or_else(|_| self.service.clone());
            match net::get(road, &url, &self.trust, deadline).await {
                Ok(answered) => {
                    let date = answered.date.as_deref();
                    let clock = date.and_then(|date| service_clock(date, answered.before, answered.after));
                    let answer = match answered.status {
                        200 => reader(&answered.body),
                        300..400 => Err(Reason::RedirectRefused),
                        _ => Err(Reason::ServiceUnavailable),
                    };
                    return Asked { answer, clock };
                }
                Err(reason)
                    if again && reason.may_pass_on_another_circuit() && !self.deadline.left().is_zero() =>
                {
                    again = false;
                }
                Err(reason) => return Asked { answer: Err(reason), clock: None },
            }
        }
    }

    fn judged(&self, way: Way, route: Route, asked: &Asked) -> Check {
        let (verdict, mut reasons) = judge(route, asked.answer);
        // A certificate outside its dates is a clock that is wrong, or someone in between.
        if matches!(reasons.as_slice(), [Reason::ClockBehind | Reason::ClockAhead]) && route != Route::None {
            reasons.insert(0, Reason::Certificate);
        }
        if asked.answer.is_ok() && self.service.scheme() != "https" {
            reasons.push(Reason::NotEncrypted);
        }
        Check {
            verdict,
            reasons,
            way,
            service: self.service.to_string(),
            contacted: Vec::new(),
            address: asked.answer.ok().map(|answer| answer.address).filter(|_| self.arguments.show_ip),
            clock: asked.clock.map(|clock| (clock, ClockSource::Service)),
            control: Control::NotAsked,
            full: None,
            direct: None,
            timeout: self.arguments.timeout,
            asked: route != Route::None,
            details: Vec::new(),
        }
    }

    /// A verdict without anything having been asked.
    fn unable(&self, way: Way, reason: Reason) -> Check {
        let mut check = self.judged(way, Route::None, &Asked { answer: Err(reason), clock: None });
        check.contacted.clone_from(&self.contacted);
        check
    }
}

/// Asks a person, without keeping Ctrl-C from working.
async fn confirmed(question: &'static str) -> bool {
    net::aside(move || is_confirmed(question)).await.unwrap_or(false)
}

/// Whether the service itself answered, so that its page is worth a try.
fn page_may_do_better(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::ServiceUnavailable
            | Reason::AnswerGarbled
            | Reason::AnswerTooLarge
            | Reason::RedirectRefused
            | Reason::EmptyAddress
    )
}

/// Reads an address of a web page, as a folder: what is asked for is joined to it.
fn address(text: &str, option: &str) -> Result<Url> {
    let wrong = || {
        Failure::new(format!("{option} {}: that is no address of a web page.", sanitize(text)))
            .hint("For example https://check.torproject.org/")
    };
    let mut url = Url::parse(text).map_err(|_| wrong())?;
    if !url.username().is_empty() || url.password().is_some() {
        // A secret is not said again.
        return Err(Failure::new(format!(
            "{option}: a user name or password is not taken from the command line."
        )));
    }
    if !matches!(url.scheme(), "https" | "http") || url.host_str().is_none() {
        return Err(wrong());
    }
    url.set_query(None);
    url.set_fragment(None);
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// The host of an address, with its port if it is not the usual one.
fn host_of(url: &Url) -> String {
    let host = sanitize(url.host_str().unwrap_or_default());
    url.port().map_or_else(|| host.clone(), |port| format!("{host}:{port}"))
}
