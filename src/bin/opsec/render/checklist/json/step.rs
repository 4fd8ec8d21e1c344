//! The steps of a plan as JSON.

use jiff::civil::Date;
use opsec::checklist::{PlanStep, Waited};
use opsec::language::{Localized, Text};
use opsec::review::leaving;
use schemars::JsonSchema;
use serde::Serialize;

use crate::render::checklist::PlanView;
use crate::render::checklist::step::{claims, commands, instructions};
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
        /// An admin: a person who checks members and adds them to the new group.
        Admin = "verifier",
        /// The owner of the group in the old app.
        Owner = "owner",
        /// Every member.
        Member = "member",
    }

    /// The kind of a step.
    StepKindJson of opsec::checklist::template::StepKind {
        /// An ordinary step.
        Ordinary = "ordinary",
        /// The plan stops here until its question is answered with yes.
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
    /// Whether that day doesn't count: it's done when there's occasion.
    undated: bool,
    /// The wait that is part of the step; null if there is none.
    wait: Option<WaitJson>,
    /// How many minutes it takes, for everyone who does it. It's an estimate.
    minutes: u64,
    /// What to do.
    title: String,
    /// The step in a sentence or two, as on the first page.
    brief: String,
    /// The question of a gate, which must be answered with yes; null for other steps.
    gate: Option<String>,
    /// Whether we know how it's done in that app.
    known: bool,
    /// The commands to type.
    commands: Vec<String>,
    /// The IDs of the messages to send.
    #[schemars(with = "Vec<String>")]
    messages: &'a [Text],
    /// Why to do it; empty if that needs no words.
    why: String,
    /// How to do it, a line for each thing to do.
    how: String,
    /// The lines of `how`.
    lines: Vec<String>,
    /// The numbers of the facts it relies on, from 1.
    facts: Vec<usize>,
    /// What can go wrong; empty if we name nothing.
    risk: String,
    /// How to undo it; empty if we name no way.
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
    /// It follows from how many members an admin can see in a day.
    Pace,
    /// The plan waits, to see if all goes well, before anything is deleted.
    Quiet,
}

pub(super) fn step<'a>(
    view: &'a PlanView<'_>,
    number: usize,
    step: &'a PlanStep<'_>,
    facts: &mut Facts,
) -> StepJson<'a> {
    let template = step.template;
    let fill = |text: &str| view.plan.fill_for(step, text);
    let text = |text: &Option<Localized>| text.as_ref().map(|text| fill(text.text(view.language)));
    let (mut lines, mut numbered) = (Vec::new(), Sentence::default());
    for (line, grounds) in instructions(view, step) {
        lines.push(line);
        numbered = numbered.resting_on(grounds.into_iter().map(|fact| facts.number(fact)));
    }
    if lines.is_empty() {
        let grounds = claims(view, &template.claims).into_iter();
        numbered = numbered.resting_on(grounds.map(|fact| facts.number(fact)));
    }
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
        undated: template.undated,
        wait: step.waited.map(wait),
        minutes: step.minutes,
        title: fill(template.title.text(view.language)),
        brief: fill(template.brief.text(view.language)),
        gate: text(&template.gate),
        known: !matches!(step.leaving, Some(leaving::Step::Unknown(_))),
        commands: commands(view, step),
        messages: &template.messages,
        why: text(&template.why).unwrap_or_default(),
        facts: numbers(&numbered),
        how: lines.join("\n"),
        lines,
        risk: text(&template.wrong).unwrap_or_default(),
        back: text(&template.back).unwrap_or_default(),
    }
}

fn wait(waited: Waited) -> WaitJson {
    let basis = match waited {
        Waited::Sourced(_) => BasisJson::Source,
        Waited::Assumed(_) => BasisJson::Assumption,
        Waited::FromPace(_) => BasisJson::Pace,
        Waited::Quiet(_) => BasisJson::Quiet,
    };
    WaitJson { days: waited.days(), basis }
}

/// The numbers of the facts that a sentence rests on.
pub(super) fn numbers(sentence: &Sentence) -> Vec<usize> {
    sentence.facts.iter().map(|fact| fact.0).collect()
}
