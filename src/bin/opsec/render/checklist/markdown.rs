//! A plan for wikis and mails.

use std::fmt::Write;

use super::sheet::{Block, Sheet, StepBlock};
use super::{PlanView, flow};
use crate::render::rate::markdown::escaped;

pub(super) fn write(sheet: &Sheet, view: &PlanView) -> String {
    let mut text = format!("# {}\n", escaped(&sheet.title));
    for block in &sheet.blocks {
        let _ = match block {
            Block::Heading(title) => writeln!(text, "\n## {}", escaped(title)),
            Block::Subheading(title, why) => writeln!(text, "\n### {}\n\n{}", escaped(title), escaped(why)),
            Block::Paragraph(paragraph) => writeln!(text, "\n{}", escaped(paragraph)),
            Block::Warning(warning) => writeln!(text, "\n> **{}**", escaped(warning)),
            Block::Bullets(lines) => {
                text.push('\n');
                lines.iter().try_for_each(|line| writeln!(text, "- {}", escaped(line)))
            }
            Block::Pairs(pairs) => {
                text.push('\n');
                pairs.iter().try_for_each(|(label, said)| {
                    writeln!(text, "- **{}**: {}", escaped(label), escaped(said))
                })
            }
            Block::Step(step) => self::step(&mut text, step),
            Block::Message(message) => writeln!(
                text,
                "\n### {}\n\n{}\n\n{}",
                escaped(&message.title),
                escaped(&message.when),
                fenced(&message.text)
            ),
            Block::Chart => writeln!(text, "\n{}", fenced(&flow::plain(view))),
            Block::Blank(label) => writeln!(text, "\n{}: ______________________________", escaped(label)),
            Block::Break => writeln!(text, "\n---"),
        };
    }
    if !sheet.facts.0.is_empty() {
        text.push_str("\n## Facts and where they come from\n\n");
        for (index, fact) in sheet.facts.0.iter().enumerate() {
            let _ = writeln!(text, "{}. {} — {}", index + 1, escaped(&fact.note), escaped(&fact.origin()));
        }
    }
    text
}

fn step(text: &mut String, step: &StepBlock) -> std::fmt::Result {
    let number = step.number.map_or_else(String::new, |number| format!("{number}. "));
    writeln!(text, "\n- [ ] **{number}{}**  ", escaped(&step.title))?;
    writeln!(text, "  *{}*", escaped(&step.facts.join(" · ")))?;
    let gate = step.gate.iter().map(|gate| ("gate", gate));
    for (label, said) in gate.chain(step.lines.iter().map(|(label, said)| (*label, said))) {
        writeln!(text, "  - {label}: {}", escaped(said))?;
    }
    step.commands.iter().try_for_each(|command| writeln!(text, "  - `{command}`"))
}

/// A block whose fence is longer than any run of backticks in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}text\n{}\n{fence}", text.trim_end())
}
