//! A flow as a picture inside the page: SVG, black on white, readable without it.

use maud::{Markup, html};

use opsec::text::sanitize;

use super::super::document::{Flow, FlowNode};
use super::super::layout::lines;

const WIDTH: usize = 720;
const LEFT: usize = 10;
const LINE: usize = 20;
/// Letters that fit on a line of a box, estimated for a broad sans-serif letter.
const LETTERS: usize = 74;

/// Draws the flow; the title and description tell a screen reader what it shows.
pub(super) fn draw(flow: &Flow) -> Markup {
    let mut pieces = Vec::new();
    let mut at = 10;
    for (index, node) in flow.nodes.iter().enumerate() {
        let (piece, height) = match node {
            FlowNode::Work { title, detail } => boxed(at, &sanitize(title), &sanitize(detail)),
            FlowNode::Gate { condition, otherwise } => {
                fork(at, &sanitize(condition), flow.no, &sanitize(otherwise))
            }
        };
        pieces.push(piece);
        at += height;
        if index + 1 < flow.nodes.len() {
            pieces.push(arrow(at, matches!(node, FlowNode::Gate { .. }).then_some(flow.yes)));
            at += 34;
        }
    }
    let height = at + 10;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {height}")) role="img"
            aria-labelledby="flow-title flow-text" font-family="system-ui, sans-serif" font-size="15"
            fill="currentColor" stroke="none" {
            title id="flow-title" { (flow.title) }
            desc id="flow-text" { (flow.description) }
            @for piece in pieces { (piece) }
        }
    }
}

fn boxed(at: usize, title: &str, detail: &str) -> (Markup, usize) {
    let height = 2 * LINE + 18;
    let piece = html! {
        rect x=(LEFT) y=(at) width=(WIDTH - 2 * LEFT) height=(height) rx="5" fill="none" stroke="currentColor"
            stroke-width="1.5" {}
        text x=(LEFT + 14) y=(at + 24) font-weight="bold" { (title) }
        text x=(LEFT + 14) y=(at + 24 + LINE) { (detail) }
    };
    (piece, height)
}

fn fork(at: usize, condition: &str, no: &str, otherwise: &str) -> (Markup, usize) {
    let (yes, otherwise) = (lines(condition, LETTERS - 8), lines(otherwise, LETTERS - 16));
    let height = (yes.len() + otherwise.len()) * LINE + 24;
    let middle = at + 19;
    let (x, top, bottom) = (LEFT + 14, middle + 12, at + 19 + yes.len() * LINE);
    let piece = html! {
        path d=(format!("M {LEFT} {middle} l 14 -12 l 14 12 l -14 12 z")) fill="none" stroke="currentColor"
            stroke-width="1.5" {}
        @for (index, line) in yes.iter().enumerate() {
            text x=(LEFT + 42) y=(at + 24 + index * LINE) font-weight="bold" { (line) }
        }
        path d=(format!("M {x} {top} V {bottom} h 24")) fill="none" stroke="currentColor" stroke-dasharray="4 3" {}
        text x=(LEFT + 42) y=(at + 24 + yes.len() * LINE) font-style="italic" { (no) ":" }
        @for (index, line) in otherwise.iter().enumerate() {
            text x=(LEFT + 84) y=(at + 24 + (yes.len() + index) * LINE) { (line) }
        }
    };
    (piece, height)
}

fn arrow(at: usize, yes: Option<&str>) -> Markup {
    let x = LEFT + 14;
    html! {
        path d=(format!("M {x} {} V {} m -5 -8 l 5 8 l 5 -8", at + 4, at + 30)) fill="none" stroke="currentColor"
            stroke-width="1.5" {}
        @if let Some(yes) = yes { text x=(x + 12) y=(at + 22) font-style="italic" { (yes) } }
    }
}
