//! Slips: what one member must know and do, and nobody else's name.

use opsec::checklist::PlanStep;
use opsec::checklist::template::{Role, Scope, StepKind};

use super::PlanView;
use super::compose::signs;
use super::step::step_block;
use crate::render::document::{Block, Document, Facts, Layout, Sentence, Step};
use crate::words::checklist as words;

/// One slip for each member, each on paper of its own.
pub(crate) fn slips(view: &PlanView<'_>, names: Option<&[String]>) -> Document {
    let (language, group) = (view.language, &view.plan.group);
    let mut document = Document {
        language,
        tab: words::tab(language),
        title: words::slips_title(language, group.members).into(),
        layout: Layout::Slips,
        ..Document::default()
    };
    document.blocks.push(Block::Paragraph(words::slips_advice(language).into()));
    for number in 1..=group.members {
        let name = names.and_then(|names| names.get(number as usize - 1)).map(String::as_str);
        slip(view, number, name, &mut document);
    }
    document
}

fn slip(view: &PlanView<'_>, number: u32, name: Option<&str>, document: &mut Document) {
    let (language, plan) = (view.language, &view.plan);
    if number > 1 {
        document.blocks.push(Block::Break);
    }
    document.blocks.push(Block::Heading(words::slip_title(language, number, name).into()));
    document.blocks.push(Block::Paragraph(plan.fill(plan.template.slip.text(view.language)).into()));
    document.blocks.push(Block::Blank(words::slip_call(language).into()));
    for step in member_steps(view) {
        document.blocks.push(Block::Step(Box::new(brief(view, step))));
    }
    document.blocks.push(Block::Subheading {
        title: words::signs_heading(language).into(),
        why: Some(words::slip_invitations(language, plan.due("invite")).into()),
    });
    document.blocks.push(Block::Bullets(member_signs(view)));
}

/// The steps that a member does.
pub(super) fn member_steps<'v, 'a>(view: &'v PlanView<'a>) -> impl Iterator<Item = &'v PlanStep<'a>> {
    view.plan.steps.iter().filter(|step| step.template.role == Role::Member)
}

/// How a member knows a false invitation. Its sources are in the plan: a slip is read in a minute.
pub(super) fn member_signs(view: &PlanView<'_>) -> Vec<Sentence> {
    let signs = signs(view, &mut Facts::default());
    signs.into_iter().map(|sign| Sentence { facts: Vec::new(), ..sign }).collect()
}

/// A step in so many words as a member needs.
fn brief(view: &PlanView<'_>, step: &PlanStep<'_>) -> Step {
    let how_label = words::how_label(view.language);
    let mut block = step_block(view, None, step, &mut Facts::default());
    block.remarks.truncate(1);
    block.commands.clear();
    block.lines.retain(|(label, _)| *label == how_label);
    for (_, text) in &mut block.lines {
        text.facts.clear();
    }
    if step.template.kind == StepKind::Deletion && step.template.scope == Scope::Platform {
        block.remarks.push(words::slip_wait(view.language).to_owned());
    }
    block
}
