//! The decision flow as a picture inside the page: SVG, black on white, readable without it.

use maud::{Markup, html};
use opsec::checklist::{Node, chart};

use super::PlanView;
use super::flow::{threats, work};
use crate::render::layout::lines;

const WIDTH: usize = 720;
const LEFT: usize = 10;
const LINE: usize = 20;
/// Letters that fit on a line of a box, reckoned for a broad sans-serif letter.
const LETTERS: usize = 74;

/// Draws the flow; the title and description tell a screen reader what it shows.
pub(super) fn draw(view: &PlanView) -> Markup {
    let mut pieces = Vec::new();
    let mut at = 30;
    pieces.push(heading(at, "Which home for which threat"));
    for (label, homes) in threats(view) {
        for (index, line) in lines(&homes, LETTERS - 22).iter().enumerate() {
            at += LINE;
            let label = if index == 0 { label.trim() } else { "" };
            pieces.push(html! {
                text x=(LEFT + 10) y=(at) font-weight="bold" { (label) }
                text x=(LEFT + 140) y=(at) { (if index == 0 { "→ " } else { "   " }) (line) }
            });
        }
    }
    at += 2 * LINE;
    pieces.push(heading(at, "How this group gets there"));
    at += 14;
    let nodes = chart(&view.plan);
    for (index, node) in nodes.iter().enumerate() {
        let begin = at;
        let (piece, height) = match node {
            Node::Work { title, steps, days } => boxed(begin, &work(title.english(), *steps, *days)),
            Node::Gate { number, condition, back, step } => {
                let step = &view.plan.steps[*step];
                let yes = format!("Step {number}: {}", view.plan.fill_for(step, condition.english()));
                fork(begin, &yes, &view.plan.fill_for(step, back.english()))
            }
        };
        pieces.push(piece);
        at += height;
        if index + 1 < nodes.len() {
            pieces.push(arrow(at, matches!(node, Node::Gate { .. })));
            at += 34;
        }
    }
    let height = at + 10;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {height}")) role="img"
            aria-labelledby="flow-title flow-text" font-family="system-ui, sans-serif" font-size="15"
            fill="currentColor" stroke="none" {
            title id="flow-title" { "The decision flow" }
            desc id="flow-text" {
                "The homes fit for each profile, then the phases of the plan from top to bottom, with the gates between them. The same stands in the steps in words."
            }
            @for piece in pieces { (piece) }
        }
    }
}

fn heading(at: usize, text: &str) -> Markup {
    html! { text x=(LEFT) y=(at) font-weight="bold" font-size="17" { (text) } }
}

fn boxed(at: usize, said: &[String; 2]) -> (Markup, usize) {
    let height = 2 * LINE + 18;
    let piece = html! {
        rect x=(LEFT) y=(at) width=(WIDTH - 2 * LEFT) height=(height) rx="5" fill="none" stroke="currentColor" stroke-width="1.5" {}
        text x=(LEFT + 14) y=(at + 24) font-weight="bold" { (said[0]) }
        text x=(LEFT + 14) y=(at + 24 + LINE) { (said[1]) }
    };
    (piece, height)
}

fn fork(at: usize, yes: &str, no: &str) -> (Markup, usize) {
    let (yes, no) = (lines(yes, LETTERS - 8), lines(no, LETTERS - 16));
    let height = (yes.len() + no.len()) * LINE + 24;
    let middle = at + 19;
    let piece = html! {
        path d=(format!("M {LEFT} {middle} l 14 -12 l 14 12 l -14 12 z")) fill="none" stroke="currentColor" stroke-width="1.5" {}
        @for (index, line) in yes.iter().enumerate() {
            text x=(LEFT + 42) y=(at + 24 + index * LINE) font-weight="bold" { (line) }
        }
        path d=(format!("M {x} {top} V {bottom} h 24", x = LEFT + 14, top = middle + 12, bottom = at + 19 + yes.len() * LINE))
            fill="none" stroke="currentColor" stroke-dasharray="4 3" {}
        text x=(LEFT + 42) y=(at + 24 + yes.len() * LINE) font-style="italic" { "no:" }
        @for (index, line) in no.iter().enumerate() {
            text x=(LEFT + 74) y=(at + 24 + (yes.len() + index) * LINE) { (line) }
        }
    };
    (piece, height)
}

fn arrow(at: usize, yes: bool) -> Markup {
    let x = LEFT + 14;
    html! {
        path d=(format!("M {x} {} V {} m -5 -8 l 5 8 l 5 -8", at + 4, at + 30)) fill="none" stroke="currentColor" stroke-width="1.5" {}
        @if yes { text x=(x + 12) y=(at + 22) font-style="italic" { "yes" } }
    }
}
