//! Blocks of a page.

use maud::{Markup, html};

use opsec::text::sanitize;

use super::super::document::{
    Block, Document, Message, Meter, OutlineRow, Pairs, Sentence, Step, Table, Verdict,
};
use super::{class, flow, shown};
use crate::words;

pub(super) fn draw(block: &Block, document: &Document) -> Markup {
    html! {
        @match block {
            Block::Heading(text) => h2 { bdi { (shown(text)) } },
            Block::Subheading { title, why: Some(why) } => hgroup {
                (subheading(title, document)) p class="why" { (shown(why)) }
            },
            Block::Subheading { title, why: None } => (subheading(title, document)),
            Block::Paragraph(text) => p { (shown(text)) },
            Block::Note(text) => p class="why" { (shown(text)) },
            Block::Warning(text) => p class="warning" {
                strong { (words::document::warning(document.language)) } " " (shown(text))
            },
            Block::Verdict(verdict) => (self::verdict(verdict)),
            Block::Meters(meters) => (self::meters(meters)),
            Block::Bullets(lines) => ul { @for line in lines { li { (shown(line)) } } },
            Block::Lines(lines) => div class="lines" { @for line in lines { p { (shown(line)) } } },
            Block::Pairs(pairs) => (self::pairs(pairs)),
            Block::Table(table) => (self::table(table)),
            Block::Step(step) => (self::step(step)),
            Block::Outline(rows) => (outline(rows)),
            Block::Message(message) => (self::message(message)),
            Block::Flow(flow) => section class="flow" { h2 { (flow.title) } (flow::draw(flow)) },
            Block::Blank(label) => p class="blank" { (shown(label)) ": " span {} },
            Block::Break => div class="break" {},
        }
    }
}

/// A heading of the rank that follows the one above it: screen readers jump by ranks.
fn subheading(title: &Sentence, document: &Document) -> Markup {
    html! {
        @if document.has_headings() { h3 { (shown(title)) } } @else { h2 class="lone" { (shown(title)) } }
    }
}

fn verdict(verdict: &Verdict) -> Markup {
    html! {
        p class=(format!("verdict {}", class(verdict.meaning))) { (verdict.mark) " " (shown(&verdict.text)) }
        @if !verdict.reasons.is_empty() {
            div class="reasons" { @for reason in &verdict.reasons { p { (shown(reason)) } } }
        }
    }
}

/// Scores as bars: certain, possible, out of reach; with the same in words.
fn meters(meters: &[Meter]) -> Markup {
    html! {
        dl class="meters" {
            @for meter in meters {
                div {
                    dt { (sanitize(&meter.name)) " " strong { (sanitize(&meter.letter)) } }
                    dd {
                        @if let Some(interval) = meter.interval {
                            @let (low, high) = interval.tenths();
                            svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" {
                                rect x="0" y="0" width="100" height="6" fill="currentColor" opacity=".15" {}
                                rect x="0" y="0" width=(high) height="6" fill="currentColor" opacity=".4" {}
                                rect x="0" y="0" width=(low) height="6" fill="currentColor" {}
                            }
                        }
                        (sanitize(&meter.score)) "; " (sanitize(&meter.known))
                    }
                }
            }
        }
    }
}

fn pairs(pairs: &Pairs) -> Markup {
    let class = if pairs.cut { Some("lines") } else { (pairs.column > 0).then_some("aligned") };
    html! {
        dl class=[class] {
            @for row in &pairs.rows {
                div {
                    dt { (shown(&row.label)) }
                    dd { (shown(&row.text)) @for detail in &row.details { p class="why" { (shown(detail)) } } }
                }
            }
        }
    }
}

/// Cells of so few characters stay on one line.
const SHORT: usize = 14;

/// A table whose rows become blocks on a narrow screen: each cell carries the heading of its column, and
/// the roles keep it a table for a screen reader even then.
fn table(table: &Table) -> Markup {
    html! {
        div class="table" {
            table role="table" {
                thead role="rowgroup" {
                    tr role="row" {
                        @for cell in &table.header { th scope="col" role="columnheader" { (sanitize(cell)) } }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &table.rows {
                        tr role="row" {
                            @for (index, cell) in row.iter().enumerate() {
                                @if index == 0 {
                                    th scope="row" role="rowheader" { (sanitize(cell)) }
                                } @else {
                                    (self::cell(cell, table.header.get(index).map_or("", String::as_str)))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(text: &str, label: &str) -> Markup {
    let is_short = text.chars().count() <= SHORT;
    html! {
        td role="cell" class=[is_short.then_some("short")] data-label=(sanitize(label)) { (sanitize(text)) }
    }
}

fn step(step: &Step) -> Markup {
    let box_id = sanitize(&format!("done-{}", step.id));
    let title = sanitize(&step.title);
    html! {
        article class="step" {
            h4 {
                // A slip shows the same step many times: its boxes carry no id.
                @if let Some(number) = step.number {
                    input type="checkbox" id=(box_id);
                    label for=(box_id) { span class="number" { (number) ". " } (title) }
                } @else {
                    input type="checkbox" aria-label=(title);
                    span { (title) }
                }
            }
            p class="facts" { (sanitize(&step.remarks.join(" · "))) }
            dl {
                @if let Some((label, text)) = &step.gate {
                    div class="gate" { dt { (label) } dd { (sanitize(text)) } }
                }
                @for (label, text) in &step.lines { div { dt { (label) } dd { (shown(text)) } } }
            }
            @for command in &step.commands { pre { code { (sanitize(command)) } } }
        }
    }
}

/// The first page: numbered steps in brief. What can't be undone looks different.
fn outline(rows: &[OutlineRow]) -> Markup {
    html! {
        ol class="outline" {
            @for row in rows {
                li value=(row.number) class=[row.is_final.then_some("final")] {
                    p class="title" {
                        strong { @if row.is_final { "! " } (sanitize(&row.title)) } " "
                        span class="remarks" { (sanitize(&row.remarks.join(" · "))) }
                    }
                    p { (sanitize(&row.text)) }
                }
            }
        }
    }
}

fn message(message: &Message) -> Markup {
    html! {
        article class="message" {
            h3 { (sanitize(&message.title)) }
            p class="why" { (shown(&message.when)) }
            blockquote { (lines(&message.text)) }
        }
    }
}

/// Paragraphs that keep their line breaks.
fn lines(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n") {
            p { @for line in paragraph.lines() { (sanitize(line)) br; } }
        }
    }
}
