//! Steps to tick off, and messages to send.

use opsec::text::sanitize;

use super::super::document::{Meaning, Message, Step};
use super::super::layout::{NARROW, labelled, paragraph, quoted};
use super::Writer;

/// Where the text of a step begins.
const MARGIN: usize = 9;

impl Writer<'_> {
    pub(super) fn step(&mut self, step: &Step) {
        let number = step.number.map_or_else(String::new, |number| number.to_string());
        let (first, margin) = (format!("{number:>4} [ ] "), " ".repeat(MARGIN));
        let title = paragraph(self.style, &first, &margin, &sanitize(&step.title));
        self.painted(Meaning::Strong, &title);
        let remarks = paragraph(self.style, &margin, &margin, &sanitize(&step.remarks.join(" · ")));
        self.painted(Meaning::Faint, &remarks);
        if let Some((label, text)) = &step.gate {
            self.step_line(label, &sanitize(text));
        }
        for (label, text) in &step.lines {
            let text = self.shown(text);
            self.step_line(label, &text);
        }
        for command in &step.commands {
            // A command is typed as it stands: it is never wrapped.
            let margin = if self.style.width < NARROW { 4 } else { MARGIN + 6 };
            self.line(&format!("{}{}", " ".repeat(margin), sanitize(command)));
        }
    }

    fn step_line(&mut self, label: &str, text: &str) {
        let line = if self.style.width < NARROW {
            paragraph(self.style, "  ", "  ", &format!("{label}: {text}"))
        } else {
            labelled(self.style, MARGIN, 6, label, text)
        };
        self.line(&line);
    }

    pub(super) fn message(&mut self, message: &Message) {
        let title = paragraph(self.style, "", "", &sanitize(&message.title));
        self.painted(Meaning::Strong, &title);
        self.meant(Meaning::Faint, "", "", &message.when);
        self.line("");
        let text: Vec<_> = message.text.lines().map(sanitize).collect();
        self.line(&quoted(self.style, 2, &text.join("\n")));
    }
}
