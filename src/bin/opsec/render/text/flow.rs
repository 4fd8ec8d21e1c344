//! A flow in the terminal: boxes for work, forks for gates.

use unicode_width::UnicodeWidthStr;

use opsec::text::sanitize;

use super::super::document::{Flow, FlowNode, Meaning};
use super::super::layout::lines;
use super::Writer;

/// Widest drawing, in columns.
const WIDEST: usize = 76;

impl Writer<'_> {
    pub(super) fn flow(&mut self, flow: &Flow) {
        self.painted(Meaning::Strong, flow.title);
        let width = self.style.width.min(WIDEST);
        let inner = widest(flow).min(width.saturating_sub(4));
        for (index, node) in flow.nodes.iter().enumerate() {
            match node {
                FlowNode::Work { title, detail } => self.boxed(inner, &[sanitize(title), sanitize(detail)]),
                FlowNode::Gate { condition, otherwise } => {
                    self.fork(width, &sanitize(condition), flow.no, &sanitize(otherwise));
                }
            }
            if index + 1 < flow.nodes.len() {
                let yes = matches!(node, FlowNode::Gate { .. }).then_some(flow.yes);
                self.line(format!("    ▼ {}", yes.unwrap_or_default()).trim_end());
            }
        }
    }

    fn boxed(&mut self, inner: usize, said: &[String; 2]) {
        let edge = "─".repeat(inner + 2);
        self.line(&format!("┌{edge}┐"));
        for (index, text) in said.iter().enumerate() {
            for piece in lines(text, inner) {
                let fill = " ".repeat(inner.saturating_sub(piece.width()));
                let shown = if index == 0 { self.style.paint(Meaning::Strong, &piece) } else { piece };
                self.line(&format!("│ {shown}{fill} │"));
            }
        }
        self.line(&format!("└{edge}┘"));
    }

    fn fork(&mut self, width: usize, condition: &str, no: &str, otherwise: &str) {
        let inner = width.saturating_sub(4).max(16);
        for (index, piece) in lines(condition, inner).iter().enumerate() {
            let piece = self.style.paint(Meaning::Warning, piece);
            self.line(&format!("{} {piece}", if index == 0 { "◇" } else { " " }));
        }
        let label = format!("└─ {no}:");
        for (index, piece) in lines(otherwise, inner.saturating_sub(label.width() + 2)).iter().enumerate() {
            let margin = if index == 0 { label.clone() } else { " ".repeat(label.width()) };
            self.line(&format!("  {margin} {piece}"));
        }
    }
}

/// The widest line that a box would like to have.
fn widest(flow: &Flow) -> usize {
    let boxes = flow.nodes.iter().filter_map(|node| match node {
        FlowNode::Work { title, detail } => Some(title.width().max(detail.width())),
        FlowNode::Gate { .. } => None,
    });
    boxes.max().unwrap_or(0)
}
