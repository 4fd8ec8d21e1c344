//! Every platform in one line each.

use std::io::{self, Write};

use opsec::policy::Kind;
use opsec::rate::Standing;
use unicode_width::UnicodeWidthStr;

use super::{Setting, json, markdown, words};
use crate::render::layout::{pad, paragraph};
use crate::report::{Format, View, write_json};
use crate::ui::{Meaning, Style, sanitize};

/// The list of what is reviewed.
pub(crate) struct Listing {
    pub(crate) setting: Setting,
    pub(crate) standings: Vec<Standing<'static>>,
}

impl View for Listing {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json, Format::Markdown]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Json => write_json(&json::standings(&self.setting, &self.standings), out),
            Format::Markdown => out.write_all(markdown::standings(&self.setting, &self.standings).as_bytes()),
            Format::Text | Format::Html | Format::Ics => self.text(page, out),
        }
    }
}

impl Listing {
    fn text(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let column =
            self.standings.iter().map(|standing| standing.assessment.review.id.width()).max().unwrap_or(0)
                + 2;
        for kind in [Kind::Chat, Kind::Mail, Kind::Sharing, Kind::Browser] {
            let mine: Vec<_> =
                self.standings.iter().filter(|standing| standing.assessment.review.kind == kind).collect();
            if mine.is_empty() {
                continue;
            }
            writeln!(
                out,
                "{}",
                page.paint(Meaning::Strong, &format!("{} (opsec rate …)", words::kind(kind)))
            )?;
            for standing in mine {
                self.line(page, column, standing, out)?;
            }
            writeln!(out)?;
        }
        let data = self.setting.data;
        let end = format!(
            "Data of {}. The verdict is for the profile {}; choose another with --profile. Details: opsec rate NAME.",
            data.date, self.setting.profile.id
        );
        writeln!(out, "{}", page.paint(Meaning::Faint, &paragraph(page, "", "", &end)))
    }

    fn line(
        &self,
        page: &Style,
        column: usize,
        standing: &Standing<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let assessment = &standing.assessment;
        let (role, verdict) = words::gate_verdict(&self.setting, assessment);
        // The profile is named once, at the end.
        let verdict = verdict.replacen(&format!(" {}:", self.setting.profile.id), "", 1);
        let name = pad(&sanitize(&assessment.review.id), column);
        let room = page.width.saturating_sub(column + 2);
        let verdict = if verdict.width() > room {
            format!("{}…", verdict.chars().take(room.saturating_sub(1)).collect::<String>())
        } else {
            verdict
        };
        writeln!(out, "  {name}{}", page.paint(role, &verdict))
    }
}
