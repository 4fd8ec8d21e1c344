//! One question to the check service, and its answer read.

use std::time::Duration;

use opsec::torcheck::{Answer, Observation, Reason, read_json, read_page, service_clock};

use super::Session;
use crate::net::{Deadline, Response, Sender};

/// One request gets at most this long, so another circuit can be tried.
pub(super) const ONE_REQUEST: Duration = Duration::from_secs(45);
/// With less than this left, a request gets all of it.
const LITTLE: Duration = Duration::from_secs(20);

impl Session<'_> {
    /// Asks the service for its answer, and for its page if the answer cannot be used.
    pub(super) async fn observe(&self, sender: &Sender<'_>) -> Observation {
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
    pub(super) async fn observe_path(
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
}

fn read(response: &Response, reader: fn(&[u8]) -> Result<Answer, Reason>) -> Observation {
    let date = response.date.as_deref();
    let clock = date.and_then(|date| service_clock(date, response.before, response.after));
    let answer = match response.status {
        200 => reader(&response.body),
        301 | 302 | 303 | 307 | 308 => Err(Reason::RedirectRefused),
        _ => Err(Reason::ServiceUnavailable),
    };
    Observation { answer, clock }
}
