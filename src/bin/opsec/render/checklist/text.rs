//! A plan for the terminal and for a printer without a browser.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::sheet::{Block, MessageBlock, Sheet, StepBlock};
use super::{PlanView, flow};
use crate::render::layout::{labelled, paragraph, quoted};
use crate::ui::{Page, Role};

/// Where the text of a step begins.
const MARGIN: usize = 9;
/// Narrowest page on which labels stand beside their text.
const NARROW: usize = 60;

pub(super) fn write(sheet: &Sheet, view: &PlanView, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", page.paint(Role::Strong, &paragraph(page, "", "", &sheet.title)))?;
    for block in &sheet.blocks {
        match block {
            Block::Heading(text) => heading(text, page, out)?,
            Block::Subheading(title, why) => {
                writeln!(out, "\n{}", page.paint(Role::Strong, &paragraph(page, "", "", title)))?;
                writeln!(out, "{}", page.paint(Role::Faint, &paragraph(page, "", "", why)))?;
            }
            Block::Paragraph(text) => writeln!(out, "\n{}", paragraph(page, "", "", text))?,
            Block::Warning(text) => {
                writeln!(out, "\n{}", page.paint(Role::Warning, &paragraph(page, "! ", "  ", text)))?;
            }
            Block::Bullets(lines) => {
                writeln!(out)?;
                for line in lines {
                    writeln!(out, "{}", paragraph(page, "  - ", "    ", line))?;
                }
            }
            Block::Pairs(pairs) => self::pairs(pairs, page, out)?,
            Block::Step(step) => self::step(step, page, out)?,
            Block::Message(message) => self::message(message, page, out)?,
            Block::Chart => write!(out, "\n{}", flow::draw(view, page))?,
            Block::Blank(label) => {
                let line = "_".repeat(page.width.min(80).saturating_sub(label.width() + 5));
                writeln!(out, "\n  {label}: {line}")?;
            }
            Block::Break => writeln!(out)?,
        }
    }
    facts(sheet, page, out)
}

fn heading(text: &str, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let line = "─".repeat(page.width.min(80));
    writeln!(out, "\n{}\n{}", page.paint(Role::Faint, &line), page.paint(Role::Strong, text))
}

fn pairs(pairs: &[(String, String)], page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let longest = pairs.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let stacked = longest > 26;
    writeln!(out)?;
    for (label, text) in pairs {
        if stacked || page.width < NARROW {
            writeln!(out, "{}", paragraph(page, "  ", "  ", label))?;
            writeln!(out, "{}", paragraph(page, "    ", "    ", text))?;
        } else {
            writeln!(out, "{}", labelled(page, 2, longest + 2, label, text))?;
        }
    }
    Ok(())
}

fn step(step: &StepBlock, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let number = step.number.map_or_else(String::new, |number| number.to_string());
    let first = format!("{number:>4} [ ] ");
    let margin = " ".repeat(MARGIN);
    writeln!(out, "\n{}", page.paint(Role::Strong, &paragraph(page, &first, &margin, &step.title)))?;
    writeln!(
        out,
        "{}",
        page.paint(Role::Faint, &paragraph(page, &margin, &margin, &step.facts.join(" · ")))
    )?;
    let gate = step.gate.iter().map(|gate| ("gate", gate));
    for (label, text) in gate.chain(step.lines.iter().map(|(label, text)| (*label, text))) {
        if page.width < NARROW {
            writeln!(out, "{}", paragraph(page, "  ", "  ", &format!("{label}: {text}")))?;
        } else {
            writeln!(out, "{}", labelled(page, MARGIN, 6, label, text))?;
        }
    }
    for command in &step.commands {
        // A command is typed as it stands: it is never wrapped.
        writeln!(out, "{}{command}", " ".repeat(if page.width < NARROW { 4 } else { MARGIN + 6 }))?;
    }
    Ok(())
}

fn message(message: &MessageBlock, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", page.paint(Role::Strong, &paragraph(page, "", "", &message.title)))?;
    writeln!(out, "{}", page.paint(Role::Faint, &paragraph(page, "", "", &message.when)))?;
    writeln!(out)?;
    writeln!(out, "{}", quoted(page, 2, &message.text))
}

fn facts(sheet: &Sheet, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    if sheet.facts.0.is_empty() {
        return Ok(());
    }
    heading("Facts and where they come from", page, out)?;
    for (index, fact) in sheet.facts.0.iter().enumerate() {
        let first = format!("{:>4}  ", index + 1);
        writeln!(out, "{}", paragraph(page, &first, "      ", &fact.note))?;
        writeln!(out, "{}", page.paint(Role::Faint, &paragraph(page, "      ", "      ", &fact.origin())))?;
    }
    Ok(())
}
