//! A plan as one page for a browser, a phone, a printer or a screen reader: no script, no request.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::sheet::{Block, MessageBlock, Sheet, StepBlock};
use super::{PlanView, Shown, picture};

/// The page may load nothing and run nothing, whatever is in it; its style stands inside.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("page.css");

pub(super) fn write(sheet: &Sheet, view: &PlanView) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                // The title stands in browser histories and on printed margins: it says nothing.
                title { "Plan" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main class=[matches!(view.shown, Shown::Slips(_)).then_some("slips")] {
                    h1 { (sheet.title) }
                    @for block in &sheet.blocks { (self::block(block, view)) }
                    @if matches!(view.shown, Shown::Plan) {
                        section class="sheet" {
                            h2 { "The flow" }
                            (picture::draw(view))
                        }
                    }
                    (facts(sheet))
                }
            }
        }
    };
    page.into_string()
}

fn block(block: &Block, view: &PlanView) -> Markup {
    html! {
        @match block {
            Block::Heading(text) => h2 { bdi { (text) } },
            Block::Subheading(title, why) => hgroup { h3 { (title) } p class="why" { (why) } },
            Block::Paragraph(text) => p { (text) },
            Block::Warning(text) => p class="warning" { strong { "Warning: " } (text) },
            Block::Bullets(lines) => ul { @for line in lines { li { (marked(line)) } } },
            Block::Pairs(pairs) => dl {
                @for (label, text) in pairs { div { dt { (label) } dd { (marked(text)) } } }
            },
            Block::Step(step) => (self::step(step)),
            Block::Message(message) => (self::message(message)),
            Block::Chart => (picture::draw(view)),
            Block::Blank(label) => p class="blank" { (label) ": " span {} },
            Block::Break => div class="break" {},
        }
    }
}

fn step(step: &StepBlock) -> Markup {
    let box_id = format!("done-{}", step.id);
    html! {
        article class="step" {
            h4 {
                // A slip shows the same step many times: its boxes carry no id.
                @if step.number.is_some() {
                    input type="checkbox" id=(box_id);
                    label for=(box_id) {
                        @if let Some(number) = step.number { span class="number" { (number) ". " } }
                        (step.title)
                    }
                } @else {
                    input type="checkbox" aria-label=(step.title);
                    span { (step.title) }
                }
            }
            p class="facts" { (step.facts.join(" · ")) }
            dl {
                @if let Some(gate) = &step.gate { div class="gate" { dt { "gate" } dd { (gate) } } }
                @for (label, text) in &step.lines { div { dt { (label) } dd { (marked(text)) } } }
            }
            @for command in &step.commands { pre { code { (command) } } }
        }
    }
}

fn message(message: &MessageBlock) -> Markup {
    html! {
        article class="message" {
            h3 { (message.title) }
            p class="why" { (marked(&message.when)) }
            blockquote {
                @for paragraph in message.text.split("\n\n") {
                    p { @for line in paragraph.lines() { (line) br; } }
                }
            }
        }
    }
}

fn facts(sheet: &Sheet) -> Markup {
    html! {
        @if !sheet.facts.0.is_empty() {
            section class="sheet" {
                h2 { "Facts and where they come from" }
                ol class="sources" {
                    @for (index, fact) in sheet.facts.0.iter().enumerate() {
                        li id=(format!("fact-{}", index + 1)) { (fact.note) " " span class="origin" { (fact.origin()) } }
                    }
                }
            }
        }
    }
}

/// The text with its marks of facts, " [3, 7]", as links down the page.
fn marked(text: &str) -> Markup {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" [") {
        let (inside, behind) = after.split_once(']').unwrap_or((after, ""));
        let numbers: Option<Vec<usize>> = inside.split(", ").map(|number| number.parse().ok()).collect();
        pieces.push(html! { (before) });
        pieces.push(html! {
            @if let Some(numbers) = numbers {
                sup { @for number in numbers { a href=(format!("#fact-{number}")) { (number) } " " } }
            } @else {
                " [" (inside) "]"
            }
        });
        rest = behind;
    }
    html! { @for piece in pieces { (piece) } (rest) }
}
