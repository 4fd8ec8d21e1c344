//! A plan as JSON.

mod chart;
mod slip;
mod step;

use jiff::civil::Date;
use opsec::checklist::template::Incident;
use schemars::JsonSchema;
use serde::Serialize;

use self::chart::ChartJson;
use self::slip::SlipJson;
use self::step::{StepJson, numbers};
use super::PlanView;
use super::compose::{incidents, message_block, not_done, used_messages};
use super::step::claims;
use crate::render::document::{Fact, Facts, Message, Sentence};
use crate::render::json::{Day, EvidenceJson, Version, ids, sources};
use crate::words::checklist as words;

ids! {
    /// How hard the attackers of the profile try.
    RiskJson of opsec::rate::Risk {
        /// Companies, data thieves, curious strangers.
        Low = "low",
        /// Someone wants to harm this group or person.
        Targeted = "targeted",
        /// A state, or someone with the means of one.
        High = "high",
    }
}

/// What `opsec checklist` prints: a group's plan, its flow alone, or the members' slips.
#[derive(JsonSchema, Serialize)]
pub(crate) struct PlanJson<'a> {
    /// The version of this document.
    schema: Version,
    /// The last day on which anything in the data was checked.
    #[schemars(with = "Day")]
    data_date: Date,
    /// The day on which the plan was made.
    #[schemars(with = "Day")]
    as_of: Date,
    /// The ID of the profile.
    profile: &'a str,
    /// The name of the profile.
    profile_label: &'a str,
    /// How hard the attackers of the profile try.
    risk: RiskJson,
    /// The IDs of the apps that the group leaves; empty in the general plan.
    from: Vec<&'a str>,
    /// The ID of the app that the group moves to.
    to: &'a str,
    /// How many people move.
    members: u32,
    /// How many people add members to the new group.
    admins: u32,
    /// How many people check the members: the admins do.
    verifiers: u32,
    /// How many members must be in the new app before the group leaves the old one; 0 if nobody waits.
    quorum: u32,
    /// After how long messages vanish in the new group, in words.
    timer: &'a str,
    /// How many groups the members need in the new app; null if we don't know its limit.
    groups: Option<u32>,
    /// The first day of the plan.
    #[schemars(with = "Day")]
    start: Date,
    /// The day on which the group leaves the old app; null if the plan has no such step.
    #[schemars(with = "Option<Day>")]
    cut_over: Option<Date>,
    /// The last day of the plan.
    #[schemars(with = "Day")]
    end: Date,
    /// How many minutes all steps take together, for everyone in the group. It's an estimate.
    minutes: u64,
    /// What speaks against the new app, if it was chosen with --anyway, and on which conditions it works.
    objections: Vec<String>,
    /// Which of the parts below the document has. The others are empty or null.
    view: ViewJson,
    /// What the plan says before anything else.
    opening: String,
    /// Whether its days are shown to people; where a day is something that can leak, only the order counts.
    dated: bool,
    /// The questions of the gates, which must be answered with yes, in order. In a plan only.
    questions: Vec<String>,
    /// The rules that members agree to before they join. In a plan only.
    rules: Vec<String>,
    /// What to do when something happens. In a plan only.
    boxes: Vec<BoxJson>,
    /// What the plan doesn't do, and why. In a plan only.
    left_out: Vec<LeftOutJson>,
    /// The steps in order. In a plan only.
    steps: Vec<StepJson<'a>>,
    /// The messages to send. In a plan only.
    messages: Vec<MessageJson>,
    /// The facts that steps and messages rely on, the first of them number 1. In a plan only.
    facts: Vec<EvidenceJson<'a>>,
    /// The flow of the plan. With --chart only.
    chart: Option<ChartJson<'a>>,
    /// A slip for each member. With --slips only.
    slips: Vec<SlipJson>,
    /// The lines that members learn by heart. With --card only.
    card: Vec<&'a str>,
}

/// What was asked for.
#[derive(Clone, Copy, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
enum ViewJson {
    /// The whole plan.
    Plan,
    /// The flow alone.
    Chart,
    /// The members' slips.
    Slips,
    /// The card that members learn by heart.
    Card,
}

/// What to do when something happens.
#[derive(JsonSchema, Serialize)]
struct BoxJson {
    /// The ID of what happened.
    id: String,
    /// What happened, in two or three words.
    label: String,
    /// What happened.
    title: String,
    /// What to do, a line for each thing.
    lines: Vec<String>,
    /// The numbers of the facts it relies on, from 1.
    facts: Vec<usize>,
}

/// Something that the plan doesn't do.
#[derive(JsonSchema, Serialize)]
struct LeftOutJson {
    /// What it doesn't do.
    what: String,
    /// Why.
    why: String,
}

/// A message to send.
#[derive(JsonSchema, Serialize)]
struct MessageJson {
    /// What the message is.
    title: String,
    /// When to send it, and to whom.
    when: String,
    /// The text of the message.
    text: String,
    /// The numbers of the facts it relies on, from 1.
    facts: Vec<usize>,
}

impl From<Message> for MessageJson {
    fn from(message: Message) -> Self {
        Self {
            title: message.title,
            facts: numbers(&message.when),
            when: message.when.text(),
            text: message.text,
        }
    }
}

/// The whole plan. The facts it rests on are numbered into `facts`.
pub(crate) fn plan<'a>(view: &'a PlanView<'_>, facts: &'a mut Facts) -> PlanJson<'a> {
    let steps =
        (1..).zip(&view.plan.steps).map(|(number, one)| step::step(view, number, one, facts)).collect();
    let messages = used_messages(view)
        .into_iter()
        .map(|(one, app)| message_block(view, one, app, facts).into())
        .collect();
    let rules = view.plan.playbook.rules.iter();
    let rules = rules.map(|rule| view.plan.fill(rule.text.text(view.language))).collect();
    let boxes = incidents(view).map(|incident| incident_json(view, incident, facts)).collect();
    let left_out = not_done(view)
        .map(|(left, what)| LeftOutJson { what, why: view.plan.fill(left.why.text(view.language)) })
        .collect();
    let gates = view.plan.steps.iter().filter_map(|step| Some((step, step.template.gate.as_ref()?)));
    let questions = gates.map(|(step, gate)| view.plan.fill_for(step, gate.text(view.language)));
    PlanJson {
        questions: questions.collect(),
        rules,
        boxes,
        left_out,
        steps,
        messages,
        facts: facts.iter().map(|(_, fact)| self::fact(fact)).collect(),
        ..headed(view, ViewJson::Plan)
    }
}

fn incident_json(view: &PlanView<'_>, incident: &Incident, facts: &mut Facts) -> BoxJson {
    let text = view.plan.fill(incident.text.text(view.language));
    let grounds = claims(view, &incident.claims).into_iter().map(|fact| facts.number(fact));
    BoxJson {
        id: incident.id.to_string(),
        label: incident.label.text(view.language).to_owned(),
        title: incident.title.text(view.language).to_owned(),
        lines: text.lines().map(str::to_owned).collect(),
        facts: numbers(&Sentence::default().resting_on(grounds)),
    }
}

fn fact(fact: &Fact) -> EvidenceJson<'_> {
    EvidenceJson {
        note: &fact.note,
        sources: sources(&fact.sources),
        checked: fact.checked,
        confidence: fact.confidence.into(),
    }
}

/// The flow alone.
pub(crate) fn flowchart<'a>(view: &'a PlanView<'_>) -> PlanJson<'a> {
    PlanJson { chart: Some(chart::chart(view)), ..headed(view, ViewJson::Chart) }
}

/// One slip for each member.
pub(crate) fn slips<'a>(view: &'a PlanView<'_>, names: Option<&[String]>) -> PlanJson<'a> {
    PlanJson { slips: slip::slips(view, names), ..headed(view, ViewJson::Slips) }
}

/// The card that members learn by heart.
pub(crate) fn card<'a>(view: &'a PlanView<'_>) -> PlanJson<'a> {
    let card = view.plan.playbook.card.iter().map(|line| line.text(view.language)).collect();
    PlanJson { card, ..headed(view, ViewJson::Card) }
}

/// What every view begins with.
fn headed<'a>(view: &'a PlanView<'_>, shown: ViewJson) -> PlanJson<'a> {
    let plan = &view.plan;
    let group = &plan.group;
    let objections = view.objections.iter().flat_map(|objection| words::objection(view.language, objection));
    PlanJson {
        schema: Version,
        data_date: view.data_date,
        as_of: view.today,
        profile: &group.profile.id,
        profile_label: group.profile.name.text(view.language),
        risk: group.profile.risk.into(),
        from: group.from.iter().map(|app| app.id.as_str()).collect(),
        to: &group.to.id,
        members: group.members,
        admins: plan.admins,
        verifiers: plan.admins,
        quorum: plan.quorum.unwrap_or(0),
        timer: plan.playbook.timer.text(view.language),
        groups: plan.groups,
        start: group.start,
        cut_over: plan.cut_over(),
        end: plan.end(),
        minutes: plan.minutes(),
        objections: objections.collect(),
        view: shown,
        opening: plan.fill(plan.playbook.opening.text.text(view.language)),
        dated: plan.playbook.dated,
        questions: Vec::new(),
        rules: Vec::new(),
        boxes: Vec::new(),
        left_out: Vec::new(),
        steps: Vec::new(),
        messages: Vec::new(),
        facts: Vec::new(),
        chart: None,
        slips: Vec::new(),
        card: Vec::new(),
    }
}
