//! One platform: the card.

use std::io::{self, Write};

use opsec::policy::{Evidence, Kind, Status};
use opsec::rate::{Assessment, Gates, Judged, Standing, State};

use super::words;
use super::{Setting, json, markdown};
use crate::render::layout::{bar, capitalised, labelled, listed, pad, paragraph};
use crate::report::{Format, View, write_json};
use crate::ui::{Meaning, Style, sanitize};

/// Everything to say about one platform for one profile.
pub(crate) struct Card {
    pub(crate) setting: Setting,
    pub(crate) assessment: Assessment<'static>,
    pub(crate) better: Vec<Standing<'static>>,
    pub(crate) explain: bool,
}

/// How many answers a card shows unless all are asked for.
const DECISIVE: usize = 7;
/// From this width on a part fits on one line.
const WIDE: usize = 78;
/// Width of the labels beside the answers.
const LABELS: usize = 24;

impl View for Card {
    fn formats(&self) -> &'static [Format] {
        &[Format::Text, Format::Json, Format::Markdown]
    }

    fn write(&self, format: Format, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Json => write_json(&json::card(self), out),
            Format::Markdown => out.write_all(markdown::card(self).as_bytes()),
            Format::Text | Format::Html | Format::Ics => self.text(page, out),
        }
    }
}

impl Card {
    fn text(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let review = self.assessment.review;
        writeln!(out, "{}", page.paint(Meaning::Strong, &paragraph(page, "", "", &words::heading(review))))?;
        let (role, age) = words::age(&self.setting, review);
        writeln!(out, "{}", page.paint(role, &paragraph(page, "", "", &age)))?;
        self.gates(page, out)?;
        self.parts(page, out)?;
        self.answers(page, out)?;
        self.not_known(page, out)?;
        self.remarks(page, out)?;
        self.better(page, out)?;
        self.end(page, out)
    }

    fn gates(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let (role, verdict) = words::gate_verdict(&self.setting, &self.assessment);
        writeln!(out, "\n{}", page.paint(role, &paragraph(page, "  ", "    ", &verdict)))?;
        let (Gates::Closed(reasons) | Gates::NotKnown(reasons)) = &self.assessment.gates else {
            return Ok(());
        };
        for reason in reasons {
            let source = reason.judged.choice().map_or_else(String::new, |(_, evidence)| {
                format!(" {}", page.paint(Meaning::Faint, &format!("({})", words::short_source(evidence))))
            });
            let sentence = format!("{}{source}", words::gate_reason(reason));
            writeln!(out, "{}", paragraph(page, "    ", "    ", &sentence))?;
        }
        let mut whys: Vec<_> = reasons.iter().map(|reason| reason.gate.why.english()).collect();
        whys.dedup();
        writeln!(out, "{}", paragraph(page, "    ", "    ", &whys.join(" ")))
    }

    fn parts(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        let cells = if page.width >= WIDE { 22 } else { 10 };
        for score in &self.assessment.parts {
            let name = format!("{} {}", pad(score.part.name.english(), 11), words::letter(score));
            let bar = score.interval.map_or_else(String::new, |interval| bar(interval, cells));
            let answered = format!("{} of {} answered", score.answered, score.asked);
            let name = page.paint(Meaning::Strong, &name);
            if page.width < WIDE {
                writeln!(out, "  {name} {bar}\n    {}; {answered}", words::interval(score))?;
            } else {
                writeln!(out, "  {name}  {bar}  {}  {answered}", pad(&words::interval(score), 16))?;
            }
        }
        let ungraded: Vec<_> = self.assessment.parts.iter().filter(|score| score.letter.is_none()).collect();
        if !ungraded.is_empty() {
            let names: Vec<_> = ungraded.iter().map(|score| score.part.name.english()).collect();
            let text = format!("? Not enough is known to grade {}.", listed(&names));
            writeln!(out, "{}", paragraph(page, "  ", "    ", &text))?;
        }
        Ok(())
    }

    fn answers(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if self.explain {
            return self.every_answer(page, out);
        }
        let decisive = words::decisive(&self.setting, &self.assessment, DECISIVE);
        if decisive.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n  {}", page.paint(Meaning::Strong, "What decides it"))?;
        for judged in decisive {
            self.answer(page, judged, out)?;
        }
        let question = self.assessment.judged.iter().find(|judged| judged.question.id == "id.required");
        let shown = words::decisive(&self.setting, &self.assessment, DECISIVE);
        if let Some(judged) =
            question.filter(|judged| !shown.iter().any(|other| other.question.id == judged.question.id))
        {
            writeln!(out, "\n  {}", page.paint(Meaning::Strong, "To register"))?;
            self.answer(page, judged, out)?;
        }
        Ok(())
    }

    fn every_answer(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        for score in &self.assessment.parts {
            let title = match &score.part.text {
                Some(text) => format!("{}: {}", score.part.name, text),
                None => score.part.name.to_string(),
            };
            writeln!(out, "\n{}", page.paint(Meaning::Strong, &paragraph(page, "  ", "  ", &title)))?;
            let mut group = "";
            let mine = self
                .assessment
                .judged
                .iter()
                .filter(|judged| self.setting.data.rubric.parts[judged.part].id == score.part.id);
            for judged in mine {
                if judged.question.group != group {
                    group = &judged.question.group;
                    writeln!(out, "\n  {}", page.paint(Meaning::Strong, &capitalised(group)))?;
                }
                self.answer(page, judged, out)?;
            }
        }
        Ok(())
    }

    fn answer(&self, page: &Style, judged: &Judged<'_>, out: &mut dyn Write) -> io::Result<()> {
        let label = judged.question.label.english();
        let says = match judged.state {
            State::Known(choice, _) => choice.text.to_string(),
            State::Expired(choice, evidence) => {
                format!("last known {}: {} (too old to count)", evidence.checked, choice.text)
            }
            State::Disputed(choice, _) => format!("disputed: {}", choice.text),
            State::Unknown(looked) => format!("not known: {}", sanitize(looked)),
            State::NotApplicable(why) => format!("cannot apply: {}", sanitize(why)),
        };
        let says = page.paint(role(judged), &says);
        writeln!(out, "{}", labelled(page, 4, LABELS, label, &says))?;
        let Some((_, evidence)) = judged.choice() else { return Ok(()) };
        let indent = if page.width < 60 { " ".repeat(6) } else { " ".repeat(4 + LABELS) };
        if self.explain {
            Self::full_evidence(page, &indent, evidence, out)
        } else {
            writeln!(out, "{}", paragraph(page, &indent, &indent, &sentence(page, evidence)))
        }
    }

    fn full_evidence(page: &Style, indent: &str, evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
        if !evidence.note.is_empty() {
            writeln!(out, "{}", paragraph(page, indent, indent, &sanitize(&evidence.note)))?;
        }
        for source in &evidence.sources {
            let section = source
                .section
                .as_ref()
                .map_or_else(String::new, |section| format!(" ({})", sanitize(section)));
            let line = format!("{}{section}, {}", sanitize(&source.url), source.date);
            writeln!(
                out,
                "{}",
                page.paint(Meaning::Faint, &paragraph(page, indent, &format!("{indent}  "), &line))
            )?;
        }
        let checked =
            format!("checked {}, confidence {:?}", evidence.checked, evidence.confidence).to_lowercase();
        writeln!(out, "{}", page.paint(Meaning::Faint, &paragraph(page, indent, indent, &checked)))
    }

    fn not_known(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let unknown =
            words::labels(&self.assessment, |state| matches!(state, State::Unknown(_) | State::Disputed(..)));
        let expired = words::labels(&self.assessment, |state| matches!(state, State::Expired(..)));
        if !self.explain && !unknown.is_empty() {
            let text = format!("Not known: {}.", unknown.join(", "));
            writeln!(out, "\n{}", paragraph(page, "  ", "    ", &text))?;
        }
        if !expired.is_empty() {
            let text = format!("Too old to count, look again: {}.", expired.join(", "));
            writeln!(out, "\n{}", page.paint(Meaning::Warning, &paragraph(page, "  ", "    ", &text)))?;
        }
        Ok(())
    }

    fn remarks(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let review = self.assessment.review;
        let status = review.status_note.iter().map(|fact| (words::status(review.status), fact));
        let remarks: Vec<_> = status.chain(review.remarks.iter().map(|fact| ("", fact))).collect();
        if remarks.is_empty() && review.successors.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n  {}", page.paint(Meaning::Strong, "Good to know"))?;
        for (_, fact) in remarks {
            writeln!(out, "{}", paragraph(page, "  - ", "    ", &sentence(page, fact)))?;
        }
        if review.status == Status::Discontinued {
            for successor in &review.successors {
                let note =
                    successor.note.as_ref().map_or_else(String::new, |note| format!(": {}", sanitize(note)));
                let source = successor.sources.first().map_or_else(String::new, |source| {
                    format!(" ({}, {})", sanitize(&source.speaker()), source.date)
                });
                let text = format!(
                    "instead: {}{note}{}",
                    sanitize(&successor.name),
                    page.paint(Meaning::Faint, &source)
                );
                writeln!(out, "{}", paragraph(page, "  - ", "    ", &text))?;
            }
        }
        Ok(())
    }

    fn better(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if self.assessment.review.kind != Kind::Chat {
            return Ok(());
        }
        let profile = &self.setting.profile.id;
        if self.better.is_empty() {
            let text = if self.assessment.gates.is_open() {
                format!("Nothing in this collection is clearly better for {profile}.")
            } else {
                format!("No place in this collection is known to pass every gate for {profile}.")
            };
            return writeln!(out, "\n{}", paragraph(page, "  ", "  ", &text));
        }
        writeln!(out, "\n  {}", page.paint(Meaning::Strong, &format!("Better for {profile}")))?;
        let part = &self.setting.data.rubric.parts[self.setting.data.rubric.ranking_part()];
        for standing in &self.better {
            let other = &standing.assessment;
            let score =
                other.part(&part.id).filter(|score| score.letter.is_some()).and_then(|score| score.interval);
            let says = match score {
                Some(interval) => format!("{} {interval}", part.name),
                None => "passes every gate; not enough is known to grade it".to_owned(),
            };
            let weakness =
                words::weakness(other, &part.id).map_or_else(String::new, |weak| format!("; {weak}"));
            let text = format!("{says}{weakness}");
            writeln!(out, "{}", labelled(page, 4, LABELS, &sanitize(&other.review.name), &text))?;
        }
        Ok(())
    }

    fn end(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let review = self.assessment.review;
        let unread = "Not checked: the programs themselves, and what the servers really do.";
        writeln!(out, "\n{}", page.paint(Meaning::Faint, &paragraph(page, "  ", "  ", unread)))?;
        let mut more = Vec::new();
        if !self.explain {
            more.push(format!("opsec rate {} --explain", review.id));
        }
        if let Some(first) = self.better.first().filter(|_| review.kind == Kind::Chat) {
            more.push(format!("opsec rate {} {}", review.id, first.assessment.review.id));
        }
        writeln!(
            out,
            "{}",
            page.paint(Meaning::Faint, &paragraph(page, "  More: ", "        ", &more.join(" · ")))
        )
    }
}

/// "Sentence. (host, date)"
fn sentence(page: &Style, evidence: &Evidence) -> String {
    let source = format!("({})", words::short_source(evidence));
    format!("{} {}", sanitize(&evidence.note), page.paint(Meaning::Faint, &source))
}

/// Good, bad or in between, by what the option earns.
fn role(judged: &Judged<'_>) -> Meaning {
    match judged.state {
        State::Known(choice, _) => match choice.percent {
            75..=100 => Meaning::Good,
            30..=74 => Meaning::Strong,
            _ => Meaning::Bad,
        },
        State::NotApplicable(_) => Meaning::Faint,
        State::Expired(..) | State::Disputed(..) | State::Unknown(_) => Meaning::Warning,
    }
}
