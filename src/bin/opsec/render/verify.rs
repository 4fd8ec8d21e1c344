//! Words for members with their requests, and the findings about words that were seen.

pub(crate) mod compose;
pub(crate) mod json;

use std::io::{self, Write};

use jiff::Timestamp;
use opsec::language::Language;
use opsec::text::sanitize;
use opsec::verify::{Finding, Member, Remark, remarks};
use zeroize::Zeroizing;

use super::layout::{paragraph, quoted};
use crate::report::{WriteSecret, write_json};
use crate::ui::{Meaning, Style};
use crate::words::verify as words;

/// Words for members. It has the salt and the names of members, so it never becomes a document.
pub(crate) struct Round {
    pub(crate) language: Language,
    /// The line of the round's salt, if it is new and saved nowhere else.
    pub(crate) salt: Option<Zeroizing<String>>,
    pub(crate) until: Timestamp,
    pub(crate) words: Vec<(Member, String)>,
    pub(crate) json: bool,
}

impl WriteSecret for Round {
    fn write(&self, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        if self.json { write_json(&json::round(self), out) } else { self.text(style, out) }
    }
}

impl Round {
    fn text(&self, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let language = self.language;
        if let Some(salt) = &self.salt {
            writeln!(out, "{}\n", salt.as_str())?;
            let keep = paragraph(style, "", "", words::keep_the_salt(language));
            writeln!(out, "{}\n", style.paint(Meaning::Warning, &keep))?;
        }
        for (number, (member, words)) in (1..).zip(&self.words) {
            let heading = words::member(language, number, member.old().shown(), member.new_name().shown());
            writeln!(out, "{}", style.paint(Meaning::Strong, &paragraph(style, "", "   ", &heading)))?;
            let request: Vec<_> = self.request(member, words).lines().map(sanitize).collect();
            writeln!(out, "{}\n", quoted(style, 3, &request.join("\n")))?;
        }
        writeln!(out, "{}\n", paragraph(style, "", "", &words::what_next(language, self.until)))?;
        writeln!(out, "{}", paragraph(style, "", "", words::other_members(language)))
    }

    fn request(&self, member: &Member, words: &str) -> String {
        let (old, new) = (member.old().shown(), member.new_name().shown());
        words::request(self.language, old, new, words, self.until)
    }
}

/// A member who was checked.
pub(crate) struct Checked<'g> {
    pub(crate) member: &'g Member,
    pub(crate) finding: Finding<'g>,
    pub(crate) remarks: Vec<Remark<'g>>,
}

impl<'g> Checked<'g> {
    pub(crate) fn new(member: &'g Member, finding: Finding<'g>, group: &'g [Member]) -> Self {
        Self { member, finding, remarks: remarks(member, group) }
    }
}
