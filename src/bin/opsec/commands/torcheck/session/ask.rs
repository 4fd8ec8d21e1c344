//! One question to the check service, and its answer read.

use std::time::Duration;

use opsec::torcheck::{Answer, Observation, Reason, ServiceTime, read_json, read_page, service_clock};

use super::Session;
use crate::net::{Deadline, Failed, Response, Sender, is_own};

/// One request gets at most this long, so another circuit can be tried.
pub(super) const ONE_REQUEST: Duration = Duration::from_secs(45);
/// With less than this left, a request gets all of it.
const LITTLE: Duration = Duration::from_secs(20);

/// In which form the service gives its answer.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// For programs.
    Json,
    /// For browsers.
    Page,
}

/// How long the service is asked again if no answer comes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// Once more.
    Little,
    /// As long as there is time, each time on another circuit.
    Whole,
}

impl Form {
    fn path(self) -> &'static str {
        match self {
            Self::Json => "api/ip",
            Self::Page => "",
        }
    }

    fn read(self, body: &[u8]) -> Result<Answer, Reason> {
        match self {
            Self::Json => read_json(body),
            Self::Page => read_page(body),
        }
    }
}

impl Session<'_> {
    /// Asks the service for its answer, and for its page if the answer cannot be used. Says which form could be.
    pub(super) async fn observe(&self, sender: &Sender<'_>, patience: Patience) -> (Observation, Form) {
        let first = self.observe_form(Form::Json, sender, patience).await;
        match first.answer {
            Err(reason) if reason.may_pass_on_the_page() => {
                let page = self.observe_form(Form::Page, sender, patience).await;
                // If the page does no better, the first trouble is the one to report.
                let time = if first.time.date.is_some() { first.time } else { page.time };
                (Observation { answer: page.answer.map_err(|_| reason), time, ..page }, Form::Page)
            }
            _ => (first, Form::Json),
        }
    }

    /// Asks for one form of the answer; once more on another circuit if the first had trouble.
    async fn observe_form(&self, form: Form, sender: &Sender<'_>, patience: Patience) -> Observation {
        let mut before: Option<Observation> = None;
        loop {
            let until = self.one_request();
            let observed = self.observe_once(form, sender, until).await;
            let Err(reason) = observed.answer else { return observed };
            if let Some(before) = before
                && reason.is_about_the_proxy()
            {
                // The proxy took the first request. That it takes no more of them says nothing about that one.
                return before;
            }
            let is_silence =
                patience == Patience::Whole && reason == Reason::Timeout && until.left().is_zero();
            let may_pass = reason.may_pass_on_another_circuit() && (before.is_none() || is_silence);
            if !may_pass || self.deadline.left().is_zero() {
                return observed;
            }
            before = Some(observed);
        }
    }

    /// Asks for one form of the answer.
    pub(super) async fn observe_once(&self, form: Form, sender: &Sender<'_>, until: Deadline) -> Observation {
        let service = &self.request.service;
        let url = service.join(form.path()).unwrap_or_else(|_| service.clone());
        match sender.examine(&url, until).await {
            Ok(response) => read(&response, form),
            Err(Failed { reason, needed }) => Observation {
                time: ServiceTime { needed, ..ServiceTime::default() },
                ..Observation::failed(reason)
            },
        }
    }

    /// The deadline of one request: half of the time, unless little is left.
    pub(super) fn one_request(&self) -> Deadline {
        let left = self.deadline.left();
        if left > LITTLE { self.deadline.within(ONE_REQUEST.min(left / 2)) } else { self.deadline }
    }
}

fn read(response: &Response, form: Form) -> Observation {
    let answer = match response.status {
        200 => form.read(&response.body),
        301 | 302 | 303 | 307 | 308 => Err(Reason::RedirectRefused),
        _ => Err(Reason::ServiceUnavailable),
    };
    let date = response.date.map(|date| service_clock(date, response.before, response.after));
    Observation {
        answer,
        is_own: answer.is_ok_and(|answer| is_own(answer.address)),
        time: ServiceTime { date, is_certified: response.is_certified, needed: None },
    }
}
