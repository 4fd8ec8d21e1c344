//! The steps of a plan as JSON.

use jiff::civil::Date;
use opsec::checklist::{How, PlanStep, Waited};
use opsec::language::Text;
use opsec::review::leaving;
use schemars::JsonSchema;
use serde::Serialize;

use crate::render::checklist::PlanView;
use crate::render::checklist::step::instructions;
use crate::render::document::{Facts, Sentence};
use crate::render::json::{Day, ids};

ids! {
    /// How often a step is done.
    ScopeJson of opsec::checklist::template::Scope {
        /// Once for the group.
        Group = "group",
        /// Once for every member.
        Member = "member",
        /// Once for every app that the group leaves.
        Platform = "platform",
    }

    /// Who does a step.
    RoleJson of opsec::checklist::template::Role {
        /// The person who leads the move.
        Lead = "lead",
        /// A person who checks the members.
        Verifier = "verifier",
        /// The owner of the group in the old app.
        Owner = "owner",
        /// Every member.
        Member = "member",
    }

    /// The kind of a step.
    StepKindJson of opsec::checklist::template::StepKind {
        /// An ordinary step.
        Ordinary = "ordinary",
        /// The plan stops here until its condition is true.
        Gate = "gate",
        /// It lets someone in.
        Invitation = "invitation",
        /// It destroys something.
        Deletion = "deletion",
    }
}

/// A step.
#[derive(JsonSchema, Serialize)]
pub(super) struct StepJson<'a> {
    /// The number of the step, from 1.
    number: usize,
    /// The ID of the step.
    id: &'a str,
    /// The ID of the phase.
    phase: &'a str,
    /// The heading of the phase; null if it has none.
    phase_label: Option<&'a str>,
    /// The kind of the step.
    kind: StepKindJson,
    /// How often it's done.
    scope: ScopeJson,
    /// The ID of the app it's about; null if it's about no single one.
    platform: Option<&'a str>,
    /// Who does it.
    role: RoleJson,
    /// The IDs of the steps that must be done before.
    needs: &'a [String],
    /// The day by which it's done.
    #[schemars(with = "Day")]
    due: Date,
    /// The wait that is part of the step; null if there is none.
    wait: Option<WaitJson>,
    /// How many minutes it takes, for everyone who does it. It's an estimate.
    minutes: u64,
    /// What to do.
    title: String,
    /// The condition of a gate; null for other steps.
    gate: Option<String>,
    /// Whether we know how it's done in that app.
    known: bool,
    /// The commands to type.
    commands: Vec<String>,
    /// The IDs of the messages to send.
    #[schemars(with = "Vec<String>")]
    messages: &'a [Text],
    /// Why to do it.
    why: String,
    /// How to do it.
    how: String,
    /// The numbers of the facts it relies on, from 1.
    facts: Vec<usize>,
    /// What can go wrong.
    risk: String,
    /// How to undo it.
    back: String,
}

/// A wait.
#[derive(JsonSchema, Serialize)]
struct WaitJson {
    /// How many days.
    days: u32,
    /// Where the number comes from.
    basis: BasisJson,
}

/// Where the length of a wait comes from.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
enum BasisJson {
    /// A source gives it.
    Source,
    /// We assume it.
    Assumption,
    /// It follows from how many members a verifier can check in a day.
    Pace,
}

pub(super) fn step<'a>(
    view: &'a PlanView<'_>,
    number: usize,
    step: &'a PlanStep<'_>,
    facts: &mut Facts,
) -> StepJson<'a> {
    let template = step.template;
    let fill = |text: &str| view.plan.fill_for(step, text);
    let (how, grounds) = instructions(view, step);
    let how = Sentence::from(how).resting_on(grounds.into_iter().map(|fact| facts.number(fact)));
    let phase = view.plan.template.phases.iter().find(|phase| phase.id == template.phase);
    StepJson {
        number,
        id: &step.id,
        phase: &template.phase,
        phase_label: phase.map(|phase| phase.title.text(view.language)),
        kind: template.kind.into(),
        scope: template.scope.into(),
        platform: step.platform.map(|app| app.id.as_str()),
        role: template.role.into(),
        needs: &step.needs,
        due: step.due,
        wait: step.waited.map(wait),
        minutes: step.minutes,
        title: fill(template.title.text(view.language)),
        gate: template.gate.as_ref().map(|gate| fill(gate.text(view.language))),
        known: !matches!(step.how, How::Leaving(leaving::Step::Unknown(_))),
        commands: template.commands.iter().map(|command| fill(command)).collect(),
        messages: &template.messages,
        why: fill(template.why.text(view.language)),
        facts: numbers(&how),
        how: how.text(),
        risk: fill(template.wrong.text(view.language)),
        back: fill(template.back.text(view.language)),
    }
}

fn wait(waited: Waited) -> WaitJson {
    let basis = match waited {
        Waited::Sourced(_) => BasisJson::Source,
        Waited::Assumed(_) => BasisJson::Assumption,
        Waited::FromPace(_) => BasisJson::Pace,
    };
    WaitJson { days: waited.days(), basis }
}

/// The numbers of the facts that a sentence rests on.
pub(super) fn numbers(sentence: &Sentence) -> Vec<usize> {
    sentence.facts.iter().map(|fact| fact.0).collect()
}
