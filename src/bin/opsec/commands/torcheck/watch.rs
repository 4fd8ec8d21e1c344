//! `opsec torcheck -- COMMAND`: runs a command, asks what listens where it connects to, and judges.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use opsec::language::Language;
use opsec::torcheck::watch::{
    Attempt, Call, Endpoint, Event, Finding, Ledger, Local, Surroundings, Transport, Watched, judge,
};
use opsec::torcheck::{Listener, Proxy};

use crate::net;
use crate::outcome::{Failure, Outcome, Result};
use crate::render::torcheck::watch::{compose, json};
use crate::report::{Answer, Format, Report};
use crate::ui::Ui;
use crate::watch::{self, Trouble};
use crate::words::failure::interrupted;
use crate::words::torcheck::{unwatched, watch as words};

/// Addresses of this computer that are asked what listens there; a scan of all ports shall not become two.
const MOST_QUESTIONS: usize = 64;

pub(super) fn run(command: &[OsString], named: Option<Proxy>, format: Format, ui: &Ui) -> Result<Report> {
    let language = ui.language();
    let words: Vec<String> = command.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    // Where the report is for programs, nothing else may stand with it on standard error.
    if let (Format::Text, Some(name)) = (format, words.first()) {
        ui.say(&words::will_run(language, name));
    }
    let watched = observe(command, named).map_err(|trouble| failure(&trouble, &words, language))?;
    let outcome = match watched.finding {
        Finding::ThroughTor => Outcome::Yes,
        Finding::Leaked | Finding::TriedToLeak => Outcome::No,
        Finding::NothingConnected | Finding::Unclear => Outcome::Unable,
    };
    let answer = match format {
        Format::Json => Answer::json(&json::watched(&watched, &words, outcome, language)),
        _ => Answer::document(compose::watched(&watched, &words.join(" "), language)),
    };
    Ok(Report::new(answer).outcome(outcome))
}

fn observe(command: &[OsString], named: Option<Proxy>) -> Result<Watched, Trouble> {
    let mut surroundings = Surroundings { named, own: watch::own_addresses(), ..Surroundings::default() };
    let mut ledger = Ledger::default();
    let mut questions = Questions::new();
    let ended = watch::run(command, |event| {
        if let Event::Call(call) = &event {
            questions.ask(call, &surroundings);
        }
        ledger.add(event, &mut surroundings);
    })?;
    surroundings.heard.extend(questions.answers());
    Ok(judge(&ledger, &surroundings, ended))
}

/// What listens at the addresses of this computer to which the command connected. Each is asked at once, while it
/// surely listens, and by a thread of its own: nothing may wait for the answer.
struct Questions {
    asked: Vec<Endpoint>,
    /// Kept until the last question was asked.
    answer: Sender<(Endpoint, Local)>,
    answers: Receiver<(Endpoint, Local)>,
}

impl Questions {
    fn new() -> Self {
        let (answer, answers) = channel();
        Self { asked: Vec::new(), answer, answers }
    }

    fn ask(&mut self, call: &Call, surroundings: &Surroundings) {
        // Where nothing listens yet, a Tor may listen later.
        if !matches!(call.attempt, Attempt::Done | Attempt::Begun) {
            return;
        }
        let to = &call.to.clone().plain();
        if self.asked.len() >= MOST_QUESTIONS || self.asked.contains(to) || !surroundings.should_ask(to) {
            return;
        }
        let proxy = match to {
            Endpoint::Ip(Transport::Tcp, address) => Proxy::Tcp(*address),
            Endpoint::Unix(path) => Proxy::Unix(path.into()),
            _ => return,
        };
        self.asked.push(to.clone());
        let (to, answer) = (to.clone(), self.answer.clone());
        thread::spawn(move || {
            let heard = match net::identify(&proxy) {
                // A port for HTTP tunnels is as good a way into Tor.
                Some(Listener::Tor | Listener::TorHttp) => Local::Tor,
                Some(Listener::TorControl) => Local::TorControl,
                _ => Local::Other,
            };
            let _ = answer.send((to, heard));
        });
    }

    /// Waits for the last answer; each question has its own end.
    fn answers(self) -> BTreeMap<Endpoint, Local> {
        drop(self.answer);
        self.answers.into_iter().collect()
    }
}

fn failure(trouble: &Trouble, command: &[String], language: Language) -> Failure {
    match trouble {
        Trouble::Unsupported => Failure::new(unwatched::unsupported(language)),
        Trouble::NotAllowed => {
            Failure::new(unwatched::not_allowed(language)).hint(unwatched::not_allowed_hint(language))
        }
        Trouble::NotRun(error) => {
            let name = command.first().map_or("", String::as_str);
            Failure::new(unwatched::not_run(language, name, error)).hint(unwatched::not_run_hint(language))
        }
        Trouble::Interrupted => Failure::interrupted(interrupted(language)),
        Trouble::Lost => Failure::new(unwatched::lost(language)).hint(unwatched::lost_hint(language)),
        Trouble::System(error) => Failure::new(unwatched::not_started(language, error)),
    }
}

#[cfg(test)]
mod tests {
    use opsec::torcheck::watch::How;

    use super::*;

    #[test]
    fn only_what_answered_is_asked_whether_it_is_tor() {
        let mut questions = Questions::new();
        let mut call = Call {
            at: 0,
            process: 1,
            program: "curl".to_owned(),
            how: How::Connection,
            to: Endpoint::Ip(Transport::Tcp, ([127, 0, 0, 1], 1).into()),
            attempt: Attempt::Refused,
            count: 1,
            is_in_our_network: true,
        };
        questions.ask(&call, &Surroundings::default());
        assert_eq!(questions.asked, []);
        call.attempt = Attempt::Done;
        questions.ask(&call, &Surroundings::default());
        assert_eq!(questions.asked, [call.to]);
    }
}
