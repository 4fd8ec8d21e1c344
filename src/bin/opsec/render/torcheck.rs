//! Views of what was found about a request through Tor.

mod json;
mod words;

use std::io::{self, Write};
use std::net::IpAddr;

use opsec::torcheck::{Answer, Clock, Proxy, Reason, Verdict};

#[cfg(feature = "embedded-tor")]
pub(crate) use words::stage_text;
pub(crate) use words::still_starting;

use super::layout::{labelled, paragraph};
use crate::net::Control;
use crate::report::{Format, View, write_json};
use crate::ui::{Meaning, Style, sanitize};

/// Everything that was found.
pub(crate) struct Check {
    pub(crate) verdict: Verdict,
    pub(crate) reasons: Vec<Reason>,
    pub(crate) way: Way,
    /// The address of the check service.
    pub(crate) service: String,
    pub(crate) contacted: Vec<Contact>,
    /// The address that the service saw, if it may be shown.
    pub(crate) address: Option<IpAddr>,
    pub(crate) clock: Option<(Clock, ClockSource)>,
    pub(crate) control: Control,
    pub(crate) full: Option<Full>,
    pub(crate) direct: Option<Direct>,
    /// Whether the service was asked at all.
    pub(crate) asked: bool,
    /// Seconds after which to give up.
    pub(crate) timeout: u64,
    /// What others said about a trouble, made sanitize.
    pub(crate) details: Vec<String>,
}

/// The way the request went, or would have gone.
#[derive(Clone)]
pub(crate) enum Way {
    None,
    Proxy { address: String, recognised: bool },
    Embedded { bridges: bool },
}

impl Way {
    pub(crate) fn proxy(proxy: &Proxy, recognised: bool) -> Self {
        Self::Proxy { address: sanitize(&proxy.to_string()), recognised }
    }

    /// The name by which programs know it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Proxy { .. } => "proxy",
            Self::Embedded { .. } => "embedded",
        }
    }
}

/// Who was contacted, and how: `proxy`, `embedded` or `direct`.
#[derive(Clone)]
pub(crate) struct Contact {
    pub(crate) host: String,
    pub(crate) way: &'static str,
}

/// By what the clock was judged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClockSource {
    Service,
    Consensus,
}

/// What `--full` adds.
pub(crate) struct Full {
    pub(crate) isolation: Isolation,
    /// The onion address that was tried, and what came of it; nothing if there is none to try.
    pub(crate) onion: Option<(String, Result<(), Reason>)>,
}

/// Whether two requests that should be kept apart were.
pub(crate) enum Isolation {
    /// They came out of different exit relays.
    Shown,
    /// They came out of the same one, which chance does too.
    SameExit,
    /// There were no two answers.
    NotChecked,
    /// This proxy does not take users, so nothing can be kept apart.
    Impossible,
}

/// What `--compare-direct` adds.
pub(crate) struct Direct {
    pub(crate) answer: Result<Answer, Reason>,
    /// Whether the service saw the same address both times.
    pub(crate) same_address: Option<bool>,
}

/// Width of the labels.
const LABELS: usize = 12;

impl View for Check {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if format == Format::Json {
            return write_json(&json::check(self), out);
        }
        let (role, mark) = match self.verdict {
            Verdict::Tor => (Meaning::Good, "✓ Tor."),
            Verdict::TorUnlisted => (Meaning::Warning, "! Tor, exit unlisted."),
            Verdict::NotTor => (Meaning::Bad, "✗ Not Tor."),
            Verdict::Unknown => (Meaning::Warning, "? Could not tell."),
        };
        let headline = paragraph(page, "", "  ", &format!("{mark} {}", words::headline(self)));
        writeln!(out, "{}\n", page.paint(role, &headline))?;
        for (role, label, text) in words::said(self) {
            line(page, out, role, label, &text)?;
        }
        let seen = words::seen(self);
        if !seen.is_empty() {
            writeln!(out)?;
        }
        for (role, label, text) in seen {
            line(page, out, role, label, &text)?;
        }
        Ok(())
    }
}

fn line(page: &Style, out: &mut dyn Write, role: Option<Meaning>, label: &str, text: &str) -> io::Result<()> {
    let text = labelled(page, 2, LABELS, label, text);
    writeln!(out, "{}", role.map_or_else(|| text.clone(), |role| page.paint(role, &text)))
}
