//! Checks that the names, placeholders and needs of a template are consistent.

use std::collections::BTreeSet;

use serde_yaml::{Location, Spanned};

use super::{Ids, RawStep, RawTemplate};
use crate::checklist::template::{Pace, StepKind};
use crate::language::Language;
use crate::yaml::evidence::MOST_DAYS;
use crate::yaml::localized::RawLocalized;
use crate::yaml::{Problem, only_schema};

/// The placeholders that a plan fills in.
#[rustfmt::skip]
const PLACEHOLDERS: &[&str] = &[
    "from", "to", "from_id", "to_id", "profile", "members", "verifiers", "quorum", "quorum_percent",
    "cutover", "start", "contact", "groups", "round", "reason",
];

/// Most minutes of a step each time it is done: a week.
const MOST_MINUTES: u32 = 7 * 24 * 60;
/// How often a step is done at most for each member.
const MOST_TIMES: u32 = 100;

/// Returns every inconsistency.
pub(super) fn problems(file: &str, raw: &RawTemplate) -> Vec<Problem> {
    let mut check = Check { file, problems: Vec::new() };
    check.problems.extend(only_schema(2, file, "steps", &raw.schema).err());
    let claims = check.unique("claims", &raw.claims, |claim| &claim.id);
    let phases = check.unique("phases", &raw.phases, |phase| &phase.id);
    let messages = check.unique("messages", &raw.messages, |message| &message.id);
    check.unique("destinations", &raw.destinations, |destination| &destination.id);
    let Pace { quorum_percent, export_days, .. } = raw.pace.value;
    check.at_most("quorum_percent", quorum_percent, 100, raw.pace.referenced);
    check.at_most("export_days", export_days, MOST_DAYS, raw.pace.referenced);
    let mut seen = BTreeSet::new();
    for step in &raw.steps {
        let at = step.referenced;
        let step = &step.value;
        check.known("phase", [&step.phase], &phases);
        check.known("claims", &step.claims, &claims);
        check.known("messages", &step.messages, &messages);
        // A step comes after those it needs, which rules out a cycle.
        check.known("needs (steps above this one)", &step.needs, &seen);
        if !seen.insert(step.id.as_str()) {
            check.problem(at, format!("id: the step `{}` stands twice", step.id));
        }
        if (step.kind == StepKind::Gate) != step.gate.is_some() {
            check.problem(at, format!("gate: `{}` needs kind `gate` and a condition, or neither", step.id));
        }
        check.at_most("days", step.days, MOST_DAYS, at);
        check.at_most("minutes", step.minutes, MOST_MINUTES, at);
        check.at_most("times", step.times, MOST_TIMES, at);
        check.texts(at, texts(step));
        step.commands.iter().for_each(|command| check.placeholders(at, command));
    }
    for ids in leaning(raw) {
        check.known("claims", ids, &claims);
    }
    for destination in &raw.destinations {
        let texts = destination.value.aspects.values().map(|sourced| &sourced.text);
        check.texts(destination.referenced, texts);
    }
    for message in &raw.messages {
        check.texts(message.referenced, [&message.value.text, &message.value.when]);
    }
    for case in &raw.stragglers {
        check.texts(case.referenced, [&case.value.case, &case.value.answer]);
    }
    check.texts(raw.slip.referenced, [&raw.slip.value]);
    check.problems
}

fn texts(step: &RawStep) -> impl Iterator<Item = &RawLocalized> {
    [&step.title, &step.why, &step.how, &step.wrong, &step.back].into_iter().chain(&step.gate)
}

/// Returns the facts that something other than a step relies on.
fn leaning(raw: &RawTemplate) -> impl Iterator<Item = &Ids> {
    let destinations = raw.destinations.iter().flat_map(|destination| {
        let limit = destination.value.limit.iter().map(|limit| &limit.claims);
        destination.value.aspects.values().map(|sourced| &sourced.claims).chain(limit)
    });
    destinations
        .chain(raw.signs.iter().map(|sign| &sign.claims))
        .chain(raw.channels.iter().map(|channel| &channel.claims))
        .chain(raw.messages.iter().map(|message| &message.value.claims))
}

struct Check<'a> {
    file: &'a str,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn problem(&mut self, at: Location, message: String) {
        self.problems.push(Problem::at(self.file, at, message));
    }

    fn at_most(&mut self, key: &str, number: u32, most: u32, at: Location) {
        if number > most {
            self.problem(at, format!("{key}: {number} is more than {most}"));
        }
    }

    fn unique<'r, T>(
        &mut self,
        key: &str,
        raw: &'r [Spanned<T>],
        id: impl Fn(&'r T) -> &'r String,
    ) -> BTreeSet<&'r str> {
        let mut seen = BTreeSet::new();
        for one in raw {
            let id = id(&one.value);
            if !seen.insert(id.as_str()) {
                self.problem(one.referenced, format!("{key}: `{id}` stands twice"));
            }
        }
        seen
    }

    fn known<'r>(
        &mut self,
        key: &str,
        names: impl IntoIterator<Item = &'r Spanned<String>>,
        all: &BTreeSet<&str>,
    ) {
        for name in names {
            if !all.contains(name.value.as_str()) {
                self.problem(name.referenced, format!("{key}: there is no `{}`", name.value));
            }
        }
    }

    fn texts<'r>(&mut self, at: Location, texts: impl IntoIterator<Item = &'r RawLocalized>) {
        for text in texts {
            self.placeholders(at, text.0.text(Language::English));
        }
    }

    fn placeholders(&mut self, at: Location, text: &str) {
        for piece in text.split('{').skip(1) {
            let name = piece.split('}').next().unwrap_or_default();
            if !PLACEHOLDERS.contains(&name) {
                let message =
                    format!("`{{{name}}}` is no placeholder; there are {}", PLACEHOLDERS.join(", "));
                self.problem(at, message);
            }
        }
    }
}
