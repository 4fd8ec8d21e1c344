//! Composes a plan in the order in which it is read and done: the first page, then everything behind it.

mod first_page;
mod flow;
mod messages;

use opsec::checklist::template::{Aspect, Incident, LeftOut, SourcedText};
use opsec::language::Text;

use super::PlanView;
use super::step::{claims, step_block};
use crate::render::document::{Block, Document, Facts, Pair, Sentence};
use crate::words::checklist as words;

pub(super) use messages::{message_block, used_messages};

/// The first page alone.
pub(crate) fn brief(view: &PlanView<'_>) -> Document {
    let mut document = titled(view);
    first_page::first_page(view, &mut document);
    document
}

/// The whole plan.
pub(crate) fn plan(view: &PlanView<'_>) -> Document {
    let mut document = brief(view);
    document.blocks.push(Block::Break);
    rules(view, &mut document);
    document.blocks.push(Block::Heading(words::steps_heading(view.language).into()));
    steps(view, &mut document);
    document.blocks.push(Block::Break);
    boxes(view, &mut document);
    document.blocks.push(Block::Heading(words::signs_heading(view.language).into()));
    let signs = signs(view, &mut document.facts);
    document.blocks.push(Block::Bullets(signs));
    messages::messages(view, &mut document);
    left_out(view, &mut document);
    trust(view, &mut document);
    document
}

/// The whole plan, with its flow as a picture, for a page.
pub(crate) fn page(view: &PlanView<'_>) -> Document {
    let mut document = plan(view);
    flow::threats_and_flow(view, &mut document);
    document
}

/// The flow alone.
pub(crate) fn flowchart(view: &PlanView<'_>) -> Document {
    let mut document = titled(view);
    flow::threats_and_flow(view, &mut document);
    if view.general {
        document.blocks.push(Block::Paragraph(words::make_it_yours(view.language).into()));
    }
    document
}

fn titled(view: &PlanView<'_>) -> Document {
    let title = view.plan.fill(view.plan.playbook.title.text(view.language));
    Document {
        language: view.language,
        tab: words::tab(view.language),
        title: words::title(view.language, &title).into(),
        ..Document::default()
    }
}

fn rules(view: &PlanView<'_>, document: &mut Document) {
    let language = view.language;
    subheading(document, words::rules_heading(language), words::rules_explanation(language));
    let rules = view.plan.playbook.rules.iter().map(|rule| sourced(view, rule, &mut document.facts));
    let rules = rules.collect();
    document.blocks.push(Block::Bullets(rules));
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

/// What the group prepares for, a card each.
fn boxes(view: &PlanView<'_>, document: &mut Document) {
    let language = view.language;
    document.blocks.push(Block::Heading(words::boxes_heading(language).into()));
    document.blocks.push(Block::Paragraph(words::boxes_explanation(language).into()));
    for incident in incidents(view) {
        document.blocks.push(Block::Subheading { title: incident.title.text(language).into(), why: None });
        let text = view.plan.fill(incident.text.text(language));
        let mut lines: Vec<Sentence> = text.lines().map(Sentence::from).collect();
        if let Some(last) = lines.pop() {
            let facts = numbers(view, &incident.claims, &mut document.facts);
            lines.push(last.resting_on(facts));
        }
        document.blocks.push(Block::Lines(lines));
    }
}

/// The incidents that the group prepares for.
pub(super) fn incidents<'v>(view: &'v PlanView<'_>) -> impl Iterator<Item = &'v Incident> {
    let known = view.plan.playbook.boxes.iter().filter_map(|id| view.plan.template.incident(id));
    known.filter(|incident| !incident.not_for.contains(&view.plan.group.to.id))
}

/// What the plan doesn't do although members might expect it.
pub(super) fn not_done<'v>(view: &'v PlanView<'_>) -> impl Iterator<Item = (&'v LeftOut, String)> {
    view.plan.playbook.left_out.iter().filter_map(|left| {
        let what = left.what.as_ref()?;
        Some((left, view.plan.fill(what.text(view.language))))
    })
}

fn left_out(view: &PlanView<'_>, document: &mut Document) {
    let language = view.language;
    document.blocks.push(Block::Heading(words::left_out_heading(language).into()));
    let pair = |(left, what): (&LeftOut, String)| {
        let why = view.plan.fill(left.why.text(language));
        let facts = numbers(view, &left.claims, &mut document.facts);
        Sentence::from(format!("{what} {why}")).resting_on(facts)
    };
    let lines = not_done(view).map(pair).collect();
    document.blocks.push(Block::Bullets(lines));
}

fn subheading(document: &mut Document, title: &str, why: &str) {
    document.blocks.push(Block::Subheading { title: title.into(), why: Some(why.into()) });
}

/// The numbers of the facts of these ids.
fn numbers(view: &PlanView<'_>, ids: &[Text], facts: &mut Facts) -> Vec<crate::render::document::FactNumber> {
    claims(view, ids).into_iter().map(|fact| facts.number(fact)).collect()
}

/// A text with its names filled in and its facts.
fn sourced(view: &PlanView<'_>, sourced: &SourcedText, facts: &mut Facts) -> Sentence {
    let text = view.plan.fill(sourced.text.text(view.language));
    Sentence::from(text).resting_on(numbers(view, &sourced.claims, facts))
}

/// How a false invitation gives itself away.
pub(super) fn signs(view: &PlanView<'_>, facts: &mut Facts) -> Vec<Sentence> {
    let template = view.plan.template;
    let own =
        template.destination(&view.plan.group.to.id).and_then(|app| app.aspects.get(&Aspect::Invitation));
    let mut signs: Vec<Sentence> = own.into_iter().map(|sign| sourced(view, sign, facts)).collect();
    let fit = template.signs.iter().filter(|sign| !sign.not_for.contains(&view.plan.group.to.id));
    signs.extend(fit.map(|sign| {
        let text = view.plan.fill(sign.text.text(view.language));
        Sentence::from(text).resting_on(numbers(view, &sign.claims, facts))
    }));
    signs
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

/// A pair of label and text.
fn pair(label: &str, text: impl Into<Sentence>) -> Pair {
    Pair::new(label, text)
}
