//! A plan as JSON.

use jiff::civil::Date;
use opsec::checklist::template::{Role, Scope, StepKind};
use opsec::checklist::{How, Node, PlanStep, Waited, flowchart as nodes};
use opsec::rate::Risk;
use opsec::review::{Confidence, Source, leaving};
use serde::Serialize;

use super::PlanView;
use super::compose::{message_block, used_messages};
use super::slips::{member_signs, member_steps};
use super::step::instructions;
use crate::render::document::{Facts, Sentence};
use crate::words::checklist as words;

/// What every form of a plan begins with, and one of its forms.
#[derive(Serialize)]
pub(crate) struct PlanJson<'a> {
    schema: u32,
    data_date: Date,
    as_of: Date,
    profile: &'a str,
    risk: Risk,
    from: Vec<&'a str>,
    to: &'a str,
    members: u32,
    verifiers: u32,
    quorum: u32,
    groups: Option<u32>,
    start: Date,
    cut_over: Option<Date>,
    end: Date,
    minutes: u64,
    objections: Vec<String>,
    #[serde(flatten)]
    body: Body<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Plan {
        questions: Vec<&'a str>,
        steps: Vec<StepJson<'a>>,
        messages: Vec<MessageJson>,
        facts: Vec<FactJson>,
    },
    Chart {
        chart: ChartJson<'a>,
    },
    Slips {
        slips: Vec<SlipJson>,
    },
}

#[derive(Serialize)]
struct StepJson<'a> {
    number: usize,
    id: &'a str,
    phase: &'a str,
    kind: StepKind,
    scope: Scope,
    platform: Option<&'a str>,
    role: Role,
    needs: &'a [String],
    due: Date,
    wait: Option<WaitJson>,
    minutes: u64,
    title: String,
    gate: Option<String>,
    /// Whether we know how it is done there.
    known: bool,
    commands: Vec<String>,
    messages: &'a [opsec::language::Text],
    why: String,
    how: String,
    facts: Vec<usize>,
    risk: String,
    back: String,
}

#[derive(Serialize)]
struct WaitJson {
    days: u32,
    basis: &'static str,
}

#[derive(Serialize)]
struct MessageJson {
    title: String,
    when: String,
    text: String,
    facts: Vec<usize>,
}

#[derive(Serialize)]
struct FactJson {
    note: String,
    sources: Vec<Source>,
    checked: Date,
    confidence: Confidence,
}

#[derive(Serialize)]
struct ChartJson<'a> {
    threats: Vec<ThreatJson<'a>>,
    flow: Vec<NodeJson>,
}

#[derive(Serialize)]
struct ThreatJson<'a> {
    profile: &'a str,
    #[serde(rename = "homes")]
    destinations: &'a [&'a str],
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum NodeJson {
    Work { title: String, steps: (usize, usize), from: Date, to: Date },
    Gate { step: usize, condition: String, otherwise: String },
}

#[derive(Serialize)]
struct SlipJson {
    title: String,
    steps: Vec<SlipStepJson>,
    signs: Vec<String>,
}

#[derive(Serialize)]
struct SlipStepJson {
    id: String,
    due: Date,
    title: String,
    how: String,
}

/// The whole plan.
pub(crate) fn plan<'a>(view: &'a PlanView<'_>) -> PlanJson<'a> {
    let mut facts = Facts::default();
    let steps =
        (1..).zip(&view.plan.steps).map(|(number, one)| step(view, number, one, &mut facts)).collect();
    let message = |message: crate::render::document::Message| MessageJson {
        title: message.title,
        facts: numbers(&message.when),
        when: message.when.text(),
        text: message.text,
    };
    let messages = used_messages(view)
        .into_iter()
        .map(|(one, app)| message(message_block(view, one, app, &mut facts)))
        .collect();
    let facts = facts.iter().map(|(_, fact)| FactJson {
        note: fact.note.clone(),
        sources: fact.sources.clone(),
        checked: fact.checked,
        confidence: fact.confidence,
    });
    let questions =
        view.plan.template.questions.iter().map(|question| question.text(view.language)).collect();
    headed(view, Body::Plan { questions, steps, messages, facts: facts.collect() })
}

/// The flow alone.
pub(crate) fn flowchart<'a>(view: &'a PlanView<'_>) -> PlanJson<'a> {
    let threats = view
        .threats
        .iter()
        .map(|threat| ThreatJson { profile: threat.profile, destinations: &threat.destinations })
        .collect();
    let node = |node: Node<'_>| match node {
        Node::Work { title, steps, days } => {
            NodeJson::Work { title: title.text(view.language).to_owned(), steps, from: days.0, to: days.1 }
        }
        Node::Gate { number, condition, back, step } => {
            let step = &view.plan.steps[step];
            NodeJson::Gate {
                step: number,
                condition: view.plan.fill_for(step, condition.text(view.language)),
                otherwise: view.plan.fill_for(step, back.text(view.language)),
            }
        }
    };
    let flow = nodes(&view.plan).into_iter().map(node).collect();
    headed(view, Body::Chart { chart: ChartJson { threats, flow } })
}

/// One slip for each member.
pub(crate) fn slips<'a>(view: &'a PlanView<'_>, names: Option<&[String]>) -> PlanJson<'a> {
    let slip = |number: u32| {
        let name = names.and_then(|names| names.get(number as usize - 1)).map(String::as_str);
        let steps = member_steps(view).map(|step| SlipStepJson {
            id: step.id.clone(),
            due: step.due,
            title: view.plan.fill_for(step, step.template.title.text(view.language)),
            how: instructions(view, step).0,
        });
        SlipJson {
            title: words::slip_title(view.language, number, name),
            steps: steps.collect(),
            signs: member_signs(view).iter().map(Sentence::text).collect(),
        }
    };
    headed(view, Body::Slips { slips: (1..=view.plan.group.members).map(slip).collect() })
}

fn headed<'a>(view: &'a PlanView<'_>, body: Body<'a>) -> PlanJson<'a> {
    let plan = &view.plan;
    let group = &plan.group;
    PlanJson {
        schema: 1,
        data_date: view.data_date,
        as_of: view.today,
        profile: &group.profile.id,
        risk: group.profile.risk,
        from: group.from.iter().map(|app| app.id.as_str()).collect(),
        to: &group.to.id,
        members: group.members,
        verifiers: plan.verifiers,
        quorum: plan.quorum,
        groups: plan.groups,
        start: group.start,
        cut_over: plan.due("cut-over"),
        end: plan.end(),
        minutes: plan.minutes(),
        objections: view
            .objections
            .iter()
            .flat_map(|objection| words::objection(view.language, objection))
            .collect(),
        body,
    }
}

fn step<'a>(
    view: &'a PlanView<'_>,
    number: usize,
    step: &'a PlanStep<'_>,
    facts: &mut Facts,
) -> StepJson<'a> {
    let template = step.template;
    let fill = |text: &str| view.plan.fill_for(step, text);
    let (how, grounds) = instructions(view, step);
    let how = Sentence::from(how).resting_on(grounds.into_iter().map(|fact| facts.number(fact)));
    StepJson {
        number,
        id: &step.id,
        phase: &template.phase,
        kind: template.kind,
        scope: template.scope,
        platform: step.platform.map(|app| app.id.as_str()),
        role: template.role,
        needs: &step.needs,
        due: step.due,
        wait: step.waited.map(|waited| WaitJson {
            days: waited.days(),
            basis: match waited {
                Waited::Sourced(_) => "source",
                Waited::Assumed(_) => "assumption",
                Waited::FromPace(_) => "pace",
            },
        }),
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

fn numbers(sentence: &Sentence) -> Vec<usize> {
    sentence.facts.iter().map(|fact| fact.0).collect()
}
