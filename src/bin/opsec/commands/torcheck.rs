//! `opsec torcheck`: chooses a route, announces whom it will contact, asks, and judges the answer.

mod find;
mod inputs;
mod session;
mod watch;

use std::time::{Duration, Instant};

use opsec::language::Language;
use opsec::torcheck::{Check, Proxy, TOR_PROJECT_ONION, Verdict, check_onion};

use self::find::typed_proxy;
use self::inputs::Inputs;
use self::session::Session;
use crate::cli::torcheck::TorcheckArguments;
use crate::files::PassingFolder;
use crate::net::{self, Deadline, Trust, Url};
use crate::outcome::{Failure, Outcome, Result};
use crate::render::torcheck::{compose, json};
use crate::report::{Answer, Format, Report};
use crate::ui::Ui;
use crate::words::torcheck::{full, request as words, unwatched};

/// The host of the Tor Project's check service.
const SERVICE_OF_TOR: &str = "check.torproject.org";

pub(crate) fn run(arguments: &TorcheckArguments, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    if arguments.is_command_missing {
        return Err(Failure::usage(unwatched::no_command(language)).hint(unwatched::not_run_hint(language)));
    }
    if !arguments.command.is_empty() {
        let named = arguments.proxy.as_deref().map(|text| typed_proxy(text, language)).transpose()?;
        return watch::run(&arguments.command, named, format, ui);
    }
    let deadline = Deadline::after(Duration::from_secs(arguments.timeout));
    let inputs = Inputs::read(arguments, deadline, ui)?;
    let request = Request::new(arguments, inputs, language)?;
    // It must outlive the network, which still writes into it while it ends, also at Ctrl-C.
    let passing = request.may_need_a_folder().then(|| PassingFolder::new(language)).transpose()?;
    let start = Instant::now();
    let session = Session::new(&request, passing.as_ref(), deadline, ui);
    let mut check = net::run(language, session.check())?;
    check.took = start.elapsed();
    Ok(report(&check, format, language))
}

fn report(check: &Check, format: Format, language: Language) -> Report {
    let outcome = match check.verdict {
        Verdict::Tor => Outcome::Yes,
        Verdict::TorUnlisted | Verdict::NotTor => Outcome::No,
        Verdict::Unknown => Outcome::Unable,
    };
    let answer = match format {
        Format::Json => Answer::json(&json::check(check, outcome, language)),
        _ => Answer::document(compose::check(check, language)),
    };
    Report::new(answer).outcome(outcome)
}

/// The options of a check.
#[expect(clippy::struct_excessive_bools, reason = "they are switches, and independent of one another")]
struct Request {
    service: Url,
    /// The onion service of `--full`: the one that was given, or the usual one.
    onion: Option<Url>,
    trust: Trust,
    proxy: Option<Proxy>,
    /// Whether every Tor that is found is asked.
    all: bool,
    embedded: Embedded,
    /// Whether to ask as this computer is, without a proxy.
    system: bool,
    full: bool,
    show_address: bool,
    compare_direct: bool,
    /// Whether every question is answered with yes.
    yes: bool,
    timeout: Duration,
}

/// The options for the Tor client in this program.
struct Embedded {
    /// Whether it was chosen by its option.
    chosen: bool,
    bridges: Option<String>,
    configuration: Option<String>,
    ephemeral: bool,
}

impl Request {
    fn new(arguments: &TorcheckArguments, inputs: Inputs, language: Language) -> Result<Self> {
        let service = without_form(web_address(&arguments.check_url, "--check-url", language)?);
        let onion = arguments.onion_url.as_deref();
        let onion = onion.map(|url| onion_address(url, language)).transpose()?;
        Ok(Self {
            onion: onion.or_else(|| usual_onion(&service)),
            service,
            trust: Trust::new(language, inputs.certificates.as_deref())?,
            proxy: arguments.proxy.as_deref().map(|text| typed_proxy(text, language)).transpose()?,
            all: arguments.all,
            embedded: Embedded {
                chosen: arguments.embedded,
                bridges: inputs.bridges,
                configuration: inputs.configuration,
                ephemeral: arguments.ephemeral,
            },
            system: arguments.system,
            full: arguments.full,
            show_address: arguments.show_ip,
            compare_direct: arguments.compare_direct,
            yes: arguments.yes,
            timeout: Duration::from_secs(arguments.timeout),
        })
    }

    /// Whether the Tor client in this program may start and must keep nothing.
    fn may_need_a_folder(&self) -> bool {
        self.embedded.ephemeral && self.proxy.is_none()
    }
}

/// Reads the address of a web page, as a folder: paths are joined to it.
fn web_address(text: &str, option: &str, language: Language) -> Result<Url> {
    let wrong = || {
        Failure::usage(words::not_a_web_address(language, option, text))
            .hint(words::not_a_web_address_hint(language))
    };
    let mut url = Url::parse(text).map_err(|error| wrong().because(error))?;
    if !url.username().is_empty() || url.password().is_some() {
        // A secret is not repeated.
        return Err(Failure::usage(words::no_credentials(language, option))
            .hint(words::no_credentials_hint(language)));
    }
    if !matches!(url.scheme(), "https" | "http") || !net::names_a_server(&url) {
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

/// The address of the service, without the path of the answer for programs: it is added where that is asked for.
fn without_form(mut service: Url) -> Url {
    if let Some(path) = service.path().strip_suffix("/api/ip/") {
        let path = format!("{path}/");
        service.set_path(&path);
    }
    service
}

/// Reads the address of an onion service, and refuses one that cannot exist.
fn onion_address(text: &str, language: Language) -> Result<Url> {
    let url = web_address(text, "--onion-url", language)?;
    let host = url.host_str().unwrap_or_default();
    check_onion(host).map_err(|error| {
        Failure::usage(full::onion_refused(language, host, error))
            .hint(full::onion_hint(language, error))
            .because(error)
    })?;
    Ok(url)
}

/// The onion service to try if none was given: only with the Tor Project's own check service, whose network
/// is the public one.
fn usual_onion(service: &Url) -> Option<Url> {
    (service.host_str() == Some(SERVICE_OF_TOR)).then(|| Url::parse(TOR_PROJECT_ONION).ok()).flatten()
}

/// The host of an address, with its port if it is not the usual one.
fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
