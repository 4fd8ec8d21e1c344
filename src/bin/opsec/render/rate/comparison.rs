//! Apps side by side: up to five in columns, more in rows.

use opsec::language::Language;
use opsec::rate::{Judged, Standing, Suitability, questions};
use opsec::review::rubric::{Part, Question};
use opsec::review::{PlatformKind, Status};

use super::RateView;
use super::frame::{apps_head, end, subheading};
use super::marks::{letter, mark, verdict_line, verdict_mark};
use crate::render::document::{Axis, Block, Document, Table};
use crate::words::rate as words;

/// Most apps that are shown as columns; more are shown as rows.
const MOST_COLUMNS: usize = 5;
/// How many questions are compared unless all are asked for.
const ROWS: usize = 9;
/// Three lines of a page, in columns: what the cells of a row may hold side by side.
const ROOM: usize = 180;

pub(super) fn compose(view: &RateView<'_>, standings: &[Standing<'_>], document: &mut Document) {
    let language = view.language;
    apps_head(view, document);
    if standings.len() <= MOST_COLUMNS {
        document.blocks.push(Block::Table(columns(view, standings)));
        document.blocks.push(Block::Note(words::legend(language).into()));
        ties(view, standings, document);
    } else {
        rows(view, standings, document);
    }
    end(view, [words::one_app(language)], document);
}

/// Apps as columns; the verdict, the scores and the questions that decide between them as rows.
fn columns(view: &RateView<'_>, standings: &[Standing<'_>]) -> Table {
    let language = view.language;
    let row = |label: &str, cell: &dyn Fn(&Standing<'_>) -> String| {
        std::iter::once(label.to_owned()).chain(standings.iter().map(cell)).collect::<Vec<_>>()
    };
    let verdict = |standing: &Standing<'_>| {
        let suitability = Suitability::from(&standing.assessment);
        format!("{} {}", verdict_mark(suitability), words::verdict_in_brief(language, suitability, &[]))
    };
    let mut rows = vec![row(words::verdict_label(language), &verdict)];
    for part in view.rubric.parts.iter().filter(|part| part.scored) {
        rows.push(row(part.name.text(language), &|standing| grade(standing, &part.id)));
    }
    let most = if view.explain { usize::MAX } else { ROWS };
    for question in compared(view, standings, most) {
        let cells = answers(language, question, standings);
        rows.push(std::iter::once(question.label.text(language).to_owned()).chain(cells).collect());
    }
    Table {
        header: row("", &|standing| standing.assessment.review.name.to_string()),
        rows,
        stacked_by: Axis::Column,
    }
}

/// The questions that decide between apps, and what they offer day by day, in the rubric's order.
fn compared<'a>(view: &RateView<'a>, standings: &[Standing<'_>], most: usize) -> Vec<&'a Question> {
    let deciding = questions(view.profile, standings, view.rubric, most);
    let is_shown = |part: &Part, question: &Question| {
        let is_known = |standing: &Standing<'_>| {
            let judged = find(question, standing);
            judged.is_some_and(|judged| judged.choice().is_some())
        };
        deciding.iter().any(|other| other.id == question.id)
            || (!part.scored && standings.iter().any(is_known))
    };
    let parts = view.rubric.parts.iter();
    let of_part = |part: &'a Part| part.questions.iter().filter(move |question| is_shown(part, question));
    parts.flat_map(of_part).collect()
}

/// The answers to a question, all in full or all in short, to be comparable.
fn answers(language: Language, question: &Question, standings: &[Standing<'_>]) -> Vec<String> {
    let choices = standings.iter().filter_map(|standing| find(question, standing)?.choice());
    let longest = choices.map(|(choice, _)| choice.text.text(language).chars().count()).max().unwrap_or(0);
    let in_full = longest <= ROOM / standings.len().max(1);
    let cell = |standing: &Standing<'_>| {
        // A question that isn't asked of this kind of app doesn't apply.
        let Some(judged) = find(question, standing) else { return "–".to_owned() };
        match judged.choice() {
            None => mark(judged).to_owned(),
            Some((choice, _)) if in_full => format!("{} {}", mark(judged), choice.text.text(language)),
            // The rubric has no shorter words for an option than its id yet.
            Some((choice, _)) => format!("{} {}", mark(judged), choice.id.replace('-', " ")),
        }
    };
    standings.iter().map(cell).collect()
}

fn find<'s, 'a>(question: &Question, standing: &'s Standing<'a>) -> Option<&'s Judged<'a>> {
    standing.assessment.judged.iter().find(|judged| judged.question.id == question.id)
}

/// "D 3.1–4.4"
fn grade(standing: &Standing<'_>, part: &str) -> String {
    let Some(score) = standing.assessment.part(part) else { return "–".to_owned() };
    let interval = score.interval.map_or_else(|| "–".to_owned(), |interval| interval.to_string());
    format!("{} {}", letter(score), interval.replace(" – ", "–"))
}

/// Says which apps the scores can't tell apart, each pair once, and which have no rank.
fn ties(view: &RateView<'_>, standings: &[Standing<'_>], document: &mut Document) {
    for (index, standing) in standings.iter().enumerate() {
        let below = standings[index + 1..].iter().map(|other| other.assessment.review);
        let tied = below.filter(|review| standing.ties.contains(&review.id.as_str()));
        let tied: Vec<_> = tied.map(|review| review.name.as_str()).collect();
        if !tied.is_empty() {
            let name = &standing.assessment.review.name;
            document.blocks.push(Block::Paragraph(words::tie(view.language, name, &tied).into()));
        }
    }
    let unranked = standings.iter().filter(|standing| standing.rank.is_none());
    let unranked = unranked.map(|standing| standing.assessment.review);
    let names: Vec<_> = unranked
        .filter(|review| review.kind == PlatformKind::Chat)
        .map(|review| review.name.as_str())
        .collect();
    if !names.is_empty() {
        document.blocks.push(Block::Paragraph(words::unranked(view.language, &names).into()));
    }
}

/// Apps as rows; what can't be graded apart.
fn rows(view: &RateView<'_>, standings: &[Standing<'_>], document: &mut Document) {
    let is_chat = |standing: &&Standing<'_>| {
        let review = standing.assessment.review;
        review.kind == PlatformKind::Chat && review.status != Status::Discontinued
    };
    let (chats, others): (Vec<_>, Vec<_>) = standings.iter().partition(is_chat);
    let (graded, ungraded): (Vec<_>, Vec<_>) =
        chats.into_iter().partition(|standing| standing.rank.is_some());
    let groups = [
        (None, graded),
        (Some(words::ungraded_heading(view.language)), ungraded),
        (Some(words::others_heading(view.language)), others),
    ];
    for (heading, group) in groups.into_iter().filter(|(_, group)| !group.is_empty()) {
        if let Some(heading) = heading {
            subheading(document, heading);
        }
        document.blocks.push(Block::Table(rows_of(view, &group)));
    }
    if standings.iter().any(|standing| !standing.ties.is_empty()) {
        document.blocks.push(Block::Paragraph(words::tie_mark(view.language).into()));
    }
}

fn rows_of(view: &RateView<'_>, standings: &[&Standing<'_>]) -> Table {
    let parts: Vec<&Part> = view.rubric.parts.iter().filter(|part| part.scored).collect();
    let ranking = &view.rubric.parts[view.rubric.ranking_part()].id;
    let names = parts.iter().map(|part| part.name.text(view.language).to_owned());
    let header = [String::new(), words::verdict_label(view.language).to_owned()];
    let row = |(index, standing): (usize, &&Standing<'_>)| {
        let assessment = &standing.assessment;
        let above = index.checked_sub(1).map(|above| standings[above]);
        let is_tied = above.is_some_and(|above| standing.is_tied_with(above));
        let grades = parts.iter().map(|Part { id, .. }| {
            let tie = if is_tied && id == ranking { " ≈" } else { "" };
            grade(standing, id) + tie
        });
        [assessment.review.name.to_string(), verdict_line(view, assessment)]
            .into_iter()
            .chain(grades)
            .collect()
    };
    let rows = standings.iter().enumerate().map(row).collect();
    Table { header: header.into_iter().chain(names).collect(), rows, stacked_by: Axis::Row }
}
