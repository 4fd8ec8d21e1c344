//! Views of a plan: text, Markdown, HTML with its picture, calendar, JSON, and slips.

mod calendar;
mod compose;
mod flow;
mod html;
mod json;
mod markdown;
mod picture;
mod sheet;
mod slips;
mod text;
mod words;

use std::io::{self, Write};

use jiff::civil::Date;
use opsec::checklist::{Objection, Plan, chart};
use opsec::policy::Profile;

use crate::data::Data;
use crate::report::{Format, View, write_json};
use crate::ui::Page;

pub(crate) use words::objection_sentences;

/// A plan, and what of it is shown.
pub(crate) struct PlanView {
    pub(crate) data: &'static Data,
    pub(crate) today: Date,
    pub(crate) plan: Plan<'static>,
    /// What speaks against the home, taken all the same.
    pub(crate) objections: Vec<Objection<'static>>,
    pub(crate) threats: Vec<Threat>,
    pub(crate) shown: Shown,
    /// Whether nobody said which place is left: the general plan.
    pub(crate) general: bool,
}

/// Which homes are fit for whom.
pub(crate) struct Threat {
    pub(crate) profile: &'static Profile,
    /// Names, best first.
    pub(crate) homes: Vec<&'static str>,
}

/// What of a plan is shown.
pub(crate) enum Shown {
    Plan,
    Chart,
    /// A slip for each member, with names if there are any.
    Slips(Option<Vec<String>>),
}

impl View for PlanView {
    fn formats(&self) -> &'static [Format] {
        match self.shown {
            Shown::Plan => &[Format::Text, Format::Json, Format::Markdown, Format::Html, Format::Ics],
            Shown::Chart | Shown::Slips(_) => &[Format::Text, Format::Json, Format::Markdown, Format::Html],
        }
    }

    fn write(&self, format: Format, page: &Page, out: &mut dyn Write) -> io::Result<()> {
        let sheet = || match &self.shown {
            Shown::Plan => compose::plan(self),
            Shown::Chart => compose::chart(self),
            Shown::Slips(names) => slips::slips(self, names.as_deref()),
        };
        match format {
            Format::Text => text::write(&sheet(), self, page, out),
            Format::Markdown => out.write_all(markdown::write(&sheet(), self).as_bytes()),
            Format::Html => out.write_all(html::write(&sheet(), self).as_bytes()),
            Format::Ics => out.write_all(calendar::write(&self.plan).as_bytes()),
            Format::Json => write_json(&json::plan(self, &chart(&self.plan)), out),
        }
    }
}
