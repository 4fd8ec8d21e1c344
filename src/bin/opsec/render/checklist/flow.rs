//! The decision flow in the terminal: boxes for work, forks for gates.

use std::fmt::Write;

use opsec::checklist::{Node, chart};
use unicode_width::UnicodeWidthStr;

use super::{PlanView, words};
use crate::render::layout::{self, labelled};
use crate::ui::{Page, Role, harmless};

/// Widest drawing, in columns.
const WIDEST: usize = 76;

/// The flow for the terminal.
pub(super) fn draw(view: &PlanView, page: &Page) -> String {
    let mut text = String::new();
    let heading = page.paint(Role::Strong, "Which home for which threat");
    let _ = writeln!(text, "{heading}");
    for (label, homes) in threats(view) {
        let _ = writeln!(text, "{}", labelled(page, 0, 15, &label, &homes));
    }
    let _ = writeln!(text, "\n{}", page.paint(Role::Strong, "How this group gets there"));
    let width = page.width.min(WIDEST);
    let nodes = chart(&view.plan);
    let boxes = nodes.iter().filter_map(|node| match node {
        Node::Work { title, steps, days } => Some(work(title.english(), *steps, *days)),
        Node::Gate { .. } => None,
    });
    let widest = boxes.flatten().map(|line| line.width()).max().unwrap_or(0);
    let inner = widest.min(width.saturating_sub(4));
    for (index, node) in nodes.iter().enumerate() {
        match node {
            Node::Work { title, steps, days } => {
                boxed(&mut text, page, inner, &work(title.english(), *steps, *days));
            }
            Node::Gate { number, condition, back, step } => {
                let plan = &view.plan;
                let step = &plan.steps[*step];
                let yes = plan.fill_for(step, condition.english());
                let no = plan.fill_for(step, back.english());
                fork(&mut text, page, width, *number, &yes, &no);
            }
        }
        if index + 1 < nodes.len() {
            let last = matches!(node, Node::Gate { .. });
            let _ = writeln!(text, "    {}", if last { "▼ yes" } else { "▼" });
        }
    }
    text
}

/// The flow without colour, for a fence in Markdown.
pub(super) fn plain(view: &PlanView) -> String {
    draw(view, &Page::plain(WIDEST))
}

/// "friends → Signal, …" for every profile; the group's own is marked.
pub(super) fn threats(view: &PlanView) -> Vec<(String, String)> {
    let line = |threat: &super::Threat| {
        let own = if threat.profile.id == view.plan.group.profile.id { "▶" } else { " " };
        let homes = if threat.homes.is_empty() {
            "none that is known to be fit".to_owned()
        } else {
            threat.homes.iter().map(|home| harmless(home)).collect::<Vec<_>>().join(", ")
        };
        (format!("{own} {}", threat.profile.id), homes)
    };
    view.threats.iter().map(line).collect()
}

/// "Decide together", "steps 1 – 6 · Thu … – Wed …"
pub(super) fn work(
    title: &str,
    (first, last): (usize, usize),
    (from, to): (jiff::civil::Date, jiff::civil::Date),
) -> [String; 2] {
    let steps = if first == last { format!("step {first}") } else { format!("steps {first} – {last}") };
    let days =
        if from == to { words::day(to) } else { format!("{} – {}", words::day(from), words::day(to)) };
    [title.to_owned(), format!("{steps} · {days}")]
}

fn boxed(text: &mut String, page: &Page, inner: usize, lines: &[String; 2]) {
    let _ = writeln!(text, "┌{}┐", "─".repeat(inner + 2));
    for (index, line) in lines.iter().enumerate() {
        for piece in layout::lines(line, inner) {
            let fill = " ".repeat(inner.saturating_sub(piece.width()));
            let shown = if index == 0 { page.paint(Role::Strong, &piece) } else { piece };
            let _ = writeln!(text, "│ {shown}{fill} │");
        }
    }
    let _ = writeln!(text, "└{}┘", "─".repeat(inner + 2));
}

fn fork(text: &mut String, page: &Page, width: usize, number: usize, yes: &str, no: &str) {
    let inner = width.saturating_sub(4).max(16);
    for (index, line) in layout::lines(&format!("Step {number}: {yes}"), inner).iter().enumerate() {
        let mark = if index == 0 { "◇" } else { " " };
        let _ = writeln!(text, "{mark} {}", page.paint(Role::Warning, line));
    }
    for (index, line) in layout::lines(no, inner.saturating_sub(8)).iter().enumerate() {
        let mark = if index == 0 { "└─ no:" } else { "      " };
        let _ = writeln!(text, "  {mark} {line}");
    }
}
