//! Steps to tick off, and messages to send.

use opsec::text::sanitize;
use unicode_width::UnicodeWidthStr;

use super::super::document::{Meaning, Message, OutlineRow, Step};
use super::super::layout::{NARROW, labelled, paragraph, quoted};
use super::Writer;

/// Widest line of a first page: it is printed as it is shown.
const OUTLINE: usize = 80;
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

    /// The title and what belongs to it on one line, if there is room, and the step in brief below.
    pub(super) fn outline_row(&mut self, row: &OutlineRow) {
        let mark = if row.is_final { "!" } else { " " };
        let (title, remarks) = (sanitize(&row.title), sanitize(&row.remarks.join(" · ")));
        let first = format!("{:>3}{mark} ", row.number);
        let room = self.style.width.min(OUTLINE).saturating_sub(first.width() + title.width() + 2);
        if remarks.width() <= room {
            let gap = " ".repeat(room + 2 - remarks.width());
            let line = format!(
                "{first}{}{gap}{}",
                self.style.paint(Meaning::Strong, &title),
                self.style.paint(Meaning::Faint, &remarks)
            );
            self.line(&line);
        } else {
            let title = paragraph(self.style, &first, "     ", &title);
            self.painted(Meaning::Strong, &title);
            let remarks = paragraph(self.style, "     ", "     ", &remarks);
            self.painted(Meaning::Faint, &remarks);
        }
        let text = paragraph(self.style, "     ", "     ", &sanitize(&row.text));
        self.line(&text);
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
