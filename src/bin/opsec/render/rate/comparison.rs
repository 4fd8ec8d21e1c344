//! Several platforms side by side: columns, rows, or cards one below the other.

use std::cmp::Reverse;
use std::io::{self, Write};

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};
use opsec::policy::{Kind, Question, Status};
use opsec::rate::{Gates, Judged, Standing};

use super::{Setting, json, markdown, words};
use crate::render::layout::{listed, paragraph};
use crate::report::{Format, View, write_json};
use crate::ui::{Meaning, Style, sanitize};

/// Several platforms for one profile, in the order asked for.
pub(crate) struct Comparison {
    pub(crate) setting: Setting,
    pub(crate) standings: Vec<Standing<'static>>,
    pub(crate) explain: bool,
}

/// One line below the heading, and room between columns: nothing that a screen reader would spell.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));

/// More platforms than this stand in rows.
const MOST_COLUMNS: usize = 5;
/// Rows of questions beside the gate and the parts, unless all are asked for.
const ROWS: usize = 9;
/// Columns of the questions' labels, margins included.
const LABELS: u16 = 20;
/// Below this width, cards stand one below the other.
const NARROW: usize = 60;

impl View for Comparison {
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

impl Comparison {
    fn text(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let data = self.setting.data;
        let title = format!("For {}: {}", self.setting.profile.id, self.setting.profile.attackers);
        writeln!(out, "{}", page.paint(Meaning::Strong, &paragraph(page, "", "  ", &title)))?;
        writeln!(out, "{}\n", page.paint(Meaning::Faint, &format!("Data of {}.", data.date)))?;
        if page.width < NARROW {
            self.cards(page, out)?;
        } else if self.standings.len() <= MOST_COLUMNS {
            self.columns(page, out)?;
        } else {
            self.rows(page, out)?;
        }
        self.ties(page, out)?;
        let end = "Not checked: the programs themselves, and what the servers really do. \
                   Each answer with its sources: opsec rate NAME --explain";
        writeln!(out, "{}", page.paint(Meaning::Faint, &paragraph(page, "", "  ", end)))
    }

    /// Platforms as columns, what decides as rows.
    fn columns(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut table = table(page);
        let names = self.standings.iter().map(|standing| standing.assessment.review.name.as_str());
        table.set_header(std::iter::once(String::new()).chain(names.map(sanitize)).collect::<Vec<_>>());
        self.row(&mut table, &self.setting.profile.id, |standing| {
            gate_mark(&standing.assessment.gates).to_owned()
        });
        for part in &self.setting.data.rubric.parts {
            self.row(&mut table, part.name.english(), |standing| grade(standing, &part.id));
        }
        for id in self.questions() {
            let find = |standing: &Standing<'_>| {
                standing
                    .assessment
                    .judged
                    .iter()
                    .find(|judged| judged.question.id == id)
                    .map_or("·".to_owned(), brief)
            };
            let label = self.setting.data.rubric.question(id).map_or(id, |question| question.label.english());
            self.row(&mut table, label, find);
        }
        let count = u16::try_from(self.standings.len()).unwrap_or(1);
        let width = u16::try_from(page.width).unwrap_or(80);
        let each = (width.saturating_sub(LABELS)) / count.max(1);
        let mut constraints = vec![ColumnConstraint::Absolute(Width::Fixed(LABELS))];
        constraints.extend(std::iter::repeat_n(
            ColumnConstraint::UpperBoundary(Width::Fixed(each.min(30))),
            count.into(),
        ));
        table.set_constraints(constraints);
        // Every column of text counts here.
        for column in table.column_iter_mut() {
            column.set_padding((0, 1));
        }
        writeln!(out, "{}\n", trimmed(&table))?;
        let legend = "● good  ◐ middling  ○ poor  ? not known  ! too old to count  – cannot apply";
        writeln!(out, "{}", page.paint(Meaning::Faint, &paragraph(page, "", "", legend)))
    }

    fn row(&self, table: &mut Table, label: &str, cell: impl Fn(&Standing<'_>) -> String) {
        table.add_row(
            std::iter::once(label.to_owned()).chain(self.standings.iter().map(cell)).collect::<Vec<_>>(),
        );
    }

    /// The questions that decide: the gates, then the heaviest that any of the platforms answers.
    fn questions(&self) -> Vec<&str> {
        let rubric = &self.setting.data.rubric;
        let gates: Vec<&str> = self.setting.profile.gates.iter().map(|gate| gate.question.as_str()).collect();
        let answered = |id: &str| {
            let judged = self.standings.iter().flat_map(|standing| &standing.assessment.judged);
            judged.into_iter().any(|judged| judged.question.id == id && judged.choice().is_some())
        };
        let mut heaviest: Vec<_> = rubric.questions().filter(|question| answered(&question.id)).collect();
        let weight =
            |question: &&Question| u64::from(question.points) * self.setting.profile.weight(&question.group);
        heaviest.sort_by_key(|question| Reverse(weight(question)));
        let room = if self.explain { usize::MAX } else { ROWS.saturating_sub(gates.len()) };
        let others = heaviest.iter().map(|question| question.id.as_str()).filter(|id| !gates.contains(id));
        let chosen: Vec<&str> = gates.iter().copied().chain(others.take(room)).collect();
        rubric.questions().map(|question| question.id.as_str()).filter(|id| chosen.contains(id)).collect()
    }

    /// Platforms as rows; what cannot be graded apart.
    fn rows(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        let chats = |standing: &&Standing<'_>| {
            let review = standing.assessment.review;
            review.kind == Kind::Chat && review.status != Status::Discontinued
        };
        let (chats, others): (Vec<_>, Vec<_>) = self.standings.iter().partition(chats);
        let (graded, ungraded): (Vec<_>, Vec<_>) =
            chats.into_iter().partition(|standing| standing.rank.is_some());
        self.rows_of(page, &graded, out)?;
        if !ungraded.is_empty() {
            writeln!(out, "Not enough is known to grade")?;
            self.rows_of(page, &ungraded, out)?;
        }
        if !others.is_empty() {
            writeln!(out, "Not a chat, or no longer there: only the policy is scored")?;
            self.rows_of(page, &others, out)?;
        }
        Ok(())
    }

    fn rows_of(&self, page: &Style, standings: &[&Standing<'_>], out: &mut dyn Write) -> io::Result<()> {
        if standings.is_empty() {
            return Ok(());
        }
        let mut table = table(page);
        let mut header = vec![Cell::new(""), Cell::new(""), Cell::new(&self.setting.profile.id)];
        header.extend(self.setting.data.rubric.parts.iter().map(|part| Cell::new(part.name.english())));
        table.set_header(header);
        let mut above = None;
        for standing in standings {
            let assessment = &standing.assessment;
            let tied = above.is_some_and(|above| standing.ties.contains(&above));
            above = Some(assessment.review.id.as_str());
            let mut cells = vec![
                Cell::new(if tied { "≈" } else { "" }).set_alignment(CellAlignment::Right),
                Cell::new(name_and_status(standing)),
                Cell::new(gate_words(&assessment.gates)),
            ];
            cells.extend(
                self.setting.data.rubric.parts.iter().map(|part| Cell::new(grade(standing, &part.id))),
            );
            table.add_row(cells);
        }
        writeln!(out, "{}\n", trimmed(&table))
    }

    fn cards(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        for standing in &self.standings {
            let assessment = &standing.assessment;
            writeln!(out, "{}", page.paint(Meaning::Strong, &sanitize(&assessment.review.name)))?;
            let (role, verdict) = words::gate_verdict(&self.setting, assessment);
            writeln!(out, "{}", page.paint(role, &paragraph(page, "  ", "    ", &verdict)))?;
            for score in &assessment.parts {
                let text =
                    format!("{} {}: {}", score.part.name, words::letter(score), words::interval(score));
                writeln!(out, "{}", paragraph(page, "  ", "    ", &text))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn ties(&self, page: &Style, out: &mut dyn Write) -> io::Result<()> {
        if self.standings.len() > MOST_COLUMNS {
            if self.standings.iter().any(|standing| !standing.ties.is_empty()) {
                let text = "≈ a tie with the row above: the intervals overlap, so these numbers cannot tell the two apart.";
                writeln!(out, "{}", paragraph(page, "", "  ", text))?;
            }
            return Ok(());
        }
        for standing in self.standings.iter().filter(|standing| !standing.ties.is_empty()) {
            let own = standing.assessment.review.id.as_str();
            // Each pair once, from the side that stands first.
            let place = |id: &str| self.standings.iter().position(|other| other.assessment.review.id == id);
            let later: Vec<_> = standing
                .ties
                .iter()
                .copied()
                .filter(|id| place(id) > place(own))
                .map(|id| self.name(id))
                .collect();
            if !later.is_empty() {
                let text = format!(
                    "Tie: {} cannot be told apart from {}; the intervals overlap.",
                    sanitize(&standing.assessment.review.name),
                    listed(&later)
                );
                writeln!(out, "{}", paragraph(page, "", "  ", &text))?;
            }
        }
        let ungraded: Vec<_> = self
            .standings
            .iter()
            .filter(|standing| standing.rank.is_none() && standing.assessment.review.kind == Kind::Chat)
            .map(|standing| standing.assessment.review.name.as_str())
            .collect();
        if !ungraded.is_empty() {
            let text = format!("Not ranked, too little is known: {}.", listed(&ungraded));
            writeln!(out, "{}", paragraph(page, "", "  ", &sanitize(&text)))?;
        }
        Ok(())
    }

    fn name<'s>(&'s self, id: &'s str) -> &'s str {
        let found = self.standings.iter().find(|standing| standing.assessment.review.id == id);
        found.map_or(id, |standing| standing.assessment.review.name.as_str())
    }
}

fn table(page: &Style) -> Table {
    let mut table = Table::new();
    table
        .set_width(u16::try_from(page.width).unwrap_or(80))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .load_style(STYLE);
    table
}

/// The table without spaces at the ends of its lines.
fn trimmed(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn gate_mark(gates: &Gates<'_>) -> &'static str {
    match gates {
        Gates::Open => "✓ fit",
        Gates::Closed(_) => "✗ not fit",
        Gates::NotKnown(_) => "? not known",
        Gates::None => "– no gate",
    }
}

fn gate_words(gates: &Gates<'_>) -> String {
    match gates {
        Gates::Open => "✓ passes".to_owned(),
        Gates::Closed(reasons) => {
            let mut closed: Vec<_> = reasons.iter().map(|reason| reason.gate.closed.english()).collect();
            closed.dedup();
            format!("✗ {}", closed.join("; "))
        }
        Gates::NotKnown(reasons) => {
            let labels: Vec<_> =
                reasons.iter().map(|reason| reason.judged.question.label.english()).collect();
            format!("? {}", labels.join(", "))
        }
        Gates::None => "–".to_owned(),
    }
}

/// "D 3.1 – 4.4"
fn grade(standing: &Standing<'_>, part: &str) -> String {
    standing.assessment.part(part).map_or_else(
        || "–".to_owned(),
        |score| {
            let interval = score.interval.map_or_else(|| "–".to_owned(), |interval| interval.to_string());
            format!("{} {}", words::letter(score), interval.replace(" – ", "–"))
        },
    )
}

/// "Keybase (at risk)"
fn name_and_status(standing: &Standing<'_>) -> String {
    let review = standing.assessment.review;
    let name = sanitize(&review.name);
    if review.status == Status::Active { name } else { format!("{name} ({})", words::status(review.status)) }
}

/// The mark and the option's id in words: "● always", "○ none".
fn brief(judged: &Judged<'_>) -> String {
    let mark = words::mark(judged);
    judged
        .choice()
        .map_or_else(|| mark.to_owned(), |(choice, _)| format!("{mark} {}", choice.id.replace('-', " ")))
}
