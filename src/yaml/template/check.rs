//! Checks that the names, placeholders and needs of the data of plans are consistent.

use std::collections::BTreeSet;

use serde_yaml::{Location, Spanned};

use super::playbook::RawPlaybook;
use super::step::{RawStep, Shared};
use super::{Placed, RawDestination, RawTemplate};
use crate::checklist::template::{Danger, Pace, StepKind};
use crate::language::Language;
use crate::yaml::Problem;
use crate::yaml::evidence::MOST_DAYS;
use crate::yaml::localized::RawLocalized;

/// The placeholders that a plan fills in.
#[rustfmt::skip]
const PLACEHOLDERS: &[&str] = &[
    "from", "to", "from_id", "to_id", "profile", "members", "admins", "quorum", "cutover", "start", "contact",
    "groups", "reason", "timer", "quiet", "admin", "an_admin", "keepers", "vanish",
];

/// Most minutes of a step each time it is done: a week.
const MOST_MINUTES: u32 = 7 * 24 * 60;
/// How often a step is done at most for each member.
const MOST_TIMES: u32 = 100;

/// Returns every inconsistency.
pub(super) fn problems(raw: &RawTemplate) -> Vec<Problem> {
    let mut check = Check { problems: Vec::new() };
    let claims = check.unique("claims", &raw.claims, |claim| &claim.id);
    let phases = check.unique("phases", &raw.phases, |phase| &phase.id);
    let messages = check.unique("messages", &raw.messages, |message| &message.id);
    let boxes = check.unique("boxes", &raw.boxes, |incident| &incident.id);
    let destinations = check.unique("destination", &raw.destinations, |destination| &destination.id);
    let shared: Shared =
        raw.steps.iter().map(|step| (step.value.name().to_owned(), step.value.clone())).collect();
    let all = Names { claims, phases, messages, boxes, destinations, shared };
    let mut dangers = BTreeSet::new();
    for playbook in &raw.playbooks {
        if !dangers.insert(playbook.value.danger) {
            check.problem(&playbook.file, playbook.at, "danger: this playbook is there twice".to_owned());
        }
        check.playbook(playbook, &all);
    }
    if let (false, Some(first)) = (dangers.len() == Danger::ALL.len(), raw.playbooks.first()) {
        let missing = Danger::ALL.iter().filter(|danger| !dangers.contains(danger));
        let missing: Vec<_> = missing.map(|danger| danger.id()).collect();
        check.problem(&first.file, first.at, format!("playbook: none for {}", missing.join(", ")));
    }
    for destination in &raw.destinations {
        let texts = destination.value.aspects.values();
        let ids = texts.clone().map(|sourced| &sourced.claims);
        let ids = ids.chain(destination.value.limit.iter().map(|limit| &limit.claims));
        ids.for_each(|ids| check.known(&destination.file, "claims", ids, &all.claims));
        let RawDestination { admin, keepers, vanish, .. } = &destination.value;
        let texts = texts.map(|sourced| &sourced.text).chain([admin, keepers, vanish]);
        check.texts(&destination.file, destination.at, texts);
    }
    for sign in &raw.signs {
        check.known(&sign.file, "claims", &sign.value.claims, &all.claims);
        check.known(&sign.file, "not_for", &sign.value.not_for, &all.destinations);
        check.texts(&sign.file, sign.at, [&sign.value.text]);
    }
    for Placed { file, at, value } in &raw.boxes {
        check.known(file, "claims", &value.claims, &all.claims);
        check.known(file, "not_for", &value.not_for, &all.destinations);
        check.texts(file, *at, [&value.title, &value.text]);
    }
    for Placed { file, at, value } in &raw.messages {
        check.known(file, "claims", &value.claims, &all.claims);
        check.texts(file, *at, [&value.title, &value.text, &value.when]);
    }
    check.problems
}

/// Every name that something else may use.
struct Names<'r> {
    claims: BTreeSet<&'r str>,
    phases: BTreeSet<&'r str>,
    messages: BTreeSet<&'r str>,
    boxes: BTreeSet<&'r str>,
    destinations: BTreeSet<&'r str>,
    shared: Shared,
}

struct Check {
    problems: Vec<Problem>,
}

impl Check {
    fn playbook(&mut self, playbook: &Placed<RawPlaybook>, all: &Names<'_>) {
        let (file, at, value) = (&playbook.file, playbook.at, &playbook.value);
        let Pace { quorum_percent, export_days, quiet_days, first_days, .. } = value.pace.value;
        let pace = value.pace.referenced;
        self.at_most(file, "quorum_percent", quorum_percent.unwrap_or(0), 100, pace);
        for (key, days) in
            [("export_days", export_days), ("quiet_days", quiet_days), ("first_days", first_days)]
        {
            self.at_most(file, key, days, MOST_DAYS, pace);
        }
        self.known(file, "destinations", &value.destinations, &all.destinations);
        self.known(file, "boxes", &value.boxes, &all.boxes);
        for rule in value.rules.iter().chain([&value.opening]) {
            self.known(file, "claims", &rule.claims, &all.claims);
            self.texts(file, at, [&rule.text]);
        }
        for left in &value.left_out {
            self.known(file, "claims", &left.claims, &all.claims);
            self.texts(file, at, left.what.iter().chain([&left.why]));
        }
        self.texts(file, at, value.card.iter().chain([&value.title]));
        let mut seen = BTreeSet::new();
        for step in &value.steps {
            let at = step.referenced;
            if let Some(name) =
                step.value.shared.as_ref().filter(|name| !all.shared.contains_key(&name.value))
            {
                self.problem(file, name.referenced, format!("use: there is no shared step `{}`", name.value));
                continue;
            }
            let step = step.value.resolved(&all.shared);
            self.step(file, at, &step, all, &seen);
            if !seen.insert(step.name().to_owned()) {
                self.problem(file, at, format!("id: the step `{}` is there twice", step.name()));
            }
        }
    }

    fn step(&mut self, file: &str, at: Location, step: &RawStep, all: &Names<'_>, seen: &BTreeSet<String>) {
        for key in step.lacking() {
            self.problem(file, at, format!("{key}: the step `{}` has none", step.name()));
        }
        self.known(file, "phase", &step.phase, &all.phases);
        self.known(file, "claims", step.claims.iter().flatten(), &all.claims);
        self.known(file, "messages", step.messages.iter().flatten(), &all.messages);
        // A step comes after those it needs, which rules out a cycle.
        let seen = seen.iter().map(String::as_str).collect();
        self.known(file, "needs (steps above this one)", step.needs.iter().flatten(), &seen);
        if (step.kind == Some(StepKind::Gate)) != step.gate.is_some() {
            let message = format!("gate: `{}` needs kind `gate` and a question, or neither", step.name());
            self.problem(file, at, message);
        }
        self.at_most(file, "days", step.days.unwrap_or(0), MOST_DAYS, at);
        self.at_most(file, "minutes", step.minutes.unwrap_or(0), MOST_MINUTES, at);
        self.at_most(file, "times", step.times.unwrap_or(0), MOST_TIMES, at);
        self.texts(file, at, step.texts());
        step.commands.iter().flatten().for_each(|command| self.placeholders(file, at, command));
    }

    fn problem(&mut self, file: &str, at: Location, message: String) {
        self.problems.push(Problem::at(file, at, message));
    }

    fn at_most(&mut self, file: &str, key: &str, number: u32, most: u32, at: Location) {
        if number > most {
            self.problem(file, at, format!("{key}: {number} is more than {most}"));
        }
    }

    fn unique<'r, T>(
        &mut self,
        key: &str,
        raw: &'r [Placed<T>],
        id: impl Fn(&'r T) -> &'r String,
    ) -> BTreeSet<&'r str> {
        let mut seen = BTreeSet::new();
        for one in raw {
            let id = id(&one.value);
            if !seen.insert(id.as_str()) {
                self.problem(&one.file, one.at, format!("{key}: `{id}` is there twice"));
            }
        }
        seen
    }

    fn known<'r>(
        &mut self,
        file: &str,
        key: &str,
        names: impl IntoIterator<Item = &'r Spanned<String>>,
        all: &BTreeSet<&str>,
    ) {
        for name in names {
            if !all.contains(name.value.as_str()) {
                self.problem(file, name.referenced, format!("{key}: there is no `{}`", name.value));
            }
        }
    }

    fn texts<'r>(&mut self, file: &str, at: Location, texts: impl IntoIterator<Item = &'r RawLocalized>) {
        for text in texts {
            self.placeholders(file, at, text.0.text(Language::English));
        }
    }

    fn placeholders(&mut self, file: &str, at: Location, text: &str) {
        for piece in text.split('{').skip(1) {
            let name = piece.split('}').next().unwrap_or_default();
            if !PLACEHOLDERS.contains(&name) {
                let message =
                    format!("`{{{name}}}` is no placeholder; there are {}", PLACEHOLDERS.join(", "));
                self.problem(file, at, message);
            }
        }
    }
}
