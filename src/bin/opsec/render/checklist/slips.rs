//! Slips: what one member must know and do, and nobody else's name.

use opsec::policy::migration::{Kind, Role, Scope};

use super::compose::{sign_lines, step_block};
use super::sheet::{Block, Sheet, unmarked};
use super::{PlanView, words};
use crate::ui::harmless;

/// One slip for each member, each on paper of its own.
pub(super) fn slips(view: &PlanView, names: Option<&[String]>) -> Sheet {
    let group = &view.plan.group;
    let mut sheet = Sheet { title: format!("Slips for {} members", group.members), ..Sheet::default() };
    let advice = "Cut apart, hand over in person, and shred what is left. Each holds one member's steps and no other name.";
    sheet.blocks.push(Block::Paragraph(advice.to_owned()));
    for number in 1..=group.members {
        let name = names.and_then(|names| names.get(number as usize - 1)).map(|name| harmless(name));
        slip(view, number, name.as_deref(), &mut sheet);
    }
    // The facts behind the steps stand in the plan; a slip is to be read in a minute.
    sheet.facts.0.clear();
    sheet
}

fn slip(view: &PlanView, number: u32, name: Option<&str>, sheet: &mut Sheet) {
    let plan = &view.plan;
    if number > 1 {
        sheet.blocks.push(Block::Break);
    }
    let title = name.map_or_else(|| format!("Slip {number}"), |name| format!("Slip {number}: {name}"));
    sheet.blocks.push(Block::Heading(title));
    let intro = &plan.migration.slip;
    sheet.blocks.push(Block::Paragraph(plan.fill(intro.english())));
    sheet.blocks.push(Block::Blank("Whom I call when something is strange".to_owned()));
    for step in plan.steps.iter().filter(|step| step.template.role == Role::Member) {
        let mut block = step_block(view, None, step, &mut sheet.facts);
        block.facts.truncate(1);
        block.commands.clear();
        block.lines.retain(|(label, _)| *label == "how");
        for (_, text) in &mut block.lines {
            *text = unmarked(text).0.to_owned();
        }
        if step.template.kind == Kind::Deletion && step.template.scope == Scope::Platform {
            block.facts.push("only when the leads say that all gates are passed".to_owned());
        }
        sheet.blocks.push(Block::Step(Box::new(block)));
    }
    sheet.blocks.push(Block::Subheading(
        "A true invitation, and a false one".to_owned(),
        format!("Invitations go out up to {}.", plan.due("invite").map_or_else(String::new, words::day)),
    ));
    let signs = sign_lines(view, &mut sheet.facts);
    sheet.blocks.push(Block::Bullets(signs.iter().map(|sign| unmarked(sign).0.to_owned()).collect()));
}
