//! What members hold in their hands: a slip each, or a card that says nothing about the group.

use opsec::checklist::PlanStep;
use opsec::checklist::template::{Aspect, Role, StepKind};
use opsec::review::leaving;

use super::PlanView;
use super::compose::signs;
use crate::render::document::{Block, Document, Facts, Layout, Sentence, Step};
use crate::words::checklist as words;

/// One slip for each member, each on paper of its own.
pub(crate) fn slips(view: &PlanView<'_>, names: Option<&[String]>) -> Document {
    let (language, group) = (view.language, &view.plan.group);
    let mut document = titled(view, words::slips_title(language, group.members));
    document.blocks.push(Block::Paragraph(words::slips_advice(language).into()));
    for number in 1..=group.members {
        let name = names.and_then(|names| names.get(number as usize - 1)).map(String::as_str);
        slip(view, number, name, &mut document);
    }
    document
}

/// The card that members learn by heart.
pub(crate) fn card(view: &PlanView<'_>) -> Document {
    let language = view.language;
    let mut document = titled(view, words::card_title(language).to_owned());
    document.blocks.push(Block::Paragraph(words::card_advice(language).into()));
    let lines = view.plan.playbook.card.iter().map(|line| line.text(language).into());
    document.blocks.push(Block::Bullets(lines.collect()));
    document
}

fn titled(view: &PlanView<'_>, title: String) -> Document {
    Document {
        language: view.language,
        tab: words::tab(view.language),
        title: title.into(),
        layout: Layout::Slips,
        ..Document::default()
    }
}

fn slip(view: &PlanView<'_>, number: u32, name: Option<&str>, document: &mut Document) {
    let (language, plan) = (view.language, &view.plan);
    if number > 1 {
        document.blocks.push(Block::Break);
    }
    document.blocks.push(Block::Heading(words::slip_title(language, number, name).into()));
    document.blocks.push(Block::Blank(words::slip_call(language).into()));
    document.blocks.push(Block::Paragraph(plan.fill(plan.playbook.opening.text.text(language)).into()));
    for step in member_steps(view) {
        document.blocks.push(Block::Step(Box::new(brief(view, step))));
    }
    document.blocks.push(Block::Subheading { title: words::rules_heading(language).into(), why: None });
    let rules = plan.playbook.rules.iter().map(|rule| plan.fill(rule.text.text(language)).into());
    document.blocks.push(Block::Bullets(rules.collect()));
    document.blocks.push(Block::Subheading { title: words::signs_heading(language).into(), why: None });
    document.blocks.push(Block::Bullets(member_signs(view)));
}

/// The steps that a member does, and the one by which a member comes in, in their order.
pub(super) fn member_steps<'v, 'a>(view: &'v PlanView<'a>) -> impl Iterator<Item = &'v PlanStep<'a>> {
    let is_member = |step: &&PlanStep<'_>| {
        (step.template.role == Role::Member && step.template.minutes > 0)
            || step.template.kind == StepKind::Invitation
    };
    view.plan.steps.iter().filter(is_member)
}

/// How a member knows a false invitation. Its sources are in the plan: a slip is read in a minute.
pub(super) fn member_signs(view: &PlanView<'_>) -> Vec<Sentence> {
    let signs = signs(view, &mut Facts::default());
    // The app's own sign is long; on a slip the general ones do.
    let app = view.plan.template.destination(&view.plan.group.to.id);
    let own = usize::from(app.is_some_and(|app| app.aspects.contains_key(&Aspect::Invitation)));
    signs.into_iter().skip(own).map(|sign| Sentence { facts: Vec::new(), ..sign }).collect()
}

/// What a member does in a step, in as few words as will do.
pub(super) fn text(view: &PlanView<'_>, step: &PlanStep<'_>) -> String {
    let (language, plan) = (view.language, &view.plan);
    let app = plan.template.destination(&plan.group.to.id);
    let slip = app.and_then(|app| app.aspects.get(&Aspect::Slip));
    let brief = plan.fill_for(step, step.template.brief.text(language));
    match (step.template.destination.contains(&Aspect::Setup), slip, step.leaving) {
        (true, Some(slip), _) => plan.fill(slip.text.text(language)),
        (_, _, Some(leaving::Step::Known { evidence, place, .. })) => {
            // Where messages are deleted depends on the chat; the plan tells.
            let place = place.as_ref().filter(|_| step.template.leaving != Some(leaving::Part::Messages));
            let place = place.map_or_else(String::new, |place| words::place(language, place));
            let is_today = step.template.leaving == Some(leaving::Part::Secure);
            // What is done today is done from the slip alone; for the rest there is time to ask.
            format!("{}{place}", if is_today { evidence.note.to_string() } else { brief })
        }
        _ => brief,
    }
}

/// The heading of a step for a member: a member doesn't add anyone, but is added.
pub(super) fn title(view: &PlanView<'_>, step: &PlanStep<'_>) -> String {
    if step.template.kind == StepKind::Invitation {
        return words::slip_way_in(view.language).to_owned();
    }
    view.plan.fill_for(step, step.template.title.text(view.language))
}

fn brief(view: &PlanView<'_>, step: &PlanStep<'_>) -> Step {
    let language = view.language;
    let mut remarks = vec![words::due(language, step.due, view.plan.group.start)];
    if step.template.kind == StepKind::Deletion {
        remarks.push(words::slip_wait(language).to_owned());
    }
    Step {
        number: None,
        id: step.id.clone(),
        title: title(view, step),
        remarks,
        gate: None,
        lines: vec![(words::how_label(language), text(view, step).into())],
        commands: Vec::new(),
    }
}
