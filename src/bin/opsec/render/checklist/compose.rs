//! Composes a plan in the order in which it is read and done.

use opsec::checklist::template::{Aspect, Case, Channel, Message, Role, Scope, SourcedText, StepKind};
use opsec::checklist::{Node, PlanStep, flowchart as nodes};
use opsec::review::{Review, leaving};

use super::step::{claims, step_block};
use super::{PlanView, Threat};
use crate::render::document::{
    Block, Document, Fact, Facts, Flow, FlowNode, Message as MessageBlock, Pair, Pairs, Sentence,
};
use crate::words::{checklist as words, common};

/// The whole plan.
pub(crate) fn plan(view: &PlanView<'_>) -> Document {
    let language = view.language;
    let mut document = titled(view);
    head(view, &mut document);
    document.blocks.push(Block::Heading(words::questions_heading(language).into()));
    let questions = view.plan.template.questions.iter().map(|question| question.text(view.language).into());
    document.blocks.push(Block::Bullets(questions.collect()));
    gates(view, &mut document);
    document.blocks.push(Block::Heading(words::steps_heading(language).into()));
    steps(view, &mut document);
    document.blocks.push(Block::Break);
    document.blocks.push(Block::Heading(words::signs_heading(language).into()));
    let signs = signs(view, &mut document.facts);
    document.blocks.push(Block::Bullets(signs));
    channels(view, &mut document);
    stragglers(view, &mut document);
    messages(view, &mut document);
    trust(view, &mut document);
    document
}

/// The whole plan, with its flow as a picture, for a page.
pub(crate) fn page(view: &PlanView<'_>) -> Document {
    let mut document = plan(view);
    threats_and_flow(view, &mut document);
    document
}

/// The flow alone.
pub(crate) fn flowchart(view: &PlanView<'_>) -> Document {
    let mut document = titled(view);
    threats_and_flow(view, &mut document);
    if view.general {
        document.blocks.push(Block::Paragraph(words::make_it_yours(view.language).into()));
    }
    document
}

/// Which app is for which threat, and the flow as a picture.
fn threats_and_flow(view: &PlanView<'_>, document: &mut Document) {
    let title = words::threats_heading(view.language).into();
    document.blocks.extend([
        Block::Subheading { title, why: None },
        Block::Pairs(threats(view)),
        Block::Flow(flow(view)),
    ]);
}

fn titled(view: &PlanView<'_>) -> Document {
    let group = &view.plan.group;
    let from: Vec<_> = group.from.iter().map(|app| app.name.as_str()).collect();
    Document {
        language: view.language,
        tab: words::tab(view.language),
        title: words::title(view.language, &from, &group.to.name, group.members).into(),
        ..Document::default()
    }
}

fn head(view: &PlanView<'_>, document: &mut Document) {
    let (language, plan) = (view.language, &view.plan);
    let group = &plan.group;
    let length = group.start.until(plan.end()).map_or(0, |span| span.get_days().max(0));
    let end = words::end_line(language, plan.end(), usize::try_from(length).unwrap_or(0));
    let cut_over = plan.due("cut-over").map_or_else(String::new, |day| common::day(language, day));
    let profile =
        words::profile_line(language, &group.profile.id, group.profile.attackers.text(view.language));
    let mut pairs = vec![
        Pair::new(words::profile_label(language), profile),
        Pair::new(words::start_label(language), common::day(language, group.start)),
        Pair::new(words::cut_over_label(language), cut_over),
        Pair::new(words::end_label(language), end),
    ];
    if let Some(groups) = plan.groups.filter(|groups| *groups > 1)
        && let Some(limit) = plan.template.destination(&group.to.id).and_then(|app| app.limit.as_ref())
    {
        let text = words::groups_line(language, groups, limit.people.get());
        let text = resting_on(view, text, &limit.claims, &mut document.facts);
        pairs.push(Pair::new(words::groups_label(language), text));
    }
    document.blocks.push(Block::Pairs(pairs.into_iter().collect()));
    if view.general {
        document.blocks.push(Block::Paragraph(words::make_it_yours(language).into()));
    }
    for sentence in view.objections.iter().flat_map(|objection| words::objection(language, objection)) {
        let text = words::chosen_against(language, &group.to.name, &sentence);
        document.blocks.push(Block::Warning(text.into()));
    }
    subheading(document, words::who_heading(language), words::who_explanation(language));
    document.blocks.push(Block::Pairs(crew(view)));
}

fn crew(view: &PlanView<'_>) -> Pairs {
    let (language, plan) = (view.language, &view.plan);
    let each = |role| plan.minutes_each(role);
    let verifiers = words::each_line(language, plan.verifiers, each(Role::Verifier));
    let members = words::each_line(language, plan.group.members, each(Role::Member));
    [
        Pair::new(words::lead(language), words::lead_line(language, each(Role::Lead))),
        Pair::new(words::verifiers(language), verifiers),
        Pair::new(words::owner(language), words::owner_line(language, each(Role::Owner))),
        Pair::new(words::members(language), members),
        Pair::new(words::together(language), words::together_line(language, plan.minutes())),
    ]
    .into_iter()
    .collect()
}

fn gates(view: &PlanView<'_>, document: &mut Document) {
    let language = view.language;
    subheading(document, words::gates_heading(language), words::gates_explanation(language));
    let steps = view.plan.steps.iter().enumerate().filter(|(_, step)| step.template.kind == StepKind::Gate);
    let gate = |(index, step): (usize, &PlanStep<'_>)| {
        let condition = step.template.gate.as_ref().map_or("", |gate| gate.text(view.language));
        Pair::new(words::step_number(language, index + 1), view.plan.fill_for(step, condition))
    };
    document.blocks.push(Block::Pairs(steps.map(gate).collect()));
}

fn steps(view: &PlanView<'_>, document: &mut Document) {
    let mut phase = "";
    for (index, step) in view.plan.steps.iter().enumerate() {
        if step.template.phase != phase {
            phase = &step.template.phase;
            if let Some(found) = view.plan.template.phases.iter().find(|other| other.id == phase) {
                subheading(document, found.title.text(view.language), found.why.text(view.language));
            }
        }
        let block = step_block(view, Some(index + 1), step, &mut document.facts);
        document.blocks.push(Block::Step(Box::new(block)));
    }
}

fn subheading(document: &mut Document, title: &str, why: &str) {
    document.blocks.push(Block::Subheading { title: title.into(), why: Some(why.into()) });
}

/// The text with the facts of these ids.
fn resting_on(
    view: &PlanView<'_>,
    text: String,
    ids: &[opsec::language::Text],
    facts: &mut Facts,
) -> Sentence {
    let numbers: Vec<_> = claims(view, ids).into_iter().map(|fact| facts.number(fact)).collect();
    Sentence::from(text).resting_on(numbers)
}

/// How a false invitation gives itself away.
pub(super) fn signs(view: &PlanView<'_>, facts: &mut Facts) -> Vec<Sentence> {
    let template = view.plan.template;
    let own =
        template.destination(&view.plan.group.to.id).and_then(|app| app.aspects.get(&Aspect::Invitation));
    let mut line = |sourced: &SourcedText| {
        resting_on(view, view.plan.fill(sourced.text.text(view.language)), &sourced.claims, facts)
    };
    own.into_iter().chain(&template.signs).map(&mut line).collect()
}

fn channels(view: &PlanView<'_>, document: &mut Document) {
    let language = view.language;
    document.blocks.push(Block::Heading(words::channels_heading(language).into()));
    document.blocks.push(Block::Paragraph(words::channels_intro(language).into()));
    let offered = view.plan.template.channels.iter().filter(|channel| view.plan.concerns(&channel.risk));
    let pair = |channel: &Channel| {
        let text =
            words::channel(language, channel.reader.text(view.language), channel.fit.text(view.language));
        Pair::new(
            channel.name.text(view.language),
            resting_on(view, text, &channel.claims, &mut document.facts),
        )
    };
    let pairs = offered.map(pair).collect();
    document.blocks.push(Block::Pairs(pairs));
}

fn stragglers(view: &PlanView<'_>, document: &mut Document) {
    document.blocks.push(Block::Heading(words::stragglers_heading(view.language).into()));
    let fill = |text: &str| view.plan.fill(text);
    let pair =
        |case: &Case| Pair::new(fill(case.case.text(view.language)), fill(case.answer.text(view.language)));
    document.blocks.push(Block::Pairs(view.plan.template.stragglers.iter().map(pair).collect()));
}

fn messages(view: &PlanView<'_>, document: &mut Document) {
    document.blocks.push(Block::Break);
    document.blocks.push(Block::Heading(words::messages_heading(view.language).into()));
    for (message, app) in used_messages(view) {
        let block = message_block(view, message, app, &mut document.facts);
        document.blocks.push(Block::Message(block));
    }
}

/// The messages that steps of this plan send; some once for every app that is left.
pub(super) fn used_messages<'v>(view: &'v PlanView<'_>) -> Vec<(&'v Message, Option<&'v Review>)> {
    let steps = view.plan.steps.iter();
    let used: Vec<_> = steps.flat_map(|step| &step.template.messages).collect();
    let all = view.plan.template.messages.iter().filter(|message| used.contains(&&message.id));
    all.flat_map(|message| match message.scope {
        Some(Scope::Platform) => view.plan.group.from.iter().map(|app| (message, Some(*app))).collect(),
        _ => vec![(message, None)],
    })
    .collect()
}

/// A message with its names filled in.
pub(super) fn message_block(
    view: &PlanView<'_>,
    message: &Message,
    app: Option<&Review>,
    facts: &mut Facts,
) -> MessageBlock {
    let group = &view.plan.group;
    let mut names = view.plan.names_for(app);
    names.insert("reason", words::announcement::reason(view.language, &group.from, group.to));
    let fill = |text: &str| opsec::checklist::fill(text, &names);
    let mut when = resting_on(view, fill(message.when.text(view.language)), &message.claims, facts);
    match app.and_then(|app| app.leaving.as_ref()?.step(opsec::review::leaving::Part::Contact)) {
        Some(leaving::Step::Known { evidence, .. }) => {
            when = when.resting_on([facts.number(Fact::from(evidence))]);
        }
        Some(leaving::Step::Unknown(searched)) => {
            when = when.then(words::contact_not_known(view.language, searched).into());
        }
        None => {}
    }
    MessageBlock {
        title: fill(message.title.text(view.language)),
        when,
        text: fill(message.text.text(view.language)).trim_end().to_owned(),
    }
}

fn trust(view: &PlanView<'_>, document: &mut Document) {
    let language = view.language;
    document.blocks.push(Block::Heading(words::trust_heading(language).into()));
    let date = view.plan.template.date;
    let age = date.until(view.today).map_or(0, |span| span.get_days().max(0));
    let mut lines: Vec<Sentence> = vec![
        words::steps_checked(language, date, usize::try_from(age).unwrap_or(0)).into(),
        words::estimates(language).into(),
        words::no_names(language).into(),
    ];
    if view.general {
        lines.push(words::make_it_yours(language).into());
    }
    document.blocks.push(Block::Bullets(lines));
}

/// Which apps suit which profile; the group's own is marked.
fn threats(view: &PlanView<'_>) -> Pairs {
    let language = view.language;
    let pair = |threat: &Threat<'_>| {
        let own = threat.profile == view.plan.group.profile.id;
        let destinations = if threat.destinations.is_empty() {
            words::no_destination_known(language).to_owned()
        } else {
            threat.destinations.join(", ")
        };
        Pair::new(words::threat(language, threat.profile, own), destinations)
    };
    view.threats.iter().map(pair).collect()
}

fn flow(view: &PlanView<'_>) -> Flow {
    let language = view.language;
    let node = |node: Node<'_>| match node {
        Node::Work { title, steps, days } => FlowNode::Work {
            title: title.text(language).to_owned(),
            detail: words::work(language, steps.0, steps.1, days.0, days.1),
        },
        Node::Gate { number, condition, back, step } => {
            let step = &view.plan.steps[step];
            let condition = view.plan.fill_for(step, condition.text(view.language));
            FlowNode::Gate {
                condition: words::gate(language, number, &condition),
                otherwise: view.plan.fill_for(step, back.text(view.language)),
            }
        }
    };
    Flow {
        title: words::flow_title(language),
        description: words::flow_description(language),
        yes: words::yes(language),
        no: words::no(language),
        nodes: nodes(&view.plan).into_iter().map(node).collect(),
    }
}
